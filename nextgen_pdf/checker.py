"""The checker: a profile and a rulebook over documents."""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar, Unpack

from nextgen_pdf.courts import read
from nextgen_pdf.document import Document
from nextgen_pdf.errors import InputError, NotCheckedError, UsageError
from nextgen_pdf.findings import SEVERITIES, Finding, Severity
from nextgen_pdf.given import (
    Given,
    Named,
    One,
    called,
    fetching,
    need_texts,
    nothing_before,
    path_of,
    possible,
    to_send,
    to_send_unread,
)
from nextgen_pdf.options import Options, Settled, settled
from nextgen_pdf.plugins import plugins
from nextgen_pdf.profile import DEFAULT, Profile, RuleSetting, load
from nextgen_pdf.readers import Input, Source, chosen_reader, open_document
from nextgen_pdf.report import Report, RuleOutcome, with_writer
from nextgen_pdf.rulebook import COURT_LIMITS, Rule, Rulebook
from nextgen_pdf.waivers import Waiver, checked, today
from nextgen_pdf.writing import Writing

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from nextgen_pdf.apart import Work
    from nextgen_pdf.pool import Pool
    from nextgen_pdf.workers import Failure
    from nextgen_pdf.workers import Pool as Workers

T = TypeVar("T")

TIMEOUT = 10.0
"""The default time limit for a document, in seconds."""
MAX_MEMORY = 1 << 30
"""The default memory limit for checking a document, in bytes."""


class Checker:
    """Checks documents against a profile. Make one, and use it for many documents.

    Args:
        profile: which rules run, and how.
        rulebook: the rules.
        reader: the library that reads the documents, one of ``READERS``; by default
            the usual one.
        digest: whether reports include the SHA-256 of the document, for which the
            document is read once more.
        waivers: findings that are accepted. They stay in the report but do not count.
        court_files: the courts, for rules that ask what every court has set; read only
            when such a rule asks.

    Raises:
        UsageError: there is no such reader, or it is not installed; or a waiver makes
            no sense.
    """

    def __init__(
        self,
        profile: Profile,
        rulebook: Rulebook,
        *,
        reader: str | None = None,
        digest: bool = True,
        waivers: Iterable[Waiver] = (),
        court_files: Iterable[Path] = (),
    ) -> None:
        self.profile = profile
        self.rulebook = rulebook
        self.waivers = checked(waivers, rulebook)
        self.reader = chosen_reader(reader)
        self._digest = digest
        self._court_files = tuple(court_files)
        self._fingerprints: dict[tuple[Waiver, ...], str] = {}

    @classmethod
    def installed(
        cls,
        profile: str | os.PathLike[str] | Profile | None = None,
        /,
        *,
        digest: bool = True,
        **options: Unpack[Options],
    ) -> Self:
        """A checker with all installed plug-ins.

        Args:
            profile: the option of that name, which may also be the first argument.
            digest: see ``Checker``.
            options: see ``Options``.

        Raises:
            UsageError: an unknown name, a broken profile or plug-in, or both a profile
                and a court.
        """
        if profile is not None:
            if "profile" in options:
                raise TypeError("The profile is given twice")
            options["profile"] = profile
        return cls._made(settled(options), digest=digest)

    @classmethod
    def _made(cls, options: Settled, *, digest: bool) -> Self:
        found = plugins()
        if options.court is not None:
            if options.profile is not None:
                raise UsageError("Choose a court or a profile, not both")
            its = found.courts[options.court]
            name = its.extends or DEFAULT
            chosen = load(name, found.profiles, found.rulebook, its)
        elif isinstance(options.profile, Profile):
            chosen = options.profile
        else:
            chosen = load(options.profile or DEFAULT, found.profiles, found.rulebook)
        for rule_id, own in options.limits.items():
            chosen = chosen.limited(rule_id, found.rulebook, **own)
        chosen = chosen.restricted(options.select, options.ignore, found.rulebook)
        return cls(
            chosen,
            found.rulebook,
            reader=options.reader,
            digest=digest,
            waivers=options.waivers,
            court_files=found.court_files,
        )

    def check(
        self,
        source: Input,
        *,
        name: str | None = None,
        password: str | None = None,
        isolated: bool = False,
        timeout: float = TIMEOUT,
        max_memory: int = MAX_MEMORY,
    ) -> Report:
        """Check one document.

        Args:
            source: a path, bytes, or an open binary file. A seekable file is read from
                its beginning and left at its position; any other is read to its end.
            name: what the report calls the document, and the name that the rules see;
                by default its path.
            password: opens the document, if it needs one.
            isolated: check it in a child process, as ``check_many`` does.
            timeout: the time limit there, in seconds.
            max_memory: the memory limit there, in bytes.

        Raises:
            InputError: there is no such file, or it cannot be read.
            UsageError: the source is none of these; if isolated, as for ``check_many``.
        """
        need_texts(name=name, password=password)
        if isolated:
            (report,) = self.check_many(
                [to_send(source, name, password)],
                jobs=1,
                timeout=timeout,
                max_memory=max_memory,
            )
            return report
        path = path_of(source) if name is None else name
        try:
            report = self._checked(source, path, password, name or "")
        except MemoryError:
            report = self.unchecked(path, "there was not enough memory for it")
        return with_writer(report, self._writing(drawable=name is None))

    def _checked(
        self, given: Input, path: str, password: str | None, name: str = ""
    ) -> Report:
        source = Source(given, name)
        with open_document(
            source, password, self.reader, counting=self._counting
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

    @cached_property
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
        paths: Iterable[One],
        *,
        password: str | None = None,
        jobs: int | None = None,
        timeout: float = TIMEOUT,
        max_memory: int = MAX_MEMORY,
        executor: Executor | None = None,
        ordered: bool = False,
    ) -> Iterator[Report]:
        """Check many documents, isolated from each other. See the function ``check_many``.

        Raises:
            UsageError: an invalid limit, or a rule that cannot be sent to a process.
        """
        need_texts(password=password)
        documents = possible(paths)
        if executor is None and jobs == 0:
            return self._here(documents, password)
        from nextgen_pdf.apart import pool  # noqa: PLC0415  (one document needs less)

        work = self._work(password)
        pooled = pool(
            work,
            jobs=jobs,
            timeout=timeout,
            max_memory=max_memory,
            executor=executor,
            prepare=fetching,
        )
        return self._streamed(documents, pooled, ordered=ordered)

    def check_alone(
        self,
        paths: Iterable[One],
        *,
        password: str | None = None,
        timeout: float = TIMEOUT,
        max_memory: int = MAX_MEMORY,
    ) -> Iterator[Report]:
        """The same as ``check_many``, for a command that has one document.

        Where possible, the document is checked in a fork of this process, which starts
        immediately. So this process should not be doing anything else.

        Raises:
            UsageError: as for ``check_many``.
        """
        from nextgen_pdf.apart import pool_for_one  # noqa: PLC0415  (as in check_many)

        pooled = pool_for_one(
            self._work(password),
            timeout=timeout,
            max_memory=max_memory,
            prepare=fetching,
        )
        return self._streamed(possible(paths), pooled, ordered=True)

    def pool(
        self,
        *,
        jobs: int | None = None,
        timeout: float = TIMEOUT,
        max_memory: int = MAX_MEMORY,
    ) -> Pool:
        """Processes with limits that stay running, for web applications.

        They start here, which takes about 0.3 seconds, rather than for each document.

        Args:
            jobs: the number of processes; by default one per processor.
            timeout: the time limit for a document, in seconds, from when a process
                starts on it.
            max_memory: the memory limit for a process, in bytes, including the program
                itself. Windows and macOS do not enforce it.

        Returns:
            The pool. Close it when you are done.

        Raises:
            UsageError: an invalid limit, a rule that cannot be sent to a process, or
                processes that do not start.
        """
        from nextgen_pdf.apart import staying  # noqa: PLC0415  (as in check_many)
        from nextgen_pdf.pool import Pool  # noqa: PLC0415

        processes = staying(
            self._work(None),
            jobs=jobs,
            timeout=timeout,
            max_memory=max_memory,
            prepare=nothing_before,
        )
        self.fingerprint()  # reads files, which would hold up whoever writes a report
        return Pool(processes, to_send_unread, self._told)

    def _told(self, given: Given, result: Report | Failure) -> Report:
        """The report that a process gave, or says why it gave none."""
        if not isinstance(result, Report):
            result = self.unchecked(given.path, result.reason)
        return with_writer(result, self._written_by()(given))

    def _work(self, password: str | None) -> Work[One]:
        from nextgen_pdf.apart import Work  # noqa: PLC0415  (as in check_many)

        return Work(partial(self._one, password=password), self.reader)

    def _streamed(
        self,
        paths: Iterable[One],
        pool: Workers[One, Report],
        *,
        ordered: bool,
    ) -> Iterator[Report]:
        from nextgen_pdf.workers import Failure, stream  # noqa: PLC0415  (as in _pool)

        written_by = self._written_by()
        for done in stream(paths, pool, ordered=ordered):
            if isinstance(done.result, Failure):
                report = self.unchecked(called(done.item), done.result.reason)
            else:
                report = done.result
            yield with_writer(report, written_by(done.item))

    def _here(self, paths: Iterable[One], password: str | None) -> Iterator[Report]:
        written_by = self._written_by()
        for path in paths:
            yield with_writer(self._one(path, password), written_by(path))

    def _written_by(self) -> Callable[[One], Writing]:
        """Gives how the report on each document is written."""
        files, others = (self._writing(drawable=drawable) for drawable in (True, False))

        def writing(given: One) -> Writing:
            if isinstance(given, Given):
                return files if given.path == given.given else others
            return others if isinstance(given, Named) else files

        return writing

    def _writing(self, *, drawable: bool) -> Writing:
        version = partial(self._fingerprint, tuple(self._holding_waivers()))
        return Writing(
            self.profile, self.rulebook, self.reader, version, drawable=drawable
        )

    def _one(self, given: One, password: str | None) -> Report:
        """The report on a document, also when it cannot be read."""
        path = called(given)
        try:
            name = ""
            data: str | os.PathLike[str] | bytes | InputError
            match given:
                case Named(_, data):
                    pass
                case Given(_, data, own, name):
                    password = own or password
                case data:
                    pass
            if isinstance(data, InputError):
                return self.unchecked(path, str(data))
            return self._checked(data, path, password, name)
        except InputError as reason:
            return self.unchecked(path, str(reason))

    def fingerprint(self) -> str:
        """What reports depend on besides the document; see ``fingerprint.fingerprint``."""
        return self._fingerprint(tuple(self._holding_waivers()))

    def _fingerprint(self, waivers: tuple[Waiver, ...]) -> str:
        from nextgen_pdf.fingerprint import fingerprint  # noqa: PLC0415  (slow)

        if waivers not in self._fingerprints:
            self._fingerprints[waivers] = fingerprint(
                self.profile, self.rulebook, self.reader, waivers
            )
        return self._fingerprints[waivers]

    def could_say(self, report: Report) -> bool:
        """Whether this checker could have made a report that comes from elsewhere.

        The report has the installed rules, on or off as in the profile. Each outcome fits
        the findings. The severity, court message, waiver, and order of the findings are
        what this checker would have given.
        """
        found = {finding.rule for finding in report.findings}
        outcomes = {rule.rule: rule.outcome for rule in report.rules}
        if [rule.rule for rule in report.rules] != [rule.id for rule in self.rulebook]:
            return False
        for rule_id, outcome in outcomes.items():
            if (outcome == "off") != (self._off(rule_id) is not None):
                return False
            if outcome != "not-checked" and (outcome == "found") != (rule_id in found):
                return False
        if not found <= outcomes.keys():
            return False
        try:
            again = [self._weighed(self.rulebook[f.rule], f) for f in report.findings]
        except LookupError:
            return False
        counting = (finding for finding in again if finding is not None)
        return self._in_order(self._waived(counting, report.path)) == report.findings

    def _weighed(self, rule: Rule[...], finding: Finding) -> Finding | None:
        """A finding as the profile weighs it; ``None`` if that is not at all.

        Raises:
            LookupError: the rule has no such way to fail.
        """
        if finding.code not in rule.codes:
            raise LookupError(finding.code)
        setting = self.profile.rules[rule.id]
        severity = setting.severity_of(finding.code)
        if severity is None:
            return None
        said = _probable(rule, setting, severity)
        return finding._replace(rule=rule.id, severity=severity, court_message=said)

    def unchecked(self, path: str, reason: str) -> Report:
        """The report on a document that could not be checked."""
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
            for finding in rule(document, **setting.limits, **self._handed(rule)):
                if weighed := self._weighed(rule, finding):
                    findings.append(weighed)  # noqa: PERF401  (the rule may yet raise)
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

    def _handed(self, rule: Rule[...]) -> dict[str, Iterator[Mapping[str, Any]]]:
        """What a rule is handed beside the document and its limits."""
        if not rule.takes_court_limits:
            return {}

        def limits() -> Iterator[Mapping[str, Any]]:
            for file in self._court_files:
                for court in read(file):
                    yield court.rules.get(rule.id, {}).get("limits", {})

        return {COURT_LIMITS: limits()}

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


def _known(ask: Callable[[], T]) -> T | None:
    """The answer, or ``None`` where the document does not let it be known."""
    try:
        return ask()
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  (the rules that need it say why they could not look)
        return None


def _probable(rule: Rule[...], setting: RuleSetting, severity: Severity) -> str | None:
    """What the court's page will probably say of a finding, where a source tells."""
    if not setting.messages or severity == "info":
        return None
    limits = {name: limit.default for name, limit in rule.limits.items()}
    text = setting.messages[0].text.format(**(limits | dict(setting.limits)))
    return f'If the court refuses it, the message will probably be: "{text}"'


_KEPT = 32
"""So many checkers are kept for ``check``."""
_kept: dict[Hashable, Checker] = {}


def _checker(options: Settled) -> Checker:
    """The checker for some options; the last one for the same, if it still holds.

    To read and check a profile takes longer than to check a brief.
    """
    key = options.key()
    checker = _kept.get(key)
    if (
        checker is None
        or checker.rulebook is not plugins().rulebook
        or checker.profile.outdated()
    ):
        checker = Checker._made(options, digest=True)  # noqa: SLF001  (settled already)
        if key is not None:
            _kept.pop(key, None)
            _kept[key] = checker
            while len(_kept) > _KEPT:
                _kept.pop(next(iter(_kept)), None)
    return checker


def check(
    source: Input,
    *,
    name: str | None = None,
    password: str | None = None,
    isolated: bool = False,
    timeout: float = TIMEOUT,
    max_memory: int = MAX_MEMORY,
    **options: Unpack[Options],
) -> Report:
    """Check one document.

    Args:
        source: a path, bytes, or an open binary file. A seekable file is read from its
            beginning and left at its position; any other is read to its end.
        name: what the report calls the document, and the name that the rules see; by
            default its path. Use it for bytes, and for files from elsewhere.
        password: opens the document, if it needs one.
        isolated: check the document in a child process. If it hangs, needs too much
            memory, or crashes the process, the report has the verdict ``unchecked``.
            This takes about 0.3 seconds more. Use it for web applications, and for
            documents from strangers.
        timeout: the time limit there, in seconds.
        max_memory: the memory limit of the child process, in bytes, including the
            program itself. Windows and macOS do not enforce it.
        options: see ``Options``.

    Returns:
        The report. Nothing *in* the document raises an exception; it is in the report.

    Raises:
        InputError: there is no such file, or it cannot be read.
        UsageError: an unknown name or option, a broken profile or plug-in, both a
            profile and a court, or a value of the wrong type.
    """
    return _checker(settled(options, check.__kwdefaults__ or ())).check(
        source,
        name=name,
        password=password,
        isolated=isolated,
        timeout=timeout,
        max_memory=max_memory,
    )


def check_many(
    paths: Iterable[str | os.PathLike[str] | Named],
    *,
    password: str | None = None,
    jobs: int | None = None,
    timeout: float = TIMEOUT,
    max_memory: int = MAX_MEMORY,
    executor: Executor | None = None,
    ordered: bool = False,
    **options: Unpack[Options],
) -> Iterator[Report]:
    """Check many documents, isolated from each other; the profile is read once.

    Reports come as documents finish. Each document is checked in a child process. If it
    hangs, needs too much memory, or crashes the process, only its own report suffers: it
    gets the verdict ``unchecked`` and says why. So does a file that cannot be read.

    Paths are consumed as they are needed, so memory does not grow with their number.

    Args:
        paths: the files; ``Named`` for what is in memory.
        password: opens the documents that need one.
        jobs: the number of processes; by default one per processor. With 0, the
            documents are checked here one after another, without limits. With an
            executor: the number of its workers, if known.
        timeout: the time limit for a document, in seconds.
        max_memory: the memory limit for a process, in bytes, including the program
            itself. Windows and macOS do not enforce it.
        executor: any ``concurrent.futures.Executor``, such as that of a cluster, to use
            instead of our own processes. Limits are then up to the executor.
        ordered: yield reports in the order of the paths; a finished report waits for
            the ones before it.
        options: see ``Options``.

    Raises:
        UsageError: as for ``check``; an invalid limit, or a rule that cannot be sent to
            another process.
    """
    return _checker(settled(options, check_many.__kwdefaults__ or ())).check_many(
        paths,
        password=password,
        jobs=jobs,
        timeout=timeout,
        max_memory=max_memory,
        executor=executor,
        ordered=ordered,
    )
