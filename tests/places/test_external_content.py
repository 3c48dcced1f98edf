"""Section 4: what the document shows and does not hold."""

from __future__ import annotations

from places.builders import (
    FORM,
    annotation,
    catalog,
    page,
    xobject,
)
from places.cases import Build, Case, cases, prove
from rawpdf import RawPdf

RULE = "external-content"
STREAM = f"error {RULE}/stream"
ELSEWHERE = "(data.bin)"

IMAGE = {
    "Type": "/XObject", "Subtype": "/Image", "Width": "1", "Height": "1",
    "BitsPerComponent": "8", "ColorSpace": "/DeviceGray",
}  # fmt: skip
PATTERN = {
    "PatternType": "1", "PaintType": "1", "TilingType": "1", "BBox": "[0 0 9 9]",
    "XStep": "9", "YStep": "9", "Resources": "<< >>",
}  # fmt: skip
MESH = {
    "ColorSpace": "/DeviceGray", "BitsPerCoordinate": "8", "BitsPerComponent": "8",
    "BitsPerFlag": "8", "Decode": "[0 1 0 1 0 1]", "VerticesPerRow": "2",
}  # fmt: skip
SAMPLED = {"Domain": "[0 1]", "Range": "[0 1]", "Size": "[2]", "BitsPerSample": "8"}
FONT = "/Type /Font /BaseFont /Garamond /FirstChar 65 /LastChar 65 /Widths [500]"


def outside(holder: str, /, where: str = ELSEWHERE, **entries: str) -> Build:
    """A stream whose data is elsewhere, at HERE in the entries of a second page."""

    def build(pdf: RawPdf) -> None:
        ref = pdf.stream("", **entries, F=where)
        pdf.page()
        pdf.page(Resources=f"<< {holder.replace('HERE', ref)} >>")

    return build


def contents(pdf: RawPdf) -> None:
    pdf.page()
    pdf.page(None, Contents=pdf.stream("", F=ELSEWHERE))


def contents_in_part(pdf: RawPdf) -> None:
    pdf.page()
    parts = (pdf.stream("0 0 m"), pdf.stream("", F=ELSEWHERE))
    pdf.page(None, Contents=f"[{' '.join(parts)}]")


def in_catalog(key: str, value: str, **entries: str) -> Build:
    return lambda pdf: catalog(
        **{key: value.replace("HERE", pdf.stream("", **entries, F=ELSEWHERE))}
    )(pdf)


def in_annotation(subtype: str, value: str, **entries: str) -> Build:
    return lambda pdf: annotation(
        subtype, value.replace("HERE", pdf.stream("", **entries, F=ELSEWHERE))
    )(pdf)


def font(descriptor: str) -> str:
    return f"/Font << /F1 << {FONT} /Subtype /TrueType /FontDescriptor << /FontName /Garamond {descriptor} >> >> >>"


def function(value: str) -> str:
    return f"/ColorSpace << /C [/Separation /Spot /DeviceGray {value}] >>"


STREAM_TYPES: dict[str, Build] = {
    "Stream": contents,
    "Stream, one of several": contents_in_part,
    "XObjectImage": outside("/XObject << /X HERE >>", **IMAGE),
    "XObjectImageMask": outside("/XObject << /X HERE >>", **IMAGE | {"ImageMask": "true"}),
    "XObjectImageSoftMask": lambda pdf: xobject(IMAGE | {"SMask": pdf.stream("", **IMAGE, F=ELSEWHERE)}, "\0")(pdf),
    "XObjectFormType1": outside("/XObject << /X HERE >>", **FORM),
    "XObjectFormTrapNet": in_annotation("TrapNet", "/AP << /N HERE >>", **FORM),
    "XObjectFormPrinterMark": in_annotation("PrinterMark", "/AP << /N << /A HERE >> >>", **FORM),
    "XObjectFormPSpassthrough": outside("/XObject << /X HERE >>", **FORM | {"Subtype2": "/PS"}),
    "XObjectFormPS": outside("/XObject << /X HERE >>", Type="/XObject", Subtype="/PS"),
    "PatternType1": outside("/Pattern << /P HERE >>", **PATTERN),
    **{f"ShadingType{n}": outside("/Shading << /S HERE >>", **MESH | {"ShadingType": str(n)}) for n in (4, 5, 6, 7)},
    "FunctionType0": outside(function("HERE"), FunctionType="0", **SAMPLED),
    "FunctionType4": outside(function("HERE"), FunctionType="4", **SAMPLED),
    **{f"HalftoneType{n}": outside("/ExtGState << /G << /HT HERE >> >>", HalftoneType=str(n), Width="1", Height="1") for n in (6, 10, 16)},
    "ICCProfileStream": outside("/ColorSpace << /C [/ICCBased HERE] >>", N="3"),
    "Metadata": in_catalog("Metadata", "HERE", Type="/Metadata", Subtype="/XML"),
    "CMapStream": outside(f"/Font << /F1 << {FONT} /Subtype /Type0 /Encoding HERE >> >>", Type="/CMap", CMapName="/A"),
    "ToUnicode": outside(f"/Font << /F1 << {FONT} /Subtype /TrueType /ToUnicode HERE >> >>"),
    "SoundObject": in_annotation("Sound", "/Sound HERE", Type="/Sound", R="8000"),
    "3DStream": in_annotation("3D", "/3DD HERE", Type="/3D", Subtype="/U3D"),
    "Thumbnail": lambda pdf: page(Thumb=pdf.stream("", Width="1", Height="1", ColorSpace="/DeviceGray", BitsPerComponent="8", F=ELSEWHERE))(pdf),
    "EmbeddedFileStream": in_catalog("Names", "<< /EmbeddedFiles << /Names [(a) << /F (a) /EF << /F HERE >> >>] >> >>", Type="/EmbeddedFile"),
    "ActionECMAScript": in_catalog("OpenAction", "<< /S /JavaScript /JS HERE >>"),
    "InteractiveForm XFA": in_catalog("AcroForm", "<< /XFA HERE >>"),
    "OutputIntents": in_catalog("OutputIntents", "[<< /S /GTS_PDFA1 /DestOutputProfile HERE >>]", N="3"),
    "private data": in_catalog("PieceInfo", "<< /App << /Private << /A HERE >> >> >>"),
    "unknown key": in_catalog("Whatever", "[[HERE]]"),
}  # fmt: skip

PROGRAMS: dict[str, Build] = {
    "FontFile": outside(font("/FontFile HERE")),
    "FontFile2": outside(font("/FontFile2 HERE")),
    **{f"FontFile3{kind}": outside(font("/FontFile3 HERE"), Subtype=f"/{kind}") for kind in ("Type1C", "CIDFontType0C", "OpenType")},
}  # fmt: skip


def object_stream(pdf: RawPdf) -> bytes:
    """A packed file whose object stream says that its data is elsewhere."""
    pdf.page()
    data = pdf.to_packed_bytes()
    mark = b"/Type /ObjStm"
    more = b" /F (data.bin)"
    at = data.index(b"startxref\n") + len(b"startxref\n")
    start = int(data[at:].split()[0])
    rows = data.rindex(b"\nendstream")
    moved = (start + len(more)).to_bytes(4, "big")
    data = data[: rows - 6] + moved + data[rows - 2 : at]
    data += b"%d\n%%%%EOF\n" % (start + len(more))
    return data.replace(mark, mark + more, 1)


def cross_reference_stream(pdf: RawPdf) -> bytes:
    pdf.page()
    pdf.trailer["F"] = ELSEWHERE
    return pdf.to_packed_bytes()


STREAMS = [
    *[Case(f"stream-{name}", build, f"error {RULE}, *") for name, build in STREAM_TYPES.items()],
    *[Case(f"program-{name}", build, f"error {RULE}/font-program") for name, build in PROGRAMS.items()],
    Case("stream-ObjectStream", object_stream(RawPdf()), f"error {RULE}, *"),
    Case("stream-XRefStream", cross_reference_stream(RawPdf()), f"error {RULE}, *"),
    Case("written-as-text", xobject(IMAGE | {"F": "(../b.jpg)"}), STREAM, 2),
    Case("written-as-specification", xobject(IMAGE | {"F": "<< /Type /Filespec /UF (b.jpg) >>"}), STREAM, 2),
    Case("written-as-address", xobject(IMAGE | {"F": "<< /FS /URL /F (http://x.test/b.jpg) >>"}), STREAM, 2),
    Case("written-as-reference", lambda pdf: xobject(IMAGE | {"F": pdf.add("(b.jpg)")})(pdf), STREAM, 2),
    Case("written-with-filter", xobject(IMAGE | {"F": "(b.jpg)", "FFilter": "/DCTDecode", "FDecodeParms": "null"}), STREAM, 2),
    Case("written-with-file-inside", xobject(IMAGE | {"F": "@FILE"}), f"report {RULE}, error attachments"),
    Case("null-is-none", xobject(IMAGE | {"F": "null"}, "\0")),
    Case("dangling-is-none", xobject(IMAGE | {"F": "99 0 R"}, "\0")),
    Case("not-the-filter-of-an-inline-image", page("BI /W 1 /H 1 /BPC 8 /CS /G /F [/AHx] ID 00> EI")),
    Case("not-a-flag", annotation("Square", "/F 4")),
]  # fmt: skip


def alternate(**entries: str) -> Build:
    """An image with another one to use in its place."""

    def build(pdf: RawPdf) -> None:
        other = pdf.stream("\0", **IMAGE, **entries)
        alternates = f"[<< /Image {other} /DefaultForPrinting true >>]"
        xobject(IMAGE | {"Alternates": alternates}, "\0")(pdf)

    return build


def xfa(packet: str) -> Build:
    return lambda pdf: catalog(AcroForm=f"<< /Fields [] /XFA {pdf.stream(packet)} >>")(
        pdf
    )


def media_clip(data: str) -> Build:
    clip = f"<< /S /MCD /CT (video/mp4) /D {data} >>"
    return annotation(
        "Screen", f"/A << /S /Rendition /OP 0 /R << /S /MR /C {clip} >> >>"
    )


FORM_DATA = f"warning {RULE}/form-data, error forms/xfa"

MECHANISMS = [
    Case("reference", xobject(FORM | {"Ref": "<< /F (b.pdf) /Page 0 >>"}), f"error {RULE}/reference", 2),
    Case("reference-as-specification", xobject(FORM | {"Ref": "<< /F << /UF (b.pdf) >> /Page (iv) >>"}), f"error {RULE}/reference", 2),
    Case("reference-not-painted", lambda pdf: catalog(Spare=pdf.stream("", **FORM, Ref="<< /F (b.pdf) /Page 0 >>"))(pdf), f"error {RULE}"),
    Case("reference-between-structure-elements", catalog(StructTreeRoot="<< /K << /S /P /Ref [<< /S /Note /P null >>] >> >>")),
    Case("reference-to-nothing", xobject(FORM | {"Ref": "null"})),
    Case("proxy-1-3", xobject(IMAGE | {"OPI": "<< /1.3 << /Type /OPI /Version 1.3 /F (b.tif) >> >>"}, "\0"), f"warning {RULE}/proxy", 2),
    Case("proxy-2-0", xobject(FORM | {"OPI": "<< /2.0 << /Type /OPI /Version 2.0 /F << /F (b.tif) >> >> >>"}), f"warning {RULE}/proxy", 2),
    Case("proxy-both", xobject(FORM | {"OPI": "<< /1.3 << /F (a) >> /2.0 << /F (b) >> >>"}), f"warning {RULE}/proxy", 2),
    Case("alternate-inside", alternate()),
    Case("alternate-outside", alternate(F="(b.tif)"), STREAM, 2),
    Case("output-profile", catalog(OutputIntents="[<< /S /GTS_PDFX /DestOutputProfileRef << /ProfileName (a) /URLs [<< /FS /URL /F (http://x.test/a.icc) >>] >> >>]"), f"error {RULE}/output-profile"),
    Case("output-profile-inside", lambda pdf: catalog(OutputIntents=f"[<< /S /GTS_PDFA1 /DestOutputProfile {pdf.stream('', N='3')} >>]")(pdf)),
    Case("media-file", media_clip("(b.mp4)"), f"error multimedia, maybe {RULE}", 2),
    Case("media-address", media_clip("<< /FS /URL /F (http://x.test/b.mp4) >>"), f"error multimedia, maybe {RULE}", 2),
    Case("media-movie", annotation("Movie", "/Movie << /F (b.avi) >>"), f"error multimedia/movie, maybe {RULE}", 2),
    Case("media-assets", annotation("RichMedia", "/RichMediaContent << /Assets << /Names [(a) << /F (b.swf) >>] >> >>"), f"error multimedia/rich-media, maybe {RULE}", 2),
    Case("media-base-address", annotation("Screen", "/A << /S /Rendition /OP 0 /R << /S /MR /C << /S /MCD /D (b.mp4) /MH << /BU (http://x.test/) >> >> >> >>"), f"error multimedia, maybe {RULE}", 2),
    Case("namespace-schema", catalog(StructTreeRoot="<< /Namespaces [<< /Type /Namespace /NS (http://x.test/ns) /Schema (a.xsd) >>] >>"), f"warning {RULE}/schema"),
    Case("namespace-schema-address", catalog(StructTreeRoot="<< /Namespaces [<< /Type /Namespace /NS (a) /Schema << /FS /URL /F (http://x.test/a.xsd) >> >>] >>"), f"warning {RULE}/schema"),
    Case("namespace-untyped", catalog(StructTreeRoot="<< /Namespaces [<< /NS (http://x.test/ns) /Schema (a.xsd) >>] >>"), f"warning {RULE}/schema"),
    Case("namespace-schema-inside", catalog(StructTreeRoot="<< /Namespaces [<< /Type /Namespace /NS (a) /Schema @FILE >>] >>"), f"error attachments, maybe {RULE}"),
    Case("namespace-without-schema", catalog(StructTreeRoot="<< /Namespaces [<< /Type /Namespace /NS (http://iso.org/pdf2/ssn) >>] >>")),
    Case("lexicon", catalog(StructTreeRoot="<< /PronunciationLexicon [<< /FS /URL /F (http://x.test/a.pls) >>] >>"), f"warning {RULE}/schema"),
    Case("lexicon-by-name", catalog(StructTreeRoot="<< /PronunciationLexicon [(a.pls)] >>"), f"warning {RULE}/schema"),
    Case("xfa-image", xfa("<template><field><value><image href='http://x.test/a.png'/></value></field></template>"), FORM_DATA),
    Case("xfa-connection-set", xfa("<connectionSet xmlns='http://www.xfa.org/schema/xfa-connection-set/2.8/'><xmlConnection dataDescription='a'/></connectionSet>"), FORM_DATA),
    Case("xfa-soap", xfa("<connectionSet><wsdlConnection dataDescription='a'><wsdlAddress>http://x.test/?wsdl</wsdlAddress></wsdlConnection></connectionSet>"), FORM_DATA),
    Case("xfa-nothing-outside", xfa("<template><field name='a'/></template>"), "error forms/xfa"),
    Case("metadata-entity", lambda pdf: catalog(Metadata=pdf.stream('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x:xmpmeta xmlns:x="adobe:ns:meta/">&a;</x:xmpmeta>', Type="/Metadata", Subtype="/XML"))(pdf)),
    Case("metadata-entity-bomb", lambda pdf: catalog(Metadata=pdf.stream('<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "' + "&a;" * 100 + '"><!ENTITY c "' + "&b;" * 100 + '">]><x>&c;</x>', Type="/Metadata", Subtype="/XML"))(pdf)),
    Case("xfa-entity", xfa('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><template>&a;</template>'), f"error forms/xfa, maybe {RULE}"),
    Case("paper-clip-by-name", annotation("FileAttachment", "/FS (a.doc)"), f"report attachments, maybe {RULE}", 2),
    Case("predefined-character-map", page("0 0 m", Resources=f"<< /Font << /F1 << {FONT} /Subtype /Type0 /Encoding /UniGB-UCS2-H >> >> >>")),
    Case("standard-font", page("BT /F1 12 Tf (a) Tj ET", Resources="<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"), "info fonts/standard-14", 2),
    Case("postscript-in-a-form", xobject(FORM | {"Subtype2": "/PS"}), f"warning {RULE}/postscript", 2),
    Case("postscript-level-one", xobject(FORM | {"Subtype2": "/PS", "Level1": "@STREAM"}), f"warning {RULE}/postscript", 2),
]  # fmt: skip


@cases(STREAMS, MECHANISMS)
def test_is_judged(case: Case, reader: str) -> None:
    prove(case, reader)


TABLES = [STREAMS, MECHANISMS]
