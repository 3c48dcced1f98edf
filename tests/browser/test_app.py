"""The page that the command serves, in a real browser: ``pytest -m browser``."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import nextgen_pdf
from conftest import SAMPLES
from nextgen_pdf.app.desk import Desk
from nextgen_pdf.app.server import Server

pytestmark = pytest.mark.browser

PATIENCE = 20_000  # milliseconds
SCRIPT = SAMPLES / "javascript" / "fail-open-action.pdf"
FORM = SAMPLES / "forms" / "fail-text-fields.pdf"
RESTRICTED = SAMPLES / "encryption" / "fail-opens-without-password.pdf"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Server(Desk()) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


class Opened:
    """The page in a tab, and what the tab asked for and said."""

    def __init__(self, browser: Any, address: str, **context: Any) -> None:
        self.context = browser.new_context(**context)
        self.asked: list[str] = []
        self.said: list[str] = []
        self.context.on("request", lambda request: self.asked.append(request.url))
        self.page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.goto(address)
        self.page.wait_for_selector("html[data-ready]")

    def _hear(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.said.append(message.text)

    def check(self, *paths: Path) -> None:
        """Choose files, and wait for their answers."""
        self.page.set_input_files("#files", [str(path) for path in paths])
        self.page.wait_for_selector("#print:enabled")

    def fix(self, number: int = 1) -> Any:
        """Ask for a corrected copy; gives what is then shown of it."""
        copy = self.page.locator(f"#document-{number} .copy")
        copy.get_by_role("button", name="Make a corrected copy").click()
        copy.locator("button.main:enabled").first.wait_for()
        return copy


@pytest.fixture
def tab(browser: Any, server: Server) -> Iterator[Opened]:
    opened = Opened(browser, server.address)
    yield opened
    opened.context.close()
    assert opened.said == []
    own = (server.address, "data:", "blob:")
    assert [url for url in opened.asked if not url.startswith(own)] == []


def test_a_copy_is_made_shown_and_saved(tab: Opened, tmp_path: Path) -> None:
    tab.check(FORM)
    copy = tab.fix()
    copy.get_by_text("Checked again: ready").wait_for()
    copy.get_by_text("Nothing else differs").wait_for()
    with tab.page.expect_download() as download:
        copy.get_by_role("button", name="Save the copy").click()
    assert download.value.suggested_filename == "fail-text-fields-filing.pdf"
    saved = tmp_path / "saved.pdf"
    download.value.save_as(saved)
    by_command = nextgen_pdf.fix(FORM, output=tmp_path / "copy.pdf")
    assert by_command.output is not None
    assert nextgen_pdf.compare(by_command.output, saved).differences == ()
    copy.get_by_role("button", name="Check the copy").click()
    tab.page.wait_for_selector("#document-2 .verdict.ready")
    assert tab.page.locator("#document-2 .copy").count() == 0


def test_what_somebody_must_decide_is_asked(tab: Opened) -> None:
    tab.check(RESTRICTED)
    copy = tab.page.locator("#document-1 .copy")
    copy.get_by_role("button", name="Make a corrected copy").click()
    copy.get_by_role("button", name="I may change this document").click()
    copy.get_by_role("button", name="Save the copy").wait_for()


def test_pages_are_pictured_and_the_report_saved(tab: Opened) -> None:
    tab.check(FORM)
    assert tab.page.locator("article svg image").count() > 0
    with tab.page.expect_download() as download:
        tab.page.click("#save-html")
    report = Path(download.value.path()).read_text("utf-8")
    assert report.startswith("<!doctype html>")
    assert "<script" not in report


def test_two_tabs_work_at_once(browser: Any, server: Server) -> None:
    tabs = [Opened(browser, server.address) for _ in range(2)]
    for tab in tabs:
        tab.page.set_input_files("#files", [str(SCRIPT), str(FORM)])
    for tab in tabs:
        tab.page.wait_for_selector("#print:enabled")
        assert tab.page.locator(".document .verdict.refused").count() == 2
        tab.context.close()


def test_a_program_that_has_ended_is_told(browser: Any) -> None:
    with Server(Desk()) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        opened = Opened(browser, server.address)
        server.shutdown()
        thread.join()
    opened.page.set_input_files("#files", str(SCRIPT))
    opened.page.get_by_text("The program has stopped").wait_for()
    opened.context.close()


@pytest.mark.parametrize("colors", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_no_fault(
    browser: Any, server: Server, width: int, colors: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415  (only here)

    size = {"width": width, "height": 900}
    opened = Opened(browser, server.address, viewport=size, color_scheme=colors)
    opened.check(RESTRICTED, FORM)
    opened.fix(2)
    faults = Axe().run(opened.page).response["violations"]
    assert opened.page.evaluate("() => document.documentElement.scrollWidth") == width
    opened.context.close()
    assert [(each["id"], each["nodes"][0]["html"]) for each in faults] == []
