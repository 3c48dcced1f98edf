"""Small files that take much work: what is shared is read again and again.

Each kind has the file that took a minute, and three more of the same kind.
"""

from __future__ import annotations

import zlib

from kinds.builders import FONTS, GARAMOND, HELLO, LINE, finished, index, line, packed
from kinds.kind import Kind
from places.builders import FORM, RECT
from places.cases import Build
from places.revisions import table
from rawpdf import RawPdf

FLATE = "/FlateDecode"
PATHS = "0 0 m q Q " * 3_000_000
WORDS = "BT /F1 12 Tf 3 Tr " + "(x) Tj 1 0 0 1 0 0 cm 0 0 m q Q " * 150_000 + "ET"
NOTHING = "ready or unchecked"
LOST = "caution or unchecked: fonts"
SCRIPT = "refused or unchecked: javascript or malformed"
FORMS = "refused or unchecked: forms or malformed"
DAMAGED = "caution or refused or unchecked: malformed"
ACTION = "<</S/JavaScript/JS(x)>>"


def deflated(pdf: RawPdf, text: str, **entries: str) -> str:
    return pdf.stream(zlib.compress(text.encode(), 9), Filter=FLATE, **entries)


# --- what pages share ---


def pages(count: int, content: str, resources: str = FONTS, **entries: str) -> Build:
    """Pages with one content for all."""

    def build(pdf: RawPdf) -> None:
        shared = deflated(pdf, content)
        pdf.tree["Resources"] = pdf.add(resources)
        for _ in range(count):
            pdf.page(None, Contents=shared, **entries)

    return build


def pages_with_a_word(pdf: RawPdf) -> None:
    """One content for all pages, and something of its own before it."""
    shared = deflated(pdf, PATHS[:5_000_000] + HELLO)
    pdf.tree["Resources"] = pdf.add(FONTS)
    for number in range(400):
        pdf.page(None, Contents=f"[{pdf.stream(f'{number} w ')} {shared}]")


def pages_with_many_fonts(pdf: RawPdf) -> None:
    """2,000 fonts that 2,000 pages share, all used on all."""
    fonts = " ".join(f"/F{n} {pdf.add(GARAMOND)}" for n in range(2000))
    content = "".join(f"BT /F{n} 9 Tf (x) Tj ET " for n in range(2000))
    pages(2000, content, f"<< /Font << {fonts} >> >>")(pdf)


def pages_with_a_form(pdf: RawPdf) -> None:
    """One form that 2,000 pages paint, each after something of its own."""
    form = deflated(pdf, WORDS, **FORM, Resources=FONTS)
    pdf.tree["Resources"] = f"<< /XObject << /X {form} >> >>"
    for number in range(2000):
        pdf.page(f"{number} w /X Do")


SHARED = [
    Kind("shared-contents", "300 pages share 30 MB of paths", pages(300, PATHS), NOTHING),
    Kind("shared-contents-with-text", "2,000 pages share 5 MB of invisible text", pages(2000, WORDS), NOTHING),
    Kind("shared-contents-after-others", "400 pages share 5 MB after something of their own", pages_with_a_word, LOST),
    Kind("shared-fonts", "2,000 pages share 2,000 fonts, and use all", pages_with_many_fonts, LOST),
    Kind("shared-form", "2,000 pages paint a form of 5 MB", pages_with_a_form, NOTHING),
]  # fmt: skip


# --- arrays of contents ---


def array(count: int, text: str, form: str = "[{}]", times: int = 1) -> Build:
    """An array that names one content many times."""

    def build(pdf: RawPdf) -> None:
        one = deflated(pdf, text)
        named = form.format(f"{one} " * count)
        for _ in range(times):
            pdf.page(None, Contents=named, Resources=FONTS)

    return build


def many_contents(pdf: RawPdf) -> None:
    """400 contents of 5 MB, each an object of its own."""
    refs = " ".join(deflated(pdf, WORDS) for _ in range(400))
    pdf.page(None, Contents=f"[{refs}]", Resources=FONTS)


def shared_array(pdf: RawPdf) -> None:
    """One array of 5,000 contents that 200 pages share."""
    one = deflated(pdf, "0 0 m q Q " * 1000)
    named = pdf.add(f"[{f'{one} ' * 5000}]")
    for _ in range(200):
        pdf.page(None, Contents=named)


ARRAYS = [
    Kind("contents-20000", "an array that names 5 MB of content 20,000 times", array(20_000, WORDS), NOTHING),
    Kind("contents-in-an-object", "the same with 2,000, and a million empty ones", lambda pdf: array(2_000, WORDS, f"[{{}} {pdf.stream('') + ' '} {('0 0 R ' * 1000)}]")(pdf), NOTHING + " or caution or refused: malformed"),
    Kind("contents-of-their-own", "400 contents of 5 MB each", many_contents, NOTHING),
    Kind("contents-shared-array", "200 pages share an array of 5,000", shared_array, NOTHING),
]  # fmt: skip


# --- many actions in little space ---


def in_object_stream(text: str, catalog: str) -> bytes:
    """An object that only the catalog names, in an object stream."""
    pdf = RawPdf()
    key, _, value = catalog.partition(" ")
    pdf.catalog[key] = value
    line(pdf)
    data = zlib.compress(b"10 0 " + text.encode(), 9)
    return packed(
        finished(lambda other: (other.catalog.update(pdf.catalog), line(other))),
        [(10, b"")], named={10: 0}, entry="/Filter /FlateDecode", encode=data,
    )  # fmt: skip


LINK = f"<</Subtype/Link {RECT}/A{ACTION}>>"
ACTIONS = [
    Kind("actions-200000", "an array of 200,000 scripts, in 12 KB", lambda: in_object_stream(f"[{ACTION * 200_000}]", "OpenAction 10 0 R"), SCRIPT),
    Kind("actions-next", "the same as /Next of one", lambda: in_object_stream(f"[{ACTION * 200_000}]", "OpenAction << /S /GoTo /D [3 0 R /Fit] /Next 10 0 R >>"), SCRIPT),
    Kind("actions-names", "200,000 scripts in the list of scripts", lambda: in_object_stream(f"<</Names[{f'(a){ACTION}' * 200_000}]>>", "Names << /JavaScript 10 0 R >>"), SCRIPT),
    Kind("actions-events", "100,000 events of the document", lambda: in_object_stream(f"<<{''.join(f'/E{n}{ACTION}' for n in range(100_000))}>>", "AA 10 0 R"), "caution or refused or unchecked: javascript or malformed"),
]  # fmt: skip


# --- predictors ---


def predicted(columns: int, data: bytes, more: str = "", predictor: int = 12) -> bytes:
    """A cross-reference stream whose rows a predictor makes."""
    objects = finished(line)
    out = bytearray(table(objects))
    del out[out.index(b"xref\n0") :]
    at, number = len(out), max(objects) + 1
    parms = f"<< /Predictor {predictor} /Columns {columns} {more} >>"
    packed_data = zlib.compress(data, 9)
    out += index(number, {}, spans=f"0 {number + 1}").replace(
        b"/Length 0 >>\nstream\n",
        f"/Filter /FlateDecode /DecodeParms {parms} /Length {len(packed_data)} >>\n"
        "stream\n".encode()
        + packed_data,
    )
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % at


def content_predicted(pdf: RawPdf) -> None:
    """A content of one row of 20 million columns, by every predictor in turn."""
    data = zlib.compress(
        b"".join(bytes([n % 5]) + b" " * 999 for n in range(30_000)), 9
    )
    parms = "<< /Predictor 15 /Columns 999 >>"
    pdf.page(None, Contents=pdf.stream(data, Filter=FLATE, DecodeParms=parms))


PREDICTORS = [
    Kind("predictor-columns", "an index in one row of 20 million columns", lambda: predicted(20_971_520, b"\2" + bytes(20_971_520)), DAMAGED),
    Kind("predictor-rows", "an index in 5 million rows", lambda: predicted(7, (b"\2" + bytes(7)) * 5_000_000), DAMAGED),
    Kind("predictor-paeth", "the same with the dearest predictor", lambda: predicted(999, (b"\4" + bytes(999)) * 20_000), DAMAGED),
    Kind("predictor-of-a-content", "a content of 30,000 rows of every predictor", content_predicted, NOTHING),
]  # fmt: skip


# --- fields ---


def fields(count: int, kids: str, more: str = "") -> Build:
    """Fields whose /Kids are all the others."""

    def build(pdf: RawPdf) -> None:
        shared = max(pdf.objects) + 1
        first = shared + 1
        every = " ".join(f"{first + n} 0 R" for n in range(count))
        pdf.add(f"[{every}]")
        for number in range(count):
            named = kids.replace("@", f"{shared} 0 R").replace(
                "+", f"{first + min(number + 1, count - 1)} 0 R"
            )
            pdf.add(f"<< /FT /Tx /T (a{number}) {named} {more} >>")
        pdf.catalog["AcroForm"] = f"<< /Fields [{first} 0 R] >>"
        line(pdf)

    return build


def fields_below(pdf: RawPdf) -> None:
    """3,000 widgets, each below the one before it."""
    first = max(pdf.objects) + 1
    count = 3000
    for number in range(count):
        up = f"/Parent {first + number - 1} 0 R" if number else ""
        down = f"/Kids [{first + number + 1} 0 R]" if number < count - 1 else ""
        pdf.add(
            f"<< /Type /Annot /Subtype /Widget /FT /Tx /T (n{'o' * 50}) {up} {down} {RECT} >>"
        )
    every = " ".join(f"{first + n} 0 R" for n in range(count))
    pdf.catalog["AcroForm"] = f"<< /Fields [{first} 0 R] >>"
    line(pdf, Annots=f"[{every}]")


FIELDS = [
    Kind("fields-that-share-kids", "4,000 fields whose /Kids are all of them", fields(4000, "/Kids @"), FORMS),
    Kind("fields-twice-the-next", "40 fields of which each has the next twice", fields(40, "/Kids [+ +]"), FORMS),
    Kind("fields-below-each-other", "3,000 fields below each other, all on the page", fields_below, FORMS),
    Kind("fields-with-600000-kids", "100 fields with 6,000 times the same kid", fields(100, f"/Kids [{'+ ' * 6_000}]"), FORMS),
]  # fmt: skip


# --- the same page ---


def kids(count: int, first: str, second: str = "") -> bytes:
    """A page tree in an object stream that names the same again and again."""

    def build(pdf: RawPdf) -> None:
        pdf.page(Annots=first)
        pdf.page()
        named = " ".join(f"{n} 0 R" for n in pdf.pages[: 2 if second else 1])
        pdf.tree |= {"Kids": f"[{f'{named} ' * count}]", "Count": str(count)}

    pdf = RawPdf()
    build(pdf)
    return pdf.to_packed_bytes()


def doubled() -> bytes:
    """A tree of pages in which each of 30 nodes has the next one twice."""
    pdf = RawPdf()
    leaf = line(pdf)
    pdf.pages.clear()
    node = leaf
    for _ in range(30):
        node = pdf.add(
            f"<< /Type /Pages /Parent 2 0 R /Kids [{node} {node}] /Count 2 >>"
        )
    pdf.tree |= {"Kids": f"[{node}]", "Count": "1073741824"}
    pdf.pages.append(int(leaf.split()[0]))
    return pdf.to_bytes()


ALIKE = f"[{f'<</Subtype/Link {RECT}/A<</S/URI/URI(http://a.example)>>>>' * 500}]"
SAME = [
    Kind("page-100000-times", "a page 100,000 times, in 2 KB", lambda: kids(100_000, "[]"), DAMAGED),
    Kind("two-pages-in-turn", "two pages in turn, 100,000 times", lambda: kids(50_000, "[]", "two"), DAMAGED),
    Kind("page-with-links", "a page with 500 links, 20,000 times", lambda: kids(20_000, ALIKE), DAMAGED),
    Kind("nodes-doubled", "30 nodes of which each has the next twice", doubled, DAMAGED),
]  # fmt: skip


# --- nesting ---


def nested(count: int, text: str, *, painted: str = "/X Do") -> Build:
    """Forms in forms, and text in the last."""

    def build(pdf: RawPdf) -> None:
        inner = pdf.stream(text, **FORM, Resources=FONTS)
        for _ in range(count):
            inside = f"<< /XObject << /X {inner} >> >>"
            inner = pdf.stream(painted, **FORM, Resources=inside)
        pdf.page("/X Do", Resources=f"<< /XObject << /X {inner} >> >>")

    return build


def nested_masks(pdf: RawPdf) -> None:
    """A mask of a form that is masked by a form, 3,000 times."""
    group = FORM | {"Group": "<< /S /Transparency >>"}
    inner = pdf.stream(HELLO, **group, Resources=FONTS)
    for _ in range(3000):
        state = f"<< /SMask << /S /Alpha /G {inner} >> >>"
        inner = pdf.stream(
            "/G gs", **group, Resources=f"<< /ExtGState << /G {state} >> >>"
        )
    state = f"<< /SMask << /S /Alpha /G {inner} >> >>"
    pdf.page(f"/G gs {LINE}", Resources=f"<< /ExtGState << /G {state} >> >>")


def nested_patterns(pdf: RawPdf) -> None:
    """A pattern that is painted with a pattern, 3,000 times."""
    tile = {
        "Type": "/Pattern", "PatternType": "1", "PaintType": "1", "TilingType": "1",
        "BBox": "[0 0 9 9]", "XStep": "9", "YStep": "9",
    }  # fmt: skip
    inner = pdf.stream(HELLO, **tile, Resources=FONTS)
    paint = "/Pattern cs /P scn 0 0 9 9 re f"
    for _ in range(3000):
        inside = f"<< /Pattern << /P {inner} >> >>"
        inner = pdf.stream(paint, **tile, Resources=inside)
    pdf.page(paint, Resources=f"<< /Pattern << /P {inner} >> >>")


HIDDEN = HELLO.replace("Td", "Td 3 Tr")
NESTED = [
    Kind("forms-3000-deep", "3,000 forms in each other, invisible text in the last", nested(3000, HIDDEN), NOTHING),
    Kind("forms-3000-deep-with-text", "the same with visible text, each painted twice", nested(3000, HELLO, painted="/X Do /X Do"), LOST),
    Kind("masks-3000-deep", "3,000 masks", nested_masks, LOST + " or malformed"),
    Kind("patterns-3000-deep", "3,000 patterns", nested_patterns, LOST + " or malformed"),
]  # fmt: skip

TABLES: dict[str, list[Kind]] = {
    "Work that pages share": SHARED,
    "Arrays of contents": ARRAYS,
    "Many actions in little space": ACTIONS,
    "Predictors": PREDICTORS,
    "Fields that share kids": FIELDS,
    "The same page": SAME,
    "Nesting": NESTED,
}
