"""Section 13: what hides things from a careless reader, and what never ends."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable

from places.builders import (
    FORM,
    JS,
    RECT,
    catalog,
    link,
    opens,
    page,
    together,
    xobject,
)
from places.cases import (
    Build,
    Case,
    cases,
    prove,
)
from places.revisions import table
from rawpdf import RawPdf

IMAGE = {
    "Type": "/XObject", "Subtype": "/Image", "Width": "1", "Height": "1",
    "BitsPerComponent": "8", "ColorSpace": "/DeviceGray",
}  # fmt: skip


def inside_a_stream() -> bytes:
    """An action whose place, in the table, is inside the data of a stream."""
    pdf = RawPdf()
    action = f"8 0 obj\n{JS}\nendobj\n"
    pdf.catalog["OpenAction"] = "8 0 R"
    pdf.page(Annots="null")
    pdf.catalog["Spare"] = pdf.stream(f"data\n{action}more")
    objects = pdf._finished()  # noqa: SLF001
    data = table(objects)
    at = data.index(action.encode())
    cut = data.index(b"xref\n0 1")
    body, tail = data[:cut], data[cut:]
    tail = tail.replace(b"trailer", b"8 1\n%010d 00000 n \ntrailer" % at)
    return body + tail.replace(b"/Size 6", b"/Size 9")


def look_alike(pdf: RawPdf) -> None:
    """Pictures and texts whose data looks like objects."""
    data = f"\n9 0 obj\n{JS}\nendobj\nendstream\nendobj\n8 0 obj << /OpenAction {JS} >> endobj\nxref\ntrailer << /Root 8 0 R >>\nstartxref\n0\n%%EOF\n"
    xobject(IMAGE | {"Width": str(len(data))}, data)(pdf)
    pdf.catalog["Spare"] = f"({data.replace('(', '').replace(')', '')})"


def at_offset(count: int) -> bytes:
    pdf = RawPdf(catalog={"OpenAction": JS})
    pdf.page()
    return b"%" + b"x" * (count - 2) + b"\n" + pdf.to_bytes()


def scripted(damage: Callable[[bytes], bytes], *, packed: bool = False) -> bytes:
    """A damaged file with a script."""
    pdf = RawPdf(catalog={"OpenAction": JS})
    pdf.page()
    return damage(pdf.to_packed_bytes() if packed else pdf.to_bytes())


def chain_of(count: int) -> Build:
    def build(pdf: RawPdf) -> None:
        following = pdf.add(JS)
        for _ in range(count):
            following = pdf.add(f"<< /S /GoTo /D (a) /Next {following} >>")
        pdf.catalog["OpenAction"] = following

    return build


def nested(count: int) -> Build:
    """A script below direct arrays in arrays."""
    return lambda pdf: pdf.catalog.update(Whatever=f"{'[' * count}{JS}{']' * count}")


def self_containing(pdf: RawPdf) -> None:
    number = max(pdf.objects) + 1
    pdf.add(f"[{number} 0 R [{number} 0 R << /A {number} 0 R /B {JS} >>]]")
    pdf.catalog["Whatever"] = f"{number} 0 R"


def fan(pdf: RawPdf) -> None:
    """10^12 ways to the same script."""
    last = pdf.add(f"[{JS}]")
    for _ in range(40):
        last = pdf.add(f"[{last} {last}]")
    pdf.catalog["Whatever"] = last


def parents_of_fields(pdf: RawPdf) -> None:
    number = max(pdf.objects) + 1
    pdf.add(f"<< /Subtype /Widget {RECT} /Parent {number + 1} 0 R >>")
    pdf.add(f"<< /Parent {number} 0 R /T (a) >>")
    pdf.page(Annots=f"[{number} 0 R]")


def drawing_itself(what: str) -> Build:
    """Text below something that is painted inside itself."""
    font = "/Font << /F1 << /Type /Font /Subtype /TrueType /BaseFont /Garamond >> >>"
    text = "BT /F1 12 Tf (x) Tj ET"

    def build(pdf: RawPdf) -> None:
        number = max(pdf.objects) + 1
        me = f"{number} 0 R"
        match what:
            case "form":
                pdf.stream(
                    f"/X Do {text}",
                    **FORM,
                    Resources=f"<< /XObject << /X {me} >> {font} >>",
                )
            case "pattern":
                pdf.stream(
                    f"/Pattern cs /X scn 0 0 9 9 re f {text}",
                    PatternType="1",
                    PaintType="1",
                    TilingType="1",
                    BBox="[0 0 9 9]",
                    XStep="9",
                    YStep="9",
                    Resources=f"<< /Pattern << /X {me} >> {font} >>",
                )
            case "mask":
                pdf.stream(
                    f"/X gs {text}",
                    **FORM,
                    Resources=f"<< /ExtGState << /X << /SMask << /S /Alpha /G {me} >> >> >> {font} >>",
                )
            case _:
                glyph = pdf.stream(f"9 0 d0 /T 1 Tf (a) Tj {text}")
                me = pdf.add(
                    f"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /CharProcs << /a {glyph} >> /Encoding << /Differences [97 /a] >> /FirstChar 97 /LastChar 97 /Widths [1] /Resources << /Font << /T {number + 1} 0 R /F1 << /Type /Font /Subtype /TrueType /BaseFont /Garamond >> >> >> >>"
                )
        paint, group = {
            "form": ("/X Do", "XObject"),
            "pattern": ("/Pattern cs /X scn 0 0 9 9 re f", "Pattern"),
            "mask": ("/X gs 0 0 9 9 re f", "ExtGState"),
            "glyph": ("BT /X 1 Tf (a) Tj ET", "Font"),
        }[what]
        value = f"<< /SMask << /S /Alpha /G {me} >> >>" if what == "mask" else me
        pdf.page(paint, Resources=f"<< /{group} << /X {value} >> >>")

    return build


def appearance_of_itself(pdf: RawPdf) -> None:
    number = max(pdf.objects) + 1
    pdf.add(f"<< /N {number} 0 R /D << /On {number} 0 R >> >>")
    pdf.page(Annots=f"[<< /Subtype /Stamp {RECT} /AP {number} 0 R >>]")


CLOSED = "error malformed, unchecked, maybe javascript"
"""No catalog can be read: qpdf then opens nothing, and what was not looked at is said."""

HIDING = [
    Case("duplicate-key-script-last", opens(f"null /OpenAction {JS}"), "report javascript, warning malformed/duplicate-key"),
    Case("duplicate-key-script-first", opens(f"{JS} /OpenAction null"), "report javascript, warning malformed/duplicate-key"),
    Case("duplicate-kind-script-last", link("<< /S /URI /URI (http://x.test) /S /JavaScript /JS (x) >>"), "report javascript, warning malformed/duplicate-key, maybe external-actions"),
    Case("duplicate-kind-script-first", link("<< /S /JavaScript /JS (x) /S /URI /URI (http://x.test) >>"), "report javascript, warning malformed/duplicate-key, maybe external-actions"),
    Case("duplicate-kind-launch-first", link("<< /S /Launch /F (a.exe) /S /GoTo /D (x) >>"), "report external-actions, warning malformed/duplicate-key"),
    Case("duplicate-kind-launch-last", link("<< /S /GoTo /D (x) /S /Launch /F (a.exe) >>"), "report external-actions, warning malformed/duplicate-key"),
    Case("duplicate-key-escaped", opens(f"null /Open#41ction {JS}"), "report javascript, warning malformed/duplicate-key"),
    Case("duplicate-action-of-a-link", link(f"<< /S /GoTo /D (x) >> /A {JS}"), "report javascript, warning malformed/duplicate-key"),
    Case("duplicate-files-first", catalog(Names="<< /EmbeddedFiles << /Names [(a) @FILE] >> /EmbeddedFiles << /Names [] >> >>"), "report attachments, warning malformed/duplicate-key"),
    Case("inside-the-data-of-a-stream", inside_a_stream(), "error javascript/open-action"),
    Case("look-alikes-in-data", look_alike),
    Case("header-at-1000", at_offset(1000), "error javascript/open-action, warning malformed/leading-bytes"),
    Case("broken-index-pointer", scripted(lambda d: re.sub(rb"startxref\n\d+", b"startxref\n3", d)), "report javascript, error malformed"),
    Case("broken-index", scripted(lambda d: d.replace(b"xref\n0 1", b"xerf\n0 1")), "report javascript, error malformed"),
    Case("broken-offsets", scripted(lambda d: re.sub(rb"0000000(\d{3}) 0", rb"0000009\1 0", d)), "report javascript, error malformed"),
    Case("broken-trailer", scripted(lambda d: d.replace(b"trailer", b"tra1ler")), "report javascript, error malformed"),
    Case("broken-end", scripted(lambda d: d[: d.index(b"xref\n0")]), CLOSED),
    Case("broken-packed-index-pointer", scripted(lambda d: re.sub(rb"startxref\n\d+", b"startxref\n3", d), packed=True), "report javascript, error malformed"),
    Case("broken-object-with-a-script", scripted(lambda d: d.replace(b"(app.alert\\(1\\)) >> >>", b"(app.alert\\(1\\)) >>   ")), CLOSED),
    Case("self-containing", self_containing, "error javascript/elsewhere"),
    Case("fan-out", fan, "error javascript/elsewhere"),
    Case("fields-are-each-others-parent", parents_of_fields, "error forms"),
    *[Case(f"drawn-inside-itself-{what}", drawing_itself(what), "warning fonts/not-embedded", 1) for what in ("form", "pattern", "mask", "glyph")],
    Case("drawn-inside-itself-appearance", appearance_of_itself),
    Case("deep-chain", chain_of(2000), "error javascript/open-action"),
    Case("deep-direct", nested(300), "error javascript"),
    Case("deep-direct-beyond-parsers", nested(3000), CLOSED, as_is=True),
    Case("long-number", opens(f"<< /S /JavaScript /JS (x) /N {'9' * 5000} >>"), CLOSED),
    Case("long-number-elsewhere", together(opens(JS), catalog(Spare="9" * 5000)), CLOSED),
    Case("long-number-in-a-page", page(AA=f"<< /O {JS} >>", Tabs="9" * 30), "report javascript, maybe malformed"),
    Case("stream-filtered-many-times", lambda pdf: opens(f"<< /S /JavaScript /JS {pdf.stream(zlib.compress(zlib.compress(b'x')), Filter='[/FlateDecode /FlateDecode]')} >>")(pdf), "error javascript/open-action"),
]  # fmt: skip


@cases(HIDING)
def test_is_judged(case: Case, reader: str) -> None:
    prove(case, reader)


TABLES = [HIDING]
