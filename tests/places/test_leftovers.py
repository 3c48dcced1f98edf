"""Section 13: what is in the file and not, or only since an update, in the document."""

from __future__ import annotations

import pytest

from places.builders import (
    FORM,
    JS,
    RECT,
    catalog,
    opens,
    together,
)
from places.cases import (
    Build,
    Case,
    cases,
    prove,
)
from places.revisions import HEADER, WAYS, Dying, stream, table
from rawpdf import RawPdf

IMAGE = {
    "Type": "/XObject", "Subtype": "/Image", "Width": "1", "Height": "1",
    "BitsPerComponent": "8", "ColorSpace": "/DeviceGray",
}  # fmt: skip


def attached(pdf: RawPdf) -> None:
    file = pdf.add(
        f"<< /F (a.txt) /EF << /F {pdf.stream('A', Type='/EmbeddedFile')} >> >>"
    )
    catalog(Names=f"<< /EmbeddedFiles << /Names [(a) {file}] >> >>")(pdf)


def annotated(subtype: str, entries: str, **of_stream: str) -> Build:
    """An annotation that refers to a stream, at HERE."""

    def build(pdf: RawPdf) -> None:
        ref = pdf.stream("data", **of_stream) if of_stream else ""
        item = pdf.add(
            f"<< /Type /Annot /Subtype /{subtype} {RECT} {entries.replace('HERE', ref)} >>"
        )
        pdf.page(Annots=f"[{item}]")

    return build


THINGS: dict[str, tuple[Build, str]] = {
    "script": (lambda pdf: opens(pdf.add(JS))(pdf), "warning javascript/left-over"),
    "script in a stream": (lambda pdf: opens(pdf.add(f"<< /S /JavaScript /JS {pdf.stream('x')} >>"))(pdf), "warning javascript/left-over"),
    "script of a link": (annotated("Link", f"/A {JS}"), "warning javascript/left-over"),
    "launch": (lambda pdf: opens(pdf.add("<< /S /Launch /F (a.exe) >>"))(pdf), "warning external-actions/left-over"),
    "launch of a link": (annotated("Link", "/A << /S /Launch /Win << /F (a.exe) >> >>"), "warning external-actions/left-over"),
    "attachment": (attached, "warning attachments/left-over"),
    "paper clip": (annotated("FileAttachment", "/FS << /F (a) /EF << /F HERE >> >>", Type="/EmbeddedFile"), "warning attachments/left-over"),
    "sound": (annotated("Sound", "/Sound HERE", Type="/Sound", R="8000"), "warning multimedia/left-over"),
    "movie": (annotated("Movie", "/Movie << /F (a.mov) >> /A true"), "warning multimedia/left-over, maybe external-content"),
    "screen": (annotated("Screen", "/A << /S /Rendition /OP 0 /R << /S /MR /C << /S /MCD /D (a.mp4) >> >> >>"), "warning multimedia/left-over, maybe external-content"),
    "rich media": (annotated("RichMedia", "/RichMediaContent << /Configurations [] >>"), "warning multimedia/left-over"),
    "model": (annotated("3D", "/3DD HERE", Type="/3D", Subtype="/U3D"), "warning multimedia/left-over"),
    "picture kept elsewhere": (lambda pdf: pdf.page(Resources=f"<< /XObject << /X {pdf.stream('', **IMAGE, F='(b.jpg)')} >> >>"), "warning external-content/left-over"),
    "reference": (lambda pdf: pdf.page(Resources=f"<< /XObject << /X {pdf.stream('', **FORM, Ref='<< /F (b.pdf) /Page 0 >>')} >> >>"), "warning external-content/left-over"),
    "field": (lambda pdf: together(annotated("Widget", "/FT /Tx /T (a)"), catalog(AcroForm=f"<< /Fields [{max(pdf.objects) + 1} 0 R] >>"))(pdf), ""),
    "designed form": (lambda pdf: catalog(AcroForm=f"<< /Fields [] /XFA {pdf.stream('<template/>')} >>")(pdf), ""),
}  # fmt: skip

DEAD = [
    Case(f"dead-{thing}-{way}".replace(" ", "-").replace(",", ""), make(Dying(build)), expect)
    for thing, (build, expect) in THINGS.items()
    for way, make in WAYS.items()
]  # fmt: skip


def direct(**entries: str) -> bytes:
    """An earlier revision of the catalog had these entries."""
    pdf = RawPdf()
    pdf.page()
    pdf.catalog = dict(entries)
    earlier = pdf.to_bytes()
    pdf.catalog = {}
    return pdf.updated(earlier, 1)


def added(*, packed: bool = False) -> bytes:
    """An update that adds a script."""
    pdf = RawPdf()
    pdf.page()
    earlier = pdf.to_packed_bytes() if packed else pdf.to_bytes()
    catalog_ = f"<< /Type /Catalog /Pages 2 0 R /OpenAction {JS} >>".encode()
    return (stream if packed else table)({1: catalog_}, earlier)


def added_again(body: bytes) -> bytes:
    """An update that puts a script into an object that was freed."""
    pdf = RawPdf()
    pdf.page(Annots="[9 0 R]")
    data = table(pdf._finished() | {9: b"(x)"})  # noqa: SLF001
    return table({9: body}, table({}, data, free=[9]), generation=0)


def another_root() -> bytes:
    """An update whose trailer names another catalog."""
    pdf = RawPdf()
    pdf.page()
    root = f"<< /Type /Catalog /Pages 2 0 R /OpenAction {JS} >>".encode()
    return table({7: root}, pdf.to_bytes()).replace(
        b"/Root 1 0 R /Size 8", b"/Root 7 0 R /Size 8"
    )


def former_root() -> bytes:
    """An update whose trailer names another catalog; the former one has a script."""
    pdf = RawPdf(catalog={"OpenAction": JS})
    pdf.page()
    root = b"<< /Type /Catalog /Pages 2 0 R >>"
    return table({7: root}, pdf.to_bytes()).replace(
        b"/Root 1 0 R /Size 8", b"/Root 7 0 R /Size 8"
    )


def hybrid(*, freed: bool, gone: bool = False) -> bytes:
    """A script in an object that only the /XRefStm of a table knows (7.5.8.4).

    Args:
        freed: whether the table itself says that the object is free.
        gone: whether the catalog does not refer to the object.
    """
    pdf = RawPdf()
    pdf.page()
    if not gone:
        pdf.catalog["OpenAction"] = "9 0 R"
    objects = pdf._finished()  # noqa: SLF001
    out = bytearray(HEADER)
    rows = b"0 1\n0000000000 65535 f \n"
    for number, body in sorted(objects.items()):
        rows += b"%d 1\n%010d 00000 n \n" % (number, len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    inner = b"9 0 " + JS.encode()
    container = len(out)
    out += (
        b"10 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Length %d >>\nstream\n%b\nendstream\nendobj\n"
        % (len(inner), inner)
    )
    rows += b"10 1\n%010d 00000 n \n" % container
    if freed:
        rows += b"9 1\n0000000000 00001 f \n"
    entries = b"\x02\x00\x0a\x00\x00"
    at = len(out)
    out += (
        b"11 0 obj\n<< /Type /XRef /W [1 2 2] /Index [9 1] /Size 12 /Length 5 >>\nstream\n%b\nendstream\nendobj\n"
        % entries
    )
    xref = len(out)
    out += b"xref\n%btrailer\n<< /Root 1 0 R /Size 12 /XRefStm %d >>\n" % (rows, at)
    out += b"startxref\n%d\n%%%%EOF\n" % xref
    return bytes(out)


REVISIONS = [
    Case("direct-script-of-an-earlier-catalog", direct(OpenAction=JS), "warning javascript/left-over"),
    Case("direct-event-of-an-earlier-catalog", direct(AA=f"<< /WC {JS} >>"), "warning javascript/left-over"),
    Case("direct-launch-of-an-earlier-catalog", direct(OpenAction="<< /S /Launch /F (a.exe) >>"), "warning external-actions/left-over"),
    Case("direct-form-of-an-earlier-catalog", direct(AcroForm="<< /Fields [<< /T (a) /FT /Tx >>] >>")),
    Case("direct-jump-of-an-earlier-catalog", direct(OpenAction="<< /S /GoTo /D [3 0 R /Fit] >>")),
    Case("added-by-an-update", added(), "error javascript/open-action"),
    Case("added-by-a-packed-update", added(packed=True), "error javascript/open-action"),
    Case("added-to-a-number-once-freed", added_again(f"<< /Subtype /Link {RECT} /A {JS} >>".encode()), "error javascript/annotation", 1),
    Case("root-exchanged", another_root(), "error javascript/open-action"),
    Case("root-exchanged-former-one", former_root(), "warning javascript/left-over"),
    Case("hybrid-not-in-the-table", hybrid(freed=False), "error javascript/open-action"),
    Case("hybrid-freed-by-the-table", hybrid(freed=True), "report javascript"),
    Case("hybrid-not-referred-to", hybrid(freed=False, gone=True), "warning javascript/left-over"),
]  # fmt: skip


@cases(DEAD, REVISIONS)
def test_is_judged(case: Case, reader: str) -> None:
    prove(case, reader)


@pytest.mark.pikepdf
@pytest.mark.parametrize("way", WAYS)
def test_a_file_with_nothing_to_hide_is_ready_in_every_way(way: str) -> None:
    dying = Dying(lambda pdf: pdf.catalog.update(Outlines=pdf.add("<< /Count 0 >>")))
    prove(Case(way, WAYS[way](dying)))


TABLES = [DEAD, REVISIONS]
