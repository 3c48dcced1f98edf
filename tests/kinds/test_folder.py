"""What lies beside documents in a folder and is none: the shadow files of a Mac."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from kinds.builders import PLAIN
from nextgen_pdf.cli import main

SHADOW = (
    b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X        "
    + bytes(2)
    + b"\x02"
    + bytes(4000)
)
"""AppleDouble, as a Mac writes it on a memory stick beside each file."""


def test_a_shadow_file_in_a_folder_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "Motion.pdf").write_bytes(PLAIN)
    (tmp_path / "._Motion.pdf").write_bytes(SHADOW)
    done = CliRunner().invoke(main, ["check", str(tmp_path), "--format", "json"])
    documents = json.loads(done.stdout)["documents"]
    assert [Path(d["path"]).name for d in documents] == ["Motion.pdf"]
    assert done.exit_code == 0


def test_a_shadow_file_that_is_asked_for_is_no_pdf(tmp_path: Path) -> None:
    path = tmp_path / "._Motion.pdf"
    path.write_bytes(SHADOW)
    done = CliRunner().invoke(main, ["check", str(path), "--format", "json"])
    (document,) = json.loads(done.stdout)["documents"]
    assert [f["code"] for f in document["findings"] if f["severity"] == "error"] == [
        "not-pdf"
    ]
