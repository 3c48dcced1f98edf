"""Files as people describe them, and what the report must tell them."""

from __future__ import annotations

from kinds.builders import HELLO, HELVETICA, LINE, finished, line, shown
from kinds.kind import Kind
from places.builders import LAUNCH, RECT, annotation, catalog, embedded_file
from places.cases import Build
from places.revisions import table
from rawpdf import RawPdf

WAIT = "BT /F1 12 Tf 72 700 Td (Please wait...) Tj ET"
STANDARD = f"<< /Font << /F1 {HELVETICA} >> >>"
FREE_TEXT = "/Contents (EXHIBIT 14) /DA (/Helv 12 Tf 0 g) /F 4"


def designed(*, rendering: bool) -> Build:
    """A form of Adobe's designer, whose only page asks to wait."""

    def build(pdf: RawPdf) -> None:
        packet = pdf.stream("<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'></xdp:xdp>")
        pdf.catalog["AcroForm"] = f"<< /Fields [] /XFA {packet} >>"
        if rendering:
            pdf.catalog["NeedsRendering"] = "true"
        pdf.page(WAIT, Resources=STANDARD)

    return build


def pages_made_on_opening(pdf: RawPdf) -> None:
    pdf.catalog |= {"AcroForm": "<< /Fields [] >>", "NeedsRendering": "true"}
    pdf.page(WAIT, Resources=STANDARD)


def attached(key: str, more: str = "", extra: str = "") -> Build:
    """A document with two files in the list of attachments."""

    def build(pdf: RawPdf) -> None:
        first, second = (pdf.add(embedded_file(pdf)) for _ in range(2))
        names = f"[({key}) {first} (z) {second}]"
        pdf.catalog["Names"] = f"<< /EmbeddedFiles << /Names {names} >> >>"
        if more:
            pdf.catalog[more] = extra
        line(pdf)

    return build


def paper_clip(pdf: RawPdf) -> None:
    file = pdf.add(embedded_file(pdf))
    annotation("FileAttachment", f"/FS {file}")(pdf)


def locked(allowed: int) -> Build:
    def build(pdf: RawPdf) -> None:
        line(pdf)
        pdf.encrypt(allowed=allowed)

    return build


def signed(*, certified: bool) -> bytes:
    """A signature; certified, it allows no changes."""

    def build(pdf: RawPdf) -> None:
        reference = ""
        if certified:
            rights = "<< /Type /TransformParams /P 1 /V /1.2 >>"
            reference = (
                f"/Reference [<< /TransformMethod /DocMDP /TransformParams {rights} >>]"
            )
        value = pdf.add(
            "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached"
            f" /ByteRange [0 9 9 9] /Contents <00> {reference} >>"
        )
        field = pdf.add(
            f"<< /Type /Annot /Subtype /Widget /FT /Sig /T (s) /V {value} {RECT} >>"
        )
        if certified:
            pdf.catalog["Perms"] = f"<< /DocMDP {value} >>"
        pdf.catalog["AcroForm"] = f"<< /Fields [{field}] /SigFlags 3 >>"
        line(pdf, Annots=f"[{field}]")

    return table(finished(build))


def headed(pdf: RawPdf) -> None:
    """The court's header, set in Helvetica by the court's own program."""
    stamp = "BT /F1 9 Tf 72 780 Td (Case 1:26-cv-00001   Document 7-2) Tj ET"
    for _ in range(4):
        head = pdf.stream(
            stamp, Type="/XObject", Subtype="/Form", BBox="[0 0 612 792]",
            Resources=STANDARD,
        )  # fmt: skip
        pdf.page(f"{LINE} /H Do", Resources=f"<< /XObject << /H {head} >> >>")


def standard(name: str) -> Build:
    font = HELVETICA.replace("Helvetica", name)
    return shown(HELLO, f"<< /Font << /F1 {font} >> >>")


def linked(action: str) -> Build:
    """A link whose annotation and action are objects of their own."""

    def build(pdf: RawPdf) -> None:
        annotation("Link", f"/A {pdf.add(action)}")(pdf)

    return build


def blank(pdf: RawPdf) -> None:
    for _ in range(3):
        pdf.page("1 0 0 1 0 0 cm BT /F1 12 Tf ET", Resources=STANDARD)


def autoprint(pdf: RawPdf) -> None:
    pdf.catalog["OpenAction"] = pdf.add("<< /S /Named /Type /Action /N /Print >>")
    pdf.page(LINE)


def photo(pdf: RawPdf) -> None:
    """A photo of an iPhone, a pixel to a point."""
    picture = pdf.stream("x", Subtype="/Image", Width="4032", Height="3024")
    pdf.page(
        "q 4032 0 0 3024 0 0 cm /Im1 Do Q",
        MediaBox="[0 0 4032 3024]",
        Resources=f"<< /XObject << /Im1 {picture} >> >>",
    )


def gibberish(pdf: RawPdf) -> None:
    """Text in a font that only numbers its letters."""
    about = "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
    program = pdf.stream("\0\1\0\0")
    under = f"<< /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo {about} /FontDescriptor << /FontFile2 {program} >> >>"
    font = f"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [{under}] >>"
    pdf.page(
        "BT /F1 12 Tf 72 700 Td <002400250026> Tj ET",
        Resources=f"<< /Font << /F1 {font} >> >>",
    )


def iphone_picture() -> bytes:
    return b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(200)


FORM_DATA = "forms/xfa"
CLOSED = "refused: encryption/no-password"
REMEDIES = [
    Kind("text-box-without-look", "a text box that has no appearance", annotation("FreeText", FREE_TEXT), "ready or caution: fonts"),
    Kind("designed-form", "a designed form that asks to wait", designed(rendering=True), f"refused: {FORM_DATA}", says="Acrobat or Acrobat Reader"),
    Kind("designed-form-at-rest", "the same with pages that are there", designed(rendering=False), f"refused: {FORM_DATA}", says="Acrobat or Acrobat Reader"),
    Kind("pages-made-on-opening", "pages that are only made on opening", pages_made_on_opening, "caution: forms/needs-rendering", says="Acrobat or Acrobat Reader"),
    Kind("portfolio", "a portfolio with a cover sheet", attached("a.txt", "Collection", "<< /Type /Collection /View /D >>"), "refused: attachments", says="Open each part"),
    Kind("portfolio-without-view", "a portfolio that is hidden", attached("a.txt", "Collection", "<< /View /H >>"), "refused: attachments", says="Open each part"),
    Kind("attachment-of-another-key", "an attachment whose key is not its name", attached("untitled object 1"), "refused: attachments/name-tree", says="as a separate attachment"),
    Kind("paper-clip", "a paper clip on the page", paper_clip, "refused: attachments/annotation", says="print it once more"),
    Kind("prints-itself", "a document that prints itself", autoprint, "caution: external-actions/unasked-print", says="no link or button"),
    Kind("prints-itself-on-a-page", "the same when a page is shown", lambda pdf: line(pdf, AA="<< /O << /S /Named /N /Print >> >>"), "caution: external-actions/unasked-print", says="no link or button"),
    Kind("locked-against-printing", "a lock that does not allow printing", locked(-3904), CLOSED, says="does not allow printing"),
    Kind("locked-against-changes", "a lock that allows printing", locked(-44), CLOSED, says="allows printing: print it to PDF"),
    Kind("certified", "a signature that allows no changes", signed(certified=True), "caution: forms/signed"),
    Kind("certified-for-njd", "the same for a court that takes no signatures", signed(certified=True), "refused: forms/signed", court="njd"),
    Kind("signed-for-njd", "a plain signature for the same court", signed(certified=False), "refused: forms/signed", court="njd"),
    Kind("scan-of-35-inches", "a scan whose size was taken for points", lambda pdf: line(pdf, MediaBox="[0 0 2550 3300]"), "caution: page-size/not-letter", says="Chrome and Edge does not change the size"),
    Kind("photo-at-72-dpi", "a photo of 56 × 42 inches", photo, "caution: page-size/unscaled-picture", says="a photo or scan placed at 72 dpi"),
    Kind("iphone-picture", "a picture of an iPhone that is called .pdf", iphone_picture, "refused: malformed/not-pdf", says="Renaming a file does not make it a PDF"),
    Kind("header-of-the-court", "the court's own header in Helvetica", headed, "ready: fonts/standard-14"),
    Kind("header-of-the-court-for-txeb", "the same for a court that takes these fonts", headed, "ready", court="txeb"),
    Kind("zapf-dingbats-for-txeb", "another of its fonts", standard("ZapfDingbats"), "ready", court="txeb"),
    Kind("garamond-for-txeb", "a font that this court does not take", shown(HELLO), "caution: fonts/not-embedded", court="txeb"),
    Kind("wingdings", "symbols in a font that is not in the file", standard("Wingdings"), "caution: fonts/not-embedded", says="does not add fonts"),
    Kind("script-on-a-link", "a script on a link", linked("<< /S /JavaScript /JS (app.alert\\(1\\)) >>"), "refused: javascript/annotation", says="print it once more"),
    Kind("program-on-a-link", "a link to a Word document", linked(LAUNCH), "refused: external-actions/launch", says="print it once more"),
    Kind("every-page-blank", "every page is blank", blank, "ready: searchable-text/blank"),
    Kind("every-page-blank-for-ca2", "the same for a court that asks for text", blank, "caution: searchable-text/blank", court="ca2"),
    Kind("gibberish", "text that copies as gibberish", gibberish, "ready: searchable-text/no-letters", says="--force-ocr"),
    Kind("gibberish-for-ca2", "the same for a court that asks for text", gibberish, "caution: searchable-text/no-letters", court="ca2"),
    Kind("redaction-not-applied", "marks for redaction that are not applied", annotation("Redact", "/QuadPoints [72 90 144 90 72 72 144 72]"), "ready: review-marks/redaction-mark", says="Apply the redactions"),
    Kind("model", "a 3D model", annotation("3D", "/3DD << /Subtype /U3D >>"), "caution: multimedia/artwork"),
    Kind("stands-for-a-picture", "OPI, which no viewer follows", lambda pdf: pdf.page("/X Do", Resources=f"<< /XObject << /X {pdf.stream(LINE, Type='/XObject', Subtype='/Form', BBox='[0 0 9 9]', OPI='<< /1.3 << /Type /OPI /Version 1.3 /F (b.tif) >> >>')} >> >>"), "caution: external-content/proxy"),
    Kind("only-to-be-signed", "nothing but a field to be signed", lambda pdf: catalog(AcroForm=f"<< /Fields [{pdf.add(f'<< /FT /Sig /T (s) {RECT} >>')}] >>")(pdf), "caution: forms/signature"),
    Kind("form-without-fields", "an empty form", catalog(AcroForm="<< /Fields [] >>"), "ready: forms/empty-form"),
]  # fmt: skip

TABLES: dict[str, list[Kind]] = {"What people are told": REMEDIES}
