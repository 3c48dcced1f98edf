"""The report on one document: what was found, what was checked, and the verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Literal, NamedTuple, Protocol, Self, TypeVar

from nextgen_pdf.errors import MissingExtraError, UsageError
from nextgen_pdf.findings import Finding

Outcome = Literal["passed", "found", "not-checked", "off"]
"""The outcome of a rule on a document."""

Verdict = Literal["refused", "unchecked", "caution", "ready"]
"""Will the court take the document? The first of these that applies: ``refused``, a finding
is an error; ``unchecked``, a rule was unable to look; ``caution``, a finding is a warning;
``ready``, none of these. Waived findings do not count."""


class RuleOutcome(NamedTuple):
    """The outcome of one rule."""

    rule: str
    outcome: Outcome
    reason: str | None = None
    """Why the rule did not check the document, or is off."""


class Writer(Protocol):
    """Writes reports; it knows what a report itself does not: profile and rules."""

    def data(self, report: Report) -> dict[str, Any]:
        """The report as plain data."""

    def text(self, report: Report, format_name: str) -> str:
        """The report in a format."""

    @property
    def lasting(self) -> Writer | None:
        """What goes with a report that is pickled."""


class _Fields(NamedTuple):
    path: str
    """The path as it was given; ``"-"`` for standard input, empty for bytes."""
    sha256: str | None
    """The digest of the bytes, in hexadecimal; ``None`` if it was not requested."""
    size_bytes: int
    pdf_version: str | None
    """``None`` if it could not be read."""
    page_count: int | None
    rules: tuple[RuleOutcome, ...]
    findings: tuple[Finding, ...]
    """The findings that count, by severity and then in the order in which to fix them;
    waived findings come last."""
    producer: str | None = None
    """The program that made the PDF, as it names itself; ``None`` if it does not, or if
    this could not be read."""


class Report(_Fields):
    """Everything known about one document after the check.

    A report is a named tuple: two reports with the same fields are equal. A report from a
    checker also knows how to write itself, even after it has been pickled. A report that
    you put together yourself does not.
    """

    _writer: Writer | None = None

    @property
    def verdict(self) -> Verdict:
        """The verdict. It depends only on the findings and the outcomes."""
        return verdict(self.findings, self.rules)

    def to_dict(self) -> dict[str, Any]:
        """The report as plain data: the object under ``documents`` in the JSON format.

        Raises:
            UsageError: the report is not from a checker.
        """
        return self._known_writer().data(self)

    def to_json(self) -> str:
        """The same as JSON text: one line of ``--format jsonl``, without the line ending.

        Raises:
            UsageError: the report is not from a checker.
        """
        return self._known_writer().text(self, "jsonl").rstrip("\n")

    def to_text(self) -> str:
        """The report as text for people, like ``--format text``.

        Raises:
            UsageError: the report is not from a checker.
        """
        return self._known_writer().text(self, "text")

    def to_html(self) -> str:
        """The report as a self-contained page, like ``--format html``.

        It has pictures of pages if the document was checked by its path and the file has
        not changed since.

        Raises:
            MissingExtraError: the extra ``html`` is not installed.
            UsageError: the report is not from a checker.
        """
        return self._known_writer().text(self, "html")

    def _repr_html_(self) -> str | None:
        """What a notebook shows: the page in its own frame, or else the text."""
        if self._writer is None:
            return None
        from html import escape  # noqa: PLC0415  (only notebooks want it)

        try:
            page = escape(self.to_html())
        except MissingExtraError:
            return f"<pre>{escape(self.to_text())}</pre>"
        # Without rights of its own, and apart from the styles of the notebook.
        return (
            f'<iframe srcdoc="{page}" sandbox="" title="Report" width="100%"'
            ' height="600" style="border: 1px solid #8888"></iframe>'
        )

    def _known_writer(self) -> Writer:
        if self._writer is None:
            raise UsageError(
                "This report was put together by hand, so there is no profile by which"
                " it could be written; those from a checker have one"
            )
        return self._writer

    def _replace(self, /, **changes: Any) -> Self:
        return with_writer(super()._replace(**changes), self._writer)

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        writer = self._writer.lasting if self._writer else None
        return _unpickled, (type(self), tuple(self), writer)


AnyReport = TypeVar("AnyReport", bound=Report)


def with_writer(report: AnyReport, writer: Writer | None) -> AnyReport:
    """Have a report that was just made know how it is written."""
    report._writer = writer  # noqa: SLF001  (ours)
    return report


def _unpickled(
    kind: type[AnyReport], fields: tuple[Any, ...], writer: Writer | None
) -> AnyReport:
    return with_writer(kind._make(fields), writer)


def verdict(findings: Iterable[Finding], rules: Iterable[RuleOutcome]) -> Verdict:
    """The verdict that findings and outcomes amount to: never kinder than the worst."""
    severities = {finding.severity for finding in findings if finding.waived is None}
    if "error" in severities:
        return "refused"
    if any(rule.outcome == "not-checked" for rule in rules):
        return "unchecked"
    return "caution" if "warning" in severities else "ready"
