"""What is offered to the tests of others."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from nextgen_pdf import InputError
from nextgen_pdf.testing import assert_ready

SAMPLES = Path(__file__).parent.parent / "samples"
READY = SAMPLES / "brief/pass-clean.pdf"
REFUSED = SAMPLES / "javascript/fail-open-action.pdf"
CAUTION = SAMPLES / "fonts/fail-not-embedded.pdf"


def test_a_ready_document_gives_its_report() -> None:
    assert assert_ready(READY).verdict == "ready"
    assert assert_ready(READY.read_bytes()).page_count == 6


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (REFUSED, "WILL BE REFUSED"),
        (CAUTION, "MAY BE REFUSED"),
        (SAMPLES / "encryption/fail-needs-password.pdf", "locked"),
    ],
)
def test_the_failure_is_the_report(path: Path, said: str) -> None:
    with pytest.raises(AssertionError) as failure:
        assert_ready(path)
    assert said in str(failure.value)
    assert str(path) in str(failure.value)
    assert "Fix:" in str(failure.value)


def test_choices_are_those_of_check() -> None:
    assert_ready(REFUSED, ignore=["javascript"])
    assert_ready(REFUSED, select=["fonts"])
    with pytest.raises(AssertionError, match="Alabama"):
        assert_ready(REFUSED, court="almd")
    with pytest.raises(AssertionError, match="the court's limit is"):
        assert_ready(READY, limits={"file-size": {"megabytes": 0.001}})
    with pytest.raises(InputError):
        assert_ready(SAMPLES / "gone.pdf")


def test_pytest_shows_the_report_and_nothing_of_this_package(tmp_path: Path) -> None:
    test = tmp_path / "test_motion.py"
    test.write_text(
        "from nextgen_pdf.testing import assert_ready\n"
        f"def test_motion():\n    assert_ready({str(REFUSED)!r})\n"
    )
    result = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(test)],
        capture_output=True, text=True, check=False, cwd=tmp_path, encoding="utf-8",
    )  # fmt: skip
    assert result.returncode == 1
    assert "WILL BE REFUSED" in result.stdout
    assert "checker.check(" not in result.stdout
