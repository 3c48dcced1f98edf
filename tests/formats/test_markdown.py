"""Markdown, read back by a parser of CommonMark with the tables of GitHub."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from markdown_it import MarkdownIt

import hostile
from nextgen_pdf import Report
from nextgen_pdf.cli import main
from nextgen_pdf.formats import markdown

SAMPLES = Path(__file__).parent.parent.parent / "samples"
HARMLESS = {"text", "code_inline", "strong_open", "strong_close", "html_inline"}


def table(text: str) -> list[list[str]]:
    """What the cells of the table say; nothing in them may do anything."""
    rows: list[list[str]] = []
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline" and rows:
            pieces = token.children or []
            for piece in pieces:
                assert piece.type in HARMLESS
                if piece.type == "html_inline":
                    assert piece.content in {"<br>", "<!-- -->"}
            rows[-1].append("".join(p.content for p in pieces if "html" not in p.type))
    return [row for row in rows if len(row) == 4]


def test_markdown_of_several(
    golden: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(SAMPLES)
    paths = [
        "brief/several-problems.pdf",
        "brief/pass-clean.pdf",
        "encryption/fail-needs-password.pdf",
    ]
    result = CliRunner().invoke(
        main, ["check", "--jobs=0", *paths, "--format", "markdown"]
    )
    golden("several.md", result.stdout)
    _, *rows = table(result.stdout)
    assert [row[0] for row in rows if row[0]] == paths


@pytest.mark.parametrize(
    "text",
    [
        *hostile.TEXTS,
        "a|b`c`.pdf",
        "a\\|b.pdf",
        "``` a `.pdf",
        "![a](http://b/c.png) <http://b> **c** ~~d~~ &lt; \\",
    ],
    ids=lambda text: repr(text[:20]),
)
def test_hostile_text_stays_text(text: str) -> None:
    report = hostile.report(text)
    _, *rows = table("".join(markdown.render([report], hostile.run())))
    assert len(rows) == 3
    name, verdict, found, remedy = rows[0]
    shown = report.pdf_version  # the text, as all formats show it
    assert name[:9] == (shown or "(no name)")[:9]
    assert verdict == "WILL BE REFUSED"
    assert f'The file "{shown}" is attached.' in found
    assert remedy == "Take it out."
    assert rows[2][:2] == ["", ""]


def test_nobody_is_mentioned_and_no_address_is_a_link() -> None:
    text = "".join(
        markdown.render([hostile.report("x@y #1 https://a www.b")], hostile.run())
    )
    cells = text.replace("`x@y #1 https://a www.b`", "")
    for active in ("@y", "#1", "https://", "www."):
        assert active in text
        assert active not in cells


def test_a_long_table_ends_before_it_is_not_shown_at_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(markdown, "MOST", 3_000)
    reports: list[Report] = [hostile.report(f"{n}.pdf") for n in range(20)]
    text = "".join(markdown.render(reports, hostile.run()))
    shown = sum(row[0].endswith(".pdf") for row in table(text))
    assert 0 < shown < 20
    assert f"too long: {20 - shown} PDFs." in text
    assert "20 documents: 20 will be refused." in text


def test_a_run_that_was_stopped_says_so() -> None:
    run = hostile.run(unfinished=lambda: "Stopped after 1 of 3.")
    assert "**Stopped after 1 of 3.**" in "".join(markdown.render([], run))
