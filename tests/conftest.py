"""What all tests share."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from nextgen_pdf import Checker, Report
from nextgen_pdf.readers import has_pikepdf

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
GOLDEN = Path(__file__).parent / "golden"

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # In the background, a shell lets a program and all that it starts ignore Ctrl-C.
    signal.signal(signal.SIGINT, signal.default_int_handler)

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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without pikepdf, skip what is marked with it, and what is tried with its reader."""
    if has_pikepdf():
        return
    for item in items:
        call = getattr(item, "callspec", None)
        if item.get_closest_marker("pikepdf") or (
            call and "pikepdf" in call.params.values()
        ):
            item.add_marker(pytest.mark.skip(reason="needs pikepdf"))


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


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium: the one of the variable CHROMIUM, one on the PATH, or Playwright's."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  (only here)

    found = os.environ.get("CHROMIUM") or next(
        filter(None, map(shutil.which, BROWSERS)), None
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        browser.close()
