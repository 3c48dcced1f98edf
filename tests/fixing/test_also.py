"""What can be done beside mending the errors: fonts, paper, version, size."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

pytest.importorskip("pikepdf")

import pikepdf
import pypdf
from PIL import Image
from reportlab.lib.pagesizes import A3, A4, legal, letter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

import nextgen_pdf
from proof.documents import brief, form


def _drawn(draw: Callable[[Canvas], None]) -> bytes:
    file = BytesIO()
    canvas = Canvas(file)
    draw(canvas)
    canvas.save()
    return file.getvalue()


def _codes(data: bytes | None) -> set[str]:
    assert data is not None
    return {finding.code for finding in nextgen_pdf.check(data).findings}


def test_standard_fonts_are_embedded_and_look_the_same() -> None:
    def draw(canvas: Canvas) -> None:
        for at, name in enumerate(canvas.getAvailableFonts()):
            canvas.setFont(name, 12)
            canvas.drawString(72, 700 - 20 * at, "Abc 123 §")
        canvas.showPage()

    before = _drawn(draw)
    result = nextgen_pdf.fix(before, also=["fonts"])
    assert result.status == "fixed"
    assert "standard-14" in _codes(before)
    assert "standard-14" not in _codes(result.data)
    assert result.proof is not None
    assert result.proof.drawn == 1
    assert not [d for d in result.proof.differences if d.kind in ("look", "words")]


def _sizes(canvas: Canvas) -> None:
    cases = ((A4, 60), (A4, 5), (legal, 150), (legal, 20), (A3, 20), ((300, 400), 10))
    for turned in (0, 90, 180, 270):
        for (wide, high), edge in cases:
            canvas.setPageSize((wide, high))
            canvas.drawString(edge + 5, high / 2, "Some words 12345")
            canvas.rect(edge, edge, wide - 2 * edge, high - 2 * edge)
            canvas.line(edge, edge, wide - edge, high - edge)
            canvas.setPageRotation(turned)
            canvas.showPage()
    canvas.setPageSize(letter)
    canvas.drawString(72, 72, "Letter")


def test_pages_are_put_on_letter_and_lose_nothing() -> None:
    before = _drawn(_sizes)
    result = nextgen_pdf.fix(before, also=["letter"])
    assert result.status == "fixed"
    assert "not-letter" in _codes(before)
    assert "not-letter" not in _codes(result.data)
    changes = dict(result.changes)
    assert changes["put a page on Letter paper, not scaled"] >= 8
    assert changes["made a page smaller to fit on Letter paper"] >= 8
    one, two = (
        [page.extract_text().split() for page in pypdf.PdfReader(BytesIO(data)).pages]
        for data in (before, result.data or b"")
    )
    assert one == two


def test_what_lay_outside_of_the_page_stays_out_of_view() -> None:
    pdf = brief()
    pdf.pages.clear()
    pdf.page("-40 -40 30 30 re f 20 20 30 30 re f", MediaBox="[0 0 300 300]")
    result = nextgen_pdf.fix(pdf.to_bytes(), also=["letter"])
    assert result.status == "fixed"


def test_a_page_with_links_that_does_not_fit_is_left_and_named() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageSize(A3)
        canvas.rect(10, 10, A3[0] - 20, A3[1] - 20)
        canvas.linkURL("https://www.uscourts.gov", (20, 20, 90, 40))
        canvas.showPage()
        canvas.setPageSize(A4)
        canvas.drawString(100, 100, "words")

    result = nextgen_pdf.fix(_drawn(draw), also=["letter"])
    assert result.status == "fixed"
    changes = {change.what for change in result.changes}
    assert "left page 1 as it was: it does not fit on Letter paper" in changes


def test_version_2_becomes_1_7() -> None:
    pdf = brief()
    pdf.version = "2.0"
    result = nextgen_pdf.fix(pdf.to_bytes(), also=["version"])
    assert result.status == "fixed"
    assert (result.data or b"").startswith(b"%PDF-1.7")


def _picture(side: int) -> Image.Image:
    picture = Image.effect_noise((side, side), 60).convert("RGB")
    return picture.resize((side, side))


def _same_picture_twice(canvas: Canvas) -> None:
    for _ in range(2):
        file = BytesIO()
        _picture(400).save(file, "JPEG", quality=95)
        canvas.drawImage(ImageReader(file), 72, 300, 200, 200)
        canvas.showPage()


def test_what_is_there_twice_is_kept_once() -> None:
    pdf = brief()
    with pikepdf.open(BytesIO(pdf.to_bytes())) as document:
        for page in document.pages:
            page.obj.Resources.XObject.Im1 = document.make_stream(
                bytes(range(256)) * 40,
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Image,
                Width=32,
                Height=32,
                ColorSpace=pikepdf.Name.DeviceGray,
                BitsPerComponent=8,
            )
            page.obj.Resources = document.make_indirect(
                pikepdf.Dictionary(dict(page.obj.Resources.items()))
            )
        written = BytesIO()
        document.save(written, compress_streams=False)
    before = written.getvalue()
    result = nextgen_pdf.fix(before, also=["shrink"])
    assert result.status == "fixed"
    assert len(result.data or b"") < 0.5 * len(before)
    assert result.proof is not None
    assert result.proof.drawn == 0
    again = nextgen_pdf.fix(result.data or b"", also=["shrink"])
    assert again.status == "clean"


def test_pictures_lose_detail_only_on_request() -> None:
    before = _drawn(_same_picture_twice)
    result = nextgen_pdf.fix(before, also=["shrink-pictures=72dpi"])
    assert result.status == "fixed"
    assert len(result.data or b"") < 0.6 * len(before)
    assert ("reduced a picture to 72 dpi", 2) in result.changes
    with pikepdf.open(BytesIO(result.data or b"")) as copy:
        images = [image for page in copy.pages for image in page.get_images()]
    assert len(images) == 2


@pytest.mark.parametrize("wish", ["fonts", "letter", "version"])
def test_what_needs_nothing_gets_no_copy(wish: str, tmp_path: Path) -> None:
    clean = Path("samples/brief/pass-clean.pdf")
    result = nextgen_pdf.fix(clean, output=tmp_path / "copy.pdf", also=[wish])
    assert result.status == "clean"
    assert not list(tmp_path.iterdir())


def test_warnings_are_mended_on_request() -> None:
    sample = Path("samples/external-actions/fail-link-to-a-drive.pdf")
    assert nextgen_pdf.fix(sample).status == "clean"
    result = nextgen_pdf.fix(sample, also=["warnings"])
    assert result.status == "fixed"
    assert nextgen_pdf.check(result.data or b"").verdict == "ready"


def test_the_fonts_of_fields_come_with_them() -> None:
    data = form().to_bytes()
    result = nextgen_pdf.fix(data)
    assert result.status == "fixed"
    assert _codes(result.data) <= _codes(data)
