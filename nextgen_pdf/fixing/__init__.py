"""Makes a corrected copy of a document, and proves that nothing else has changed.

Each document is worked on in a process of its own, which writes beside the place of the
copy; what is proved is then moved there. So a stop leaves nothing that is half made, and
the document itself is never written to.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from nextgen_pdf.checker import Checker
from nextgen_pdf.errors import InputError, UsageError
from nextgen_pdf.fixing.names import free
from nextgen_pdf.fixing.plan import chosen
from nextgen_pdf.fixing.request import Fixing, Task, Wishes
from nextgen_pdf.fixing.request import fixed as fixed_of
from nextgen_pdf.fixing.result import (
    Attachment,
    Change,
    Dropped,
    Fixed,
    Refusal,
    Status,
)
from nextgen_pdf.proof import need_packages

if TYPE_CHECKING:
    from nextgen_pdf.workers.limits import Limits

__all__ = [
    "Attachment",
    "Change",
    "Dropped",
    "Fixed",
    "Refusal",
    "Status",
    "fix",
    "fix_many",
]

TIMEOUT = 600.0
"""Seconds that a document may take, by default."""
MAX_MEMORY = 4_000_000_000
"""Bytes of memory that it may take, by default; documents are mapped into it."""
PACKAGES = ("pypdfium2", "PIL", "fontTools")


def fix(
    path: str | os.PathLike[str] | bytes,
    *,
    output: str | os.PathLike[str] | None = None,
    force: bool = False,
    court: str | None = None,
    profile: str | None = None,
    password: str | None = None,
    also: Iterable[str] = (),
    unsigned: bool = False,
    unrestricted: bool = False,
    save_attachments: str | os.PathLike[str] | None = None,
    timeout: float = TIMEOUT,
    max_memory: int = MAX_MEMORY,
) -> Fixed:
    """Make a copy of a document without the things that courts refuse, and prove it.

    >>> import nextgen_pdf
    >>> fixed = nextgen_pdf.fix("samples/javascript/fail-open-action.pdf")
    >>> fixed.status, fixed.proof.same
    ('fixed', True)
    >>> fixed.changes
    (Change(what='script taken out', times=1),)

    Args:
        path: the document, or its bytes. It is never changed.
        output: where to write the copy. Without it, the result holds its bytes.
        force: replace an existing file.
        court: the code of a court whose own rules are added.
        profile: a profile instead of the default; not together with a court.
        password: opens the document.
        also: what to do besides fixing the errors: ``fonts`` (embed the standard fonts),
            ``letter`` (put pages on Letter paper), ``shrink`` (make the file smaller
            without loss), ``shrink-pictures=200dpi`` (with loss), ``version`` (1.7 or
            older), ``warnings`` (fix those too).
        unsigned: allow a signed document to lose its signature; its appearance stays.
        unrestricted: allow the restrictions of an owner password to be removed.
        save_attachments: the folder for attached files, which are removed. By default, a
            folder next to the output; without an output, the result holds their bytes.
        timeout: the time limit, in seconds.
        max_memory: the memory limit, in bytes. Windows and macOS do not enforce it.

    Returns:
        The result. Nothing *in* the document raises an exception.

    Raises:
        UsageError: no such file or court, or nothing of that name for ``also``; the
            output is the document itself, or already exists; a package is missing.
    """
    with ExitStack() as stack:
        if isinstance(path, bytes):
            folder = Path(stack.enter_context(TemporaryDirectory()))
            source = folder / "given.pdf"
            source.write_bytes(path)
            name = ""
        else:
            source, name = Path(path), os.fspath(path)
        place = None if output is None else Path(output)
        job = _Job(name, source, place, save_attachments)
        (done,) = _fixed(
            [job],
            court=court,
            profile=profile,
            password=password,
            also=also,
            unsigned=unsigned,
            unrestricted=unrestricted,
            force=force,
            jobs=1,
            timeout=timeout,
            max_memory=max_memory,
        )
    return done


def fix_many(
    paths: Iterable[str | os.PathLike[str]],
    folder: str | os.PathLike[str],
    *,
    force: bool = False,
    court: str | None = None,
    profile: str | None = None,
    password: str | None = None,
    also: Iterable[str] = (),
    unsigned: bool = False,
    unrestricted: bool = False,
    save_attachments: str | os.PathLike[str] | None = None,
    jobs: int | None = None,
    timeout: float = TIMEOUT,
    max_memory: int = MAX_MEMORY,
) -> Iterator[Fixed]:
    """Fix many documents, isolated from each other.

    Results come in the order of the paths. A copy has the name of its document. If two
    documents have the same name, their folders are recreated in the folder for the copies.

    Args:
        paths: the documents.
        folder: where to write the copies.
        force: as for ``fix``.
        court: as for ``fix``.
        profile: as for ``fix``.
        password: as for ``fix``.
        also: as for ``fix``.
        unsigned: as for ``fix``.
        unrestricted: as for ``fix``.
        save_attachments: as for ``fix``.
        jobs: the number of processes; by default one per processor.
        timeout: the time limit for a document, in seconds.
        max_memory: the memory limit for a process, in bytes.

    Raises:
        UsageError: as for ``fix``; or a document is listed twice.
    """
    listed = [Path(path) for path in paths]
    return _fixed(
        [
            _Job(str(path), path, Path(folder) / name, save_attachments)
            for path, name in zip(listed, _names(listed), strict=True)
        ],
        court=court,
        profile=profile,
        password=password,
        also=also,
        unsigned=unsigned,
        unrestricted=unrestricted,
        force=force,
        jobs=jobs,
        timeout=timeout,
        max_memory=max_memory,
    )


def _names(paths: list[Path]) -> list[Path]:
    """The names of the copies of documents, no two of them the same."""
    if len({path.name for path in paths}) == len(paths):
        return [Path(path.name) for path in paths]
    whole = [path.absolute() for path in paths]
    if len(set(whole)) < len(whole):
        raise UsageError("A PDF is given twice")
    common = os.path.commonpath([path.parent for path in whole])
    return [path.relative_to(common) for path in whole]


class _Job(NamedTuple):
    name: str
    source: Path
    output: Path | None
    files: str | os.PathLike[str] | None
    """The folder for attached files."""


def _fixed(
    todo: list[_Job],
    *,
    court: str | None,
    profile: str | None,
    password: str | None,
    also: Iterable[str],
    unsigned: bool,
    unrestricted: bool,
    force: bool,
    jobs: int | None,
    timeout: float,
    max_memory: int,
) -> Iterator[Fixed]:
    also = tuple(also)
    chosen(also)
    need_packages("Fixing documents", PACKAGES)
    for job in todo:
        _check_output(job, force=force)
    from nextgen_pdf.workers.limits import Limits  # noqa: PLC0415  (slow)
    from nextgen_pdf.workers.processes import usable_cpus  # noqa: PLC0415

    if timeout <= 0 or max_memory <= 0 or (jobs is not None and jobs < 1):
        raise UsageError("timeout, max_memory and jobs must be more than 0")
    checker = Checker.installed(profile, court=court, digest=False)
    wishes = Wishes(checker, password, also, unsigned, unrestricted)
    limits = Limits(timeout, max_memory)
    most = usable_cpus() if jobs is None else jobs
    return _results(todo, wishes, min(most, max(len(todo), 1)), limits)


def _results(
    todo: list[_Job], wishes: Wishes, jobs: int, limits: Limits
) -> Iterator[Fixed]:
    """The results, each when its copy is at its place."""
    from nextgen_pdf.workers import Failure  # noqa: PLC0415  (slow)
    from nextgen_pdf.workers.writers import Writers  # noqa: PLC0415

    with ExitStack() as stack:
        # Copies are written beside their places, so that they can be moved there.
        places = [job.output.parent for job in todo if job.output is not None]
        work = _work_folder(min(places, default=None, key=_depth), stack)
        tasks = [_task(job, work / str(number)) for number, job in enumerate(todo)]
        writers = Writers(
            Fixing(wishes), fixed_of, folder=work, jobs=jobs, limits=limits
        )
        results = writers.results(tasks)
        for job, task, result in zip(todo, tasks, results, strict=True):
            if isinstance(result, Failure):
                yield Fixed(job.name, "failed", f"Fixing it failed: {result.reason}.")
            else:
                yield _delivered(job, task, result)
            shutil.rmtree(task.target.parent, ignore_errors=True)


def _depth(path: Path) -> int:
    return len(path.parts)


def _work_folder(beside: Path | None, stack: ExitStack) -> Path:
    try:
        if beside is not None:
            beside.mkdir(parents=True, exist_ok=True)
        name = stack.enter_context(
            TemporaryDirectory(
                prefix=".nextgen-pdf-", dir=beside, ignore_cleanup_errors=True
            )
        )
    except OSError as error:
        raise InputError(f"{beside} cannot be written: {error.strerror}") from None
    return Path(name).absolute()


def _task(job: _Job, folder: Path) -> Task:
    (folder / "files").mkdir(parents=True)
    return Task(job.name, job.source.absolute(), folder / "copy.pdf", folder / "files")


def _delivered(job: _Job, task: Task, fixed: Fixed) -> Fixed:
    """The result with the copy and the attached files where they are wanted."""
    if fixed.status != "fixed":
        return fixed
    files = None if job.files is None else Path(job.files)
    if files is None and job.output is not None:
        files = job.output.with_name(f"{job.output.stem}-attachments")
    try:
        attached = tuple(_kept(each, files) for each in fixed.attachments)
        if job.output is None:
            return fixed._replace(attachments=attached, data=task.target.read_bytes())
        job.output.parent.mkdir(parents=True, exist_ok=True)
        task.target.replace(job.output)
    except OSError as error:
        reason = f"{job.output} cannot be written: {error.strerror}."
        return fixed._replace(status="failed", reason=reason)
    return fixed._replace(attachments=attached, output=str(job.output))


def _kept(file: Attachment, folder: Path | None) -> Attachment:
    """An attached file where it is to stay."""
    path = Path(file.path or "")
    if folder is None:
        return file._replace(path=None, data=path.read_bytes())
    folder.mkdir(parents=True, exist_ok=True)
    place = free(folder / path.name)
    shutil.move(path, place)
    return file._replace(path=str(place))


def _check_output(job: _Job, *, force: bool) -> None:
    """Refuse to write where something is, above all the document itself."""
    if not job.source.is_file():
        raise InputError(f"There is no file {job.source}")
    output = job.output
    if output is None or not output.exists():
        return
    if output.samefile(job.source):
        raise UsageError(f"{output} is the PDF itself, which is never changed")
    if not force or not output.is_file():
        raise UsageError(f"{output} exists; add --force to replace it")
