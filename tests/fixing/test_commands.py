"""The commands fix, compare and split: what they say, write, and end with."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from nextgen_pdf.cli import main
from proof.documents import brief, form

pytestmark = pytest.mark.pikepdf
SAMPLES = Path(__file__).parent.parent.parent / "samples"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "form.pdf").write_bytes(form().to_bytes())
    (tmp_path / "brief.pdf").write_bytes(brief().to_bytes())
    shutil.copy(SAMPLES / "brief" / "several-problems.pdf", tmp_path / "files.pdf")
    return tmp_path


def _run(*args: str) -> Result:
    return CliRunner().invoke(main, args)


def test_a_copy_goes_beside_the_document(folder: Path) -> None:
    result = _run("fix", "files.pdf")
    assert result.exit_code == 0
    assert result.output.startswith("FIXED: files.pdf -> files-filing.pdf\n")
    assert "Nothing else differs: 4 pages compared." in result.output
    assert "files-filing-attachments" in result.output
    assert (folder / "files-filing-attachments" / "Exhibit A.docx").exists()
    again = _run("fix", "files.pdf")
    assert again.exit_code == 2
    assert "--force" in again.output
    assert _run("fix", "files-filing.pdf").output == (
        "NOTHING TO FIX: files-filing.pdf\n"
        "  May still be refused: fonts (not-embedded), page-size (not-letter)."
        " 'nextgen-pdf check' says more.\n"
        "  To fix more in the copy, add --also letter.\n"
    )


def test_json_has_all_of_it() -> None:
    result = _run("fix", "form.pdf", "--format", "json")
    (document,) = json.loads(result.output)["documents"]
    assert document["status"] == "fixed"
    assert document["output"] == "form-filing.pdf"
    assert {"what": "flattened a form field into its page", "times": 3} in document[
        "changes"
    ]
    assert document["proof"]["same"] is True
    assert document["proof"]["drawn"] == 1
    assert document["verdict"] == "ready"


@pytest.mark.parametrize(
    ("sample", "status"),
    [
        ("encryption/fail-needs-password.pdf", 11),
        ("encryption/fail-certificate.pdf", 12),
        ("encryption/fail-opens-without-password.pdf", 13),
        ("forms/fail-designed-form.pdf", 14),
        ("malformed/fail-cut-short.pdf", 19),
        ("malformed/fail-empty.pdf", 1),
        ("brief/pass-clean.pdf", 0),
        ("gone.pdf", 2),
    ],
)
def test_each_reason_has_its_exit_status(
    sample: str, status: int, folder: Path
) -> None:
    before = set(folder.iterdir())
    result = _run("fix", str(SAMPLES / sample), "--output", "copy.pdf")
    assert result.exit_code == status, result.output
    assert set(folder.iterdir()) == before


def test_several_need_a_folder_and_the_highest_status_counts(folder: Path) -> None:
    locked = SAMPLES / "encryption" / "fail-needs-password.pdf"
    assert _run("fix", "form.pdf", "files.pdf").exit_code == 2
    result = _run("fix", "form.pdf", str(locked), "files.pdf", "-o", "out")
    assert result.exit_code == 11
    copies = {path.name for path in (folder / "out").glob("*.pdf")}
    assert copies == {"form.pdf", "files.pdf"}


def test_copies_of_a_folder_lie_as_their_documents_do(folder: Path) -> None:
    for name in ("exhibits/a/form.pdf", "exhibits/b/form.pdf", "exhibits/brief.pdf"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(form().to_bytes())
    result = _run("fix", "exhibits", "--output", "out")
    assert result.exit_code == 0, result.output
    copies = sorted(p.relative_to("out").as_posix() for p in Path("out").rglob("*"))
    assert copies == ["a", "a/form.pdf", "b", "b/form.pdf", "brief.pdf"]
    again = _run("fix", "exhibits", "--output", "out")
    assert again.exit_code == 2


def test_a_password_opens_a_locked_document(folder: Path) -> None:
    (folder / "password").write_text("secret\n", encoding="utf-8")
    locked = str(SAMPLES / "encryption" / "fail-needs-password.pdf")
    result = _run("fix", locked, "-o", "copy.pdf", "--password-file", "password")
    assert result.exit_code in (0, 11, 13), result.output
    assert (folder / "copy.pdf").exists() == (result.exit_code == 0)


def test_the_page_shows_what_was_done(folder: Path) -> None:
    pdf = form()
    button = pdf.add(
        "<< /Type /Annot /Subtype /Widget /FT /Btn /Ff 65536 /T (B)"
        " /Rect [72 400 172 420] /MK << /CA (Clear <it>) /BG [0.8] >> >>"
    )
    page = pdf.pages[0]
    pdf.objects[page] = pdf.objects[page].replace(
        b"/Annots [", f"/Annots [{button} ".encode()
    )
    pdf.catalog["AcroForm"] = pdf.catalog["AcroForm"].replace(
        "/Fields [", f"/Fields [{button} "
    )
    (folder / "button.pdf").write_bytes(pdf.to_bytes())
    result = _run("fix", "button.pdf", "--report", "report.html")
    assert result.exit_code == 0
    page_text = (folder / "report.html").read_text(encoding="utf-8")
    assert "flattened a form field into its page (3 times)" in page_text
    assert (
        len(re.findall(r'<img src="data:image/jpeg;base64,[\w+/=]{500,}"', page_text))
        == 2
    )
    assert 'alt="Page 1, before"' in page_text
    assert _run("fix", "form.pdf", "--report", "report.html").exit_code == 2
    wrong = _run("fix", "form.pdf", "--report", "form.pdf", "--force")
    assert wrong.exit_code == 2
    assert (folder / "form.pdf").read_bytes().startswith(b"%PDF")


def test_compare_tells_what_a_copy_lost(folder: Path) -> None:
    assert _run("fix", "form.pdf").exit_code == 0
    result = _run("compare", "form.pdf", "form-filing.pdf")
    assert result.exit_code == 0
    assert result.output.startswith("SAME DOCUMENT\n")
    assert "The field Judge is missing" in result.output
    result = _run("compare", "form-filing.pdf", "brief.pdf", "--format", "json")
    assert result.exit_code == 1
    found = json.loads(result.output)
    assert not found["same"]
    assert {"pages", "look", "words", "tags"} <= {
        d["kind"] for d in found["differences"]
    }
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    broken = _run("compare", "brief.pdf", "broken.pdf")
    assert broken.exit_code == 3
    assert broken.output.startswith("COULD NOT BE COMPARED\n")
    assert _run("compare", "brief.pdf", "gone.pdf").exit_code == 2


def test_split_says_its_parts(folder: Path) -> None:
    result = _run("split", "brief.pdf", "--max-size", "8KB", "-o", "parts")
    assert result.exit_code == 0, result.output
    assert result.output.startswith("SPLIT: brief.pdf\n")
    assert "left out: links to pages in other parts" in result.output
    parts = sorted((folder / "parts").iterdir())
    assert all(part.stat().st_size <= 8000 for part in parts)
    found = json.loads(
        _run(
            *("split", "brief.pdf", "--max-size", "8KB", "-o", "parts"),
            *("--force", "--format", "json"),
        ).output
    )
    assert [Path(part["path"]).name for part in found["parts"]] == [
        p.name for p in parts
    ]
    assert _run("split", "brief.pdf", "--max-size", "1KB").exit_code == 1
    assert _run("split", "brief.pdf").exit_code == 2
    assert _run("split", "brief.pdf", "--court", "almd").output.startswith("NOTHING")
