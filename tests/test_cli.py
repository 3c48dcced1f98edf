"""The command, as a filer types it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from nextgen_pdf import Checker
from nextgen_pdf.cli import main
from rawpdf import RawPdf

SAMPLES = Path(__file__).parent.parent / "samples"
READY = "brief/pass-clean.pdf"
REFUSED = "javascript/fail-open-action.pdf"
CAUTION = "fonts/fail-not-embedded.pdf"
LOCKED = "encryption/fail-needs-password.pdf"

Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in the folder of the samples."""
    monkeypatch.chdir(SAMPLES)

    def invoke(*args: str | Path, **kwargs: bytes) -> Result:
        return CliRunner().invoke(main, [str(arg) for arg in args], **kwargs)  # type: ignore[arg-type]

    return invoke


def _nothing_to_look_into(tmp_path: Path) -> Path:
    """A plug-in file that makes one rule unable to look."""
    return tmp_path


@pytest.mark.parametrize(
    ("args", "status"),
    [
        ([READY], 0),
        ([REFUSED], 1),
        ([CAUTION], 1),
        ([CAUTION, "--fail-on", "error"], 0),
        ([REFUSED, "--fail-on", "error"], 1),
        ([REFUSED, "--fail-on", "never"], 0),
        ([LOCKED], 1),
        ([LOCKED, "--fail-on", "never"], 3),
        ([LOCKED, "--ignore", "encryption"], 3),
        ([REFUSED, LOCKED, "--ignore", "encryption"], 3),
        ([READY, REFUSED], 1),
        (["."], 1),
    ],
)
def test_exit_status(run: Run, args: list[str], status: int) -> None:
    assert run("check", *args).exit_code == status


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["check"], "Missing argument"),
        (["check", "missing.pdf"], "There is no file or folder named missing.pdf"),
        (["check", "brief/pass-clen.pdf"], "did you mean brief/pass-clean.pdf?"),
        (["check", "recipes"], "There are no PDFs in the folder recipes"),
        (["check", READY, "--profil", "x"], "--profile"),
        (["check", READY, "--profile", "nextgen-16"], "did you mean 'nextgen-1.6'?"),
        (["check", READY, "--profile", "nowhere/x.toml"], "nowhere/x.toml"),
        (["check", READY, "--select", "font"], "did you mean 'fonts'?"),
        (["check", READY, "--ignore", "font"], "did you mean 'fonts'?"),
        (["check", READY, "--format", "jsn"], "did you mean 'json'?"),
        (
            ["check", READY, "--output", f"./{READY}"],
            "is an input of this run and will not be overwritten",
        ),
        (["check", READY, "--fail-on", "errors"], "did you mean 'error'?"),
        (
            ["check", READY, "--output", "no/where.txt"],
            "no/where.txt cannot be written",
        ),
        (["check", READY, "--password-file", "none"], "The password file none"),
        (
            ["check", READY, "--output", "no" * 200],
            "cannot be used: File name too long",
        ),
        (
            ["check", f"{READY}/x.pdf"],
            f"There is no file or folder named {READY}/x.pdf.",
        ),
        (["explain", "javascrip"], "did you mean 'javascript'?"),
        (["explain", "opn-action"], "did you mean 'open-action'?"),
        (["explain", "forms/filed"], "There is no forms code 'filed'; did you mean"),
        (["check", READY, "--selct", "x"], "'--selct'. Did you mean '--select'?"),
        (["chek", READY], "chek"),
    ],
)
def test_wrong_use_is_2_and_one_sentence(run: Run, args: list[str], said: str) -> None:
    result = run(*args)
    assert result.exit_code == 2
    (line,) = [x for x in result.stderr.splitlines() if x.startswith("Error: ")]
    assert said in line
    assert result.stdout == ""


def test_a_broken_profile_file_is_named(run: Run, tmp_path: Path) -> None:
    profile = tmp_path / "mine.toml"
    profile.write_text("[rules.fonts]\nseverty = 'error'\n")
    result = run("check", READY, "--profile", profile)
    assert result.exit_code == 2
    assert "mine.toml, [rules.fonts]: There is no key 'severty'" in result.stderr
    assert "did you mean 'severity'?" in result.stderr


@pytest.mark.pikepdf
def test_text_of_one_refused_document(
    run: Run, golden: Callable[[str, str], None]
) -> None:
    golden("refused.txt", run("check", "brief/several-problems.pdf").stdout)


@pytest.mark.pikepdf
def test_text_of_several(run: Run, golden: Callable[[str, str], None]) -> None:
    golden(
        "several.txt", run("check", READY, READY, "page-size", LOCKED, CAUTION).stdout
    )


@pytest.mark.pikepdf
def test_text_of_a_ready_document(run: Run) -> None:
    assert run("check", READY).stdout == (
        f"READY: {READY}\n\nNothing found that the courts refuse.\n"
    )


def test_text_fits_into_80_columns_and_has_no_colour(run: Run) -> None:
    text = run("check", ".").stdout
    assert max(map(len, text.splitlines())) <= 80
    assert "\x1b" not in text


def test_colour_only_where_it_is_wanted(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(SAMPLES)
    monkeypatch.delenv("NO_COLOR", raising=False)
    coloured = CliRunner().invoke(main, ["check", REFUSED], color=True).stdout
    assert "\x1b[31m" in coloured
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in CliRunner().invoke(main, ["check", REFUSED], color=True).stdout
    assert "\x1b" not in run("check", REFUSED).stdout


def test_quiet_is_a_line_for_each_that_is_not_ready(run: Run) -> None:
    assert run("check", "-q", READY, REFUSED).stdout == f"WILL BE REFUSED: {REFUSED}\n"


def test_a_folder_is_searched_and_a_file_checked_once(run: Run) -> None:
    lines = run("check", "-q", "javascript", REFUSED).stdout.splitlines()
    assert len(lines) == len(list((SAMPLES / "javascript").glob("fail-*")))


def test_a_pipe(run: Run) -> None:
    data = (SAMPLES / REFUSED).read_bytes()
    result = run("check", "-", "--format", "jsonl", input=data)
    assert result.exit_code == 1
    assert json.loads(result.stdout)["path"] == "-"


def test_output_goes_to_a_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "report é.json"
    result = run("check", REFUSED, "--format", "json", "--output", path)
    assert result.stdout == ""
    assert (
        json.loads(path.read_text(encoding="utf-8"))["documents"][0]["verdict"]
        == "refused"
    )


def test_password_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "password"
    path.write_text("secret\r\nnot this\n")
    result = run("check", LOCKED, "--password-file", path, "--format", "jsonl")
    outcomes = {rule["outcome"] for rule in json.loads(result.stdout)["rules"]}
    assert "not-checked" not in outcomes
    assert "secret" not in result.stdout


def test_names_with_spaces_and_accents(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "Müller v. Ñandú"
    folder.mkdir()
    (folder / "Brief (final) é.PDF").write_bytes((SAMPLES / REFUSED).read_bytes())
    result = run("check", "-q", folder)
    assert result.exit_code == 1
    assert "Brief (final) é.PDF" in result.stdout


def test_a_damaged_file_does_not_stop_the_others(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"")
    (tmp_path / "b.pdf").write_bytes(
        (SAMPLES / "malformed/fail-cut-short.pdf").read_bytes()
    )
    (tmp_path / "c.pdf").write_bytes((SAMPLES / READY).read_bytes())
    result = run("check", tmp_path, "--format", "jsonl")
    verdicts = [json.loads(line)["verdict"] for line in result.stdout.splitlines()]
    assert sorted(verdicts) == ["ready", "refused", "refused"]
    assert "Traceback" not in result.stderr


def test_rules_lists_a_line_each(run: Run) -> None:
    lines = run("rules").stdout.splitlines()
    assert any(line.split()[:2] == ["javascript", "error"] for line in lines)
    assert max(map(len, lines)) <= 80


def test_explain_tells_what_why_and_how(
    run: Run, golden: Callable[[str, str], None]
) -> None:
    golden("explain-page-size.txt", run("explain", "page-size").stdout)


def test_explain_knows_codes(run: Run) -> None:
    said = run("explain", "open-action").stdout
    assert said == run("explain", "javascript/open-action").stdout
    rule = Checker.installed().rulebook["javascript"]
    assert said.startswith(
        "javascript/open-action\n"
        f"{rule.title.removesuffix('.')}: {rule.codes['open-action']}.\n"
        "\nSeverity: error; the file will be refused (profile nextgen-1.6)\n"
    )
    assert "\n## Fix\n" in said
    lenient = run("explain", "standard-14").stdout
    strict = run("explain", "standard-14", "--profile", "nextgen-1.6-strict").stdout
    assert "Severity: info; worth a look" in lenient
    assert "Severity: warning; the file may be refused" in strict


def test_explain_a_code_that_several_rules_have(run: Run) -> None:
    said = run("explain", "annotation").stdout
    assert said.startswith("attachments/annotation\n")
    assert "\njavascript/annotation\n" in said
    assert "## Fix" not in said
    assert "'nextgen-pdf explain attachments/annotation' tells how" in said


@pytest.mark.parametrize(
    "args",
    [
        ["check", "memorandum.pdf"],
        ["check", "brief/pass.pdf"],
        ["check", READY, "--profile", "delaware"],
        ["check", READY, "--select", "watermarks"],
        ["check", READY, "--format", "xml"],
        ["check", READY, "--fail-on", "sundays"],
        ["check", READY, "--xyz"],
        ["explain", "watermarks"],
        ["courts", "atlantis"],
        ["summarize"],
    ],
)
def test_what_is_like_no_name_gets_no_suggestion(run: Run, args: list[str]) -> None:
    result = run(*args)
    assert result.exit_code == 2
    assert "did you mean" not in result.stderr.casefold()


def test_help_of_check_is_in_groups_and_ends_with_examples(run: Run) -> None:
    said = run("check", "--help").stdout
    titles = re.findall(r"^(\w.*):$", said, re.MULTILINE)
    assert titles == [
        "What to check",
        "Which rules",
        "The report",
        "Many files",
        "Other options",
        "Examples",
    ]
    options = re.findall(r"^  (?:-\w, )?(--[\w-]+)", said, re.MULTILINE)
    assert len(options) == len(set(options)) == len(main.commands["check"].params)


@pytest.mark.pikepdf
def test_the_command_at_the_end_is_one_that_can_help(run: Run) -> None:
    said = run("check", "encryption/fail-opens-without-password.pdf").stdout
    assert "If this PDF is yours, or you may change it" in said
    assert said.rstrip().endswith("fail-opens-without-password.pdf --unrestricted")
    assert "nextgen-pdf fix" not in run("check", LOCKED).stdout
    assert "nextgen-pdf fix" not in run("check", "malformed/fail-cut-short.pdf").stdout


def test_profiles_lists_the_default(run: Run) -> None:
    said = run("profiles").stdout
    assert re.search(
        r"^nextgen-1\.6 +CM/ECF NextGen 1\.6 \(default\)$", said, re.MULTILINE
    )
    assert re.search(r"^nextgen-1\.6-strict +CM/ECF", said, re.MULTILINE)


def test_version_and_help(run: Run) -> None:
    assert run("--version").stdout.startswith("nextgen-pdf 0.")
    for args in (["--help"], ["check", "-h"], ["rules", "-h"], ["explain", "-h"]):
        result = run(*args)
        assert result.exit_code == 0
        assert result.stdout.startswith("Usage: ")


def _python(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        [sys.executable, *args], capture_output=True, text=True, check=False, cwd=SAMPLES,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip


def test_help_imports_no_pdf_library() -> None:
    code = (
        "import sys\nfrom nextgen_pdf.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "print(sorted({'pikepdf', 'pypdf', 'pdfminer'} & set(sys.modules)))"
    )
    assert _python("-c", code).stdout.endswith("[]\n")


def test_it_runs_as_a_module() -> None:
    result = _python("-m", "nextgen_pdf", "check", "-q", REFUSED)
    assert result.returncode == 1
    assert result.stdout == f"WILL BE REFUSED: {REFUSED}\n"
    assert result.stderr == ""


def test_a_name_that_the_terminal_cannot_show(tmp_path: Path) -> None:
    pdf = RawPdf()
    pdf.page()
    path = tmp_path / "Bürgschaft.pdf"
    path.write_bytes(pdf.to_bytes())
    result = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "nextgen_pdf", "check", str(path)],
        capture_output=True, check=False, env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )  # fmt: skip
    assert result.returncode == 0
    assert b"READY" in result.stdout
