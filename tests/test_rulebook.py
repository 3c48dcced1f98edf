"""How rules are written, and what is said to who writes one wrongly."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from nextgen_pdf import (
    Document,
    Finding,
    PluginError,
    Rule,
    Rulebook,
    UnknownNameError,
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
    assert made.title == "Too large."
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
