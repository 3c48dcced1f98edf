"""The fixes are tried: what a program here can do is done, and the result is checked.

Chromium copies the pages of a PDF with PDFium, and that is asked here directly: without a
window, Chromium prints the frame of its viewer instead of the document.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from pdfminer.high_level import extract_text

import nextgen_pdf
from nextgen_pdf import Report
from nextgen_pdf_rules.attachments import attachments
from nextgen_pdf_rules.external_content import external_content
from nextgen_pdf_rules.file_size import file_size
from nextgen_pdf_rules.fonts import fonts
from nextgen_pdf_rules.malformed import malformed
from nextgen_pdf_rules.page_size import page_size
from places.builders import FORM, JS, LAUNCH, RECT, embedded_file
from places.cases import Build
from places.revisions import Dying, table
from rawpdf import RawPdf

pytestmark = pytest.mark.long

HELVETICA = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
FONTS = f"<< /Font << /Helv {HELVETICA} >> >>"
WORDS = "BT /Helv 12 Tf 72 700 Td (Plaintiff moves) Tj ET"
ANSWER = f"<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (ANSWER) /DA (/Helv 12 Tf 0 g) /F 4 {RECT} >>"
NOTE = "<< /Type /Annot /Subtype /FreeText /Contents (EXHIBIT) /DA (/Helv 12 Tf 0 g) /F 4 /Rect [72 300 200 330] >>"


def needs(program: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(
        shutil.which(program) is None, reason=f"needs {program}, which is not installed"
    )


def page(pdf: RawPdf, **entries: str) -> None:
    pdf.page(WORDS, **{"Resources": FONTS} | entries)


def file(build: Build) -> bytes:
    pdf = RawPdf()
    build(pdf)
    if not pdf.pages:
        page(pdf)
    return pdf.to_bytes()


def printed(data: bytes) -> bytes:
    """Save as PDF in the print dialog of Chromium: shown, copied, flattened."""
    pdfium = pytest.importorskip("pypdfium2", reason="needs PDFium")
    document = pdfium.PdfDocument(data)
    document.init_forms()
    for one in [document[number] for number in range(len(document))]:
        one.render()  # makes the looks that are missing, as showing it does
    copy = pdfium.PdfDocument.new()
    copy.import_pages(document)
    for number in range(len(copy)):
        pdfium.raw.FPDFPage_Flatten(copy[number], pdfium.raw.FLAT_PRINT)
    out = io.BytesIO()
    copy.save(out)
    return out.getvalue()


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603


def by_qpdf(data: bytes, folder: Path, *options: str) -> bytes:
    before, after = folder / "in.pdf", folder / "out.pdf"
    before.write_bytes(data)
    done = run("qpdf", *options, str(before), str(after))
    assert done.returncode in (0, 3), done.stderr
    return after.read_bytes()


def words(data: bytes) -> set[str]:
    return set(extract_text(io.BytesIO(data)).split())


def codes(report: Report) -> list[str]:
    return [f"{f.rule}/{f.code}" for f in report.findings if f.severity != "info"]


def listed(key: str, **catalog: str) -> Build:
    """An attachment under a key that is not its name."""

    def build(pdf: RawPdf) -> None:
        named = f"[({key}) {pdf.add(embedded_file(pdf))}]"
        pdf.catalog["Names"] = f"<< /EmbeddedFiles << /Names {named} >> >>"
        pdf.catalog |= catalog

    return build


def form(pdf: RawPdf) -> None:
    """An answer that has no look yet, and a note beside it."""
    field = pdf.add(ANSWER)
    pdf.catalog["AcroForm"] = (
        f"<< /Fields [{field}] /DR {FONTS} /DA (/Helv 12 Tf 0 g) >>"
    )
    page(pdf, Annots=f"[{field} {pdf.add(NOTE)}]")


def annotated(subtype: str, make: Callable[[RawPdf], str]) -> Build:
    """An annotation whose entries name an object."""

    def build(pdf: RawPdf) -> None:
        entries = make(pdf)
        item = pdf.add(f"<< /Type /Annot /Subtype /{subtype} {RECT} {entries} >>")
        page(pdf, Annots=f"[{item}]")

    return build


ONCE: dict[str, Build] = {
    "javascript/open-action": lambda pdf: pdf.catalog.update(OpenAction=JS),
    "attachments/name-tree": listed("a"),
    "attachments/hybrid": lambda pdf: pdf.trailer.update(AdditionalStreams=f"[/application#2Fx {pdf.stream('ODF')}]"),
    "external-actions/unasked-print": lambda pdf: pdf.catalog.update(OpenAction="<< /S /Named /N /Print >>"),
    "external-actions/launch": lambda pdf: pdf.catalog.update(OpenAction=LAUNCH),
    "external-content/schema": lambda pdf: pdf.catalog.update(StructTreeRoot="<< /Type /StructTreeRoot /Namespaces [<< /Type /Namespace /NS (x) /Schema << /F (x.xsd) /FS /URL >> >>] >>"),
    "forms/field": form,
    "page-size/no-size": lambda pdf: page(pdf, MediaBox=""),
}  # fmt: skip
TWICE: dict[str, Build] = {
    "javascript/annotation": annotated("Link", lambda pdf: f"/A {pdf.add(JS)}"),
    "external-actions/launch": annotated("Link", lambda pdf: f"/A {pdf.add(LAUNCH)}"),
    "attachments/annotation": annotated("FileAttachment", lambda pdf: f"/FS {pdf.add(embedded_file(pdf))}"),
    "multimedia/sound": annotated("Sound", lambda pdf: f"/Sound {pdf.stream('xx', Type='/Sound', R='8000')}"),
}  # fmt: skip


def remedy(report: Report, code: str) -> str:
    return next(f.remedy for f in report.findings if f"{f.rule}/{f.code}" == code)


@pytest.mark.parametrize("code", ONCE)
def test_one_print_is_enough(code: str) -> None:
    before = file(ONCE[code])
    report = nextgen_pdf.check(before)
    assert code in codes(report)
    assert re.search("[Pp]rint (it|the document|this document)", remedy(report, code))
    after = printed(before)
    assert codes(nextgen_pdf.check(after)) == []
    assert words(before) <= words(after)


def test_a_print_keeps_answers_and_notes() -> None:
    kept = " ".join(words(printed(file(form))))
    assert all(word in kept for word in ("Plaintiff", "ANSWER", "EXHIBIT"))


@pytest.mark.parametrize("code", TWICE)
def test_two_prints_are_enough_and_needed(code: str) -> None:
    before = file(TWICE[code])
    report = nextgen_pdf.check(before)
    assert code in codes(report)
    assert "print it once more" in remedy(report, code)
    first = printed(before)
    (left,) = (f for f in nextgen_pdf.check(first).findings if f.severity != "info")
    assert left.code == "left-over"
    assert "a copy of that copy" in left.remedy
    second = printed(first)
    assert codes(nextgen_pdf.check(second)) == []
    assert words(before) <= words(second)


@needs("qpdf")
@pytest.mark.parametrize("code", TWICE)
def test_qpdf_writes_no_left_over(code: str, tmp_path: Path) -> None:
    first = printed(file(TWICE[code]))
    after = by_qpdf(first, tmp_path)
    assert codes(nextgen_pdf.check(after)) == []
    assert words(first) == words(after)


@needs("qpdf")
def test_qpdf_writes_nothing_superseded(tmp_path: Path) -> None:
    dying = Dying(lambda pdf: pdf.catalog.update(OpenAction=pdf.add(JS)))
    before = table(dying.clean, table(dying.live))
    assert codes(nextgen_pdf.check(before)) == ["javascript/left-over"]
    assert codes(nextgen_pdf.check(by_qpdf(before, tmp_path))) == []


KEPT: dict[str, Build] = {
    "page-size/not-letter": lambda pdf: page(pdf, MediaBox="[0 0 2550 3300]"),
    "fonts/not-embedded": lambda pdf: page(pdf, Resources=FONTS.replace("Helvetica", "Wingdings")),
    "external-content/stream": lambda pdf: page(pdf, Resources=f"{FONTS[:-2]} /XObject << /X {pdf.stream('', F='(scan.raw)', **FORM)} >> >>"),
}  # fmt: skip


@pytest.mark.parametrize("code", KEPT)
def test_what_a_print_keeps_is_not_to_be_printed(code: str) -> None:
    before = file(KEPT[code])
    report = nextgen_pdf.check(before)
    assert codes(report) == [code]
    assert "Chrome" in remedy(report, code)
    assert codes(nextgen_pdf.check(printed(printed(before)))) == [code]


def test_a_printed_portfolio_is_lost() -> None:
    before = file(listed("a", Collection="<< /Type /Collection >>"))
    report = nextgen_pdf.check(before)
    assert {f.rule for f in report.findings} == {"attachments", "fonts"}
    assert all("Do not" in f.remedy for f in report.findings if f.rule != "fonts")
    assert b"exhibit" in before
    assert b"exhibit" not in printed(before)


@needs("qpdf")
def test_an_attachment_is_removed_by_its_key(tmp_path: Path) -> None:
    before = tmp_path / "before.pdf"
    before.write_bytes(file(listed("untitled object 1")))
    shown = run("qpdf", "--list-attachments", str(before)).stdout
    key = shown.partition(" -> ")[0]
    assert key == "untitled object 1"
    out = str(tmp_path / "out.pdf")
    by_name = run("qpdf", "--remove-attachment=a.txt", str(before), out)
    assert by_name.returncode == 2
    assert run("qpdf", f"--remove-attachment={key}", str(before), out).returncode == 0
    after = Path(out).read_bytes()
    assert codes(nextgen_pdf.check(after)) == []
    assert words(before.read_bytes()) == words(after)
    said = attachments.section("Fix")
    assert "--list-attachments" in said
    assert "--remove-attachment=KEY" in said


@needs("qpdf")
def test_qpdf_loses_what_has_no_look(tmp_path: Path) -> None:
    """Why the fix for forms does not name it as a way to flatten."""
    after = by_qpdf(file(form), tmp_path, "--flatten-annotations=all")
    assert codes(nextgen_pdf.check(after)) == []
    kept = " ".join(words(after))
    assert "Plaintiff" in kept
    assert not any(word in kept for word in ("ANSWER", "EXHIBIT"))


@needs("qpdf")
def test_a_file_that_opens_without_a_password_is_unlocked(tmp_path: Path) -> None:
    pdf = RawPdf()
    page(pdf)
    pdf.encrypt()
    before = pdf.to_bytes()
    assert codes(nextgen_pdf.check(before)) == ["encryption/no-password"]
    after = by_qpdf(before, tmp_path, "--decrypt")
    assert codes(nextgen_pdf.check(after)) == []
    assert words(after) == {"Plaintiff", "moves"}


PLAIN = file(page)


@needs("qpdf")
@pytest.mark.parametrize(
    "before",
    [
        b"MIME-Version: 1.0\n\n" + PLAIN,
        PLAIN + b"<html></html>",
        PLAIN[: -len("%%EOF\n")],
        PLAIN.replace(b"startxref\n", b"startxref\n1"),
    ],
    ids=["before it", "after it", "end mark", "index"],
)
def test_qpdf_writes_the_structure_anew(before: bytes, tmp_path: Path) -> None:
    assert {f.rule for f in nextgen_pdf.check(before).findings} >= {"malformed"}
    after = by_qpdf(before, tmp_path)
    assert codes(nextgen_pdf.check(after)) == []
    assert words(after) == {"Plaintiff", "moves"}


@needs("qpdf")
@pytest.mark.parametrize("count", [1, 7])
def test_qpdf_collects_the_pages_that_a_wrong_number_hides(
    count: int, tmp_path: Path
) -> None:
    pdf = RawPdf()
    for name in ("first", "second", "third"):
        pdf.page(WORDS.replace("moves", name), Resources=FONTS)
    before = pdf.to_bytes().replace(b"/Count 3", b"/Count %d" % count)
    report = nextgen_pdf.check(before)
    assert codes(report) == ["malformed/page-count"]
    assert "count" in remedy(report, "malformed/page-count")
    assert "malformed/page-count" in codes(nextgen_pdf.check(by_qpdf(before, tmp_path)))
    assert "`qpdf --empty --pages in.pdf -- out.pdf`" in malformed.section("Fix")
    out = tmp_path / "collected.pdf"
    source = str(tmp_path / "in.pdf")
    assert run("qpdf", "--empty", "--pages", source, "--", str(out)).returncode == 0
    assert codes(nextgen_pdf.check(out)) == []
    assert words(out.read_bytes()) >= {"first", "second", "third"}


@needs("qpdf")
def test_qpdf_changes_the_version(tmp_path: Path) -> None:
    before = PLAIN.replace(b"%PDF-1.7", b"%PDF-2.0")
    assert codes(nextgen_pdf.check(before)) == ["pdf-version/pdf-2"]
    after = by_qpdf(before, tmp_path, "--force-version=1.7")
    assert codes(nextgen_pdf.check(after)) == []


def by_ghostscript(rule: object, data: bytes, folder: Path) -> bytes:
    """What the command does that a rule's page gives."""
    section = rule.section("Fix")  # type: ignore[attr-defined]
    found = re.search(r"`gs (.*?)`", section, re.DOTALL)
    assert found is not None
    (folder / "in.pdf").write_bytes(data)
    command = f"cd '{folder}' && gs {' '.join(found[1].split())}"
    assert run("/bin/sh", "-c", command).returncode == 0
    return (folder / "out.pdf").read_bytes()


@needs("gs")
def test_ghostscript_embeds_standard_fonts(tmp_path: Path) -> None:
    after = by_ghostscript(fonts, PLAIN, tmp_path)
    report = nextgen_pdf.check(after, profile="nextgen-1.6-strict", select=["fonts"])
    assert report.findings == ()
    assert words(after) == {"Plaintiff", "moves"}


@needs("gs")
def test_ghostscript_makes_letter(tmp_path: Path) -> None:
    after = by_ghostscript(page_size, file(KEPT["page-size/not-letter"]), tmp_path)
    assert codes(nextgen_pdf.check(after)) == []
    assert words(after) == {"Plaintiff", "moves"}


def photo(pdf: RawPdf) -> None:
    """A picture of 2040 × 2640 pixels, one to a point."""
    data = bytes(x * y % 251 for y in range(2640) for x in range(2040))
    size = {"Width": "2040", "Height": "2640", "BitsPerComponent": "8"}
    image = pdf.stream(data, Subtype="/Image", ColorSpace="/DeviceGray", **size)
    page(
        pdf,
        MediaBox="[0 0 2040 2640]",
        Contents=pdf.stream("q 2040 0 0 2640 0 0 cm /Im Do Q"),
        Resources=f"<< /XObject << /Im {image} >> >>",
    )


@needs("gs")
def test_ghostscript_scales_a_photo_to_the_paper(tmp_path: Path) -> None:
    before = file(photo)
    assert codes(nextgen_pdf.check(before)) == ["page-size/unscaled-picture"]
    after = by_ghostscript(page_size, before, tmp_path)
    assert codes(nextgen_pdf.check(after)) == []


@needs("gs")
def test_ghostscript_makes_a_file_with_pictures_smaller(tmp_path: Path) -> None:
    scan = file(photo).replace(b"[0 0 2040 2640]", b"[0 0 612 792]    ")
    scan = scan.replace(b"q 2040 0 0 2640 0 0 cm", b"q 612 0 0 792 0 0 cm  ")
    after = by_ghostscript(file_size, scan, tmp_path)
    assert codes(nextgen_pdf.check(after)) == []
    assert len(after) < len(scan) / 4


@needs("gs")
def test_ghostscript_keeps_no_words_that_only_look_right(tmp_path: Path) -> None:
    """Why the fix for text without letters is OCR, and not to write the file anew."""
    font = "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [.1 0 0 .1 0 0] /FirstChar 1 /LastChar 1 /Widths [9] /CharProcs << /g7 @ >> /Resources << >> /Encoding << /Differences [1 /g7] >> >>"

    def gibberish(pdf: RawPdf) -> None:
        shape = pdf.stream("9 0 0 0 9 9 d1 0 0 9 9 re f")
        own = f"<< /Font << /F1 {font.replace('@', shape)} >> >>"
        pdf.page("BT /F1 12 Tf 72 700 Td <0101> Tj ET", Resources=own)

    before = file(gibberish)
    (finding,) = nextgen_pdf.check(before, select=["searchable-text"]).findings
    assert finding.code == "no-letters"
    assert "--force-ocr" in finding.remedy
    after = by_ghostscript(external_content, before, tmp_path)
    (same,) = nextgen_pdf.check(after, select=["searchable-text"]).findings
    assert same.code == "no-letters"
