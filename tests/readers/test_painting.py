"""Fonts count when visible text is painted with them, wherever that happens."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from facts import facts
from nextgen_pdf import Font
from rawpdf import RawPdf

TEXT = "BT /F1 12 Tf (Plaintiff) Tj ET"
FONT = "<< /Type /Font /Subtype /TrueType /BaseFont /Garamond >>"
FONTS = f"<< /Font << /F1 {FONT} >> >>"
FORM = {"Type": "/XObject", "Subtype": "/Form", "BBox": "[0 0 9 9]"}
Build = Callable[[RawPdf], object]


def page(content: str, resources: str = FONTS) -> Build:
    return lambda pdf: pdf.page(content, Resources=resources)


def xobject(content: str, **entries: str) -> Build:
    def build(pdf: RawPdf) -> None:
        form = pdf.stream(content, **FORM, **entries)
        pdf.page(
            "/X Do", Resources=f"<< /XObject << /X {form} >> /Font << /F1 {FONT} >> >>"
        )

    return build


def split_contents(pdf: RawPdf) -> None:
    parts = [pdf.stream(part) for part in ("BT /F1", "12 Tf", "(x)", "Tj ET")]
    pdf.page(None, Contents=pdf.add(f"[{' '.join(parts)}]"), Resources=FONTS)


def inherited(pdf: RawPdf) -> None:
    pdf.tree["Resources"] = pdf.add(FONTS)
    pdf.page(TEXT)


def inner_form(pdf: RawPdf) -> None:
    inner = pdf.stream(TEXT, **FORM, Resources=FONTS)
    outer = pdf.stream("/In Do", **FORM, Resources=f"<< /XObject << /In {inner} >> >>")
    pdf.page("/Out Do", Resources=f"<< /XObject << /Out {outer} >> >>")


def tiling_pattern(pdf: RawPdf) -> None:
    pattern = pdf.stream(TEXT, PatternType="1", PaintType="1", TilingType="1",
                         BBox="[0 0 9 9]", XStep="9", YStep="9", Resources=FONTS)  # fmt: skip
    pdf.page(
        "/Pattern cs /P scn 0 0 9 9 re f",
        Resources=f"<< /Pattern << /P {pattern} >> >>",
    )


def soft_mask(pdf: RawPdf) -> None:
    group = pdf.stream(TEXT, **FORM, Resources=FONTS)
    state = f"<< /SMask << /S /Luminosity /G {group} >> >>"
    pdf.page("/G gs 0 0 9 9 re f", Resources=f"<< /ExtGState << /G {state} >> >>")


def font_of_graphics_state(pdf: RawPdf) -> None:
    font = pdf.add(FONT)
    state = f"<< /Font [{font} 12] >>"
    pdf.page("/G gs BT (x) Tj ET", Resources=f"<< /ExtGState << /G {state} >> >>")


def type3_glyph(pdf: RawPdf) -> None:
    glyph = pdf.stream(f"500 0 d0 {TEXT}")
    font = (
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0]"
        f" /CharProcs << /a {glyph} >> /Resources {FONTS} >>"
    )
    pdf.page("BT /T 12 Tf (a) Tj ET", Resources=f"<< /Font << /T {font} >> >>")


def appearance(states: str) -> Build:
    def build(pdf: RawPdf) -> None:
        look = pdf.stream(TEXT, **FORM, Resources=FONTS)
        ap = states.replace("LOOK", look)
        pdf.page(Annots=f"[<< /Subtype /Stamp /Rect [0 0 9 9] /AP {ap} >>]")

    return build


def free_text(pdf: RawPdf) -> None:
    pdf.catalog["AcroForm"] = f"<< /DR {FONTS} >>"
    pdf.page(
        Annots="[<< /Subtype /FreeText /Rect [0 0 9 9] /DA (/F1 12 Tf) /Contents (x) >>]"
    )


def form_without_the_font(pdf: RawPdf) -> None:
    form = pdf.stream(TEXT, **FORM, Resources="<< /ProcSet [/PDF] /Font << /F2 9 >> >>")
    pdf.page(
        "/X Do", Resources=f"<< /XObject << /X {form} >> /Font << /F1 {FONT} >> >>"
    )


def form_in_a_form_without_the_font(pdf: RawPdf) -> None:
    inner = pdf.stream(TEXT, **FORM, Resources="<< >>")
    own = f"<< /XObject << /In {inner} >> /Font << /F1 null >> >>"
    outer = pdf.stream("/In Do", **FORM, Resources=own)
    pdf.page(
        "/X Do", Resources=f"<< /XObject << /X {outer} >> /Font << /F1 {FONT} >> >>"
    )


def font_of_the_form_around(pdf: RawPdf) -> None:
    inner = pdf.stream(TEXT, **FORM, Resources="<< >>")
    own = f"<< /XObject << /In {inner} >> /Font << /F1 {FONT} >> >>"
    pdf.page(
        "/X Do",
        Resources=f"<< /XObject << /X {pdf.stream('/In Do', **FORM, Resources=own)} >> >>",
    )


def form_that_is_only_on_the_page(pdf: RawPdf) -> None:
    inner = pdf.stream(TEXT, **FORM, Resources=FONTS)
    outer = pdf.stream("/In Do", **FORM, Resources="<< >>")
    pdf.page("/X Do", Resources=f"<< /XObject << /X {outer} /In {inner} >> >>")


def font_from_around_the_form(pdf: RawPdf) -> None:
    form = pdf.stream("BT (x) Tj ET", **FORM, Resources="<< >>")
    resources = f"<< /XObject << /X {form} >> /Font << /F1 {FONT} >> >>"
    pdf.page("BT /F1 9 Tf ET /X Do", Resources=resources)


def glyph_with_the_font_of_the_page(pdf: RawPdf) -> None:
    glyph = pdf.stream(f"500 0 d0 {TEXT}")
    font = (
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0]"
        f" /CharProcs << /a {glyph} >> /Resources << >> >>"
    )
    pdf.page(
        "BT /T 12 Tf (a) Tj ET", Resources=f"<< /Font << /T {font} /F1 {FONT} >> >>"
    )


def appearance_with_the_font_of(place: str) -> Build:
    def build(pdf: RawPdf) -> None:
        look = pdf.stream(TEXT, **FORM)
        if place == "form":
            pdf.catalog["AcroForm"] = f"<< /DR {FONTS} /Fields [] >>"
        resources = FONTS if place == "page" else "<< >>"
        annotation = f"<< /Subtype /Stamp /Rect [0 0 9 9] /AP << /N {look} >> >>"
        pdf.page(Annots=f"[{annotation}]", Resources=resources)

    return build


def itself(pdf: RawPdf) -> None:
    number = max(pdf.objects) + 1
    resources = f"<< /XObject << /X {number} 0 R >> /Font << /F1 {FONT} >> >>"
    pdf.stream(f"/X Do {TEXT}", **FORM, Resources=resources)
    pdf.page("/X Do", Resources=f"<< /XObject << /X {number} 0 R >> >>")


PAINTED: list[tuple[str, Build]] = [
    ("Tj", page(TEXT)),
    ("TJ", page("BT /F1 12 Tf [(Pla) 20 (intiff)] TJ ET")),
    ("quote", page("BT /F1 12 Tf (x) ' ET")),
    ("double quote", page('BT /F1 12 Tf 1 2 (x) " ET')),
    ("hex string", page("BT/F1 12 Tf<41>Tj ET")),
    ("string with parentheses", page("BT /F1 12 Tf (a (b) \\) 3 Tr) Tj ET")),
    ("negative size", page("BT /F1 -12.5 Tf (x) Tj ET")),
    ("clipping", page("BT /F1 12 Tf 7 Tr (x) Tj ET")),
    ("visible again", page("BT /F1 12 Tf 3 Tr (x) Tj 0 Tr (x) Tj ET")),
    ("visible again after Q", page("/F1 12 Tf q 3 Tr Q BT (x) Tj ET")),
    ("font set outside BT", page("/F1 12 Tf BT (x) Tj ET")),
    ("after an inline image", page("BI /W 1 /H 1 /BPC 8 /CS /G ID ( EI " + TEXT)),
    ("contents in pieces", split_contents),
    ("inherited resources", inherited),
    ("form", xobject(TEXT, Resources=FONTS)),
    ("form with the resources of the page", xobject(TEXT)),
    ("form in a form", inner_form),
    ("pattern", tiling_pattern),
    ("soft mask", soft_mask),
    ("graphics state", font_of_graphics_state),
    ("glyph of a Type 3 font", type3_glyph),
    ("appearance", appearance("<< /N LOOK >>")),
    ("appearance when pressed", appearance("<< /D LOOK >>")),
    ("appearance of another state", appearance("<< /N << /On LOOK /Off null >> >>")),
    ("text that the viewer sets", free_text),
    ("form that paints itself", itself),
    ("form without the font", form_without_the_font),
    ("form in a form without the font", form_in_a_form_without_the_font),
    ("font of the form around", font_of_the_form_around),
    ("form that is only on the page", form_that_is_only_on_the_page),
    ("font selected around the form", font_from_around_the_form),
    ("glyph with the font of the page", glyph_with_the_font_of_the_page),
    ("appearance with the font of the page", appearance_with_the_font_of("page")),
    ("appearance with the font of the form", appearance_with_the_font_of("form")),
    ("size that touches", page("BT /F1 12Tf (x) Tj ET")),
    ("another font for some viewers", page("BT /F1 12 Tf /F2 12Tf (x) Tj ET",
        f"<< /Font << /F1 {FONT} /F2 << /Subtype /Type3 >> >> >>")),
    ("invisible for some viewers", page("BT /F1 12 Tf 3Tr (x) Tj ET")),
    ("visible again by a touching mode", page("BT /F1 12 Tf 3 Tr (x) Tj 0Tr (x) Tj ET")),
    ("comment before the size", page("BT /F1%x\n12 Tf (x) Tj ET")),
    ("image whose end touches", page("BI /W 4 /H 1 /BPC 8 /CS /G ID abcdEI " + TEXT)),
]  # fmt: skip


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
@pytest.mark.parametrize("build", [p[1] for p in PAINTED], ids=[p[0] for p in PAINTED])
def test_counts(build: Build, packed: bool) -> None:
    pdf = RawPdf()
    pdf.page()
    build(pdf)
    (font,) = facts(pdf.to_packed_bytes() if packed else pdf.to_bytes()).fonts
    assert (font.name, font.state, font.location.pages) == (
        "Garamond",
        "not-embedded",
        (2,),
    )


SILENT: list[tuple[str, Build]] = [
    ("declared only", page("0 0 m")),
    ("selected only", page("BT /F1 12 Tf ET")),
    ("nothing shown", page("BT /F1 12 Tf () Tj <> Tj [20] TJ ET")),
    ("invisible", page("BT 3 Tr /F1 12 Tf (x) Tj ET")),
    ("invisible until Q", page("3 Tr q /F1 12 Tf BT (x) Tj ET Q")),
    ("invisible by a real number", page("BT 3.0 Tr /F1 12 Tf (x) Tj ET")),
    ("font of the page, but the form has one of that name", lambda pdf: pdf.page("/X Do",
        Resources=f"<< /Font << /F1 {FONT} >> /XObject << /X {pdf.stream(TEXT, **FORM, Resources='<< /Font << /F1 << /Subtype /Type3 >> >> >>')} >> >>")),
    ("in a comment", page("BT /F1 12 Tf % (x) Tj\nET")),
    ("in the data of an image", page("BI /W 9 /H 1 ID BT /F1 12 Tf (x) Tj ET\nEI")),
    ("in the data of an image XObject", lambda pdf: pdf.page("BT /F1 12 Tf ET /X Do",
        Resources=f"<< /Font << /F1 {FONT} >> /XObject << /X {pdf.stream(TEXT, Subtype='/Image')} >> >>")),
    ("form never painted", lambda pdf: pdf.page(
        Resources=f"<< /XObject << /X {pdf.stream(TEXT, **FORM, Resources=FONTS)} >> >>")),
    ("invisible in a form", lambda pdf: pdf.page("3 Tr /X Do",
        Resources=f"<< /XObject << /X {pdf.stream(TEXT, **FORM, Resources=FONTS)} >> >>")),
    ("font of the form fields only", lambda pdf: pdf.catalog.update(AcroForm=f"<< /DR {FONTS} >>")),
    ("another font", page("BT /F2 12 Tf (x) Tj ET", f"<< /Font << /F1 {FONT} /F2 << /Subtype /Type3 >> >> >>")),
]  # fmt: skip


@pytest.mark.parametrize("build", [s[1] for s in SILENT], ids=[s[0] for s in SILENT])
def test_does_not_count(build: Build) -> None:
    pdf = RawPdf()
    build(pdf)
    assert not facts(pdf).fonts


def fonts_of(pdf: RawPdf, font: str) -> list[Font]:
    pdf.page(TEXT, Resources=f"<< /Font << /F1 {font} >> >>")
    return list(facts(pdf).fonts)


@pytest.mark.parametrize(
    "name",
    ["Helvetica", "Helvetica-BoldOblique", "Times-Roman", "Times-BoldItalic", "Courier-Bold",
     "Symbol", "ZapfDingbats", "Arial", "Arial,Bold", "ArialMT", "Arial-BoldItalicMT",
     "TimesNewRoman", "TimesNewRomanPSMT", "TimesNewRomanPS-BoldMT", "CourierNew,Italic",
     "CourierNewPS-ItalicMT", "ABCDEF+Helvetica"],
)  # fmt: skip
def test_standard_fonts_and_their_aliases(name: str) -> None:
    font = f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} >>"
    (only,) = fonts_of(RawPdf(), font)
    assert only.state == "standard-14"
    assert only.name == name.removeprefix("ABCDEF+")


@pytest.mark.parametrize(
    "name", ["Garamond", "ArialNarrow", "Arial-Black", "Helvetica-Light", "SymbolSet"]
)
def test_other_fonts_are_not_standard(name: str) -> None:
    font = f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} >>"
    assert [f.state for f in fonts_of(RawPdf(), font)] == ["not-embedded"]


TRUETYPE = "\x00\x01\x00\x00rest"


@pytest.mark.parametrize(
    ("key", "data", "state"),
    [
        ("FontFile2", TRUETYPE, None),
        ("FontFile3", "\x01\x00\x04\x01rest", None),
        ("FontFile3", "OTTOrest", None),
        ("FontFile", "%!PS-AdobeFont-1.0: Garamond", None),
        ("FontFile2", "", "not-embedded"),
        ("FontFile2", "garbage", "broken-program"),
        ("FontFile", TRUETYPE, "broken-program"),
        ("FontFile4", TRUETYPE, "not-embedded"),
    ],
)
def test_the_program_must_be_there_and_be_one(
    key: str, data: str, state: str | None
) -> None:
    pdf = RawPdf()
    descriptor = pdf.add(f"<< /FontName /Garamond /{key} {pdf.stream(data)} >>")
    font = f"<< /Type /Font /Subtype /TrueType /BaseFont /Garamond /FontDescriptor {descriptor} >>"
    assert [f.state for f in fonts_of(pdf, font)] == ([state] if state else [])


def test_a_program_that_is_not_in_the_file() -> None:
    font = "<< /Subtype /TrueType /BaseFont /Garamond /FontDescriptor << /FontFile2 99 0 R >> >>"
    assert [f.state for f in fonts_of(RawPdf(), font)] == ["not-embedded"]


@pytest.mark.parametrize("embedded", [True, False])
def test_a_composite_font_is_judged_by_its_descendant(embedded: bool) -> None:
    pdf = RawPdf()
    program = f"/FontFile2 {pdf.stream(TRUETYPE)}" if embedded else ""
    descendant = pdf.add(
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Arial"
        f" /FontDescriptor << /FontName /Arial {program} >> >>"
    )
    font = f"<< /Type /Font /Subtype /Type0 /BaseFont /Arial /DescendantFonts {pdf.add(f'[{descendant}]')} >>"
    assert [f.state for f in fonts_of(pdf, font)] == (
        [] if embedded else ["not-embedded"]
    )


def test_the_pages_and_the_first_words_are_named() -> None:
    pdf = RawPdf()
    garamond = pdf.add(FONT.replace(" >>", " /Encoding /WinAnsiEncoding >>"))
    resources = f"<< /Font << /F1 {garamond} >> >>"
    words = "BT /F1 12 Tf 72 700 Td (Plaintiff respectfully) Tj 0 -14 Td (moves for leave to file) Tj ET"
    for content in (words, "0 0 m", words, words):
        pdf.page(content, Resources=resources)
    (font,) = facts(pdf).fonts
    assert font.location.pages == (1, 3, 4)
    assert font.words == "Plaintiff respectfully moves for"


def test_words_of_hostile_text_are_harmless() -> None:
    pdf = RawPdf()
    garamond = pdf.add(FONT.replace(" >>", " /Encoding /WinAnsiEncoding >>"))
    content = f"BT /F1 12 Tf ({'x' * 5000}\\033[31m) Tj ET"
    pdf.page(content, Resources=f"<< /Font << /F1 {garamond} >> >>")
    (font,) = facts(pdf).fonts
    assert len(font.words) <= 60
    assert font.words.isprintable()
