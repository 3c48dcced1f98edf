"""The headline does not contradict a finding under it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kinds.people import signed
from nextgen_pdf.cli import main
from places.revisions import Dying, table


def said(path: Path, *options: str) -> str:
    return CliRunner().invoke(main, ["check", str(path), *options]).stdout


@pytest.fixture
def certified(tmp_path: Path) -> Path:
    path = tmp_path / "certified.pdf"
    path.write_bytes(signed(certified=True))
    return path


def test_what_a_court_asks_for_is_on_its_list(certified: Path) -> None:
    text = said(certified, "--court", "njd")
    assert "including signatures" in " ".join(text.split())
    assert "WILL BE REFUSED" in text
    assert "Nothing" not in text


def test_a_caution_claims_nothing_about_lists(certified: Path, tmp_path: Path) -> None:
    dying = Dying(
        lambda pdf: pdf.catalog.update(
            OpenAction=pdf.add("<< /S /JavaScript /JS (1) >>")
        )
    )
    left = tmp_path / "left.pdf"
    left.write_bytes(table(dying.clean, table(dying.live)))
    for path in (certified, left):
        first, second, *_ = said(path).splitlines()
        assert first.startswith("MAY BE REFUSED")
        assert second == "Review this before you upload."
