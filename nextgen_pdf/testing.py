"""For tests: is a PDF ready to file? And what does a rule find in a document?

If your program makes PDFs::

    from nextgen_pdf.testing import assert_ready

    def test_the_motion_can_be_filed(tmp_path):
        make_motion(tmp_path / "motion.pdf")
        assert_ready(tmp_path / "motion.pdf", court="almd")

If you write rules, documents without a PDF::

    from nextgen_pdf import Script
    from nextgen_pdf.testing import codes, document

    def test_a_script_is_found():
        assert codes(javascript, document(scripts=[Script(place="open-action")])) == [
            "open-action"
        ]
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Unpack, cast

from nextgen_pdf.checker import Checker
from nextgen_pdf.document import Document, Group, Reader
from nextgen_pdf.errors import NotCheckedError
from nextgen_pdf.facts import Facts, Page, Version
from nextgen_pdf.findings import Finding
from nextgen_pdf.formats import Run, text
from nextgen_pdf.options import Options
from nextgen_pdf.readers import Input
from nextgen_pdf.report import Report
from nextgen_pdf.rulebook import Rule

__all__ = ["LETTER", "assert_ready", "codes", "document", "findings"]

LETTER = Page(number=1, media_box=(0.0, 0.0, 612.0, 792.0))
"""A page that every rule accepts."""


_DEFAULTS = {
    "pages": Facts([LETTER]),
    "security": None,
    "version": Version(header="1.7", catalog=None),
}


class _Given:
    """A reader that gives what it was given: any group, by the name of its method."""

    def __init__(self, groups: dict[str, Any]) -> None:
        self._groups = groups

    def __getattr__(self, group: str) -> Callable[[], Any]:
        given = self._groups.get(group, _DEFAULTS.get(group, Facts(())))

        def give() -> Any:
            if isinstance(given, NotCheckedError):
                raise given
            return Facts(given) if isinstance(given, list) else given

        return give


def document(
    name: str = "brief.pdf", size_bytes: int = 1000, **groups: Any
) -> Document:
    """A document with these facts and nothing else: one Letter page, PDF 1.7.

    Args:
        name: the file's name.
        size_bytes: its size.
        groups: the facts, by the name of their group in ``Document``: a list, one fact,
            or ``Facts`` with a gap. A ``NotCheckedError`` is raised when a rule asks for
            the group.

    Raises:
        TypeError: there is no such group.
    """
    for group in groups:
        if not isinstance(getattr(Document, group, None), Group):
            raise TypeError(f"a document has no group {group!r}")
    return Document(name, size_bytes, cast("Reader", _Given(groups)))


def findings(rule: Rule[...], document: Document, **limits: Any) -> list[Finding]:
    """What a rule finds in a document, with these limits."""
    return list(rule(document, **limits))


def codes(rule: Rule[...], document: Document, **limits: Any) -> list[str]:
    """The codes of what a rule finds in a document.

    Raises:
        AssertionError: a code that the rule does not declare.
    """
    found = [finding.code for finding in findings(rule, document, **limits)]
    undeclared = sorted(set(found) - set(rule.codes))
    assert not undeclared, f"{rule.id} does not declare {undeclared}"  # noqa: S101
    return found


def assert_ready(
    source: Input,
    *,
    name: str | None = None,
    password: str | None = None,
    **options: Unpack[Options],
) -> Report:
    """Fail unless a document is ready: fully checked, with nothing that may be refused.

    Args:
        source: a path, bytes, or an open binary file.
        name: what the report calls the document; by default its path.
        password: opens the document, if it needs one.
        options: see ``nextgen_pdf.Options``.

    Returns:
        The report, for tests that need more.

    Raises:
        AssertionError: it is not ready; the text is the report for people.
        UsageError: as for ``nextgen_pdf.check``.
    """
    __tracebackhide__ = True  # pytest shows the line of the test instead
    checker = Checker.installed(digest=False, **options)
    report = checker.check(source, name=name, password=password)
    if report.verdict != "ready":
        run = Run(checker.profile, checker.rulebook, version="", reader=checker.reader)
        raise AssertionError("".join(text.render([report], run)))
    return report
