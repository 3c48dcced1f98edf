"""Section 14: files made to take for ever; each gets its report, and in good time."""

from __future__ import annotations

import time
import zlib

from places.builders import FORM, JS, RECT, catalog, opens, page
from places.cases import CHECKERS, Build, Case, cases, differences, written
from places.revisions import table
from rawpdf import RawPdf

SECONDS = 5.0
"""Much more than any of them takes."""
ANYTHING = "maybe malformed, unchecked, *"
DAMAGED = "error malformed, unchecked, *"
SCRIPT = f"error javascript, {ANYTHING}"


def bomb(megabytes: int = 150) -> bytes:
    """Zeros that are many more than what they are packed into."""
    engine = zlib.compressobj(1)
    data = b"".join(engine.compress(bytes(1 << 20)) for _ in range(megabytes))
    return data + engine.flush()


BOMB = bomb()
BOMB_IN_BOMB = zlib.compress(BOMB)


def packed(data: bytes, **entries: str) -> Build:
    """The content of a page that is packed."""
    entries = {"Filter": "/FlateDecode"} | entries
    return lambda pdf: pdf.page(None, Contents=pdf.stream(data, **entries))


def painted(data: bytes, **entries: str) -> Build:
    def build(pdf: RawPdf) -> None:
        image = pdf.stream(data, Type="/XObject", Subtype="/Image", Width="60000",
                           Height="60000", BitsPerComponent="8",
                           ColorSpace="/DeviceGray", **entries)  # fmt: skip
        pdf.page("/X Do", Resources=f"<< /XObject << /X {image} >> >>")

    return build


def with_program(data: bytes) -> Build:
    """A font whose program is packed."""

    def build(pdf: RawPdf) -> None:
        program = pdf.stream(data, Filter="/FlateDecode")
        font = f"<< /Type /Font /Subtype /TrueType /BaseFont /A /FontDescriptor << /FontFile2 {program} >> >>"
        page("BT /F1 9 Tf (x) Tj ET", Resources=f"<< /Font << /F1 {font} >> >>")(pdf)

    return build


def plain(build: Build = RawPdf.page, *, in_streams: bool = False) -> bytes:
    pdf = RawPdf(catalog={"OpenAction": JS})
    build(pdf)
    return pdf.to_packed_bytes() if in_streams else pdf.to_bytes()


def changed(old: bytes, new: bytes, *, in_streams: bool = False) -> bytes:
    """A file with a script, and something in it replaced."""
    data = plain(in_streams=in_streams)
    assert old in data
    return data.replace(old, new, 1)


def previous(own: bool) -> bytes:
    """A file whose index says that it is its own predecessor, or has one beyond."""
    data = plain()
    at = data.rindex(b"xref\n0") if own else 10**9
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % at)


def many(what: str) -> bytes:
    pdf = RawPdf(catalog={"OpenAction": JS})
    match what:
        case "objects":
            for number in range(20_000):
                pdf.add(str(number))
            pdf.page()
        case "annotations":
            note = f"<< /Subtype /Link {RECT} /A << /S /URI /URI (http://x.test) >> >>"
            pdf.page(Annots=f"[{note * 3_000}]")
        case "pages":
            for _ in range(1_000):
                pdf.page()
        case _:
            pdf.page()
            data = pdf.to_bytes()
            for _ in range(200):
                data = table({1: pdf._finished()[1]}, data)  # noqa: SLF001
            return data
    return pdf.to_bytes()


def shared_kids(pdf: RawPdf) -> None:
    """A page tree whose nodes all have the next one twice: 2^30 ways to one page."""
    pdf.page()
    below = pdf.pages.pop()
    for _ in range(30):
        below = int(
            pdf.add(f"<< /Type /Pages /Kids [{below} 0 R {below} 0 R] >>").split()[0]
        )
    pdf.pages.append(below)


def forms_in_forms(pdf: RawPdf) -> None:
    """2^40 ways to paint the same words."""
    font = "<< /Type /Font /Subtype /TrueType /BaseFont /Garamond >>"
    ref = pdf.stream("BT /F1 9 Tf (x) Tj ET", **FORM,
                     Resources=f"<< /Font << /F1 {font} >> >>")  # fmt: skip
    for _ in range(40):
        ref = pdf.stream(
            "/X Do /X Do", **FORM, Resources=f"<< /XObject << /X {ref} >> >>"
        )
    pdf.page("/X Do", Resources=f"<< /XObject << /X {ref} >> >>")


def same_content(pdf: RawPdf) -> None:
    """One stream ten thousand times in the contents of a page."""
    ref = pdf.stream("0 0 m " * 100)
    pdf.page(None, Contents=f"[{' '.join([ref] * 10_000)}]")


def content(text: str) -> Build:
    glyphs = "<< /Type /Font /Subtype /TrueType /BaseFont /Garamond >>"
    return page(text, Resources=f"<< /Font << /F1 {glyphs} >> >>")


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True)
) + "]><template>&j;<script>x</script></template>"  # fmt: skip

ENDLESS = [
    Case("bomb-in-a-page", packed(BOMB), ANYTHING),
    Case("bomb-of-bombs", packed(zlib.compress(BOMB_IN_BOMB), Filter="[/FlateDecode /FlateDecode /FlateDecode]"), ANYTHING),
    Case("bomb-of-four-filters", packed(BOMB_IN_BOMB.hex().encode() + b">", Filter="[/AHx /FlateDecode /FlateDecode]"), ANYTHING),
    Case("bomb-with-a-predictor", packed(BOMB, DecodeParms="<< /Predictor 12 /Columns 100000000 >>"), ANYTHING),
    Case("bomb-of-runs", packed(b"\x81\x00" * 500_000, Filter="/RunLengthDecode"), ANYTHING),
    Case("bomb-of-codes", packed(b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01" * 100_000, Filter="/LZWDecode"), ANYTHING),
    Case("bomb-in-a-picture", painted(BOMB, Filter="/FlateDecode")),
    Case("bomb-in-a-font", with_program(b"\0"), ANYTHING),
    Case("bomb-in-an-attachment", lambda pdf: catalog(Names=f"<< /EmbeddedFiles << /Names [(a) << /F (a) /EF << /F {pdf.stream(BOMB, Filter='/FlateDecode')} >> >>] >> >>")(pdf), "error attachments/name-tree"),
    Case("bomb-in-a-script", lambda pdf: opens(f"<< /S /JavaScript /JS {pdf.stream(BOMB, Filter='/FlateDecode')} >>")(pdf), SCRIPT),
    Case("bomb-in-metadata", lambda pdf: catalog(Metadata=pdf.stream(BOMB, Filter="/FlateDecode"))(pdf), ANYTHING),
    Case("bomb-in-a-designed-form", lambda pdf: catalog(AcroForm=f"<< /XFA {pdf.stream(BOMB, Filter='/FlateDecode')} >>")(pdf), "error forms/xfa, unchecked"),
    Case("entities-in-a-designed-form", lambda pdf: catalog(AcroForm=f"<< /XFA {pdf.stream(ENTITIES)} >>")(pdf), "error forms/xfa, error javascript/xfa"),
    Case("long-string", catalog(Spare=f"({'x' * 1_000_000})", OpenAction=JS), SCRIPT),
    Case("long-signature", catalog(Spare=f"<< /Type /Sig /Contents <30{'0' * 200_000}> >>", OpenAction=JS), SCRIPT),
    Case("index-of-milliards", changed(b"xref\n0 1\n", b"xref\n0 4000000000\n"), DAMAGED),
    Case("index-size-beyond", changed(b"/Size 5", b"/Size 2147483648"), SCRIPT),
    Case("index-widths-beyond", changed(b"/W [1 4 2]", b"/W [1 4 99999999]", in_streams=True), DAMAGED),
    Case("index-widths-negative", changed(b"/W [1 4 2]", b"/W [1 -4 2]", in_streams=True), DAMAGED),
    Case("index-spans-negative", changed(b"/W [1 4 2]", b"/W [1 4 2] /Index [-1 7]", in_streams=True), DAMAGED),
    Case("index-spans-beyond", changed(b"/W [1 4 2]", b"/W [1 4 2] /Index [0 2147483647]", in_streams=True), DAMAGED),
    Case("index-before-itself", previous(own=True), SCRIPT),
    Case("index-before-beyond", previous(own=False), f"error malformed, {ANYTHING}"),
    Case("words-obj", plain() + b"1 0 obj\n" * 20_000, f"error malformed, {ANYTHING}"),
    Case("words-stream", plain() + b"stream\n" * 20_000, f"report malformed, {ANYTHING}"),
    Case("words-startxref", plain() + b"startxref\n" * 20_000, f"report malformed, {ANYTHING}"),
    Case("words-eof", plain() + b"%%EOF\n" * 20_000, ANYTHING),
    Case("words-open-brackets", plain() + b"<<" * 100_000, f"report malformed, {ANYTHING}"),
    *[Case(f"many-{what}", many(what), SCRIPT) for what in ("objects", "annotations", "pages", "revisions")],
    Case("pages-shared", shared_kids, ANYTHING),
    Case("forms-in-forms", forms_in_forms, "warning fonts/not-embedded"),
    Case("content-operators", content("0 0 m\n" * 300_000)),
    Case("content-saved-states", content("q " * 50_000 + "BT /F1 9 Tf (x) Tj ET"), "warning fonts/not-embedded"),
    Case("content-string-open", content("BT /F1 9 Tf (" + "x(" * 100_000), "maybe fonts"),
    Case("content-image-open", content("BI ID " * 50_000), "maybe fonts"),
    Case("content-arrays-nested", content("[" * 100_000 + " /F1 9 Tf (x) Tj"), "maybe fonts"),
    Case("content-of-one-stream", same_content),
]  # fmt: skip


@cases(ENDLESS, readers=("pikepdf",))
def test_ends(case: Case, reader: str) -> None:
    data = written(case)
    started = time.perf_counter()
    report = CHECKERS[reader].check(data)
    assert differences(case, report) == []
    assert time.perf_counter() - started < SECONDS
