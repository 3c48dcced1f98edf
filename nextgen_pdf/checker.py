"""The checker: a profile and a rulebook over documents."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, Self, TypeVar

from nextgen_pdf.document import Document
from nextgen_pdf.errors import InputError, NotCheckedError, UnknownNameError, UsageError
from nextgen_pdf.findings import SEVERITIES, Finding, Severity
from nextgen_pdf.plugins import plugins
from nextgen_pdf.profile import DEFAULT, Profile, RuleSetting, load
from nextgen_pdf.readers import READERS, Input, Source, is_url, open_document
from nextgen_pdf.report import Report, RuleOutcome
from nextgen_pdf.rulebook import Rule, Rulebook
from nextgen_pdf.waivers import Waiver, checked, today

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from nextgen_pdf.workers import Pool

T = TypeVar("T")

TIMEOUT = 60.0
"""Seconds that a document may take, by default."""
MAX_MEMORY = 1_000_000_000
"""Bytes of memory that checking a document may take, by default."""


class Named(NamedTuple):
    """A document among many that is not simply a file."""

    path: str
    """What its report calls it."""
    data: bytes | InputError
    """Its bytes, or the reason why they cannot be had."""


class Checker:
    """Checks documents against a profile. Make one, and use it for many.

    Args:
        profile: which rules run, and how.
        rulebook: the rules.
        reader: the library that documents are read with, one of ``READERS``.
        digest: whether reports carry the SHA-256 of the document, which costs another
            reading of it.
        waivers: findings that are accepted; they stay in the report and do not count.

    Raises:
        UsageError: there is no such reader, or a waiver cannot be meant as it is.
    """

    def __init__(
        self,
        profile: Profile,
        rulebook: Rulebook,
        *,
        reader: str = READERS[0],
        digest: bool = True,
        waivers: Iterable[Waiver] = (),
    ) -> None:
        if reader not in READERS:
            raise UnknownNameError("reader", reader, READERS)
        self.profile = profile
        self.rulebook = rulebook
        self.waivers = checked(waivers, rulebook)
        self._reader = reader
        self._digest = digest

    @classmethod
    def installed(
        cls,
        profile: str | os.PathLike[str] | Profile | None = None,
        *,
        court: str | None = None,
        select: Iterable[str] = (),
        ignore: Iterable[str] = (),
        limits: Mapping[str, Mapping[str, object]] = MappingProxyType({}),
        reader: str = READERS[0],
        digest: bool = True,
        waivers: Iterable[Waiver] = (),
    ) -> Self:
        """A checker with all installed plug-ins.

        Args:
            profile: its name, the path of its file, or the profile itself; by default
                ``nextgen-1.6``.
            court: the code of a court whose additions count, in place of a profile.
            select: the only rules to run; empty: those of the profile.
            ignore: rules not to run.
            limits: other limits for some rules, by rule id and name of the limit.
            reader: see ``Checker``.
            digest: see ``Checker``.
            waivers: see ``Checker``.

        Raises:
            UsageError: an unknown name, a broken profile or plug-in, or both a profile
                and a court.
        """
        found = plugins()
        if court is not None:
            if profile is not None:
                raise UsageError("A court and a profile cannot be chosen together")
            its = found.courts[court]
            name = its.extends or DEFAULT
            chosen = load(name, found.profiles, found.rulebook, its)
        elif isinstance(profile, Profile):
            chosen = profile
        else:
            chosen = load(profile or DEFAULT, found.profiles, found.rulebook)
        for rule_id, own in limits.items():
            chosen = chosen.limited(rule_id, found.rulebook, **own)
        chosen = chosen.restricted(select, ignore, found.rulebook)
        return cls(
            chosen, found.rulebook, reader=reader, digest=digest, waivers=waivers
        )

    def check(
        self, given: Input, *, path: str | None = None, password: str | None = None
    ) -> Report:
        """Check one document.

        Args:
            given: its path, its bytes, or an open binary file.
            path: what the report calls it; by default the path given.
            password: opens it, if it does not open without one.

        Raises:
            InputError: there is no such file, or it cannot be read.
        """
        if path is None:
            path = os.fspath(given) if isinstance(given, str | os.PathLike) else ""
        try:
            return self._checked(given, path, password)
        except MemoryError:
            return self.unchecked(path, "there was not enough memory for it")

    def _checked(self, given: Input, path: str, password: str | None) -> Report:
        source = Source(given)
        with open_document(
            source, password, self._reader, counting=self._counting()
        ) as document:
            results = [self._run(rule, document) for rule in self.rulebook]
            report = Report(
                path=path,
                sha256=source.sha256() if self._digest else None,
                size_bytes=source.size,
                pdf_version=_known(lambda: document.version.effective),
                page_count=_known(lambda: len(document.pages)),
                rules=tuple(outcome for outcome, _ in results),
                findings=self._in_order(
                    self._waived((f for _, found in results for f in found), path)
                ),
                producer=_known(lambda: document.producer.producer) or None,
            )
        if source.changed():
            return self.unchecked(path, "the file changed while it was read")
        return report

    def _counting(self) -> set[str]:
        """The codes of findings that are more than worth a look."""
        return {
            code
            for rule in self.rulebook
            if (setting := self.profile.rules.get(rule.id)) and setting.severity
            for code in rule.codes
            if setting.severity_of(code) in ("error", "warning")
        }

    def check_many(
        self,
        paths: Iterable[str | os.PathLike[str] | Named],
        *,
        password: str | None = None,
        jobs: int | None = None,
        timeout: float = TIMEOUT,
        max_memory: int = MAX_MEMORY,
        executor: Executor | None = None,
        ordered: bool = False,
    ) -> Iterator[Report]:
        """Check many documents, each apart from the others. See ``check_many`` below.

        Raises:
            UsageError: a bound that is none, or a rule that cannot go to a process.
        """
        one = partial(self._one, password=password)
        if executor is None and jobs == 0:
            return map(one, paths)
        return self._streamed(
            paths, _pool(one, jobs, timeout, max_memory, executor), ordered=ordered
        )

    def _streamed(
        self,
        paths: Iterable[str | os.PathLike[str] | Named],
        pool: Pool[_Path, Report],
        *,
        ordered: bool,
    ) -> Iterator[Report]:
        from nextgen_pdf.workers import Failure, stream  # noqa: PLC0415  (as in _pool)

        for done in stream(_possible(paths), pool, ordered=ordered):
            if isinstance(done.result, Failure):
                yield self.unchecked(_called(done.item), done.result.reason)
            else:
                yield done.result

    def _one(self, given: _Path, password: str | None) -> Report:
        """The report on a document, also when it cannot be read."""
        path = _called(given)
        try:
            data = given.data if isinstance(given, Named) else given
            if isinstance(data, InputError):
                return self.unchecked(path, str(data))
            return self._checked(data, path, password)
        except InputError as reason:
            return self.unchecked(path, str(reason))

    def fingerprint(self) -> str:
        """What reports depend on beside the document; see ``fingerprint.fingerprint``."""
        from nextgen_pdf.fingerprint import fingerprint  # noqa: PLC0415  (slow)

        return fingerprint(
            self.profile, self.rulebook, self._reader, self._holding_waivers()
        )

    def unchecked(self, path: str, reason: str) -> Report:
        """The report on a document that could not be looked at."""
        return Report(
            path=path,
            sha256=None,
            size_bytes=0,
            pdf_version=None,
            page_count=None,
            rules=tuple(
                self._off(rule.id) or RuleOutcome(rule.id, "not-checked", reason)
                for rule in self.rulebook
            ),
            findings=(),
        )

    def _off(self, rule_id: str) -> RuleOutcome | None:
        setting = self.profile.rules.get(rule_id)
        if setting is None:
            return RuleOutcome(rule_id, "off", "the profile does not name it")
        return RuleOutcome(rule_id, "off") if setting.severity is None else None

    def _run(
        self, rule: Rule[...], document: Document
    ) -> tuple[RuleOutcome, list[Finding]]:
        """Run one rule. Whatever keeps it from looking makes it ``not-checked``."""
        if off := self._off(rule.id):
            return off, []
        setting = self.profile.rules[rule.id]
        findings: list[Finding] = []
        reason = None
        try:
            for finding in rule(document, **setting.limits):
                if finding.code not in rule.codes:
                    raise LookupError(finding.code)  # noqa: TRY301  (a fault of the rule)
                if severity := setting.severity_of(finding.code):
                    said = _probable(rule, setting, severity)
                    findings.append(
                        finding._replace(
                            rule=rule.id, severity=severity, court_message=said
                        )
                    )
        except NotCheckedError as error:
            reason = str(error)
        except MemoryError:
            raise  # the document needs too much, and the next rule would as well
        except Exception as error:  # noqa: BLE001  (a rule may be anybody's code)
            # The text of the error may hold what the document holds: its kind will do.
            reason = f"the rule itself failed ({type(error).__name__}, {rule.place})"
        if reason is not None:
            return RuleOutcome(rule.id, "not-checked", reason), findings
        return RuleOutcome(rule.id, "found" if findings else "passed"), findings

    def _holding_waivers(self) -> list[Waiver]:
        """Those that hold today: a checker may be used for longer than a waiver."""
        if not self.waivers:
            return []
        day = today()
        return [waiver for waiver in self.waivers if not waiver.expired(day)]

    def _waived(self, findings: Iterable[Finding], path: str) -> Iterator[Finding]:
        """The same findings; those that are waived say why."""
        waivers = self._holding_waivers()
        for finding in findings:
            reasons = (w.reason for w in waivers if w.covers(finding, path))
            yield finding._replace(waived=next(reasons, None))

    def _in_order(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        order = {rule_id: at for at, rule_id in enumerate(self.profile.rules)}
        return tuple(
            sorted(
                findings,
                key=lambda f: (
                    f.waived is not None,
                    SEVERITIES.index(f.severity),
                    order[f.rule],
                ),
            )
        )


_Path = str | os.PathLike[str] | Named


def _possible(paths: Iterable[_Path]) -> Iterator[_Path]:
    """The same paths. What cannot be checked at all here is said before it is sent."""
    for path in paths:
        is_url(path)
        yield path


def _called(given: _Path) -> str:
    return given.path if isinstance(given, Named) else os.fspath(given)


def _pool(
    function: Callable[[_Path], Report],
    jobs: int | None,
    timeout: float,
    max_memory: int,
    executor: Executor | None,
) -> Pool[_Path, Report]:
    """Who checks many documents. Imported here: one document needs none of it."""
    if jobs is not None and jobs < 0:
        raise UsageError("jobs must be 0 or more")
    if executor is not None:
        from nextgen_pdf.workers.executors import OnExecutor  # noqa: PLC0415

        return OnExecutor(function, executor, jobs)
    from nextgen_pdf.workers.processes import Processes, usable_cpus  # noqa: PLC0415

    if timeout <= 0 or max_memory <= 0:
        raise UsageError("timeout and max_memory must be more than 0")
    return Processes(
        function,
        jobs=usable_cpus() if jobs is None else jobs,
        timeout=timeout,
        max_memory=max_memory,
    )


def _known(ask: Callable[[], T]) -> T | None:
    """The answer, or ``None`` where the document does not let it be known."""
    try:
        return ask()
    except NotCheckedError:
        return None


def _probable(rule: Rule[...], setting: RuleSetting, severity: Severity) -> str | None:
    """What the court's page would probably say of a finding, where a source tells."""
    if not setting.messages or severity == "info":
        return None
    limits = {name: limit.default for name, limit in rule.limits.items()}
    text = setting.messages[0].text.format(**(limits | dict(setting.limits)))
    return f'The court\'s page would probably say: "{text}"'


def check(
    given: Input,
    *,
    profile: str | os.PathLike[str] | Profile | None = None,
    court: str | None = None,
    password: str | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    limits: Mapping[str, Mapping[str, object]] = MappingProxyType({}),
    reader: str = READERS[0],
    waivers: Iterable[Waiver] = (),
) -> Report:
    """Check one document.

    Args:
        given: its path, its bytes, or an open binary file.
        profile: its name, the path of its file, or the profile itself; by default
            ``nextgen-1.6``.
        court: the code of a court whose additions count, in place of a profile.
        password: opens the document, if it does not open without one.
        select: the only rules to run; empty: those of the profile.
        ignore: rules not to run.
        limits: other limits for some rules, by rule id and name of the limit.
        reader: the library it is read with, ``pikepdf`` or ``pypdf``.
        waivers: findings that are accepted; they stay in the report and do not count.

    Returns:
        The report. What is *in* the document never raises; it is in the report.

    Raises:
        InputError: there is no such file, or it cannot be read.
        UsageError: an unknown name, a broken profile or plug-in, or both a profile and
            a court.
    """
    checker = Checker.installed(
        profile,
        court=court,
        select=select,
        ignore=ignore,
        limits=limits,
        reader=reader,
        waivers=waivers,
    )
    return checker.check(given, password=password)


def check_many(
    paths: Iterable[str | os.PathLike[str] | Named],
    *,
    profile: str | os.PathLike[str] | Profile | None = None,
    court: str | None = None,
    password: str | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    limits: Mapping[str, Mapping[str, object]] = MappingProxyType({}),
    reader: str = READERS[0],
    waivers: Iterable[Waiver] = (),
    jobs: int | None = None,
    timeout: float = TIMEOUT,
    max_memory: int = MAX_MEMORY,
    executor: Executor | None = None,
    ordered: bool = False,
) -> Iterator[Report]:
    """Check many documents, each apart from the others; the profile is read once.

    Reports come as documents finish. Each is checked in a child process; one that hangs,
    needs too much memory or makes the process die costs its own report, which gets the
    verdict ``unchecked`` and says why. So does a file that cannot be read.

    Paths are taken as they are needed, so memory does not grow with their number.

    Args:
        paths: the files; ``Named`` for what is in memory.
        profile: as for ``check``, and so are the others.
        court: as for ``check``.
        password: as for ``check``.
        select: as for ``check``.
        ignore: as for ``check``.
        limits: as for ``check``.
        reader: as for ``check``.
        waivers: as for ``check``.
        jobs: how many processes check; by default one for each processor. 0: none, the
            documents are checked here one after the other, and nothing bounds them. With
            an executor: how many workers it has, if that is known.
        timeout: seconds that a document may take.
        max_memory: bytes that a process may have, the program itself included. Windows
            and macOS do not hold a process to it.
        executor: checks in place of our own processes; any
            ``concurrent.futures.Executor``, such as that of a cluster. Then the limits
            are its own.
        ordered: reports come in the order of the paths; one that is ready waits for
            those before it.

    Raises:
        UsageError: as for ``check``; a bound that is none, or a rule that cannot be sent
            to another process.
    """
    checker = Checker.installed(
        profile,
        court=court,
        select=select,
        ignore=ignore,
        limits=limits,
        reader=reader,
        waivers=waivers,
    )
    return checker.check_many(
        paths,
        password=password,
        jobs=jobs,
        timeout=timeout,
        max_memory=max_memory,
        executor=executor,
        ordered=ordered,
    )
