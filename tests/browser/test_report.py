"""The HTML report in a real browser: ``pytest -m browser``, see CONTRIBUTING.md."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

import hostile
from nextgen_pdf import Report
from nextgen_pdf.formats import html

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module", params=["samples", "one", "hostile"])
def address(
    request: pytest.FixtureRequest, reports: list[Report], tmp_path_factory: Any
) -> str:
    """A report as a file."""
    shown = {
        "samples": reports,
        "one": [r for r in reports if r.path.endswith("several-problems.pdf")],
        "hostile": [hostile.report(text) for text in hostile.TEXTS],
    }[request.param]
    path: Path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text("".join(html.render(shown, hostile.run())), encoding="utf-8")
    return path.as_uri()


@pytest.mark.parametrize("script", [True, False])
def test_it_asks_for_nothing_and_has_no_error(
    browser: Any, address: str, *, script: bool
) -> None:
    page = browser.new_page(java_script_enabled=script)
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    assert page.locator("article").first.is_visible()
    page.close()
    assert said == []
    assert [url for url in asked if not url.startswith("data:image/jpeg")] == [address]


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_no_fault(
    browser: Any, address: str, width: int, colours: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415  (only here)

    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=colours, bypass_csp=True
    )
    page = context.new_page()
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    violations = Axe().run(page).response["violations"]
    context.close()
    assert [(each["id"], each["nodes"][0]["html"]) for each in violations] == []


@pytest.mark.parametrize("width", [320, 360, 768])
def test_no_width_makes_it_scroll_sideways(
    browser: Any, address: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.close()


def test_the_keyboard_reaches_the_results(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the results"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "results"
    page.close()


@pytest.mark.parametrize("paper", ["Letter", "A4"])
def test_each_receipt_prints_on_a_page(browser: Any, address: str, paper: str) -> None:
    page = browser.new_page()
    page.goto(address)
    count = page.locator(".receipt").count()
    texts = printed(page, paper)
    page.close()
    receipts = [text for text in texts if "SHA-256" in text]
    assert len(receipts) == count
    for text in receipts:
        receipt = text[text.rindex("Receipt") :]
        assert "Software nextgen-pdf" in receipt
        assert receipt.endswith((".", "Links to websites"))
    # the usual steps are printed, though they are folded on the screen; rarer ones are not
    whole = " ".join(texts)
    assert "Word for Windows and Mac: " in whole
    assert "Preview: " not in whole
    assert "where they come from" not in whole


def test_a_report_on_one_file_prints_on_two_pages(
    browser: Any, reports: list[Report]
) -> None:
    page = browser.new_page()
    lengths = {}
    for report in reports:
        if "/fail-" in report.path or "/several" in report.path:
            page.set_content("".join(html.render([report], hostile.run())))
            lengths[report.path] = len(printed(page))
    page.close()
    assert len(lengths) > 50
    assert {path: n for path, n in lengths.items() if n > 2} == {}


def printed(page: Any, paper: str = "Letter") -> list[str]:
    """The text of each printed page."""
    pages = PdfReader(io.BytesIO(page.pdf(format=paper))).pages
    return [" ".join(page.extract_text().split()) for page in pages]
