"""Make the pictures of the documentation: ``python docs/pictures.py``.

It needs the extra ``browser``, Chromium, and what the page for browsers is made of.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import sync_playwright

from nextgen_pdf import check

ROOT = Path(__file__).parent.parent
PICTURES = Path(__file__).parent / "pictures"
SAMPLE = ROOT / "samples" / "brief" / "several-problems.pdf"
LARGEST = 150_000
PATIENCE = 300_000  # milliseconds: the page starts Python first


def main() -> None:
    """The command."""
    PICTURES.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder, _chromium() as browser:
        report, page = Path(folder, "report.html"), Path(folder, "page.html")
        with chdir(SAMPLE.parent):  # so that the report shows a short name
            report.write_text(check(SAMPLE.name).to_html(), encoding="utf-8")
        making = [
            sys.executable,
            str(ROOT / "page" / "build.py"),
            "--output",
            str(page),
        ]
        subprocess.run(making, check=True)  # noqa: S603  (our own)
        with _opened(browser, report, 1100, 900) as shown:
            _save(shown, "report-refused.png")
        with _opened(browser, report, 360, 740) as shown:
            _save(shown, "report-phone.png")
        with _opened(browser, page, 1100, 900) as shown:
            shown.wait_for_selector("html[data-ready]")
            shown.set_input_files("#files", SAMPLE)
            shown.wait_for_selector("#print:enabled")
            shown.evaluate("scrollTo(0, 0)")
            _save(shown, "page.png")


@contextmanager
def _chromium() -> Iterator[Any]:
    found = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found, args=["--no-sandbox"]
        )
        yield browser
        browser.close()


@contextmanager
def _opened(browser: Any, file: Path, width: int, height: int) -> Iterator[Any]:
    page = browser.new_page(viewport={"width": width, "height": height})
    page.set_default_timeout(PATIENCE)
    page.goto(file.as_uri())
    yield page
    page.close()


def _save(page: Any, name: str) -> None:
    size = len(page.screenshot(path=PICTURES / name))
    if size > LARGEST:
        sys.exit(f"{name} has {size:,} bytes; {LARGEST:,} is the most")


if __name__ == "__main__":
    main()
