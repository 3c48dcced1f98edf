"""A gap in what could be read cannot be passed over, however a rule asks."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator

import pytest

from nextgen_pdf import (
    BoundReachedError,
    Checker,
    Document,
    EmbeddedFile,
    Facts,
    Finding,
    Profile,
    Report,
    Rulebook,
    UnreadableError,
    rule,
)
from nextgen_pdf import testing as kit
from nextgen_pdf.profile import RuleSetting
from rawpdf import RawPdf

FILE = EmbeddedFile("a.pdf", "name-tree")
OTHER = EmbeddedFile("b.pdf", "annotation")
TORN = BoundReachedError("too many objects")
PAGE = "Odd.\n\n## Why\n\nSo.\n\n## Fix\n\nThus.\n"

WAYS: dict[str, Callable[[Facts[EmbeddedFile]], object]] = {
    "bool": bool,
    "not": lambda facts: not facts,
    "len": len,
    "iteration": lambda facts: [None for _ in facts],
    "any": lambda facts: any(fact.name == "c.pdf" for fact in facts),
    "first": lambda facts: facts[0],
    "last": lambda facts: facts[-1],
    "slice": lambda facts: facts[:1],
    "in": lambda facts: FILE in facts,
    "not in": lambda facts: OTHER not in facts,
    "reversed": lambda facts: next(iter(reversed(facts))),
    "index": lambda facts: facts.index(FILE),
    "count": lambda facts: facts.count(FILE),
    "list": list,
    "unpacking": lambda facts: [*facts],
}


GIVEN: dict[str, tuple[list[EmbeddedFile], BoundReachedError | None]] = {
    "nothing found so far": ([], TORN),
    "one found so far": ([FILE], TORN),
}


def _report(document: Document, ask: Callable[[Facts[EmbeddedFile]], object]) -> Report:
    """What a checker makes of a rule that asks a question and then finds nothing."""

    def asks(_: Document) -> Iterator[Finding]:
        ask(document.embedded_files)
        yield from ()

    asks.__doc__ = PAGE
    book = Rulebook([rule("asks", codes={"odd": "odd"})(asks)])
    profile = Profile("test", "Test", rules={"asks": RuleSetting("warning")})
    pdf = RawPdf()
    pdf.page()
    return Checker(profile, book).check(pdf.to_bytes())


@pytest.mark.parametrize("given", GIVEN)
@pytest.mark.parametrize("way", WAYS)
def test_no_way_of_asking_passes_over_a_gap(way: str, given: str) -> None:
    report = _report(kit.document(embedded_files=Facts(*GIVEN[given])), WAYS[way])
    (outcome,) = report.rules
    assert (outcome.outcome, outcome.reason) == ("not-checked", "too many objects")
    assert report.verdict == "unchecked"


@pytest.mark.parametrize("way", WAYS)
def test_without_a_gap_every_way_has_its_answer(way: str) -> None:
    report = _report(kit.document(embedded_files=[FILE]), WAYS[way])
    assert [outcome.outcome for outcome in report.rules] == ["passed"]
    assert WAYS[way](Facts([FILE, OTHER])) == WAYS[way]((FILE, OTHER))  # type: ignore[arg-type]


def test_what_was_found_before_the_gap_is_reported() -> None:
    seen: list[EmbeddedFile] = []
    with pytest.raises(BoundReachedError, match="too many objects"):
        seen.extend(fact for fact in Facts([FILE, OTHER], TORN))
    assert seen == [FILE, OTHER]
    assert Facts([FILE, OTHER], TORN).found == (FILE, OTHER)


def test_facts_are_equal_by_value() -> None:
    alike = BoundReachedError("too many objects")
    assert Facts([FILE], TORN) == Facts((FILE,), alike)
    assert len({Facts([FILE], TORN), Facts([FILE], alike)}) == 1
    for other in (
        Facts([FILE]),
        Facts([OTHER], TORN),
        Facts([FILE], BoundReachedError("too deep")),
        Facts([FILE], UnreadableError("too many objects")),
        (FILE,),
    ):
        assert Facts([FILE], TORN) != other


@pytest.mark.parametrize("facts", [Facts([FILE]), Facts([FILE], TORN)])
def test_facts_go_to_other_processes_whole(facts: Facts[EmbeddedFile]) -> None:
    assert pickle.loads(pickle.dumps(facts)) == facts  # noqa: S301


def test_facts_are_frozen() -> None:
    facts = Facts([FILE], TORN)
    for name in ("found", "gap", "anything"):
        with pytest.raises(AttributeError):
            setattr(facts, name, None)
