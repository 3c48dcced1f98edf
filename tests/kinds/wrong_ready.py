"""Files that were called ready, though a common program shows what is forbidden.

Where two common programs read a file differently, either answer is right: that it is
ambiguous, or the forbidden thing itself. Ready is not.
"""

from __future__ import annotations

import re
import zlib

from kinds.builders import (
    FIELD,
    FONTS,
    GARAMOND,
    HELLO,
    LINE,
    contents,
    finished,
    flate,
    hybrid,
    index,
    line,
    listed_again,
    packed,
    row,
    run_length,
    shown,
    with_row,
    written,
    wrong,
)
from kinds.kind import Kind
from places.builders import FORM, JS, RECT, embedded_file, link, opens
from places.cases import Build
from places.revisions import stream, table
from rawpdf import RawPdf

MISSING = "fonts/not-embedded"
SCRIPT = "refused: javascript or malformed"
FORMS = "refused: forms or malformed"
FILES = "refused: attachments or malformed"
UNSURE = f"caution or refused: {MISSING} or malformed"
DAMAGED = "refused: malformed/object, malformed or fonts"
SIZE = "caution or refused: page-size or malformed"
LINK = f"<< /Type /Annot /Subtype /Link {RECT} /A {JS} >>"
HIDDEN = {10: JS.encode()}


def text(pdf: RawPdf) -> None:
    """Text in the first object behind the catalog and the page tree."""
    pdf.page(None, Contents=pdf.stream(HELLO), Resources=FONTS)


# --- generations ---


def font_of_the_page(pdf: RawPdf) -> None:
    font = wrong(pdf.add(GARAMOND))
    pdf.page(HELLO, Resources=f"<< /Font << /F1 {font} >> >>")


def some_contents(pdf: RawPdf) -> None:
    first, second = pdf.stream(LINE), wrong(pdf.stream(HELLO))
    pdf.page(None, Contents=f"[{first} {second}]", Resources=FONTS)


def locked(pdf: RawPdf) -> None:
    line(pdf)
    half = "41" * 32
    pdf.trailer["Encrypt"] = wrong(
        pdf.add(f"<< /Filter /Standard /V 1 /R 2 /O <{half}> /U <{half}> /P -4 >>")
    )
    pdf.trailer["ID"] = "[<41> <41>]"


def packed_form() -> bytes:
    pdf = RawPdf()
    field = wrong(pdf.add(FIELD))
    line(pdf, Annots=f"[{field}]")
    pdf.catalog["AcroForm"] = f"<< /Fields [{field}] >>"
    return pdf.to_packed_bytes()


def in_catalog(key: str, value: str) -> Build:
    """An entry of the catalog, by a reference that is wrong."""

    def build(pdf: RawPdf) -> None:
        pdf.catalog[key] = wrong(pdf.add(value))
        line(pdf)

    return build


def field_of_the_form(pdf: RawPdf) -> None:
    field = pdf.add(FIELD)
    pdf.catalog["AcroForm"] = wrong(pdf.add(f"<< /Fields [{field}] >>"))
    line(pdf)


def named_files(pdf: RawPdf) -> None:
    files = f"<< /EmbeddedFiles << /Names [(a) {embedded_file(pdf)}] >> >>"
    pdf.catalog["Names"] = wrong(pdf.add(files))
    line(pdf)


def a_page(pdf: RawPdf) -> None:
    """A second page, which the tree names by a wrong reference."""
    line(pdf)
    second = line(pdf, Annots=f"[{LINK}]")
    kids = f"{pdf.pages[0]} 0 R {wrong(second)}"
    pdf.tree |= {"Kids": f"[{kids}]", "Count": "2"}


def scripted() -> dict[int, bytes]:
    """A document with a script in object 10."""

    def build(pdf: RawPdf) -> None:
        pdf.catalog["OpenAction"] = "10 0 R"
        line(pdf)

    return finished(build) | HIDDEN


def root() -> bytes:
    return written(opens(JS)).replace(b"/Root 1 0 R", b"/Root 1 7 R")


def row_of_another_generation() -> bytes:
    data = table(scripted())
    at = row(data, 10)
    return data[: at + 11] + b"00007" + data[at + 16 :]


def head_of_another_generation() -> bytes:
    return table(scripted()).replace(b"\n10 0 obj", b"\n10 7 obj")


GENERATIONS = [
    Kind("generation-some-contents", "one of several contents", some_contents, UNSURE),
    Kind("generation-contents", "the content of a page", lambda pdf: pdf.page(None, Contents=wrong(pdf.stream(HELLO)), Resources=FONTS), UNSURE),
    Kind("generation-font", "a font of the page", font_of_the_page, UNSURE),
    Kind("generation-media-box", "/MediaBox", lambda pdf: line(pdf, MediaBox=wrong(pdf.add("[0 0 1224 1584]"))), SIZE),
    Kind("generation-encrypt", "/Encrypt of the trailer", locked, "refused: encryption or malformed"),
    Kind("generation-packed-form", "a field in an object stream", packed_form, FORMS),
    Kind("generation-form", "/AcroForm", field_of_the_form, FORMS),
    Kind("generation-annots", "/Annots", lambda pdf: line(pdf, Annots=wrong(pdf.add(f"[{LINK}]"))), SCRIPT),
    Kind("generation-annotation", "an annotation", lambda pdf: line(pdf, Annots=f"[{wrong(pdf.add(LINK))}]"), SCRIPT),
    Kind("generation-action", "the action of a link", lambda pdf: link(wrong(pdf.add(JS)))(pdf), SCRIPT),
    Kind("generation-next", "/Next of an action", lambda pdf: opens(f"<< /S /GoTo /D [3 0 R /Fit] /Next {wrong(pdf.add(JS))} >>")(pdf), SCRIPT),
    Kind("generation-open-action", "/OpenAction", in_catalog("OpenAction", JS), SCRIPT),
    Kind("generation-names", "/Names", named_files, FILES),
    Kind("generation-page", "a page in /Kids", a_page, SCRIPT),
    Kind("generation-root", "/Root of the trailer", root, SCRIPT),
    Kind("generation-of-the-row", "the row of the table has another than object and reference", row_of_another_generation, SCRIPT),
    Kind("generation-of-the-object", "the object begins with another than row and reference", head_of_another_generation, SCRIPT),
]  # fmt: skip


# --- the same number twice ---


def twice_in_the_table(*, evil_last: bool) -> bytes:
    """Two rows for a field, one of which leads into the data of a stream."""
    pdf = RawPdf()
    field = pdf.add("<< >>")
    other = pdf.stream(f"5 0 obj\n{FIELD}\nendobj\n", Type="/Metadata", Subtype="/XML")
    assert (field, other) == ("3 0 R", "4 0 R")
    pdf.catalog["AcroForm"] = "<< /Fields [3 0 R] >>"
    line(pdf, Annots="[3 0 R]")
    objects = pdf._finished()  # noqa: SLF001
    objects[4] = objects[4].replace(b"5 0 obj", b"3 0 obj")
    data = table(objects)
    plain, evil = (
        data.index(b"\n3 0 obj\n<< >>") + 1,
        data.index(b"\n3 0 obj\n<< /Ty") + 1,
    )
    first, last = (plain, evil) if evil_last else (evil, plain)
    data = with_row(data, 3, b"%010d 00000 n \n" % first)
    return listed_again(data, 3, last)


def twice_in_the_index(*, evil_last: bool) -> bytes:
    """Two rows for an action in a cross-reference stream."""
    objects = scripted() | {10: b"<< /Harmless true >>"}
    out = bytearray(table(objects))
    del out[out.index(b"xref\n0") :]
    places = {n: out.index(b"\n%d 0 obj" % n) + 1 for n in objects}
    evil = len(out)
    out += b"10 0 obj\n" + JS.encode() + b"\nendobj\n"
    pair = [places[10], evil] if evil_last else [evil, places[10]]
    entries = {n: (1, at, 0) for n, at in places.items() if n != 10}
    spans = " ".join(f"{n} 1" for n in entries) + " 10 1 10 1 80 1"
    at = len(out)
    # keys that are no numbers of objects keep two rows for one number apart
    entries |= {1000: (1, pair[0], 0), 1001: (1, pair[1], 0), 1002: (1, at, 0)}
    return bytes(out) + index(80, entries, spans=spans) + (
        b"startxref\n%d\n%%%%EOF\n" % at
    )  # fmt: skip


def twice_in_an_object_stream(*, evil_last: bool) -> bytes:
    """An object stream that names an action twice; the index gives the place of one."""
    pair = [JS.encode(), b"<< /Harmless true >>"]
    if evil_last:
        pair.reverse()
    objects = {n: text for n, text in scripted().items() if n != 10}
    return packed(objects, [(10, text) for text in pair], named={10: 0})


def overlapping_sections() -> bytes:
    """A section of the table that gives a page again, elsewhere."""
    data = written(line)
    page = int(re.search(rb"/Kids \[(\d+)", data)[1])  # type: ignore[index]
    body = re.search(rb"\n%d 0 obj\n(.*?)\nendobj" % page, data, re.DOTALL)[1]  # type: ignore[index]
    evil = body.replace(b"/Type /Page ", f"/Type /Page /Annots [{LINK}] ".encode())
    cut = data.index(b"xref\n0")
    added = b"%d 0 obj\n%b\nendobj\n" % (page, evil)
    data = data[:cut] + added + data[cut:]
    data = data.replace(b"startxref\n%d" % cut, b"startxref\n%d" % (cut + len(added)))
    return listed_again(data, page, cut)


def two_catalogs(*, evil_last: bool) -> bytes:
    """A trailer with two catalogs, one of which runs a script."""
    script = f"<< /Type /Catalog /Pages 2 0 R /OpenAction {JS} >>"
    data = table(finished(line) | {10: script.encode()})
    pair = b"/Root 1 0 R /Root 10 0 R" if evil_last else b"/Root 10 0 R /Root 1 0 R"
    return data.replace(b"/Root 1 0 R", pair)


TWICE = [
    Kind("trailer-with-two-catalogs-last", "a trailer has /Root twice; the last one has a script", lambda: two_catalogs(evil_last=True), SCRIPT),
    Kind("trailer-with-two-catalogs-first", "the same, the first one has it", lambda: two_catalogs(evil_last=False), "refused: malformed/ambiguous, malformed/duplicate-key, javascript/left-over"),
    Kind("twice-in-the-table-last", "a table gives a field twice; the last counts", lambda: twice_in_the_table(evil_last=True), FORMS),
    Kind("twice-in-the-table-first", "the same, the first counts", lambda: twice_in_the_table(evil_last=False), FORMS),
    Kind("twice-in-the-index-last", "/Index gives a number twice", lambda: twice_in_the_index(evil_last=True), SCRIPT),
    Kind("twice-in-the-index-first", "the same the other way round", lambda: twice_in_the_index(evil_last=False), SCRIPT),
    Kind("twice-in-an-object-stream-first", "an object stream has the number twice, the script first", lambda: twice_in_an_object_stream(evil_last=False), SCRIPT),
    Kind("twice-in-an-object-stream-last", "the same, the script last", lambda: twice_in_an_object_stream(evil_last=True), SCRIPT),
    Kind("twice-in-overlapping-sections", "a later section gives the page again", overlapping_sections, SCRIPT),
    Kind("offsets-out-of-order", "the offsets of an object stream do not rise", lambda: packed({n: t for n, t in scripted().items() if n != 10}, [(10, b"null" + b" " * 200), (11, JS.encode())], named={10: 0, 11: 1}, offsets=[205, 0]), SCRIPT),
]  # fmt: skip


# --- hybrid files ---


def hybrid_pages() -> bytes:
    """The table calls the pages free that its stream names."""
    objects = finished(line)
    hidden = [n for n in objects if n > 1 and b"/Page" in objects[n]]
    return hybrid(objects, hidden, freed=hidden)


def hybrid_packed_pages() -> bytes:
    """The same, and the pages are in an object stream, which old programs do not know."""
    objects = finished(line)
    hidden = [n for n in objects if n > 1 and b"/Page" in objects[n]]
    data = packed(
        {n: text for n, text in objects.items() if n not in hidden},
        [(n, objects[n]) for n in hidden],
        named={n: place for place, n in enumerate(hidden)},
    )
    start = data.index(b"80 0 obj")
    data = data[:start] + index(80, {n: (2, 70, at) for at, n in enumerate(hidden)})
    rows = b"".join(b"%d 1\n%010d 00000 f \n" % (n, 0) for n in hidden)
    for m in re.finditer(rb"^(\d+) 0 obj", data, re.MULTILINE):
        rows += b"%d 1\n%010d 00000 n \n" % (int(m[1]), m.start())
    trailer = b"trailer\n<< /Root 1 0 R /Size 81 /XRefStm %d >>\n" % start
    return data + b"xref\n" + rows + trailer + b"startxref\n%d\n%%%%EOF\n" % len(data)


HYBRIDS = [
    Kind("hybrid-frees-packed-pages", "the same, and the pages are in an object stream", hybrid_packed_pages, "refused: malformed"),
    Kind("hybrid-with-prev", "the stream beside the table has a stream before it", lambda: hybrid(scripted(), [10], through_prev=True), SCRIPT),
    Kind("hybrid-frees-pages", "the table frees the pages that its stream names", hybrid_pages, "refused: malformed"),
    Kind("hybrid-frees-a-script", "the table frees the script that its stream names, as 7.5.8.4 wants it", lambda: hybrid(scripted(), [10], freed=[10]), SCRIPT),
    Kind("hybrid-hides-a-script", "only the stream names the script", lambda: hybrid(scripted(), [10]), SCRIPT),
    Kind("hybrid-rivals", "table and stream name different objects", lambda: hybrid(scripted() | {10: b"<< /Harmless true >>"}, [], rivals=HIDDEN), SCRIPT),
]  # fmt: skip


# --- the length of a stream ---

CUT = f"q Q\n\nendstream\nendobj\n%\n{HELLO}\n"


def with_length(entries: str) -> Build:
    """A content that ends early for who takes the wrong /Length."""

    def build(pdf: RawPdf) -> None:
        head = entries.replace("LONG", str(len(CUT)))
        ref = pdf.add(f"<< {head} >>\nstream\n{CUT}\nendstream")
        pdf.page(None, Contents=ref, Resources=FONTS)

    return build


def length_of_another_generation(pdf: RawPdf) -> None:
    number = wrong(pdf.add("4"))
    with_length(f"/Length {number}")(pdf)


def tabbed(before: bytes, after: bytes) -> bytes:
    """A page of text with a vertical tab in place of other white space."""
    return written(text).replace(before + after, before + b"\v" + after.lstrip(), 1)


TABS = [
    Kind("vertical-tab-after-obj", "a vertical tab, which is no white space (only qpdf takes it), behind the word obj", tabbed(b"2 0 obj", b"\n"), DAMAGED),
    Kind("vertical-tab-in-a-reference", "the same in a reference", tabbed(b"/Contents 3", b" 0 R"), DAMAGED),
    Kind("vertical-tab-after-a-key", "the same behind a key", tabbed(b"/Contents", b" 3 0 R"), DAMAGED),
    Kind("vertical-tab-before-stream-data", "the same in the dictionary of a stream", tabbed(b"/Length", b" "), DAMAGED),
    Kind("vertical-tab-packed", "the same in an object stream", packed({n: t for n, t in finished(line).items() if n != 2}, [(2, finished(line)[2].replace(b"/Count ", b"/Count\v"))], named={2: 0}), DAMAGED),
    Kind("vertical-tab-in-text", "the same in a string, where it may be", lambda pdf: (pdf.trailer.update(Info=pdf.add("<< /Title (a\vb) >>")), line(pdf)), "ready"),
]  # fmt: skip


LENGTHS = [
    Kind("content-is-a-picture", "the content of a page is compressed as a photo", contents(HELLO.encode(), Filter="/DCTDecode"), "refused: malformed/content"),
    Kind("length-nested", "/Length of an inner dictionary comes first, the real one is escaped", with_length("/X << /Length 4 >> /#4cength LONG"), UNSURE),
    Kind("length-in-text", "the same in a text", with_length("/X (/Length 4) /#4cength LONG"), UNSURE),
    Kind("length-in-comment", "the same in a comment", with_length("%/Length 4\n/#4cength LONG"), UNSURE),
    Kind("length-twice", "two entries /Length", with_length("/Length 4 /Length LONG"), UNSURE),
    Kind("length-twice-long-first", "the same the other way round", with_length("/Length LONG /Length 4"), UNSURE),
    Kind("length-of-another-generation", "/Length with a generation that no object has", length_of_another_generation, UNSURE),
]  # fmt: skip


# --- checksums ---


def designed(pdf: RawPdf) -> None:
    """A designed form with a script, in data with another checksum."""
    packet = flate("<template><script>x</script></template>", checksum=b"else")
    form = pdf.stream(packet, Filter="/FlateDecode")
    pdf.catalog["AcroForm"] = f"<< /Fields [] /XFA {form} >>"


def printed_by_word(pdf: RawPdf) -> None:
    """Metadata that names the program, in data with another checksum."""
    names = "<x:CreatorTool>Word</x:CreatorTool><pdf:Producer>Quartz PDFContext</pdf:Producer>"
    data = flate(names, checksum=b"else")
    pdf.catalog["Metadata"] = pdf.stream(data, Filter="/FlateDecode")


CHECKSUMS = [
    Kind("checksum-wrong-designed-form", "a designed form with a script, and with another checksum", designed, "refused: javascript/xfa, forms/xfa"),
    Kind("checksum-wrong-metadata", "metadata that names the program, with another checksum", printed_by_word, "caution: producer"),
]  # fmt: skip


# --- the words of a content ---


def drawn(content: str) -> Build:
    """Content beside a Type 3 font, so that text is there in any case."""

    def build(pdf: RawPdf) -> None:
        glyph = pdf.stream("1 0 d0 0 0 1 1 re f")
        font = (
            "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0]"
            f" /CharProcs << /a {glyph} >> /Encoding << /Differences [97 /a] >>"
            " /FirstChar 97 /LastChar 97 /Widths [1] /Resources << >> >>"
        )
        fonts = f"<< /Font << /F1 {GARAMOND} /T3 {font} >> >>"
        pdf.page(content, Resources=fonts)

    return build


T3 = "BT /T3 12 Tf 72 700 Td (a) Tj "
LOST = f"caution: {MISSING}"
SMALL = "BI /W 4 /H 1 /BPC 8 /CS /G"
WORDS = [
    Kind("words-number-and-operator", "`12Tf`", drawn(T3 + "/F1 12Tf (Hello) Tj ET"), LOST),
    Kind("words-point-and-operator", "`12.Tf`", drawn(T3 + "/F1 12.Tf (Hello) Tj ET"), LOST),
    Kind("words-sign-and-operator", "`+12Tf`", drawn(T3 + "/F1 +12Tf (Hello) Tj ET"), LOST),
    Kind("words-no-digit-before-point", "`.5Tf`", drawn(T3 + "/F1 .5Tf (Hello) Tj ET"), LOST),
    Kind("words-comment-before-size", "a comment between the name and the size", drawn(T3 + "/F1%x\n12 Tf (Hello) Tj ET"), LOST),
    Kind("words-comment-with-return", "the same, ended by a carriage return", drawn(T3 + "/F1%x\r12 Tf (Hello) Tj ET"), LOST),
    Kind("words-comment-before-operator", "a comment before the operator", drawn(T3 + "/F1 12%Tj\nTf (Hello) Tj ET"), LOST),
    Kind("words-mode-and-operator", "`0Tr` ends what `3 Tr` began", drawn("BT /F1 12 Tf 72 700 Td 3 Tr (hidden) Tj 0Tr (Hello) Tj ET"), LOST),
    Kind("words-mode-and-comment", "the same with a comment", drawn("BT /F1 12 Tf 3 Tr (hidden) Tj 0%3 Tr\nTr (Hello) Tj ET"), LOST),
    Kind("words-mode-real", "the same with `0.0 Tr`", drawn("BT /F1 12 Tf 3 Tr (hidden) Tj 0.0 Tr (Hello) Tj ET"), LOST),
    Kind("words-picture-end-touches", "`EI` follows the data of a picture at once", drawn(f"q {SMALL} ID abcdEI Q {HELLO}"), LOST),
    Kind("words-picture-end-touches-all", "and what follows touches it", drawn(f"q {SMALL} ID abcdEI\n{HELLO} Q"), LOST),
    Kind("words-picture-end-inside", "`EI` in the data of a picture", drawn(f"q {SMALL} ID  EI\nEI Q {HELLO}"), LOST),
    Kind("words-picture-in-hexadecimal", "a picture with a filter, and `EI` after its end", drawn(f"q {SMALL} /F /AHx ID 00000000>EI Q {HELLO}"), LOST),
    Kind("words-text-and-operator", "`(Hello)Tj`, `[(a)]TJ`", drawn("BT/F1 12 Tf(Hello)Tj[(a)]TJ ET"), LOST),
    Kind("words-name-and-text", "`/F1 12 Tf<48>Tj` without blanks", drawn("BT/F1 12 Tf<48656c6c6f>Tj ET"), LOST),
]  # fmt: skip


# --- resources ---


def form(content: str, **entries: str) -> Build:
    """A page with the font, and a form that has no font of its own."""

    def build(pdf: RawPdf) -> None:
        inner = pdf.stream(content, **FORM, **entries)
        pdf.page(
            "/X Do",
            Resources=f"<< /XObject << /X {inner} >> /Font << /F1 {GARAMOND} >> >>",
        )

    return build


def form_in_form(pdf: RawPdf) -> None:
    inner = pdf.stream(HELLO, **FORM)
    between = f"<< /XObject << /Y {inner} >> /ProcSet [/PDF] >>"
    outer = pdf.stream("/Y Do", **FORM, Resources=between)
    fonts = f"/Font << /F1 {GARAMOND} >>"
    pdf.page("/X Do", Resources=f"<< /XObject << /X {outer} >> {fonts} >>")


def glyph(pdf: RawPdf) -> None:
    """A glyph of a Type 3 font without resources, set in a font of the page."""
    made = pdf.stream(f"1 0 d0 {HELLO}")
    font = (
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0]"
        f" /CharProcs << /a {made} >> /Encoding << /Differences [97 /a] >>"
        " /FirstChar 97 /LastChar 97 /Widths [1] >>"
    )
    fonts = f"<< /Font << /F1 {GARAMOND} /T3 {font} >> >>"
    pdf.page("BT /T3 1 Tf (a) Tj ET", Resources=fonts)


def inherited(pdf: RawPdf) -> None:
    """A form that takes the font of a page that has it from above."""
    inner = pdf.stream(HELLO, **FORM)
    pdf.tree["Resources"] = (
        f"<< /XObject << /X {inner} >> /Font << /F1 {GARAMOND} >> >>"
    )
    pdf.page("/X Do")


RESOURCES = [
    Kind("resources-without-the-font", "a form whose resources lack the font, which the page has", form(HELLO, Resources="<< /ProcSet [/PDF] >>"), LOST),
    Kind("resources-none", "a form without resources", form(HELLO), LOST),
    Kind("resources-null", "the same with null", form(HELLO, Resources="null"), LOST),
    Kind("resources-form-in-form", "a form in a form, and the page has the font", form_in_form, LOST),
    Kind("resources-glyph", "a glyph of a Type 3 font", glyph, LOST),
    Kind("resources-inherited", "a form, and the page has the font from above", inherited, LOST),
]  # fmt: skip


# --- freed or not listed, and still named ---


def freed(build: Build, *, by_stream: bool = False) -> bytes:
    """A document, and an update that only frees an object which is still named."""
    objects = finished(build)
    number = next(
        n for n, text in objects.items()
        if text in (FIELD.encode(), LINK.encode(), JS.encode())
    )  # fmt: skip
    update = stream if by_stream else table
    return update({}, table(objects), free=[number])


def freed_in_place() -> bytes:
    data = written(field)
    number = int(re.search(rb"\n(\d+) 0 obj\n<< /Type /Annot", data)[1])  # type: ignore[index]
    at = row(data, number)
    return data[: at + 17] + b"f" + data[at + 18 :]


def field(pdf: RawPdf) -> None:
    """A form with one field."""
    ref = pdf.add(FIELD)
    pdf.catalog["AcroForm"] = f"<< /Fields [{ref}] >>"
    line(pdf, Annots=f"[{ref}]")


def unlisted(build: Build, number: int) -> bytes:
    """A document whose table has no row for an object."""
    data = written(build)
    at = row(data, number)
    return data[: data.rindex(b"\n", 0, at - 1) + 1] + data[at + 20 :]


def of_generation(build: Build, number: int, generation: bytes) -> bytes:
    """A document whose table gives an object another generation."""
    data = written(build)
    at = row(data, number) + 11
    return data[:at] + generation + data[at + 5 :]


FREED = [
    Kind("unlisted-content", "the table has no row for the content of a page", lambda: unlisted(text, 3), UNSURE),
    Kind("unlisted-action", "the same for the action on opening", lambda: unlisted(lambda pdf: opens(pdf.add(JS))(pdf), 3), SCRIPT),
    Kind("generation-65535-content", "a content in use has the generation of free objects", lambda: of_generation(text, 3, b"65535"), UNSURE),
    Kind("generation-65536-content", "the same with one that no object can have", lambda: of_generation(text, 3, b"65536"), UNSURE),
    Kind("generation-99999-action", "the same for the action on opening", lambda: of_generation(lambda pdf: opens(pdf.add(JS))(pdf), 3, b"99999"), SCRIPT),
    Kind("freed-field", "a newer table frees a field that is still in /Annots", lambda: freed(field), FORMS),
    Kind("freed-link", "the same with a link to a script", lambda: freed(lambda pdf: line(pdf, Annots=f"[{pdf.add(LINK)}]")), SCRIPT),
    Kind("freed-action", "the same with the action on opening", lambda: freed(lambda pdf: opens(pdf.add(JS))(pdf)), SCRIPT),
    Kind("freed-by-a-stream", "the same by a cross-reference stream", lambda: freed(lambda pdf: opens(pdf.add(JS))(pdf), by_stream=True), SCRIPT),
    Kind("freed-in-place", "the only table calls the field free, with its true offset", freed_in_place, FORMS),
]  # fmt: skip


# --- parents ---


def parents(
    real: str, named: str, page: str = "", parent: str = "@", shows: str = LINE
) -> Build:
    """A page below one node that names another as its parent."""

    def build(pdf: RawPdf) -> None:
        first = max(pdf.objects) + 2
        content = pdf.stream(shows)
        assert int(content.split()[0]) == first - 1
        up = parent.replace("@", f"{first + 1} 0 R")
        up = f"/Parent {up}" if up else ""
        node = "<< /Type /Pages /Parent 2 0 R"
        pdf.add(f"{node} /Kids [{first + 2} 0 R] /Count 1 {real} >>")
        pdf.add(f"{node} /Kids [] /Count 0 {named} >>")
        pdf.add(f"<< /Type /Page {up} /Contents {content} {page} >>")
        pdf.pages.append(first)

    return build


LARGE, LETTER = "/MediaBox [0 0 1224 1584]", "/MediaBox [0 0 612 792]"
EMBEDDED = "/Resources << /Font << /F1 << /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /CharProcs << >> /Encoding << /Differences [] >> /FirstChar 0 /LastChar 0 /Widths [0] >> >> >>"
PARENTS = [
    Kind("parent-another-node", "the size comes from one node in the tree, from another by /Parent", parents(LARGE, LETTER, "/Resources << >>"), SIZE),
    Kind("parent-another-node-turned", "the same the other way round", parents(LETTER, LARGE, "/Resources << >>"), SIZE),
    Kind("parent-missing", "no /Parent, so the size is only in the tree", parents(LARGE, LETTER, "/Resources << >>", ""), SIZE),
    Kind("parent-of-another-generation", "/Parent with a wrong generation", parents(LARGE, LETTER, "/Resources << >>", "2 7 R"), SIZE),
    Kind("parent-fonts", "the fonts come from another node by /Parent", parents(EMBEDDED, f"/Resources {FONTS}", LETTER, shows=HELLO), UNSURE),
    Kind("parent-fonts-turned", "the same the other way round", parents(f"/Resources {FONTS}", EMBEDDED, LETTER, shows=HELLO), UNSURE),
]  # fmt: skip


# --- addresses ---


def uri(value: str) -> Build:
    return link(f"<< /S /URI /URI {value} >>")


CALL = "javascript:app.alert\\(1\\)"
WIDE = "\ufeff" + " " * 300 + "javascript:app.alert(1)"
ADDRESSES = [
    Kind("uri-300-blanks", "300 blanks before it", uri(f"({' ' * 300}{CALL})"), "refused: javascript/uri"),
    Kind("uri-5000-newlines", "5,000 line ends before it", uri(f"({chr(10) * 5000}{CALL})"), "refused: javascript/uri"),
    Kind("uri-controls", "control characters before it, which browsers skip", uri(f"(\\001\\002\\037{CALL})"), "refused: javascript/uri"),
    Kind("uri-tab-inside", "a tab inside the word, which browsers skip", uri(f"({CALL.replace('scr', 'sc' + chr(9) + 'r')})"), "refused: javascript/uri"),
    Kind("uri-line-end-inside", "a line end inside the word", uri(f"({CALL.replace('scr', 'sc' + chr(92) + 'nr')})"), "refused: javascript/uri"),
    Kind("uri-utf-16", "300 blanks in UTF-16", uri(f"<{WIDE.encode('utf-16-be').hex()}>"), "refused: javascript/uri"),
    Kind("uri-name", "the address as a name", uri("/javascript:app"), "refused: javascript or external-actions or malformed"),
    Kind("uri-name-by-reference", "the same by reference", lambda pdf: uri(pdf.add("/javascript:app"))(pdf), "refused: javascript or external-actions or malformed"),
    Kind("uri-name-file", "a file as a name", uri("/file:#2f#2f#2fC:#2ftool.exe"), "caution or refused: external-actions or malformed"),
]  # fmt: skip


# --- bounds ---


def behind(thing: str, mib: int, *, named: bool = False) -> bytes:
    """Something behind many blanks in an object stream, which an update frees."""
    engine = zlib.compressobj(9)
    data = engine.compress(b"10 0 ")
    for _ in range(mib):
        data += engine.compress(b" " * (1 << 20))
    data += engine.compress(thing.encode()) + engine.flush()
    file = b"<< /Type /EmbeddedFile /Length 2 >>\nstream\nhi\nendstream"
    earlier = packed(
        finished(line) | ({11: file} if "11 0 R" in thing else {}),
        [(10, b"")], named={10: 0},
        entry="/Filter /FlateDecode", encode=data,
    )  # fmt: skip
    return earlier if named else stream({}, earlier, free=[10, 70])


UNUSED = "<< /Type /Filespec /F (a.txt) /EF << /F 11 0 R >> >>"
SAID = "unchecked or caution or refused: javascript or attachments or malformed"
BOUNDS = [
    Kind("dead-script-behind-64-mib", "an update frees a script that no search reaches", lambda: behind(JS, 65), SAID),
    Kind("dead-script-behind-80-mib", "a script that nothing names", lambda: behind(JS, 80, named=True), SAID),
    Kind("dead-file-behind-80-mib", "an update frees an attachment that no search reaches", lambda: behind(UNUSED, 80), SAID),
]  # fmt: skip


# --- the field tree ---

BARE = f"/FT /Tx /T (name) /V () {RECT}"


def tree(first: str, annots: str = "@", *more: str) -> Build:
    """A form whose first field is this; ``@1`` and so on are what comes after it."""

    def build(pdf: RawPdf) -> None:
        number = max(pdf.objects) + 1

        def put(text: str) -> str:
            for at in range(9, 0, -1):
                text = text.replace(f"@{at}", f"{number + at} 0 R")
            return text.replace("@", f"{number} 0 R")

        for text in (first, *more):
            pdf.add(put(text))
        pdf.catalog["AcroForm"] = f"<< /Fields [{number} 0 R] >>"
        line(pdf, Annots=f"[{put(annots)}]")

    return build


def number_used_again() -> bytes:
    """An update that gives a field the number of the index before it."""
    clean = finished(line)
    earlier = stream(clean)
    number = max(clean) + 2
    page = next(n for n, text in clean.items() if b"/Type /Page " in text)
    widget = {number: FIELD.encode()}
    catalog = clean[1].replace(
        b"/Type", b"/AcroForm << /Fields [%d 0 R] >> /Type" % number
    )
    leaf = clean[page].replace(b"/Type", b"/Annots [%d 0 R] /Type" % number)
    assert b"\n%d 0 obj\n<< /Type /XRef" % number in earlier
    return stream({1: catalog, page: leaf} | widget, earlier)


FIELDS = [
    Kind("field-without-subtype", "a field on the page that does not say that it is a widget", tree(f"<< {BARE} >>"), "refused: forms/field"),
    Kind("field-without-subtype-below", "the same as a kid of another field", tree("<< /FT /Tx /T (a) /Kids [@1] >>", "@1", f"<< /Parent @ /T (b) {RECT} >>"), "refused: forms/field"),
    Kind("field-without-a-page", "a field that is on no page", tree(f"<< {BARE} >>", ""), "refused: forms/field"),
    Kind("field-kind-from-above", "a kid that has its type from the field above", tree("<< /FT /Ch /T (a) /Kids [@1] >>", "@1", f"<< /Type /Annot /Subtype /Widget /Parent @ {RECT} >>"), "refused: forms/field"),
    Kind("field-and-old-index", "an update gives a field the number of the old cross-reference stream", number_used_again, "refused: forms/field"),
]  # fmt: skip


# --- the gravest way ---


def hundred(others: str, one: str, *, one_last: bool = True) -> Build:
    """A hundred alike annotations, and a graver one."""

    def build(pdf: RawPdf) -> None:
        refs = [pdf.add(others.replace("@", str(n))) for n in range(100)]
        refs.insert(len(refs) if one_last else 0, pdf.add(one))
        line(pdf, Annots=f"[{' '.join(refs)}]")
        if "/Widget" in one:
            pdf.catalog["AcroForm"] = f"<< /Fields [{' '.join(refs)}] >>"

    return build


def annotated(action: str) -> str:
    return f"<< /Type /Annot /Subtype /Link {RECT} /A {action} >>"


def widget(entries: str) -> str:
    return f"<< /Type /Annot /Subtype /Widget /T (f@) {RECT} {entries} >>"


def shared(first: str, second: str, *, where: str = "page") -> Build:
    """A script below an event that no program knows, and below one that runs it."""

    def build(pdf: RawPdf) -> None:
        script = pdf.add(JS)
        events = f"/AA << /{first} {script} /{second} {script} >>"
        if where == "page":
            line(pdf, Annots=f"[<< /Type /Annot /Subtype /Link {RECT} {events} >>]")
        else:
            pdf.catalog["AA"] = f"<< /{first} {script} /{second} {script} >>"

    return build


def kept_twice(*, private: str) -> Build:
    """An attachment that a program's own data name, and the list of attachments."""

    def build(pdf: RawPdf) -> None:
        file = pdf.add(embedded_file(pdf))
        pdf.catalog["Names"] = f"<< /EmbeddedFiles << /Names [(a.txt) {file}] >> >>"
        data = f"<< /X << /LastModified (D:2020) /Private << /F {file} >> >> >>"
        if private == "page":
            line(pdf, PieceInfo=data)
        else:
            pdf.catalog = {"PieceInfo": data} | pdf.catalog
            line(pdf)

    return build


GRAVEST = [
    Kind("hundred-read-only-one-open", "100 read-only fields, and one that is open", hundred(widget("/FT /Tx /Ff 1"), widget("/FT /Tx")), "refused: forms/field, forms/read-only"),
    Kind("hundred-read-only-one-button", "the same with a button, which comes first", hundred(widget("/FT /Tx /Ff 1"), widget("/FT /Btn /Ff 65536"), one_last=False), "refused: forms/button, forms/read-only"),
    Kind("hundred-files-one-script", "100 links to files, and one to a script", hundred(annotated("<< /S /URI /URI (file:///tmp/@) >>"), annotated(f"<< /S /URI /URI ({CALL}) >>")), "refused: javascript/uri, external-actions/local-address"),
    Kind("hundred-files-one-program", "100 links to other PDFs, and one to a program", hundred(annotated("<< /S /GoToR /F (a@.pdf) /D [0 /Fit] >>"), annotated("<< /S /Launch /F (C:/tool.exe) >>")), "refused: external-actions/launch, external-actions/remote-file"),
    Kind("script-of-two-events", "a script below an unknown event and one that runs it", shared("BI", "E"), "refused: javascript/annotation"),
    Kind("script-of-two-events-turned", "the same in the other order", shared("E", "BI"), "refused: javascript/annotation"),
    Kind("script-of-two-events-of-the-document", "the same in the catalog", shared("XX", "WC", where="catalog"), "refused: javascript/document-event"),
    Kind("file-also-in-private-data", "an attachment that the data of a program name too", kept_twice(private="page"), "refused: attachments/name-tree"),
    Kind("file-also-in-private-data-of-the-document", "the same in the catalog", kept_twice(private="catalog"), "refused: attachments/name-tree"),
]  # fmt: skip


# --- what must not be a false alarm nearby ---


def hidden_text(mode: str) -> Build:
    return shown(f"BT /F1 12 Tf 72 700 Td {mode} Tr (hidden) Tj ET")


def run_length_objects() -> bytes:
    """An attachment in an object stream in RunLength."""
    pdf = RawPdf()
    file = embedded_file(pdf)
    line(pdf)
    pdf.catalog["Names"] = "<< /EmbeddedFiles << /Names [(a.txt) 60 0 R] >> >>"
    data = b"60 0 " + file.encode()
    return packed(
        pdf._finished(), [(60, b"")], named={60: 0},  # noqa: SLF001
        entry="/Filter /RunLengthDecode", encode=run_length(data),
    )  # fmt: skip


NEARBY = [
    Kind("mode-3-real", "`3.0 Tr` hides text too", hidden_text("3.0"), "ready"),
    Kind("mode-3-point", "`3. Tr`", hidden_text("3."), "ready"),
    Kind("mode-3-sign", "`+3 Tr`", hidden_text("+3"), "ready"),
    Kind("mode-3-zero", "`03 Tr`", hidden_text("03"), "ready"),
    Kind("run-length-content", "a content in RunLength", contents(run_length(LINE.encode()), Filter="/RunLengthDecode"), "ready"),
    Kind("run-length-without-end", "the same without its last byte", contents(run_length(LINE.encode())[:-1], Filter="/RunLengthDecode"), "ready or caution: malformed"),
    Kind("run-length-after-hexadecimal", "two filters", contents(run_length(LINE.encode()).hex().encode() + b">", Filter="[/ASCIIHexDecode /RunLengthDecode]"), "ready"),
    Kind("run-length-text", "text in RunLength", contents(run_length(HELLO.encode()), Filter="/RunLengthDecode"), LOST),
    Kind("run-length-objects", "an object stream in RunLength, with an attachment", run_length_objects, "refused: attachments/name-tree"),
]  # fmt: skip

TABLES: dict[str, list[Kind]] = {
    "A reference with a wrong generation": GENERATIONS,
    "The same number twice": TWICE,
    "Hybrid files": HYBRIDS,
    "A vertical tab for white space": TABS,
    "The length of a stream": LENGTHS,
    "Checksums": CHECKSUMS,
    "The words of a content": WORDS,
    "Resources that viewers fall back to": RESOURCES,
    "Freed or not listed, and still named": FREED,
    "A page with two parents": PARENTS,
    "Addresses": ADDRESSES,
    "Bounds that must be told": BOUNDS,
    "The tree of fields": FIELDS,
    "The gravest way counts": GRAVEST,
    "Nearby, and no false alarm": NEARBY,
}
