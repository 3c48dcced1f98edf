"""What all tests share."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from nextgen_pdf import Checker, Report

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
GOLDEN = Path(__file__).parent / "golden"

settings.register_profile("quick", max_examples=25, deadline=None)
settings.register_profile(
    "ci",
    max_examples=150,
    deadline=None,
    derandomize=True,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("deep", max_examples=10_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(scope="session")
def reports() -> list[Report]:
    """The reports on all samples, and on a file that is not there."""
    paths = [*sorted(SAMPLES.glob("*/*.pdf")), SAMPLES / "gone.pdf"]
    return list(Checker.installed().check_many(paths))


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compare a text with the one kept under a name; see CONTRIBUTING.md."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if "UPDATE_GOLDEN" in os.environ:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert text == path.read_text(encoding="utf-8")

    return compare
