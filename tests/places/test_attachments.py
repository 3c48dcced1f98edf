"""Section 5: files inside the file, wherever a file specification can stand."""

from __future__ import annotations

from collections.abc import Callable

from places.builders import (
    FORM,
    RECT,
    annotation,
    catalog,
    embedded_file,
    link,
    page,
    together,
    xobject,
)
from places.cases import Build, Case, cases, prove
from rawpdf import RawPdf

RULE = "attachments"
ERROR = f"error {RULE}"
IMAGE = {
    "Type": "/XObject", "Subtype": "/Image", "Width": "1", "Height": "1",
    "BitsPerComponent": "8", "ColorSpace": "/DeviceGray",
}  # fmt: skip


def specification(entries: str, data: str = "A", **of_stream: str) -> Build:
    """A file in the list of attachments; HERE is its stream in these entries."""

    def build(pdf: RawPdf) -> None:
        stream = pdf.stream(data, **of_stream)
        pdf.catalog["Names"] = (
            "<< /EmbeddedFiles << /Names [(a)"
            f" << {entries.replace('HERE', stream)} >>] >> >>"
        )

    return build


def names(tree: str) -> Build:
    return catalog(Names=f"<< /EmbeddedFiles {tree} >>")


def template(pdf: RawPdf) -> None:
    clip = (
        f"<< /Type /Annot /Subtype /FileAttachment {RECT} /FS {embedded_file(pdf)} >>"
    )
    hidden = pdf.add(f"<< /Type /Template /MediaBox [0 0 612 792] /Annots [{clip}] >>")
    pdf.catalog["Names"] = f"<< /Templates << /Names [(t) {hidden}] >> >>"


def stamped(pdf: RawPdf) -> None:
    """A paper clip in the list and on the page is told once."""
    file = pdf.add(embedded_file(pdf))
    names(f"<< /Names [(a) {file}] >>")(pdf)
    annotation("FileAttachment", f"/FS {file}")(pdf)


def wrapper(pdf: RawPdf) -> None:
    stream = pdf.stream("locked", Type="/EmbeddedFile", Subtype="/application#2Fpdf")
    payload = pdf.add(
        "<< /Type /Filespec /F (a.pdf) /UF (a.pdf) /AFRelationship /EncryptedPayload"
        f" /EP << /Type /EncryptedPayload /Subtype /Vendor >> /EF << /F {stream} >> >>"
    )
    pdf.catalog["Names"] = f"<< /EmbeddedFiles << /Names [(a.pdf) {payload}] >> >>"
    pdf.catalog["AF"] = f"[{payload}]"
    pdf.catalog["Collection"] = "<< /Type /Collection /View /H /D (a.pdf) >>"


def office(key: str) -> Build:
    def build(pdf: RawPdf) -> None:
        stream = pdf.stream("PK", Type="/EmbeddedFile")
        pdf.trailer["AdditionalStreams"] = f"[{key} {stream}]"

    return build


def hidden_in(*entries: str) -> Build:
    return annotation("FileAttachment", " ".join(("/FS @FILE", *entries)))


def slide_show(pdf: RawPdf) -> None:
    show = f"<< /Type /SlideShow /Subtype /Embedded /Resources << /Names [(a.svg) {embedded_file(pdf)}] >> /StartResource (a.svg) >>"
    pdf.catalog["Names"] = f"<< /AlternatePresentations << /Names [(s) {show}] >> >>"


PLACES = [
    Case("list", names("<< /Names [(a) @FILE] >>"), f"{ERROR}/name-tree"),
    Case("list-limits-wrong", names("<< /Kids [<< /Limits [(x) (y)] /Names [(a) @FILE] >>] >>"), f"{ERROR}/name-tree"),
    Case("list-kids-and-names", names("<< /Kids [] /Names [(a) @FILE] >>"), f"{ERROR}/name-tree"),
    Case("list-in-an-array", names("[(a) @FILE]"), ERROR),
    Case("list-value-in-an-array", names("<< /Names [(a) [@FILE]] >>"), ERROR),
    Case("list-empty-kids", names("<< /Kids [<< /Names [] >>] >>")),
    Case("list-null", names("null")),
    Case("list-names-only", names("<< /Names [(a) (a.txt)] >>")),
    Case("list-reference-only", names("<< /Names [(a) << /Type /Filespec /F (a.txt) >>] >>"), f"maybe {RULE}"),
    Case("paper-clip-hidden", hidden_in("/F 2"), f"{ERROR}/annotation", 2),
    Case("paper-clip-off-the-page", lambda pdf: page(Annots=f"[<< /Subtype /FileAttachment /Rect [9000 9000 9001 9001] /FS {embedded_file(pdf)} >>]")(pdf), f"{ERROR}/annotation", 2),
    Case("paper-clip-on-a-template", template, ERROR),
    Case("paper-clip-also-in-the-list", stamped, ERROR),
    Case("paper-clip-of-another-kind", annotation("Text", "/FS @FILE"), ERROR, 2),
    Case("associated-annotation-twice", annotation("Text", "/AF [@FILE @FILE]"), f"{ERROR}/associated-file", 2),
    Case("associated-image", xobject(IMAGE | {"AF": "[@FILE]"}, "\0"), f"{ERROR}/associated-file", 2),
    Case("associated-form", xobject(FORM | {"AF": "@FILE"}), f"{ERROR}/associated-file", 2),
    Case("associated-structure-root", catalog(StructTreeRoot="<< /Type /StructTreeRoot /AF [@FILE] >>"), f"{ERROR}/associated-file"),
    Case("associated-document-part", catalog(DPartRoot="<< /Type /DPartRoot /DPartRootNode << /Type /DPart /AF [@FILE] >> >>"), f"{ERROR}/associated-file"),
    Case("associated-marked-content", page("/AF /P BDC 0 0 m EMC", Resources="<< /Properties << /P << /Type /MCAF /MCAF [@FILE] >> >> >>"), f"{ERROR}/associated-file", 2),
    Case("associated-nothing", together(catalog(AF="[]", StructTreeRoot="<< /AF [] >>"), page(AF="[null]"))),
    Case("portfolio-tile", catalog(Collection="<< /View /T >>", Names="<< /EmbeddedFiles << /Names [(a) @FILE] >> >>"), ERROR),
    Case("portfolio-navigator", catalog(Collection="<< /View /C /Navigator << /SWF (a) /Resources << /Names [(a) @FILE] >> >> >>"), f"report {RULE}, maybe multimedia"),
    Case("portfolio-resources", catalog(Collection="<< /Resources << /Names [(a) @STREAM] >> >>"), f"report {RULE}"),
    Case("portfolio-thumbnail", catalog(Collection="<< /Folders << /ID 1 /Name (a) /Thumb @STREAM >> >>"), f"report {RULE}"),
    Case("portfolio-empty", catalog(Collection="<< /Type /Collection >>"), f"warning {RULE}/empty-portfolio"),
    Case("portfolio-null", catalog(Collection="null")),
    *[
        Case(f"action-{name}", link(f"<< /S /{name} /F @FILE {more} >>"), f"{severity} external-actions, {ERROR}/action", 2)
        for name, severity, more in (
            ("GoToR", "warning", "/D [0 /Fit]"), ("GoToE", "warning", "/T << /R /C >>"),
            ("Launch", "error", ""), ("Thread", "warning", "/D 0"),
            ("SubmitForm", "error", ""), ("ImportData", "error", ""),
        )
    ],
    Case("reference-xobject", xobject(FORM | {"Ref": "<< /F @FILE /Page 0 >>"}), f"{ERROR}, report external-content"),
    Case("proxy-1-3", xobject(IMAGE | {"OPI": "<< /1.3 << /F @FILE >> >>"}, "\0"), f"{ERROR}, report external-content"),
    Case("proxy-2-0", xobject(IMAGE | {"OPI": "<< /2.0 << /F @FILE >> >>"}, "\0"), f"{ERROR}, report external-content"),
    Case("media-clip", annotation("Screen", "/A << /S /Rendition /OP 0 /R << /S /MR /C << /S /MCD /D @FILE >> >> >>"), f"{ERROR}/media, error multimedia", 2),
    Case("media-assets", annotation("RichMedia", "/RichMediaContent << /Assets << /Names [(a) @FILE] >> >>"), f"{ERROR}/media, error multimedia", 2),
    Case("media-instance", annotation("RichMedia", "/RichMediaContent << /Configurations [<< /Instances [<< /Asset @FILE >>] >>] >>"), f"{ERROR}/media, error multimedia", 2),
    Case("media-scripts", annotation("RichMedia", "/RichMediaSettings << /Activation << /Scripts [@FILE] >> >>"), f"{ERROR}/media, error multimedia, error javascript", 2),
    Case("media-movie", annotation("Movie", "/Movie << /F @FILE >>"), f"{ERROR}/media, error multimedia", 2),
    Case("related", specification("/F (a) /EF << /F HERE >> /RF << /F [(a.txt) HERE (b.txt) HERE] >>"), ERROR),
    Case("slide-show", slide_show, f"{ERROR}, maybe multimedia"),
    Case("encrypted-payload", wrapper, f"{ERROR}, warning encryption"),
    Case("office-name", office("/application#2Fvnd.oasis.opendocument.text"), f"{ERROR}/hybrid"),
    Case("office-text", office("(application/vnd.oasis.opendocument.text)"), f"{ERROR}/hybrid"),
    Case("office-empty", lambda pdf: pdf.trailer.update(AdditionalStreams="[]")),
    Case("macintosh-fork", lambda pdf: specification("/F (a) /EF << /F HERE >>", Params=f"<< /Mac << /ResFork {pdf.stream('r')} >> >>")(pdf), ERROR),
    Case("private", catalog(PieceInfo="<< /App << /Private << /A [@FILE] >> >> >>"), f"warning {RULE}/private-data"),
    Case("private-on-a-page", page(PieceInfo="<< /App << /Private @FILE >> >>"), f"warning {RULE}", 2),
    Case("dead-stream-only", lambda pdf: pdf.stream("A", Type="/EmbeddedFile"), f"warning {RULE}", as_is=True),
    Case("dead-specification", lambda pdf: pdf.add(embedded_file(pdf)), f"warning {RULE}/left-over"),
    Case("stream-under-an-unknown-key", lambda pdf: pdf.catalog.update(Whatever=pdf.stream("A", Type="/EmbeddedFile")), f"warning {RULE}/unused-stream"),
]  # fmt: skip

DETAILS = [
    *[Case(f"key-{key}", specification(f"/Type /Filespec /{key} (a.txt) /EF << /{key} HERE >>"), ERROR) for key in ("F", "UF", "DOS", "Mac", "Unix")],
    Case("key-with-others-null", specification("/F (a) /EF << /F null /UF HERE >>"), ERROR),
    Case("type-is-missing", specification("/F (a.txt) /EF << /F HERE >>"), ERROR),
    Case("type-is-old", specification("/Type /F /F (a.txt) /EF << /F HERE >>"), ERROR),
    Case("type-is-wrong", specification("/Type /Font /F (a.txt) /EF << /F HERE >>"), ERROR),
    Case("without-any-name", specification("/EF << /F HERE >>"), ERROR),
    Case("name-is-no-text", specification("/F 7 /UF null /EF << /F HERE >>"), ERROR),
    Case("no-bytes", specification("/F (a.txt) /EF << /F HERE >>", "", Type="/EmbeddedFile"), ERROR),
    Case("not-decoded", specification("/F (a.txt) /EF << /F HERE >>", "not compressed", Filter="/FlateDecode"), ERROR),
    Case("unknown-filter", specification("/F (a.txt) /EF << /F HERE >>", "x", Filter="/NoSuchDecode"), ERROR),
    Case("data-looks-like-a-pdf", specification("/F (a.txt) /EF << /F HERE >>", "1 0 obj << /S /JavaScript /JS (x) >> endobj"), ERROR),
    Case("source-of-pdf-a-3", specification("/F (a.docx) /UF (a.docx) /AFRelationship /Source /EF << /F HERE /UF HERE >>", Type="/EmbeddedFile"), ERROR),
    Case("invoice", specification("/F (factur-x.xml) /AFRelationship /Alternative /EF << /F HERE >>", "<rsm/>", Subtype="/text#2Fxml"), ERROR),
    Case("formula", catalog(StructTreeRoot="<< /K << /S /Formula /AF [@FILE] >> >>"), f"{ERROR}/associated-file"),
    Case("pane-only", catalog(PageMode="/UseAttachments")),
    Case("file-of-no-stream", specification("/F (a.txt) /EF << /F null /UF 99 0 R >>"), f"maybe {RULE}"),
    Case("rights-are-no-files", catalog(Perms="<< /UR3 << /Type /Sig /Reference [<< /TransformParams << /EF [/Create /Import] /V /2.2 >> >>] >> >>")),
]  # fmt: skip

ANNOTATIONS = (
    "Text Link FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly"
    " StrikeOut Stamp Caret Ink Popup FileAttachment Sound Movie Screen Widget"
    " PrinterMark TrapNet Watermark 3D Redact RichMedia Projection"
).split()
"""The 28 subtypes, each of which can have associated files."""

HOLDERS: dict[str, Build] = {
    "3DStream/F": lambda pdf: annotation("3D", f"/3DD {pdf.stream('', Type='/3D', Subtype='/U3D', F=embedded_file(pdf))}")(pdf),
    **{f"Action{name}/F": link(f"<< /S /{name} /F @FILE >>") for name in ("GoToE", "GoToR", "ImportData", "Launch", "SubmitForm", "Thread")},
    **{f"Annot{name}/AF": annotation(name, "/AF [@FILE]") for name in ANNOTATIONS},
    "AnnotFileAttachment/FS": annotation("FileAttachment", "/FS @FILE"),
    "Catalog/AF": catalog(AF="[@FILE]"),
    "DPart/AF": catalog(DPartRoot="<< /DPartRootNode << /DParts [[<< /AF [@FILE] >>]] >> >>"),
    "PageObject/AF": page(AF="[@FILE]"),
    "StructElem/AF": catalog(StructTreeRoot="<< /K [<< /S /P /AF @FILE >>] >>"),
    "StructTreeRoot/AF": catalog(StructTreeRoot="<< /AF @FILE >>"),
    "StructTreeRoot/PronunciationLexicon": catalog(StructTreeRoot="<< /PronunciationLexicon [@FILE] >>"),
    "XObjectImage/AF": xobject(IMAGE | {"AF": "@FILE"}, "\0"),
    "XObjectImageMask/AF": xobject(IMAGE | {"ImageMask": "true", "AF": "@FILE"}, "\0"),
    "XObjectImageSoftMask/AF": lambda pdf: xobject(IMAGE | {"SMask": pdf.stream("\0", **IMAGE, AF=embedded_file(pdf))}, "\0")(pdf),
    "XObjectFormType1/AF": xobject(FORM | {"AF": "@FILE"}),
    "XObjectFormTrapNet/AF": lambda pdf: annotation("TrapNet", f"/AP << /N {pdf.stream('', **FORM, AF=embedded_file(pdf))} >>")(pdf),
    "XObjectFormPrinterMark/AF": lambda pdf: annotation("PrinterMark", f"/AP << /N {pdf.stream('', **FORM, AF=embedded_file(pdf))} >>")(pdf),
    "XObjectFormPS/AF": xobject({"Type": "/XObject", "Subtype": "/PS", "AF": "@FILE"}),
    "MediaClipData/D": annotation("Screen", "/A << /S /Rendition /R << /S /MR /C << /S /MCD /D @FILE >> >> >>"),
    "Movie/F": annotation("Movie", "/Movie << /F @FILE >>"),
    "Name/EmbeddedFiles": names("<< /Names [(a) @FILE] >>"),
    "Namespace/Schema": catalog(StructTreeRoot="<< /Namespaces [<< /Type /Namespace /Schema @FILE >>] >>"),
    "OPIVersion13Dict/F": xobject(IMAGE | {"OPI": "<< /1.3 << /F @FILE >> >>"}, "\0"),
    "OPIVersion20Dict/F": xobject(IMAGE | {"OPI": "<< /2.0 << /F @FILE >> >>"}, "\0"),
    "Reference/F": xobject(FORM | {"Ref": "<< /F @FILE >>"}),
    "RichMediaActivation/Scripts": annotation("RichMedia", "/RichMediaSettings << /Activation << /Scripts [@FILE] >> >>"),
    "RichMediaContent/Assets": annotation("RichMedia", "/RichMediaContent << /Assets << /Kids [<< /Names [(a) @FILE] >>] >> >>"),
    "RichMediaInstance/Asset": annotation("RichMedia", "/RichMediaContent << /Configurations [<< /Instances [<< /Asset @FILE >>] >>] >>"),
    "SlideShow/Resources": slide_show,
    "ArrayOfURLs/*": catalog(OutputIntents="[<< /DestOutputProfileRef << /URLs [@FILE] >> >>]"),
    "CollectionItem": catalog(Names="<< /EmbeddedFiles << /Names [(a) << /F (a) /CI << /a @FILE >> >>] >> >>"),
}  # fmt: skip
"""Every key of the appendix that can hold a file specification."""

STREAM_HOLDERS: dict[str, Callable[[str], Build]] = {
    "Stream": lambda ref: page(None, Contents=ref),
    "XObject": lambda ref: page(Resources=f"<< /XObject << /X {ref} >> >>"),
    "Pattern": lambda ref: page(Resources=f"<< /Pattern << /P {ref} >> >>"),
    "Shading": lambda ref: page(Resources=f"<< /Shading << /S {ref} >> >>"),
    "Function": lambda ref: page(Resources=f"<< /ColorSpace << /C [/Separation /A /DeviceGray {ref}] >> >>"),
    "Halftone": lambda ref: page(Resources=f"<< /ExtGState << /G << /HT {ref} >> >> >>"),
    "ICCProfileStream": lambda ref: page(Resources=f"<< /ColorSpace << /C [/ICCBased {ref}] >> >>"),
    "Metadata": lambda ref: catalog(Metadata=ref),
    "CMapStream": lambda ref: page(Resources=f"<< /Font << /F << /Subtype /Type0 /Encoding {ref} >> >> >>"),
    "ToUnicode": lambda ref: page(Resources=f"<< /Font << /F << /Subtype /Type1 /ToUnicode {ref} >> >> >>"),
    "FontFile": lambda ref: page(Resources=f"<< /Font << /F << /FontDescriptor << /FontFile {ref} >> >> >> >>"),
    "SoundObject": lambda ref: annotation("Sound", f"/Sound {ref}"),
    "Thumbnail": lambda ref: page(Thumb=ref),
    "EmbeddedFileStream": lambda ref: names(f"<< /Names [(a) << /F (a) /EF << /F {ref} >> >>] >>"),
}  # fmt: skip
"""The holders of streams; which kind of stream it is, is the business of section 4."""


def with_outside_data(holder: Callable[[str], Build]) -> Build:
    """A stream whose data would be in a file that is embedded."""

    def build(pdf: RawPdf) -> None:
        holder(pdf.stream("", F=embedded_file(pdf)))(pdf)

    return build


KEYS = [
    *[Case(f"file-at-{key}", build, f"report {RULE}, *") for key, build in HOLDERS.items()],
    *[Case(f"file-at-{key}/F", with_outside_data(holder), f"report {RULE}, error external-content, *") for key, holder in STREAM_HOLDERS.items()],
]  # fmt: skip


@cases(PLACES, DETAILS, KEYS)
def test_is_judged(case: Case, reader: str) -> None:
    prove(case, reader)


TABLES = [PLACES, DETAILS, KEYS]
