"""Samples for the rule ``page-size``."""

from __future__ import annotations

from rawpdf import RawPdf


def _boxes(*boxes: str, **entries: str) -> bytes:
    pdf = RawPdf()
    for box in boxes:
        pdf.page(MediaBox=box, **entries)
    return pdf.to_bytes()


def fail_a4_and_legal() -> bytes:
    """A4 on pages 1 and 3, Legal on page 4."""
    a4 = "[0 0 595.28 841.89]"
    return _boxes(a4, "[0 0 612 792]", a4, "[0 0 612 1008]")


def fail_user_unit() -> bytes:
    """Letter in units of two points each: twice as wide and high."""
    return _boxes("[0 0 612 792]", UserUnit="2")


def fail_cropped() -> bytes:
    """A Letter page of which the upper half is shown."""
    return _boxes("[0 0 612 792]", CropBox="[0 396 612 792]")


def fail_no_box() -> bytes:
    """Pages whose size is not given, or not in numbers."""
    return _boxes("", "[0 0 (x) 792]", "[0 0 0 0]")


def fail_larger_than_any_viewer_shows() -> bytes:
    """A page of 208 inches and more."""
    return _boxes("[0 0 15000 15000]")


def pass_landscape_and_rotated() -> bytes:
    """Letter in landscape, and turned."""
    pdf = RawPdf()
    pdf.page(MediaBox="[0 0 792 612]")
    pdf.page(Rotate="90")
    pdf.page(Rotate="-90")
    return pdf.to_bytes()


def pass_odd_but_letter() -> bytes:
    """Corners in reverse order, an origin elsewhere, an indirect box, a scanner's inch."""
    pdf = RawPdf()
    pdf.page(MediaBox="[612 792 0 0]")
    pdf.page(MediaBox="[-100 -100 512 692]")
    pdf.page(MediaBox=pdf.add("[0 0 611.52 791.04]"))
    pdf.page(MediaBox="[0 0 306 396]", UserUnit="2")
    pdf.page(MediaBox="[0 0 618 798]")
    return pdf.to_bytes()


def pass_inherited() -> bytes:
    """The box stands in the page tree, for all pages."""
    pdf = RawPdf(tree={"MediaBox": "[0 0 612 792]"})
    pdf.page()
    pdf.page()
    return pdf.to_bytes()


def pass_bleed() -> bytes:
    """Letter, cropped out of larger paper."""
    return _boxes("[0 0 648 828]", CropBox="[18 18 630 810]")


def fail_photo_at_72_dpi() -> bytes:
    """A photo of 4032 × 3024 pixels, one pixel to a point: 56 × 42 inches."""
    pdf = RawPdf()
    photo = pdf.stream(
        b"\x81\0" * (4032 * 3024 // 8 // 128) + b"\x80", Filter="/RunLengthDecode",
        Type="/XObject", Subtype="/Image", Width="4032", Height="3024",
        ColorSpace="/DeviceGray", BitsPerComponent="1",
    )  # fmt: skip
    pdf.page(
        "q 4032 0 0 3024 0 0 cm /Im0 Do Q",
        MediaBox="[0 0 4032 3024]",
        Resources=f"<< /XObject << /Im0 {photo} >> >>",
    )
    return pdf.to_bytes()
