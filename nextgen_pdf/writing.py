"""How a report is written: in any format, by what it was checked by."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import Any, Self

from nextgen_pdf.profile import Profile
from nextgen_pdf.report import Report
from nextgen_pdf.rulebook import Rulebook
from nextgen_pdf.version import version


class Writing:
    """Writes reports as the command would have written them.

    Formats explain findings by the profile and the rules, which are not in a report. So
    the checker gives each report one of these.

    Args:
        profile: what the documents were checked by.
        rulebook: the rules.
        reader: the library that they were read with.
        rules_version: asked for when it is written: what it depends on has to be read.
        drawable: whether the reports' paths are files, of which pages may be drawn.
            What somebody calls an upload is no path that may be opened.
    """

    def __init__(
        self,
        profile: Profile,
        rulebook: Rulebook,
        reader: str,
        rules_version: Callable[[], str],
        *,
        drawable: bool,
    ) -> None:
        self._profile = profile
        self._rulebook = rulebook
        self._reader = reader
        self._ask_rules_version = rules_version
        self._drawable = drawable

    @cached_property
    def rules_version(self) -> str:
        """Changes with everything that the reports depend on beside the document."""
        return self._ask_rules_version()

    def data(self, report: Report) -> dict[str, Any]:
        """A report as plain data."""
        from nextgen_pdf.formats._documents import document  # noqa: PLC0415

        return dict(document(report, self.rules_version, self._reader))

    def text(self, report: Report, format_name: str) -> str:
        """A report in a format.

        Raises:
            UnknownNameError: there is no such format.
            MissingExtraError: it needs a package that is not installed.
        """
        from nextgen_pdf.formats import Run, load  # noqa: PLC0415  (few want to write)

        chosen = load(format_name)
        run = Run(
            self._profile,
            self._rulebook,
            version(),
            self.rules_version if chosen.NEEDS_DIGEST else None,
            drawable=self._drawable,
            reader=self._reader,
        )
        return "".join(chosen.render([report], run))

    @cached_property
    def lasting(self) -> Self | None:
        """The same, to be pickled with a report; ``None``: a rule cannot be."""
        import pickle  # noqa: PLC0415  (not needed for every check)

        try:
            pickle.dumps(self._rulebook)
        except Exception:  # noqa: BLE001  (a rule may be anybody's code)
            return None
        known = partial(str, self.rules_version)
        return type(self)(
            self._profile, self._rulebook, self._reader, known, drawable=self._drawable
        )
