"""How rules are written, and what is said to who writes one wrongly."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import pytest

from nextgen_pdf import (
    Document,
    Finding,
    PluginError,
    Rule,
    Rulebook,
    UnknownNameError,
    UsageError,
    rule,
)

PAGE = """Too large.

## Why

Because.

## Fix

Make it smaller.
"""


def _rule(rule_id: str, page: str = PAGE, **codes: str) -> Rule[...]:
    def check(document: Document, *, largest: int = 10) -> Iterator[Finding]:
        if document.size_bytes > largest:
            yield Finding("Too large.", code="large")

    check.__doc__ = page
    return rule(rule_id, codes=codes or {"large": "it is large"})(check)


def test_the_docstring_is_the_page() -> None:
    made = _rule("size")
    assert made.title == "Too large"
    assert made.section("Why") == "Because."
    assert made.section("Fix") == "Make it smaller."
    assert made.section("Limits") == ""


def test_keyword_only_parameters_are_the_limits() -> None:
    (limit,) = _rule("size").limits.values()
    assert (limit.name, limit.kind, limit.default, limit.required) == (
        "largest",
        int,
        10,
        False,
    )


@pytest.mark.parametrize("rule_id", ["Size", "file size", "file_size", "", "-size"])
def test_an_id_is_kebab_case(rule_id: str) -> None:
    with pytest.raises(PluginError, match=r"test_rulebook\.py:\d+"):
        _rule(rule_id)


@pytest.mark.parametrize(
    ("page", "missing"),
    [("", "Why"), ("Title.\n", "Why"), ("Title.\n\n## Why\n\nSo.\n", "Fix")],
)
def test_a_page_has_its_sections(page: str, missing: str) -> None:
    with pytest.raises(PluginError, match=missing):
        _rule("size", page)


def test_limits_are_plain_keyword_only_values() -> None:
    def positional(document: Document, largest: int) -> Iterator[Finding]:
        raise NotImplementedError

    def odd(document: Document, *, largest: list[int]) -> Iterator[Finding]:
        raise NotImplementedError

    wrong: list[Callable[..., Iterator[Finding]]] = [positional, odd]
    for check in wrong:
        check.__doc__ = PAGE
        with pytest.raises(PluginError, match="largest"):
            rule("size", codes={})(check)


@pytest.mark.parametrize(
    ("codes", "mended_by", "wrong"),
    [
        ({}, {"over": "shrink"}, "'over' is mended, and is no code"),
        ({"over": "too large"}, {"over": "magic"}, "nothing is mended by 'magic'"),
    ],
)
def test_a_code_is_mended_by_what_there_is(
    codes: dict[str, str], mended_by: dict[str, str], wrong: str
) -> None:
    def check(document: Document) -> Iterator[Finding]:
        yield from ()

    check.__doc__ = PAGE
    with pytest.raises(PluginError, match=wrong):
        rule("size", codes=codes, mended_by=mended_by)(check)


def test_how_limits_read_is_said_by_the_rule_if_it_has_words() -> None:
    def check(
        document: Document, *, most_pages: int = 10, scale: float = 1.5
    ) -> Iterator[Finding]:
        yield from ()

    check.__doc__ = PAGE
    plain = rule("size", codes={})(check)
    assert (
        plain.limits_in_words({"scale": 2.0}, None) == "Limit: most pages 10, scale 2"
    )
    speaks = rule(
        "size",
        codes={},
        describe_limits=lambda limits, as_of: f"{limits['most_pages']} pages, {as_of}",
    )(check)
    assert (
        speaks.limits_in_words({"scale": 2.0}, "2026-01-01") == "10 pages, 2026-01-01"
    )


def test_what_every_court_sets_is_no_limit() -> None:
    def check(
        document: Document, *, court_limits: Iterable[Mapping[str, Any]] = ()
    ) -> Iterator[Finding]:
        yield from ()

    check.__doc__ = PAGE
    made = rule("size", codes={})(check)
    assert made.limits == {}
    assert made.takes_court_limits
    assert made.limits_in_words({}, None) == ""
    assert not _rule("size").takes_court_limits


def test_a_size_of_the_users_own_goes_to_the_rules_that_take_one() -> None:
    def check(document: Document, *, largest: float = 0.0) -> Iterator[Finding]:
        yield from ()

    check.__doc__ = PAGE
    takes = rule("takes", codes={}, max_size=lambda mb: {"largest": mb})(check)
    book = Rulebook([takes, _rule("size")])
    assert book.max_size(35.0) == {"takes": {"largest": 35.0}}
    with pytest.raises(UsageError, match="No rule takes a size"):
        Rulebook([_rule("size")]).max_size(35.0)


def test_two_rules_with_one_id_are_named() -> None:
    with pytest.raises(
        PluginError, match=r"'size'.*test_rulebook\.py.*test_rulebook\.py"
    ):
        Rulebook([_rule("size"), _rule("size")])


def test_a_rulebook_knows_its_rules() -> None:
    book = Rulebook([_rule("size"), _rule("age")])
    assert [r.id for r in book] == ["age", "size"]
    assert "age" in book
    with pytest.raises(UnknownNameError, match="did you mean 'size'"):
        book["sise"]
