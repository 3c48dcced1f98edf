"""Section 15: what a careless program takes for something, and must leave alone."""

from __future__ import annotations

import pytest

from places.builders import FORM, JS, RECT, annotation, catalog, link, page, together
from places.cases import CHECKERS, Build, Case, cases, prove
from places.revisions import table
from rawpdf import RawPdf

WORDS = "/OpenAction /S /JavaScript /JS (app.alert) /Launch /EmbeddedFile /Encrypt /AcroForm"
ESCAPED = WORDS.replace("(", "\\(").replace(")", "\\)")
GLYPHS = (
    "/Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0]"
    " /Encoding << /Differences [80 /P] >> /FirstChar 80 /LastChar 80 /Widths [1]"
)


def listing(pdf: RawPdf) -> None:
    """The source of another PDF, printed on the page."""
    other = RawPdf(catalog={"OpenAction": JS})
    other.page()
    lines = other.to_bytes().decode("latin-1").splitlines()
    shown = "\n".join(
        f"({line.encode('latin-1').hex()}) Tj <{line.encode('latin-1').hex()}> Tj T*"
        for line in lines
    )
    said = "\n".join("% " + line for line in lines)
    glyph = pdf.stream("1 0 d0")
    font = f"<< {GLYPHS} /CharProcs << /P {glyph} >> >>"
    content = f"{said}\nBT /F1 9 Tf {shown} ({ESCAPED}) Tj ET"
    pdf.page(content, Resources=f"<< /Font << /F1 {font} >> >>")


def titled(pdf: RawPdf) -> None:
    pdf.trailer["Info"] = pdf.add(
        f"<< /Title ({ESCAPED}) /Subject ({ESCAPED}) /Keywords ({ESCAPED}) >>"
    )


def metadata(pdf: RawPdf) -> None:
    packet = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>{WORDS}</a></x:xmpmeta>'
    pdf.catalog["Metadata"] = pdf.stream(packet, Type="/Metadata", Subtype="/XML")


def commented() -> bytes:
    """Comments between and inside objects that look like objects."""
    pdf = RawPdf()
    pdf.page()
    pdf.add(f"<< % {WORDS}\n/A 1 % 1 0 obj << {WORDS} >> endobj\n>>")
    objects = pdf._finished()  # noqa: SLF001
    objects[1] = objects[1] + f"\n% 1 0 obj\n% << {WORDS} >>\n% endobj".encode()
    return table(objects)


def scan(pdf: RawPdf) -> None:
    """A picture of a page, and behind it the text that was recognised."""
    image = pdf.stream("\0", Type="/XObject", Subtype="/Image", Width="1", Height="1",
                       BitsPerComponent="8", ColorSpace="/DeviceGray")  # fmt: skip
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>"
    pdf.page(
        "q 612 0 0 792 0 0 cm /I Do Q BT 3 Tr /F1 9 Tf (Plaintiff) Tj ET",
        Resources=f"<< /XObject << /I {image} >> /Font << /F1 {font} >> >>",
    )


def linearized(pdf: RawPdf) -> None:
    pdf.add("<< /Linearized 1 /L 9999 /H [0 0] /O 4 /E 9 /N 1 /T 9 >>")


def harmless_update() -> bytes:
    pdf = RawPdf()
    pdf.page()
    earlier = pdf.to_bytes()
    pdf.catalog["PageMode"] = "/UseNone"
    return pdf.updated(earlier, 1)


def tagged(pdf: RawPdf) -> None:
    pdf.catalog |= {
        "MarkInfo": "<< /Marked true >>",
        "Lang": "(en-US)",
        "StructTreeRoot": "<< /Type /StructTreeRoot /RoleMap << /Sound /P >> /K [<< /S"
        " /Document /K [<< /S /Form /A << /O /Layout /Placement /Block >> >>] >>] >>",
    }


def archival(part: str) -> Build:
    """What PDF/A wants: metadata that says so, and the colors of the output."""

    def build(pdf: RawPdf) -> None:
        packet = (
            '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/'
            '1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:pdfaid="http://www.aiim.'
            f'org/pdfa/ns/id/" pdfaid:part="{part}" pdfaid:conformance="B"/></rdf:RDF>'
            "</x:xmpmeta>"
        )
        pdf.catalog["Metadata"] = pdf.stream(packet, Type="/Metadata", Subtype="/XML")
        profile = pdf.stream("profile", N="3")
        pdf.catalog["OutputIntents"] = (
            "[<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB)"
            f" /DestOutputProfile {profile} >>]"
        )

    return build


def markup(kind: str) -> Build:
    look = (
        "/C [1 1 0] /F 4 /Contents (See page 3) /QuadPoints [72 90 144 90 72 72 144 72]"
    )
    return lambda pdf: annotation(
        kind, f"{look} /AP << /N {pdf.stream('0 0 9 9 re f', **FORM)} >>"
    )(pdf)


MARKUP = "Text Highlight Underline StrikeOut Square Circle Line Ink Stamp Caret".split()

TRAPS = [
    Case("words-on-a-page", listing),
    Case("words-in-titles", titled),
    Case("words-in-metadata", metadata),
    Case("words-in-comments", commented()),
    Case("words-in-a-bookmark", catalog(Outlines=f"<< /First << /Title ({ESCAPED}) /Dest [3 0 R /Fit] >> >>")),
    Case("words-in-a-note", annotation("Text", f"/Contents ({ESCAPED}) /T (JavaScript) /Subj (Launch)")),
    Case("words-in-names-of-destinations", catalog(Names=f"<< /Dests << /Names [({ESCAPED}) [3 0 R /Fit]] >> >>")),
    Case("words-in-a-link", link("<< /S /URI /URI (https://x.test/?q=javascript:alert&a=/Launch#file:///c:/) >>")),
    Case("words-as-layers", catalog(OCProperties="<< /OCGs [<< /Type /OCG /Name (/JavaScript) >>] /D << /Order [] >> >>")),
    Case("words-as-resources", page(Resources="<< /ColorSpace << /AcroForm /DeviceGray /Launch /DeviceRGB >> /Properties << /Encrypt << /Type /OCG /Name (a) >> >> >>")),
    Case("jump", link("<< /S /GoTo /D [3 0 R /XYZ 0 0 0] >>")),
    Case("bookmarks", catalog(Outlines="<< /Count 2 /First << /Title (a) /A << /S /GoTo /D [3 0 R /Fit] >> /Next << /Title (b) /Dest (x) >> >> >>")),
    Case("empty-scripts", catalog(Names="<< /JavaScript << /Names [] >> >>")),
    Case("empty-attachments", catalog(Names="<< /EmbeddedFiles << /Names [] >> >>")),
    Case("empty-associated-files", catalog(AF="[]")),
    Case("empty-events", together(catalog(AA="<< >>"), page(AA="<< >>"), annotation("Link", "/AA << >> /A null"))),
    Case("empty-form", catalog(AcroForm="<< /Fields [] >>"), "info forms/empty-form"),
    Case("encryption-null", lambda pdf: pdf.trailer.update(Encrypt="null")),
    *[Case(f"markup-{kind}", markup(kind)) for kind in MARKUP],
    Case("note-with-its-window", annotation("Text", f"/Popup << /Type /Annot /Subtype /Popup {RECT} /Open false >>")),
    Case("scan-with-text", scan),
    Case("tagged", tagged),
    Case("archival-1b", archival("1")),
    Case("archival-2b", archival("2")),
    Case("linearized", linearized),
    Case("harmless-update", harmless_update()),
    Case("viewer-preferences", catalog(ViewerPreferences="<< /HideToolbar true /PrintScaling /None >>", PageMode="/UseOutlines", PageLayout="/TwoColumnLeft", PageLabels="<< /Nums [0 << /S /r >>] >>")),
]  # fmt: skip


@cases(TRAPS)
def test_is_silent(case: Case, reader: str) -> None:
    prove(case, reader)


@pytest.mark.parametrize("reader", CHECKERS)
def test_a_file_with_nothing_in_it_is_ready(reader: str) -> None:
    prove(Case("plain", RawPdf.page), reader)


TABLES = [TRAPS]
