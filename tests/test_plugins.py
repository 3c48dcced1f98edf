"""Plug-ins from outside, installed as anybody's would be."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import nextgen_pdf
from nextgen_pdf import Checker

SAMPLES = Path(__file__).parent.parent / "samples"
RULE = '''
from nextgen_pdf import Finding, rule


@rule("page-count", codes={"many": "more pages than allowed"})
def page_count(document, *, most: int = 50):
    """Too many pages.

    ## Why

    Local Rule 7 allows only so many.

    ## Fix

    Write less.
    """
    if len(document.pages) > most:
        yield Finding(f"The brief has {len(document.pages)} pages.", code="many", remedy="Cut.")
'''
PROFILE = """
title = "Chambers of Judge Example"
extends = "nextgen-1.6"
[rules.page-count]
severity = "error"
source = "https://example.org/rule-7"
as_of = 2026-01-01
limits = { most = 5 }
"""


class Site:
    """A folder that Python takes packages from, beside the installed ones."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def install(self, name: str, rule: str = RULE, profile: str = PROFILE) -> None:
        package = self._folder / name
        (package / "profiles").mkdir(parents=True)
        (package / "__init__.py").touch()
        (package / "page_count.py").write_text(rule)
        (package / "profiles" / f"{name}.toml").write_text(profile)
        info = self._folder / f"{name}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n"
        )
        (info / "entry_points.txt").write_text(
            f"[nextgen_pdf.plugins]\n{name} = {name}\n"
        )

    def write(self, path: str, text: str) -> None:
        """Add a file to a package."""
        file = self._folder / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)

    def run(self, *args: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603
            [sys.executable, "-m", "nextgen_pdf", *args],
            capture_output=True, text=True, check=False, cwd=SAMPLES,
            env={**os.environ, "PYTHONPATH": str(self._folder), "PYTHONIOENCODING": "utf-8"},
        )  # fmt: skip


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_a_plugin_brings_a_rule_and_a_profile(site: Site) -> None:
    site.install("chambers")
    listed = site.run("rules", "--profile", "chambers").stdout.splitlines()
    assert ["page-count", "error", "Too", "many", "pages"] in [
        x.split() for x in listed
    ]
    profiles = site.run("profiles").stdout.splitlines()
    assert ["chambers", "Chambers of Judge Example"] in [
        x.split(None, 1) for x in profiles
    ]
    explained = site.run("explain", "page-count", "--profile", "chambers").stdout
    assert "Local Rule 7" in explained
    assert "Limit most: 5" in explained
    assert "https://example.org/rule-7, Jan. 1, 2026" in explained
    checked = site.run("check", "brief/pass-clean.pdf", "--profile", "chambers")
    assert checked.returncode == 1
    assert "The brief has 6 pages." in checked.stdout
    # without its profile the rule does not run
    assert site.run("check", "brief/pass-clean.pdf").returncode == 0
    assert (
        site.run("check", "brief/pass-clean.pdf", "--select", "page-count").returncode
        == 0
    )


SPEAKING = '''
from nextgen_pdf import Finding, rule


@rule(
    "exhibit-size",
    codes={"large": "larger than allowed"},
    describe_limits=lambda limits, as_of: f"Exhibits: {limits['most']:g} kB ({as_of})",
    max_size=lambda megabytes: {"most": megabytes * 1000},
)
def exhibit_size(document, *, most: float = 9.0, court_limits=()):
    """Too large for an exhibit.

    ## Why

    Local Rule 8.

    ## Fix

    Split it.
    """
    known = [each["most"] for each in court_limits if each]
    if document.size_bytes > most * 1000:
        yield Finding(f"Over {most:g} kB; courts take {known}.", code="large", remedy="Cut.")
'''
COURT = """
[zz9]
name = "Court of Examples"
kind = "district"
[zz9.rules.exhibit-size]
severity = "warning"
limits = { most = 2.0 }
source = "https://example.org/rule-8"
as_of = "2026-01-01"
"""


def test_a_plugins_rule_says_how_its_limits_read_and_takes_a_size(site: Site) -> None:
    site.install("chambers", rule=SPEAKING, profile="extends = 'nextgen-1.6'")
    site.write("chambers/courts.toml", COURT)
    words = "Exhibits: 2 kB (2026-01-01)"
    assert words in site.run("courts", "zz9").stdout
    brief = ("check", "brief/pass-clean.pdf", "--court", "zz9")
    told = site.run(*brief).stdout
    assert words in told
    assert "Over 2 kB; courts take [2.0]." in told
    assert words in site.run(*brief, "--format", "html").stdout
    assert "courts take" not in site.run(*brief, "--max-size", "50").stdout
    assert "Over 1 kB; courts take" in site.run(*brief, "--max-size", "1KB").stdout


def test_the_engine_names_no_rule() -> None:
    rules = {rule.id for rule in Checker.installed().rulebook if "-" in rule.id}
    assert rules
    for file in Path(nextgen_pdf.__path__[0]).rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        texts = {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant)}
        assert not rules & texts, file


def test_a_plugin_that_does_not_import_stops_the_run_by_name(site: Site) -> None:
    site.install("chambers", rule="import nothing_of_the_kind\n")
    result = site.run("check", "brief/pass-clean.pdf")
    assert result.returncode == 2
    assert "The plug-in 'chambers' (chambers) cannot be imported" in result.stderr
    assert "nothing_of_the_kind" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_badly_written_rule_is_named_with_its_file(site: Site) -> None:
    site.install("chambers", rule=RULE.replace("## Why", "## Reasons"))
    result = site.run("check", "brief/pass-clean.pdf")
    assert result.returncode == 2
    assert "page_count.py:5" in result.stderr
    assert "## Why" in result.stderr


def test_two_rules_with_one_id_stop_the_run(site: Site) -> None:
    site.install("chambers")
    site.install("clerk")
    result = site.run("rules")
    assert result.returncode == 2
    assert "Two rules are called 'page-count'" in result.stderr


def test_a_profile_with_a_rule_that_nobody_brings(site: Site) -> None:
    site.install("chambers", rule="")
    result = site.run("check", "brief/pass-clean.pdf", "--profile", "chambers")
    assert result.returncode == 2
    assert "There is no rule 'page-count'" in result.stderr


def test_a_rule_that_breaks_is_named_and_the_document_unchecked(site: Site) -> None:
    site.install("chambers", rule=RULE.replace("> most", "> most / 0"))
    result = site.run("check", "brief/pass-clean.pdf", "--profile", "chambers")
    assert result.returncode == 3
    assert "COULD NOT BE CHECKED" in result.stdout
    assert "Not checked: the rule itself failed (ZeroDivisionError" in result.stdout


FORMAT = """
NEEDS_DIGEST = False

def render(reports, run):
    for report in reports:
        yield f"{report.path} => {report.verdict} by {run.profile.name}\\n"
"""


def test_a_plugin_brings_a_format(site: Site) -> None:
    site.install("chambers")
    site.write("chambers/formats/short.py", FORMAT)
    site.write("chambers/formats/_parts.py", "")
    result = site.run("check", "brief/pass-clean.pdf", "--format", "short")
    assert result.stdout == "brief/pass-clean.pdf => ready by nextgen-1.6\n"
    wrong = site.run("check", "brief/pass-clean.pdf", "--format", "shor")
    assert wrong.returncode == 2
    assert "did you mean 'short'?" in wrong.stderr
    private = site.run("check", "brief/pass-clean.pdf", "--format", "_parts")
    assert private.returncode == 2


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("short", "import nothing_of_the_kind", "'short' (chambers.formats.short) can"),
        ("short", "NEEDS_DIGEST = True", "(chambers.formats.short) has no render"),
        ("short", FORMAT.replace("NEEDS", "WANTS"), "has no NEEDS_DIGEST"),
        ("json", FORMAT, "Two formats are called 'json': ours and chambers.formats"),
    ],
)
def test_a_format_that_cannot_be_used_stops_the_run_by_name(
    site: Site, name: str, text: str, said: str
) -> None:
    site.install("chambers")
    site.write(f"chambers/formats/{name}.py", text)
    result = site.run("check", "brief/pass-clean.pdf", "--format", "short")
    assert result.returncode == 2
    assert said in result.stderr
    assert result.stdout == ""
    assert "Traceback" not in result.stderr


def test_two_formats_with_one_name_stop_the_run(site: Site) -> None:
    site.install("chambers")
    site.install("clerk", rule="", profile="extends = 'nextgen-1.6'")
    site.write("chambers/formats/short.py", FORMAT)
    site.write("clerk/formats/short.py", FORMAT)
    result = site.run("check", "brief/pass-clean.pdf")
    assert result.returncode == 2
    assert "Two formats are called 'short'" in result.stderr
