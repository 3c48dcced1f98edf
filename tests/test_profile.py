"""Profiles are read strictly: every mistake is named, with the nearest right word."""

from __future__ import annotations

from pathlib import Path

import pytest

from nextgen_pdf import Checker, ProfileError, UnknownNameError
from nextgen_pdf.plugins import plugins
from nextgen_pdf.profile import Profile, load


def _load(tmp_path: Path, text: str) -> Profile:
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    found = plugins()
    return load(path, found.profiles, found.rulebook)


def test_the_default_profile_names_every_rule() -> None:
    checker = Checker.installed()
    assert checker.profile.name == "nextgen-1.6"
    assert set(checker.profile.rules) == {rule.id for rule in checker.rulebook}


@pytest.mark.parametrize(
    ("rule", "code", "severity"),
    [
        ("malformed", "truncated", "error"),
        ("malformed", "trailing-bytes", "warning"),
        ("encryption", "no-password", "error"),
        ("javascript", "open-action", "error"),
        ("attachments", "name-tree", "error"),
        ("fonts", "not-embedded", "warning"),
        ("fonts", "standard-14", "info"),
        ("malformed", "ambiguous", "error"),
        ("malformed", "content-checksum", "warning"),
        ("external-content", "proxy", "warning"),
        ("external-content", "stream", "error"),
        ("multimedia", "artwork", "warning"),
        ("attachments", "name-only", "warning"),
        ("forms", "field", "error"),
        ("forms", "signature", "warning"),
        ("forms", "empty-form", "info"),
        ("page-size", "no-size", "warning"),
        ("page-size", "large-sheet", "warning"),
        ("pdf-version", "unknown", "error"),
        ("pdf-version", "pdf-2", "warning"),
        ("pdf-version", "disagreement", "info"),
        ("page-size", "not-letter", "warning"),
        ("page-size", "too-large", "error"),
    ],
)
def test_severities_of_the_default_profile(rule: str, code: str, severity: str) -> None:
    assert Checker.installed().profile.rules[rule].severity_of(code) == severity


STRICT = "javascript encryption attachments fonts pdf-version page-size".split()


@pytest.mark.parametrize("rule", STRICT)
def test_the_strict_profile_lets_no_code_of_the_six_restrictions_pass(
    rule: str,
) -> None:
    checker = Checker.installed("nextgen-1.6-strict")
    setting = checker.profile.rules[rule]
    for code in checker.rulebook[rule].codes:
        assert setting.severity_of(code) in ("error", "warning"), code


def test_the_strict_profile_is_never_milder() -> None:
    order = [None, "info", "warning", "error"]
    strict = Checker.installed("nextgen-1.6-strict")
    plain = Checker.installed().profile.rules
    for rule in strict.rulebook:
        for code in rule.codes:
            severity = strict.profile.rules[rule.id].severity_of(code)
            assert order.index(severity) >= order.index(
                plain[rule.id].severity_of(code)
            )


def test_a_court_that_takes_standard_fonts_is_not_quoted_against_them() -> None:
    fonts = Checker.installed(court="txeb").profile.rules["fonts"]
    assert fonts.severity_of("standard-14") is None
    assert fonts.severity_of("not-embedded") == "warning"


def test_a_court_that_refuses_signatures_is_heard() -> None:
    forms = Checker.installed(court="njd").profile.rules["forms"]
    assert forms.severity_of("signed") == "error"
    assert Checker.installed().profile.rules["forms"].severity_of("signed") == "warning"


def test_a_profile_says_only_what_differs(tmp_path: Path) -> None:
    profile = _load(
        tmp_path,
        """
        extends = "nextgen-1.6"
        title = "Mine"
        [rules.fonts]
        severity = "off"
        [rules.page-size.limits]
        tolerance = 20
        """,
    )
    assert profile.name == "mine"
    assert profile.title == "Mine"
    assert profile.rules["fonts"].severity is None
    assert profile.rules["page-size"].limits == {
        "width": 612.0, "height": 792.0, "tolerance": 20.0
    }  # fmt: skip
    assert profile.rules["page-size"].severity_of("too-large") == "error"
    assert profile.rules["javascript"].severity == "error"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("titel = 'x'", "did you mean 'title'"),
        ("[rules.javascrpt]\nseverity = 'error'", "did you mean 'javascript'"),
        ("[rules.fonts]\nseverty = 'error'", "did you mean 'severity'"),
        ("[rules.fonts]\nseverity = 'eror'", "did you mean 'error'"),
        ("[rules.fonts]\nseverity = 1", "severity"),
        ("[rules.fonts]\nsource = 'x'", "severity is missing"),
        ("[rules.fonts]\nseverity = 'off'\nas_of = 3", "as_of must be a date"),
        ("[rules.fonts]\nseverity = 'off'\nconfirmed = 'yes'", "true or false"),
        (
            "[rules.fonts]\nseverity = 'off'\ncodes = { standard = 'off' }",
            "standard-14",
        ),
        (
            "[rules.page-size]\nseverity = 'off'\nlimits = { widht = 1 }",
            "did you mean 'width'",
        ),
        (
            "[rules.page-size]\nseverity = 'off'\nlimits = { width = 'A4' }",
            "must be a number",
        ),
        ("[rules.page-size]\nseverity = 'off'\nlimits = 4", "must be a table"),
        ("rules = 4", "must be a table"),
        ("[rules]\nfonts = 'off'", "must be a table"),
        ("title = 4", "must be text"),
        ("extends = 'nextgen-1.66'", "did you mean 'nextgen-1.6'"),
        ("extends = 'mine.toml'", "extends itself"),
        ("extends = 4", "must be the name of a profile"),
        ("title =", "is not valid TOML"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises((ProfileError, UnknownNameError), match=said):
        _load(tmp_path, text)


def test_a_profile_file_that_is_not_there() -> None:
    with pytest.raises(ProfileError, match="no profile file"):
        Checker.installed("nowhere/mine.toml")


def test_every_setting_says_where_it_comes_from() -> None:
    for rule_id, setting in Checker.installed().profile.rules.items():
        assert setting.source or (not setting.confirmed and setting.note), rule_id
        assert setting.as_of or not setting.confirmed, rule_id
