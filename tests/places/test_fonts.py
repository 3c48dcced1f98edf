"""Section 9: fonts of painted text; the many ways to paint are in test_painting."""

from __future__ import annotations

from places.builders import FORM, RECT, annotation, catalog, page, together, xobject
from places.cases import Build, Case, cases, prove
from rawpdf import RawPdf
from readers import test_painting

TEXT = "BT /F1 12 Tf (Plaintiff) Tj ET"
GARAMOND = "<< /Type /Font /Subtype /TrueType /BaseFont /Garamond >>"
FONTS = f"<< /Font << /F1 {GARAMOND} >> >>"
MISSING = "warning fonts/not-embedded"
STANDARD = "info fonts/standard-14"
TRUETYPE = "\x00\x01\x00\x00rest"
CFF = "\x01\x00\x04\x01rest"


def set_in(font: str, content: str = TEXT) -> Build:
    """A second page with text in a font."""
    return page(content, Resources=f"<< /Font << /F1 {font} >> >>")


def simple(
    subtype: str, descriptor: str = "", data: str = "", **of_stream: str
) -> Build:
    """Text in a simple font; HERE is its program in the entries of the descriptor."""

    def build(pdf: RawPdf) -> None:
        program = pdf.stream(data, **of_stream)
        described = f"/FontDescriptor << /FontName /Garamond {descriptor.replace('HERE', program)} >>"
        set_in(
            f"<< /Type /Font /Subtype /{subtype} /BaseFont /Garamond {described} >>"
        )(pdf)

    return build


def composite(descendants: str, descriptor: str = "", data: str = TRUETYPE) -> Build:
    """Text in a composite font; KID is its descendant, HERE the program."""

    def build(pdf: RawPdf) -> None:
        program = pdf.stream(data)
        described = f"<< /FontName /Garamond {descriptor.replace('HERE', program)} >>"
        kid = pdf.add(
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Garamond /FontDescriptor {described} >>"
        )
        inner = descendants.replace("KID", kid)
        set_in(
            f"<< /Type /Font /Subtype /Type0 /BaseFont /Garamond /Encoding /Identity-H /DescendantFonts {inner} >>"
        )(pdf)

    return build


PAINTED = [
    Case(
        f"painted-{name.replace(' ', '-')}",
        together(RawPdf.page, build),
        f"{MISSING}, maybe forms",
        2,
    )
    for name, build in test_painting.PAINTED
]
UNPAINTED = [
    Case(
        f"unpainted-{name.replace(' ', '-')}",
        build,
        "info forms/empty-form" if "fields" in name else "",
    )
    for name, build in test_painting.SILENT
]

KINDS = [
    *[Case(f"simple-{kind}", simple(kind), MISSING, 2) for kind in ("Type1", "MMType1", "TrueType")],
    *[Case(f"simple-{kind}-{key}-embedded", simple(kind, f"/{key} HERE", data)) for kind, key, data in (("Type1", "FontFile", "%!PS-AdobeFont-1.0: a"), ("MMType1", "FontFile", "%!PS-AdobeFont-1.0: a"), ("TrueType", "FontFile2", TRUETYPE), ("Type1", "FontFile3", CFF))],
    Case("simple-no-descriptor", set_in("<< /Type /Font /Subtype /Type1 /BaseFont /Garamond >>"), MISSING, 2),
    Case("simple-descriptor-is-no-dictionary", set_in("<< /Type /Font /Subtype /Type1 /BaseFont /Garamond /FontDescriptor [7] >>"), MISSING, 2),
    Case("simple-program-is-no-stream", simple("TrueType", "/FontFile2 (abc)"), MISSING, 2),
    Case("simple-program-is-null", simple("TrueType", "/FontFile2 null"), MISSING, 2),
    Case("simple-program-is-empty", simple("TrueType", "/FontFile2 HERE"), MISSING, 2),
    Case("simple-program-of-a-true-type-as-open-type", simple("TrueType", "/FontFile3 HERE", TRUETYPE, Subtype="/OpenType")),
    Case("composite-embedded", composite("[KID]", "/FontFile2 HERE")),
    Case("composite-missing", composite("[KID]"), MISSING, 2),
    Case("composite-array-of-its-own", lambda pdf: composite(pdf.add(f"[{max(pdf.objects) + 3} 0 R]"))(pdf), MISSING, 2),
    Case("composite-not-in-an-array", composite("KID"), MISSING, 2),
    Case("composite-without-descendants", composite("[]"), "report fonts", 2),
    Case("composite-descendants-null", composite("null"), "report fonts", 2),
    Case("type-3", set_in("<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /CharProcs << /P @STREAM >> /Encoding << /Differences [80 /P] >> /FirstChar 80 /LastChar 80 /Widths [1] >>")),
    Case("standard", set_in("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"), STANDARD, 2),
    Case("standard-alias", set_in("<< /Type /Font /Subtype /TrueType /BaseFont /Arial,Bold >>"), STANDARD, 2),
    Case("standard-embedded", lambda pdf: set_in(f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FontDescriptor << /FontName /Helvetica /FontFile3 {pdf.stream(CFF)} >> >>")(pdf)),
    Case("subset-tag-without-program", set_in("<< /Type /Font /Subtype /TrueType /BaseFont /ABCDEF+Garamond >>"), MISSING, 2),
    Case("subtype-missing", set_in("<< /Type /Font /BaseFont /Garamond >>"), MISSING, 2),
    Case("name-missing", set_in("<< /Type /Font /Subtype /TrueType >>"), MISSING, 2),
]  # fmt: skip


def states(entries: str, more: str = "") -> Build:
    """A stamp of which LOOK, an appearance with text, is a state."""

    def build(pdf: RawPdf) -> None:
        look = pdf.stream(TEXT, **FORM, Resources=FONTS)
        annotation("Stamp", f"/AP << {entries.replace('LOOK', look)} >> {more}")(pdf)

    return build


def layer(pdf: RawPdf) -> None:
    group = pdf.add("<< /Type /OCG /Name (Exhibit) >>")
    pdf.catalog["OCProperties"] = (
        f"<< /OCGs [{group}] /D << /OFF [{group}] /Order [{group}] >> >>"
    )
    content = f"/OC /L BDC {TEXT} EMC"
    page(
        content,
        Resources=f"<< /Font << /F1 {GARAMOND} >> /Properties << /L {group} >> >>",
    )(pdf)


def form_of_a_layer(pdf: RawPdf) -> None:
    group = pdf.add("<< /Type /OCG /Name (Exhibit) >>")
    pdf.catalog["OCProperties"] = f"<< /OCGs [{group}] /D << /BaseState /OFF >> >>"
    xobject(FORM | {"OC": group, "Resources": FONTS}, TEXT)(pdf)


def shadowed(pdf: RawPdf) -> None:
    """The page has no resources of its own; those above have the font."""
    pdf.tree["Resources"] = FONTS
    pdf.page()
    pdf.page(TEXT)


def null_resources(pdf: RawPdf) -> None:
    """An entry that is null is the same as none: the font comes from above."""
    pdf.tree["Resources"] = pdf.add(FONTS)
    pdf.page()
    pdf.page(TEXT, Resources="null")


def indirect_above(pdf: RawPdf) -> None:
    pdf.tree["Resources"] = f"<< /Font {pdf.add(f'<< /F1 {GARAMOND} >>')} >>"
    pdf.page()
    pdf.page(TEXT)


def node_between(pdf: RawPdf) -> None:
    """The font is in a node between the root and the page, by reference."""
    font = pdf.add(GARAMOND)
    number = max(pdf.objects) + 1
    content = pdf.stream(TEXT)
    node, leaf = number + 1, number + 2
    pdf.add(
        f"<< /Type /Pages /Parent 2 0 R /Kids [{leaf} 0 R] /Count 1 /Resources << /Font << /F1 {font} >> >> >>",
        node,
    )
    pdf.add(
        f"<< /Type /Page /Parent {node} 0 R /MediaBox [0 0 612 792] /Contents {content} >>",
        leaf,
    )
    pdf.pages.append(node)


def font_of_the_outer_state(pdf: RawPdf) -> None:
    """A form that shows text in the font that the page selected."""
    form = pdf.stream("BT (Plaintiff) Tj ET", **FORM, Resources="<< >>")
    resources = f"<< /Font << /F1 {GARAMOND} >> /XObject << /X {form} >> >>"
    pdf.page()
    pdf.page("/F1 12 Tf /X Do", Resources=resources)


def escaped_name(pdf: RawPdf) -> None:
    page("BT /F#31 12 Tf (x) Tj ET", Resources=FONTS)(pdf)


def own_resources_win(pdf: RawPdf) -> None:
    pdf.tree["Resources"] = FONTS
    pdf.page(
        TEXT,
        Resources="<< /Font << /F1 << /Type /Font /Subtype /Type3 /CharProcs << >> >> >> >>",
    )


def pattern_in_a_form(pdf: RawPdf) -> None:
    pattern = pdf.stream(TEXT, PatternType="1", PaintType="2", TilingType="1",
                         BBox="[0 0 9 9]", XStep="9", YStep="9", Resources=FONTS)  # fmt: skip
    resources = (
        f"<< /Pattern << /P {pattern} >> /ColorSpace << /C [/Pattern /DeviceRGB] >> >>"
    )
    xobject(FORM | {"Resources": resources}, "/C CS 1 0 0 /P SCN 0 0 9 9 re S")(pdf)


def mask_of_an_array(pdf: RawPdf) -> None:
    group = pdf.stream(TEXT, **FORM, Resources=FONTS, Group="<< /S /Transparency >>")
    inner = pdf.stream(
        "/G gs 0 0 9 9 re f",
        **FORM,
        Resources=f"<< /ExtGState << /G << /SMask << /S /Alpha /G {group} >> >> >> >>",
    )
    page("/X Do", Resources=f"<< /XObject << /X {inner} >> >>")(pdf)


def field_font(pdf: RawPdf) -> None:
    """A field that is filled in, and whose text the viewer sets."""
    pdf.page()
    widget = pdf.add(
        f"<< /Subtype /Widget {RECT} /FT /Tx /T (a) /V (x) /DA (/F1 12 Tf) >>"
    )
    pdf.catalog["AcroForm"] = f"<< /Fields [{widget}] /DR {FONTS} >>"
    pdf.page(Annots=f"[{widget}]")


PLACES = [
    *[Case(f"render-mode-{mode}", set_in(GARAMOND, f"BT /F1 12 Tf {mode} Tr (x) Tj ET"), MISSING, 2) for mode in (0, 1, 2, 4, 5, 6, 7)],
    Case("render-mode-3", set_in(GARAMOND, "BT /F1 12 Tf 3 Tr (x) Tj ET")),
    Case("render-mode-3-remembered", set_in(GARAMOND, "BT /F1 12 Tf 3 Tr ET BT (x) Tj ET")),
    Case("state-unselected", states("/N << /On LOOK /Off null >>", "/AS /Off"), MISSING, 2),
    Case("state-rollover", states("/N null /R LOOK"), MISSING, 2),
    Case("state-down", states("/N null /D << /On LOOK >>"), MISSING, 2),
    Case("mask-in-a-form", mask_of_an_array, MISSING, 2),
    Case("pattern-in-a-form", pattern_in_a_form, MISSING, 2),
    Case("resources-above-only", shadowed, MISSING, 2),
    Case("resources-above-by-reference", indirect_above, MISSING, 2),
    Case("resources-above-in-between", node_between, MISSING, 1),
    Case("resources-null", null_resources, MISSING, 2),
    Case("resources-empty-then-fallback", xobject(FORM, TEXT), "maybe fonts, maybe malformed"),
    Case("font-of-the-outer-state", font_of_the_outer_state, MISSING, 2),
    Case("font-name-escaped", escaped_name, MISSING, 2),
    Case("resources-above-are-hidden", own_resources_win),
    Case("empty-xobject-resources", xobject(FORM | {"Resources": "<< >>"}, TEXT), "maybe fonts, maybe malformed"),
    Case("hidden-layer", layer, MISSING, 2),
    Case("hidden-layer-of-a-form", form_of_a_layer, MISSING, 2),
    Case("field-font", field_font, "error forms, warning fonts"),
    Case("free-text-without-appearance", together(catalog(AcroForm=f"<< /DR {FONTS} >>"), annotation("FreeText", "/DA (/F1 12 Tf) /Contents (x)")), f"{MISSING}, info forms/empty-form", 2),
    Case("free-text-standard", annotation("FreeText", "/DA (/Helv 12 Tf 0 g) /Contents (x)"), "report fonts", 2),
    Case("free-text-with-appearance", lambda pdf: annotation("FreeText", f"/DA (/Helv 12 Tf) /Contents (x) /AP << /N {pdf.stream('0 0 9 9 re f', **FORM)} >>")(pdf)),
    Case("in-defaults-of-the-form-only", catalog(AcroForm=f"<< /Fields [] /DR {FONTS} >>"), "info forms/empty-form"),
    Case("program-garbage", simple("TrueType", "/FontFile2 HERE", "garbage"), "warning fonts/broken-program", 2),
    Case("program-cut-short", simple("TrueType", "/FontFile2 HERE", "\x00\x01"), "report fonts", 2),
    Case("program-of-another-key", simple("Type1", "/FontFile HERE", TRUETYPE), "report fonts", 2),
    Case("program-does-not-decode", simple("TrueType", "/FontFile2 HERE", "x", Filter="/FlateDecode"), "report fonts, maybe malformed", 2),
    Case("program-is-a-picture", simple("Type1", "/FontFile3 HERE", "\xff\xd8\xff\xe0"), "report fonts", 2),
    Case("name-not-in-resources", page("BT /F9 12 Tf (x) Tj ET", Resources=FONTS), "warning malformed/font-name", 2),
    Case("name-null-in-resources", page("BT /F1 12 Tf (x) Tj ET", Resources="<< /Font << /F1 null >> >>"), "warning malformed/font-name", 2),
    Case("name-not-in-resources-invisible", page("BT /F9 12 Tf 3 Tr (x) Tj ET")),
    Case("name-not-in-resources-never-shown", page("BT /F9 12 Tf () Tj ET")),
    Case("name-not-in-resources-put-back", set_in(GARAMOND, "BT /F1 12 Tf q /F9 12 Tf Q (x) Tj ET"), MISSING, 2),
    Case("name-in-resources-of-a-form", xobject(FORM | {"Resources": FONTS}, TEXT), MISSING, 2),
    Case("no-font-selected", page("BT (x) Tj ET", Resources=FONTS), "maybe fonts, maybe malformed"),
    Case("on-two-pages-once", together(set_in(GARAMOND), set_in(GARAMOND)), MISSING, 4),
]  # fmt: skip


@cases(PAINTED, UNPAINTED, KINDS, PLACES)
def test_is_judged(case: Case, reader: str) -> None:
    prove(case, reader)


TABLES = [PAINTED, UNPAINTED, KINDS, PLACES]
