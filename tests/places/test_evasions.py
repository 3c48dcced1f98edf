"""Section 12: what hides things from a careless reader.

Every case of every other section is written once more in each disguise, and whatever a
document can hold is put where nothing refers to it any more.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable

import pytest

from places import (
    test_attachments,
    test_external_actions,
    test_external_content,
    test_fonts,
    test_forms,
    test_javascript_places,
    test_multimedia,
    test_versions_and_sizes,
)
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
    CHECKERS,
    Build,
    Case,
    cases,
    differences,
    prove,
    written,
)
from places.disguises import DISGUISES
from places.revisions import HEADER, WAYS, Dying, stream, table
from rawpdf import RawPdf

ALL = [
    case
    for module in (
        test_javascript_places,
        test_external_actions,
        test_external_content,
        test_attachments,
        test_multimedia,
        test_forms,
        test_fonts,
        test_versions_and_sizes,
    )
    for table_ in module.TABLES
    for case in table_
    if not case.as_is and not isinstance(case.build, bytes)
]


@pytest.mark.parametrize("disguise", DISGUISES)
def test_in_disguise(disguise: str) -> None:
    """The same is found however it is written: all cases at once, for speed."""
    seen = {}
    for case in ALL:
        report = CHECKERS["pikepdf"].check(written(case, DISGUISES[disguise]))
        if different := differences(case, report):
            seen[case.id] = different
    assert not seen


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


def added(packed: bool = False) -> bytes:
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


def scripted(damage: Callable[[bytes], bytes], packed: bool = False) -> bytes:
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


WRONG = [
    "null",
    "true",
    "7",
    "-0.5",
    "(text)",
    "<00>",
    "/Name",
    "[]",
    "[null]",
    "<< >>",
    "99 0 R",
    "4 0 R",
]
KEYS = (
    "OpenAction AA Names Dests Outlines AcroForm StructTreeRoot OutputIntents Requirements"
    " Collection PieceInfo AF URI Perms OCProperties Threads Version Extensions Metadata"
    " PageLabels SpiderInfo Legal DPartRoot ViewerPreferences Lang MarkInfo"
).split()
PAGE_KEYS = "Annots AA PresSteps Resources Contents AF PieceInfo Trans B Thumb Rotate UserUnit CropBox Group Tabs StructParents".split()


def wrong(value: str) -> Build:
    """A value of another type for every key of the catalog and of a page."""

    def build(pdf: RawPdf) -> None:
        pdf.page()
        pdf.catalog |= dict.fromkeys(KEYS, value)
        pdf.page(None, **dict.fromkeys(PAGE_KEYS, value))

    return build


def wrong_below(value: str) -> Build:
    """A value of another type for whatever is inside actions, fields and so on."""

    def build(pdf: RawPdf) -> None:
        v = value
        pdf.page(
            "/X Do /F1 1 Tf (x) Tj /G gs",
            Annots=f"[{v} << /Subtype {v} /A {v} /AA {v} /AP {v} /Parent {v} /Kids {v} /FT {v} /F {v} >>"
            f" << /Subtype /Widget /A << /S {v} /Next {v} >> /AA << /K {v} >> /MK {v} /DA {v} >>"
            f" << /Subtype /RichMedia /RichMediaContent {v} /RichMediaSettings {v} >>"
            f" << /Subtype /Link /A << /S /URI /URI {v} >> /PA << /S {v} >> >>"
            f" << /Subtype /Link /A << /S /Launch /F {v} /Win {v} >> >>"
            f" << /Subtype /3D /3DD {v} >> << /Subtype /Sound /Sound {v} >>]",
            Resources=f"<< /Font << /F1 << /Subtype {v} /BaseFont {v} /FontDescriptor {v} /DescendantFonts {v} /CharProcs {v} >> >> /XObject << /X {v} >> /ExtGState << /G << /Font {v} /SMask {v} >> >> /Properties {v} >>",
        )
        pdf.catalog |= {
            "AcroForm": f"<< /Fields {v} /XFA {v} /DR {v} /CO {v} >>",
            "Names": f"<< /JavaScript {v} /EmbeddedFiles << /Names {v} /Kids {v} >> /Renditions << /Kids [{v}] /Names [{v} {v} {v}] >> >>",
            "Outlines": f"<< /First {v} /Last << /Next {v} /A {v} >> >>",
            "StructTreeRoot": f"<< /K {v} /Namespaces {v} /RoleMap {v} >>",
            "OutputIntents": f"[<< /DestOutputProfileRef {v} >>]",
            "Collection": f"<< /Navigator {v} /Folders {v} >>",
            "Extensions": f"<< /ADBE {v} >>",
        }

    return build


CLOSED = "error malformed, unchecked, maybe javascript"
"""No catalog can be read: qpdf then opens nothing, and what was not looked at is said."""

HIDING = [
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
    *[Case(f"wrong-type-{number}", wrong(value), "*") for number, value in enumerate(WRONG)],
    *[Case(f"wrong-type-below-{number}", wrong_below(value), "*") for number, value in enumerate(WRONG)],
]  # fmt: skip


@cases(DEAD, HIDING)
def test_is_judged(case: Case, way: Way) -> None:
    prove(case, way)


@cases([case for case in HIDING if case.id.startswith("wrong-type")])
def test_wrong_types_stop_no_rule(case: Case, way: Way) -> None:
    report = CHECKERS[way.reader].check(written(case, way.write))
    assert [r for r in report.rules if r.outcome == "not-checked"] == []


@pytest.mark.parametrize("way", WAYS)
def test_a_file_with_nothing_to_hide_is_ready_in_every_way(way: str) -> None:
    dying = Dying(lambda pdf: pdf.catalog.update(Outlines=pdf.add("<< /Count 0 >>")))
    prove(Case(way, WAYS[way](dying)))


TABLES = [DEAD, HIDING]
