"""The page that checks PDFs in a browser, built and opened as a file; see page/build.py."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfWriter

from conftest import ROOT, SAMPLES
from nextgen_pdf import Checker, Report, courts

pytestmark = pytest.mark.browser

BUILD = ROOT / "page" / "build.py"
LARGEST = 15_000_000
SLOWEST_START = 15.0
SLOWEST_MEDIAN = 0.5
PATIENCE = 180_000  # milliseconds; this machine may have much to do
LOCAL = ("file:", "data:", "blob:")


class Opened:
    """The page, open in a browser, and what it asked for."""

    def __init__(self, browser: Any, address: str, **context: Any) -> None:
        self._context = browser.new_context(bypass_csp=False, **context)
        self.asked: list[str] = []
        self.said: list[str] = []
        self._context.on("request", lambda request: self.asked.append(request.url))
        self.page = self._context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self._devtools = self._context.new_cdp_session(self.page)
        started = time.monotonic()
        self.page.goto(address)
        self._started = started

    def wait_until_ready(self) -> float:
        """The seconds from opening to ready."""
        self.page.wait_for_selector("html[data-ready]")
        return time.monotonic() - self._started

    def drop(self, *paths: Path) -> None:
        """Drop files and folders on it, as a person does from the desktop."""
        box = self.page.locator("#drop").bounding_box()
        data = {
            "items": [],
            "files": [str(path) for path in paths],
            "dragOperationsMask": 1,
        }
        for kind in ("dragEnter", "dragOver", "drop"):
            at = {"x": box["x"] + 20, "y": box["y"] + 20}
            self._devtools.send(
                "Input.dispatchDragEvent", {"type": kind, "data": data, **at}
            )

    def wait_for_all(self, count: int) -> None:
        """Until so many documents have their answer."""
        last = f"#summary tbody tr:nth-child({count}) .tag:not(.waiting)"
        self.page.wait_for_selector(last, state="attached")
        self.page.wait_for_selector("#print:enabled")

    def saved(self, button: str) -> str:
        """What a button saves."""
        with self.page.expect_download() as download:
            self.page.click(button)
        return str(Path(download.value.path()).read_text("utf-8"))

    def documents(self) -> list[dict[str, Any]]:
        """The documents of the JSON report."""
        documents: list[dict[str, Any]] = json.loads(self.saved("#save-json"))[
            "documents"
        ]
        return documents

    def state(self) -> str:
        """What a screen reader is told."""
        return str(self.page.locator("#state").inner_text())

    def close(self) -> None:
        """Close it."""
        self._context.close()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page."""
    path = tmp_path_factory.mktemp("page") / "nextgen-pdf.html"
    command = [sys.executable, str(BUILD), "--output", str(path)]
    subprocess.run(command, check=True)  # noqa: S603
    return path


@pytest.fixture(scope="module")
def opened(browser: Any, built: Path) -> Iterator[Opened]:
    """The page with all samples dropped on it while it was getting ready."""
    opened = Opened(browser, built.as_uri(), viewport={"width": 1280, "height": 900})
    opened.drop(SAMPLES)
    ready = opened.wait_until_ready()
    opened.wait_for_all(len(list(SAMPLES.rglob("*.pdf"))))
    print(f"\n{built.stat().st_size / 1e6:.1f} MB, ready in {ready:.1f} s")  # noqa: T201  (with -s)
    assert ready < SLOWEST_START
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def ready(browser: Any, built: Path) -> Iterator[Opened]:
    """The page, ready and empty."""
    opened = Opened(browser, built.as_uri())
    opened.wait_until_ready()
    yield opened
    opened.close()


def shown(report: Report) -> tuple[Any, ...]:
    """What must be the same in the page and in the command."""
    findings = [
        (f.rule, f.code, f.severity, list(f.location.all_pages))
        for f in report.findings
    ]
    return report.verdict, report.sha256, sorted(findings, key=repr)


def told(document: dict[str, Any]) -> tuple[Any, ...]:
    """The same of a document in JSON."""
    findings = [
        (f["rule"], f["code"], f["severity"], _pages(f["location"]))
        for f in document["findings"]
    ]
    return document["verdict"], document["sha256"], sorted(findings, key=repr)


def _pages(location: dict[str, Any]) -> list[int]:
    page = location.get("page")
    return list(location.get("pages") or ([page] if page else []))


def test_it_is_one_small_file(built: Path) -> None:
    assert built.stat().st_size <= LARGEST


def test_all_samples_are_judged_as_by_the_command(opened: Opened) -> None:
    paths = sorted(SAMPLES.rglob("*.pdf"))
    checker = Checker.installed(reader="pypdf")
    expected = {
        path.relative_to(SAMPLES.parent).as_posix(): shown(checker.check(path))
        for path in paths
    }
    found = {document["path"]: told(document) for document in opened.documents()}
    assert found == expected


def test_it_asks_for_nothing_and_has_no_error(opened: Opened) -> None:
    assert [url for url in opened.asked if not url.startswith(LOCAL)] == []
    assert opened.said == []


_REACH = """() => new Promise((done) => {
  const request = new XMLHttpRequest();
  addEventListener("securitypolicyviolation", (event) => done(event.effectiveDirective));
  request.onload = () => done("reached");
  request.onerror = () => setTimeout(() => done("not forbidden"), 1000);
  request.open("GET", "https://example.org/");
  request.send();
})"""


def test_the_browser_forbids_it_and_its_worker_the_network(ready: Opened) -> None:
    (worker,) = ready.page.workers
    assert ready.page.evaluate(_REACH) == "connect-src"
    assert worker.evaluate(_REACH) == "connect-src"


def test_pages_are_pictured_and_spots_outlined(opened: Opened) -> None:
    assert opened.page.locator("article svg image").count() > 20
    assert opened.page.locator("article svg .spot").count() > 5
    assert opened.page.get_by_text("could not be drawn").count() == 0


def test_the_saved_report_is_the_command_s(opened: Opened) -> None:
    report = opened.saved("#save-html")
    assert report.startswith("<!doctype html>")
    assert report.count("<article") == len(list(SAMPLES.rglob("*.pdf")))
    assert "default-src &#39;none&#39;; img-src data:" in report
    assert "<script" not in report


def test_later_files_are_quick(ready: Opened) -> None:
    times = []
    for path in sorted(SAMPLES.rglob("*.pdf"))[::7]:
        before = time.monotonic()
        ready.page.set_input_files("#files", str(path))
        ready.page.wait_for_selector("#articles article")
        times.append(time.monotonic() - before)
        ready.page.click("#clear")
        ready.page.wait_for_selector("#articles article", state="detached")
    median = statistics.median(times[1:])
    print(f"\nfirst file {times[0]:.2f} s, later ones {median:.2f} s")  # noqa: T201  (with -s)
    assert median < SLOWEST_MEDIAN


@pytest.mark.parametrize("colors", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_no_fault(browser: Any, built: Path, width: int, colors: str) -> None:
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415  (only here)

    size = {"width": width, "height": 900}
    opened = Opened(browser, built.as_uri(), viewport=size, color_scheme=colors)
    opened.page.wait_for_selector("#progress", state="attached")
    faults = Axe().run(opened.page).response["violations"]
    opened.wait_until_ready()
    opened.page.set_input_files(
        "#files",
        [str(path) for path in sorted(SAMPLES.rglob("fail-*.pdf"))[::12]],
    )
    opened.wait_for_all(2)
    opened.page.evaluate(
        "() => document.querySelectorAll('details').forEach(d => { d.open = true; })"
    )
    faults += Axe().run(opened.page).response["violations"]
    assert opened.page.evaluate("() => document.documentElement.scrollWidth") == width
    opened.close()
    assert [(each["id"], each["nodes"][0]["html"]) for each in faults] == []


def test_it_shows_the_licenses_of_what_is_in_it(ready: Opened) -> None:
    ready.page.click("#licenses summary")
    for name in ("nextgen-pdf", "pypdf ", "pdfminer.six", "pypdfium2", "jinja2"):
        ready.page.locator("#licenses pre", has_text=name).wait_for()
    ready.page.locator("#licenses pre", has_text="Mozilla Public License").wait_for()
    ready.page.click("#licenses summary")


def test_it_works_by_keyboard(ready: Opened) -> None:
    ready.page.focus(".skip")
    order = []
    for _ in range(5):
        ready.page.keyboard.press("Tab")
        order.append(
            ready.page.evaluate(
                "() => document.activeElement.id || document.activeElement.textContent"
            )
        )
    assert order == [
        "court",
        "More options",
        "choose-files",
        "choose-folder",
        "How to check that",
    ]
    with ready.page.expect_file_chooser() as chooser:
        ready.page.focus("#choose-files")
        ready.page.keyboard.press("Enter")
    chooser.value.set_files(str(SAMPLES / "javascript" / "fail-open-action.pdf"))
    ready.page.wait_for_selector("#articles article")
    assert "Will be refused: fail-open-action.pdf" in ready.state()
    ready.page.click("#clear")


def test_a_court_is_found_by_a_part_of_its_name(ready: Opened) -> None:
    # this sample is refused by some courts only
    sample = str(SAMPLES / "links" / "some-courts-bookmark.pdf")
    ready.page.set_input_files("#files", sample)
    ready.page.wait_for_selector("#articles .verdict.ready")
    court = next(
        court
        for court in courts()
        if court.rules.get("links", {}).get("severity") == "error"
    )
    ready.page.fill("#court", court.code)
    ready.page.press("#court", "Enter")
    ready.page.wait_for_selector("#articles .verdict.refused")
    assert ready.page.input_value("#court") == f"{court.name} ({court.code})"
    assert court.name in ready.page.inner_text(".receipt")
    ready.page.fill("#court", "no such court")
    ready.page.press("#court", "Enter")
    ready.page.wait_for_selector("#articles .verdict.ready")
    assert ready.page.get_attribute("#court", "aria-invalid") == "true"
    ready.page.fill("#court", "")
    ready.page.press("#court", "Enter")
    ready.page.click("#clear")


def test_a_worker_that_dies_is_replaced(ready: Opened, tmp_path: Path) -> None:
    # so many open brackets are too much for the stack of the browser
    deep = tmp_path / "deep.pdf"
    deep.write_bytes(b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n" + b"[" * 200_000)
    good = SAMPLES / "javascript" / "pass-empty-names.pdf"
    ready.page.set_input_files("#files", [str(deep), str(good)])
    ready.wait_for_all(2)
    rows = ready.page.locator("#summary tbody tr").all_inner_texts()
    assert "Could not be checked" in rows[0]
    assert "Ready" in rows[1]
    assert ready.page.evaluate("() => office.replaced") == 1
    assert "Embedded JavaScript" in ready.page.inner_text("#document-1")
    ready.page.click("#clear")


@pytest.mark.parametrize("password", ["", "secret"])
@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256-R5", "AES-256"])
def test_it_looks_into_locked_files(
    ready: Opened, tmp_path: Path, algorithm: str, password: str
) -> None:
    locked = tmp_path / "locked.pdf"
    writer = PdfWriter(SAMPLES / "javascript" / "fail-open-action.pdf")
    writer.encrypt(password, "owner", algorithm=algorithm)
    writer.write(locked)
    expected = Checker.installed(reader="pypdf").check(locked, password=password)
    assert "javascript" in {finding.rule for finding in expected.findings}
    ready.page.evaluate("(text) => { $('password').value = text; }", password)
    ready.page.set_input_files("#files", str(locked))
    ready.page.wait_for_selector("#print:enabled")
    (document,) = ready.documents()
    assert told(document) == shown(expected)
    ready.page.evaluate("() => { $('password').value = ''; }")
    ready.page.click("#clear")
