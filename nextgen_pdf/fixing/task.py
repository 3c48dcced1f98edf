"""Fixes one document, and proves the copy. Runs in a process of its own."""

from __future__ import annotations

import errno
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from pikepdf import Pdf

from nextgen_pdf.errors import InputError, UnreadableError
from nextgen_pdf.facts import page_list
from nextgen_pdf.fixing import attachments, external, opening, writing
from nextgen_pdf.fixing.actions import ACTIONS, SCRIPTS, Actions
from nextgen_pdf.fixing.appearances import Fields
from nextgen_pdf.fixing.attachments import TakenOut
from nextgen_pdf.fixing.copy import Copy
from nextgen_pdf.fixing.flatten import flatten, media_of
from nextgen_pdf.fixing.paper import put_on_letter
from nextgen_pdf.fixing.plan import Plan, plan
from nextgen_pdf.fixing.refused import RefusedError
from nextgen_pdf.fixing.request import Task, Wishes
from nextgen_pdf.fixing.result import Attachment, Change, Fixed, Status
from nextgen_pdf.fixing.shrink import reduce_pictures, shrink
from nextgen_pdf.mendable import ON_REQUEST, mending
from nextgen_pdf.proof import Comparison, Placed
from nextgen_pdf.proof.gate import prove
from nextgen_pdf.proof.objects import ERRORS, get
from nextgen_pdf.proof.reasons import MEDIA
from nextgen_pdf.proof.viewer import Viewer
from nextgen_pdf.report import Report
from nextgen_pdf.rulebook import Rulebook

_ROUNDS = 2
_ANEW = "Create the PDF again from its source."


def fix_one(task: Task, wishes: Wishes) -> Fixed:
    """Fix a document. What is in it never raises."""
    try:
        report = wishes.checker.check(
            task.source, name=task.path, password=wishes.password
        )
    except InputError as error:
        return Fixed(task.path, "failed", str(error))
    todo = plan(report.findings, wishes.checker.rulebook, wishes.also)
    if todo.left:
        return _unmended(task, report, todo)
    if todo.empty:
        if report.verdict == "unchecked":
            reason = "It could not be checked, so a copy could not be either."
            return Fixed(task.path, "failed", reason, report=report)
        return Fixed(task.path, "clean", "There is nothing to fix.", report=report)
    try:
        fixed = _Fixing(task, wishes, todo, report).result()
        # What was hidden behind something else may only be seen in the copy.
        for _ in range(_ROUNDS):
            wider = _widened(todo, report, fixed.report, wishes.checker.rulebook)
            if fixed.status == "fixed" or wider == todo:
                break
            todo = wider
            fixed = _Fixing(task, wishes, todo, report).result()
        return fixed  # noqa: TRY300  (what raises is above)
    except RefusedError as error:
        return Fixed(
            task.path, "refused", str(error), refusal=error.refusal, report=report
        )
    except UnreadableError as error:
        reason = f"{error}, so a copy could not be proved."
        return Fixed(task.path, "unproved", reason, report=report)
    except OSError as error:
        return Fixed(task.path, "failed", _unwritten(error), report=report)
    except ERRORS as error:
        # The text of the error may hold what the document holds: its kind will do.
        reason = f"Fixing it failed ({type(error).__name__})."
        return Fixed(task.path, "failed", reason, report=report)


def _widened(todo: Plan, before: Report, copy: Report | None, book: Rulebook) -> Plan:
    """The plan, and what else has to be done as the copy shows."""
    if copy is None:
        return todo
    by, also = set(todo.by), set(todo.also)
    known = {(finding.rule, finding.code) for finding in before.findings}
    for finding in copy.findings:
        how = mending(finding, book)
        if how == "fonts" and (finding.rule, finding.code) not in known:
            also.add(how)  # the fonts of fields have become those of pages
        elif how and how not in ON_REQUEST and finding.severity == "error":
            by.add(how)
    return todo._replace(by=frozenset(by), also=frozenset(also))


def _unwritten(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "The copy could not be written: the disk is full."
    return f"The copy could not be written: {error.strerror}."


def _unmended(task: Task, report: Report, todo: Plan) -> Fixed:
    first = todo.left[0]
    reason = f"{first.message} {first.remedy}".strip()
    return Fixed(task.path, "unmended", reason, report=report)


class _Stage(NamedTuple):
    """A file on the way to the copy."""

    path: Path
    placed: dict[int, Placed] = {}  # noqa: RUF012  (never changed)
    """Pages that are on other paper than in the stage before."""
    coarse: frozenset[int] = frozenset()
    """Pages whose pictures have less detail than in the stage before."""


def _tell_size(copy: Copy, source: Path, target: Path) -> None:
    before, after = source.stat().st_size, target.stat().st_size
    if after < 0.99 * before:
        copy.did(f"made the file {100 - 100 * after / before:.0f} percent smaller")


class _Fixing:
    """The fixing of one document."""

    def __init__(self, task: Task, wishes: Wishes, todo: Plan, report: Report) -> None:
        self._task = task
        self._wishes = wishes
        self._todo = todo
        self._before = report
        self._files: list[TakenOut] = []

    def result(self) -> Fixed:
        """The result; the copy is at its place only if it is proved.

        Raises:
            RefusedError: there will be no copy.
            OSError: it cannot be written.
        """
        task = self._task
        for earlier in task.files.iterdir():  # of a round before
            earlier.unlink()
        with TemporaryDirectory() as name:
            folder = Path(name)
            reference = folder / "reference.pdf"
            with opening.opened(
                task.source,
                self._wishes.password,
                unrestricted=self._wishes.unrestricted,
            ) as pdf:
                self._check_drawable()
                copy = Copy(pdf, folder)
                version = self._change(copy, pdf, reference)
                stages = self._write(copy, version)
                if not copy.changes:
                    task.target.unlink(missing_ok=True)
                    return self._clean()
            proof = prove(
                task.source,
                stages[0].path,
                password=self._wishes.password,
                reference=reference if reference.exists() else None,
            )
            for one, two in pairwise(stages):
                then = prove(one.path, two.path, placed=two.placed, coarse=two.coarse)
                proof = _both(proof, then)
        report = self._wishes.checker.check(task.target, name=task.path)
        status, reason = self._judged(report, proof)
        if status != "fixed":
            task.target.unlink()
        if {each.kind for each in proof.unexplained} == {"values"}:
            raise RefusedError(
                "values", "Print the form to PDF, and check the answers."
            )
        return Fixed(
            task.path,
            status,
            reason,
            changes=tuple(Change(*each) for each in copy.changes.items()),
            dropped=tuple(copy.dropped),
            attachments=tuple(
                Attachment(each.name, str(each.path)) for each in self._files
            ),
            proof=proof,
            report=report,
        )

    def _check_drawable(self) -> None:
        """Refuse what no viewer shows: there would be nothing to compare with."""
        try:
            Viewer(self._task.source, self._wishes.password).close()
        except UnreadableError:
            raise RefusedError("undrawable", _ANEW) from None

    @property
    def _shrinks(self) -> bool:
        return bool(self._todo.also & {"shrink", "shrink-pictures"})

    def _clean(self) -> Fixed:
        why = "There is nothing to fix."
        return Fixed(self._task.path, "clean", why, report=self._before)

    def _write(self, copy: Copy, version: str) -> list[_Stage]:
        """Write the copy; what changes its look on purpose is a stage of its own."""
        also, target = self._todo.also, self._task.target
        stages = []
        if "letter" in also:
            before = _Stage(copy.folder / "unmoved.pdf")
            writing.write(copy, before.path, version=version)
            stages += [before, _Stage(target, put_on_letter(copy, before.path))]
        if self._todo.dpi is not None:
            before = (stages or [_Stage(target)]).pop()
            before = before._replace(path=copy.folder / "detailed.pdf")
            writing.write(copy, before.path, version=version)
            coarse = reduce_pictures(copy, self._todo.dpi)
            stages += [before, _Stage(target, coarse=coarse)]
        if self._shrinks:
            shrink(copy)
        writing.write(copy, target, version=version, anew=self._shrinks)
        if self._shrinks:
            _tell_size(copy, self._task.source, target)
        return stages or [_Stage(target)]

    def _change(self, copy: Copy, pdf: Pdf, reference: Path) -> str:
        """Do what is to be done, but for paper and size.

        Returns:
            The version to force upon the copy; empty to leave it.
        """
        by = self._todo.by
        if pdf.is_encrypted:
            copy.did("removed the encryption")
        if "rewriting" in by:
            copy.did("rewrote the file")
            opening.recompress(copy)
        opening.signatures(copy, unsigned=self._wishes.unsigned)
        unwanted = by & ACTIONS
        if "fields" in by:
            unwanted |= {"form"}
        if unwanted:
            Actions(copy, unwanted).clean()
        if "elsewhere" in by:
            external.clean(copy)
        if by & {SCRIPTS, "files"}:
            external.private_data(copy)
        if "files" in by:
            self._files = attachments.take_out(copy, self._task.files)
        shown = []
        if "media" in by:
            shown += media_of(copy, MEDIA)
            names = get(copy.root, "/Names")
            if get(names, "/Renditions") is not None:
                del names["/Renditions"]
        if "files" in by:
            shown += media_of(copy, {"/FileAttachment"})
        fields = None
        if "fields" in by:
            fields = Fields(copy)
            fields.settle()
            fields.reference(reference)
            shown += fields.shown
        if shown or fields:
            flatten(copy, shown)
        if fields:
            fields.remove_form()
        if "fonts" in self._todo.also:
            from nextgen_pdf.fixing.fonts import embed  # noqa: PLC0415  (slow)

            embed(copy)
        if "version" in by | self._todo.also:
            return writing.set_version(copy)
        return ""

    def _judged(self, report: Report, proof: Comparison) -> tuple[Status, str | None]:
        """Whether the copy may be given out."""
        if any(f.severity == "error" and f.waived is None for f in report.findings):
            left = next(f for f in report.findings if f.severity == "error")
            return "unmended", f"This is still in the copy: {left.message}"
        if report.verdict == "unchecked":
            return "unproved", "The copy could not be checked."
        known = {(f.rule, f.code) for f in self._before.findings}
        new = [
            f
            for f in report.findings
            if f.severity != "info" and (f.rule, f.code) not in known
        ]
        if new:
            return (
                "unproved",
                f"The copy would have a fault of its own: {new[0].message}",
            )
        if proof.unreadable:
            pages = page_list(proof.unreadable)
            return "unproved", f"This cannot be drawn, and so not compared: {pages}."
        if not proof.same:
            return "unproved", f"{proof.unexplained[0].message}."
        return "fixed", None


def _both(one: Comparison, two: Comparison) -> Comparison:
    """The comparison over two steps."""
    return Comparison(
        page_count=one.page_count,
        differences=one.differences + two.differences,
        blank=two.blank,
        unreadable=tuple(sorted({*one.unreadable, *two.unreadable})),
        drawn=max(one.drawn, two.drawn),
    )
