"""Files that were called refused, or too grave a thing, and are sound for every viewer."""

from __future__ import annotations

import re

from kinds.builders import (
    HELLO,
    HELVETICA,
    LINE,
    PLAIN,
    body,
    contents,
    finished,
    flate,
    index,
    line,
    rows,
    sparse,
    written,
)
from kinds.kind import Kind
from places.builders import JS, catalog
from places.cases import Build
from places.revisions import table
from rawpdf import RawPdf

FLATE = "/FlateDecode"
CHECKSUM = "ready or caution: malformed/content-checksum"
EMPTY_DEFLATED = b"H\x89\x03\x00"
"""No data at all, deflated, and its checksum cut off, as a library of Adobe writes it."""


# --- checksums, and no data ---


def standard(text: str, *, checksum: bytes) -> Build:
    """Text in a standard font, deflated, with this checksum."""
    return lambda pdf: pdf.page(
        None,
        Contents=pdf.stream(flate(text, checksum=checksum), Filter=FLATE),
        Resources=f"<< /Font << /F1 {HELVETICA} >> >>",
    )


def empty(filters: str) -> Build:
    return contents(b"", Filter=filters)


def blank_page(number: int, count: int) -> Build:
    """Pages of which one has an empty content, as merging programs write it."""

    def build(pdf: RawPdf) -> None:
        for page in range(1, count + 1):
            if page == number:
                pdf.page(None, Contents=pdf.stream(b"", Filter=FLATE))
            else:
                line(pdf)

    return build


CHECKSUMS = [
    Kind("checksum-cut-nothing", "empty data, and no checksum", contents(EMPTY_DEFLATED, Filter=FLATE), CHECKSUM),
    Kind("checksum-cut", "all data, and no checksum", contents(flate(LINE, checksum=b""), Filter=FLATE), CHECKSUM),
    Kind("checksum-half", "half of the checksum", contents(flate(LINE)[:-2], Filter=FLATE), CHECKSUM),
    Kind("checksum-wrong", "a wrong checksum: the content counts", standard(HELLO, checksum=b"\xd7BH\xcf"), "caution: malformed/content-checksum, fonts/standard-14"),
    Kind("checksum-missing-fonts", "no checksum: the content counts", standard(HELLO, checksum=b""), "ready or caution: malformed/content-checksum or fonts/standard-14"),
    Kind("checksum-wrong-missing-font", "a wrong checksum, and a font that is not in the file", contents(flate(HELLO, checksum=b"0000"), Filter=FLATE), "caution: malformed/content-checksum, fonts/not-embedded"),
    Kind("empty-flate", "no data at all, in Flate", empty(FLATE), "ready or caution: malformed/content-checksum"),
    Kind("empty-lzw", "the same in LZW", empty("/LZWDecode"), "ready or caution: malformed"),
    Kind("empty-hexadecimal", "the same in hexadecimal", empty("/ASCIIHexDecode"), "ready or caution: malformed"),
    Kind("empty-twice", "the same in two filters", empty("[/ASCII85Decode /FlateDecode]"), "ready or caution: malformed"),
    Kind("empty-one-of-two", "the same as one of two contents", lambda pdf: pdf.page(None, Contents=f"[{pdf.stream(b'', Filter=FLATE)} {pdf.stream(LINE)}]"), "ready or caution: malformed/content-checksum"),
    Kind("empty-page-of-eight", "a blank sheet among eight pages", blank_page(5, 8), "ready or caution: malformed/content-checksum"),
    Kind("filter-short-name", "a content whose filter has the short name of inline images", contents(flate(HELLO), Filter="/Fl"), "caution: fonts/not-embedded"),
    Kind("filters-with-short-names", "the same with two filters", contents(flate(HELLO).hex().encode() + b">", Filter="[/AHx /Fl]"), "caution: fonts/not-embedded"),
    Kind("hexadecimal-with-other-bytes", "a byte in hexadecimal data that is no digit", contents(b"30\xa931>", Filter="/ASCIIHexDecode"), "refused: malformed/content"),
    Kind("base-85-with-other-bytes", "the same in base 85", contents(b"87c\xe9URD]~>", Filter="/ASCII85Decode"), "refused: malformed/content"),
]  # fmt: skip


# --- references to nothing ---


def trailer(**entries: str) -> Build:
    def build(pdf: RawPdf) -> None:
        pdf.trailer |= entries
        line(pdf)

    return build


def other_object(text: str) -> Build:
    """A catalog that names an object which is nothing but this."""
    return lambda pdf: (pdf.catalog.update(Spare=pdf.add(text)), line(pdf))


NOTHING = [
    Kind("nothing-hybrid", "/AdditionalStreams names an object that is not there", trailer(AdditionalStreams="[/application#2Fvnd.oasis.opendocument.text 99 0 R]"), "ready"),
    Kind("nothing-slides", "a slide show that is not there", catalog(Names="<< /AlternatePresentations << /Names [(a) 99 0 R] >> >>"), "ready"),
    Kind("nothing-files", "a list of attachments that is not there", catalog(Names="<< /EmbeddedFiles 99 0 R >>"), "ready"),
    Kind("nothing-annotation", "an annotation that is not there", lambda pdf: line(pdf, Annots="[99 0 R]"), "ready"),
    Kind("nothing-outlines", "bookmarks, form and events that are not there", catalog(Outlines="99 0 R", AcroForm="99 0 R", AA="99 0 R"), "ready"),
    Kind("nothing-0", "`0 0 R`, which is nothing (7.3.10)", lambda pdf: line(pdf, Metadata="0 0 R"), "ready or caution: malformed"),
    Kind("nothing-0-in-an-array", "the same in an array", lambda pdf: line(pdf, Annots="[0 0 R]"), "ready or caution: malformed"),
    Kind("object-is-a-reference", "an object that is a reference, which 7.3.10 does not know", other_object("2 0 R"), "refused: malformed/object"),
    Kind("name-without-a-file", "a list of attachments with a name, and no file", lambda pdf: catalog(Names=f"<< /EmbeddedFiles << /Names [(1.txt) {pdf.add('<< /Type /Filespec /F (1.txt) /UF (1.txt) >>')}] >> >>")(pdf), "caution: attachments"),
    Kind("name-without-a-file-on-the-page", "the same as a paper clip", lambda pdf: line(pdf, Annots="[<< /Type /Annot /Subtype /FileAttachment /Rect [72 72 90 90] /FS << /Type /Filespec /F (1.txt) >> >>]"), "caution: attachments"),
]  # fmt: skip


# --- sizes ---


def sized(box: str = "", **entries: str) -> Build:
    return lambda pdf: line(pdf, MediaBox=box, **entries)


SIZES = [
    Kind("no-media-box", "no /MediaBox, so viewers take Letter", sized(), "caution: page-size/no-size"),
    Kind("no-media-box-but-crop-box", "the same with a /CropBox", sized(CropBox="[0 0 612 792]"), "caution: page-size/no-size"),
    Kind("null-media-box", "a /MediaBox that is nothing", sized("99 0 R"), "caution: page-size/no-size"),
    Kind("large-sheet", "a huge sheet, of which Letter is shown", sized("[0 0 14500 14500]", CropBox="[0 0 612 792]"), "caution: page-size/large-sheet", says="14,500 points"),
    Kind("large-sheet-and-unit", "the same where a unit is half a point", sized("[0 0 29000 29000]", CropBox="[0 0 1224 1584]", UserUnit="0.5"), "caution: page-size/large-sheet", says="29,000 points"),
]  # fmt: skip


# --- the end ---


def updated() -> bytes:
    """A document, and an update to it."""
    objects = finished(line)
    return table({max(objects) - 1: objects[max(objects) - 1]}, PLAIN)


MARK = "ready or caution: malformed/end-marker"
TRAILING = "ready or caution: malformed/trailing-bytes"
WEB_PAGE = b"<!DOCTYPE html>\n<html><body>Session expired</body></html>\n"
ENDS = [
    Kind("end-update-without-mark", "an update without its %%EOF", updated()[: -len("%%EOF\n")], "caution: malformed/end-marker"),
    Kind("end-update-mark-cut", "the last three bytes of two sections are lost", updated()[:-3], MARK),
    Kind("end-mark-cut", "the last three bytes of one section are lost", PLAIN[:-3], MARK),
    Kind("end-zeros", "4,096 zeros after the end", PLAIN + bytes(4096), TRAILING),
    Kind("end-zeros-of-a-copier", "4,845 zeros after the end", PLAIN + bytes(4845), TRAILING),
    Kind("end-many-zeros", "300,000 zeros after the end", PLAIN + bytes(300_000), TRAILING),
    Kind("end-web-page", "a web page after the end", PLAIN + WEB_PAGE * 40, TRAILING),
    Kind("end-line-ends", "2,000 line ends after the end", PLAIN + b"\r\n" * 2000, TRAILING),
]  # fmt: skip


# --- numbers, and the index ---


def hexadecimal(pdf: RawPdf) -> None:
    pdf.page(
        None,
        Contents=pdf.stream(LINE.encode().hex() + ">", Filter="/ASCIIHexDecode"),
    )


def spare_row() -> bytes:
    """An object of the table that is in use, at offset 0, as macOS and Word write it."""
    data = PLAIN.replace(b"\ntrailer", b"\n30 1\n0000000000 00000 n \ntrailer")
    return re.sub(rb"/Size \d+", b"/Size 31", data)


def named_at_0() -> bytes:
    """The same for an object that the catalog names."""
    objects = finished(lambda pdf: (pdf.catalog.update(Spare="30 0 R"), line(pdf)))
    data = table(objects).replace(b"\ntrailer", b"\n30 1\n0000000000 00000 n \ntrailer")
    return re.sub(rb"/Size \d+", b"/Size 31", data)


def commented(comment: bytes) -> bytes:
    """A comment before an object, to which the table leads."""
    out, places = body(finished(line))
    last = max(places)
    at = places[last]
    out = out[:at] + comment + out[at:]
    places = {n: p if p <= at else p + len(comment) for n, p in places.items()}
    start = len(out)
    listed = b"".join(b"%d 1\n%010d 00000 n \n" % (n, p) for n, p in places.items())
    return out + (
        b"xref\n0 1\n0000000000 65535 f \n%btrailer\n<< /Root 1 0 R /Size %d >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (listed, last + 1, start)
    )  # fmt: skip


def indexed(surplus: bytes = b"", own: int = 0, *, without_own: bool = False) -> bytes:
    """A cross-reference stream with surplus rows, or a wrong entry for itself."""
    out, places = body(finished(line))
    number, start = max(places) + 1, len(out)
    entries = {0: (0, 0, 65535)} | {n: (1, at, 0) for n, at in places.items()}
    if not without_own:
        entries[number] = (1, start + own, 0)
    made = index(number, entries, spans=f"0 {len(entries)}")
    size = len(rows(entries))
    made = made.replace(b"/Length %d" % size, b"/Length %d" % (size + len(surplus)))
    made = made.replace(b"\nendstream", surplus + b"\nendstream")
    return out + made + b"startxref\n%d\n%%%%EOF\n" % start


def broken_rows() -> bytes:
    return re.sub(rb"(\d{10}) (\d{5}) ([nf]) \n", rb"\1\n\2\n\3 \n", PLAIN)


def untyped(pdf: RawPdf) -> None:
    line(pdf)
    pdf.objects[1] = b"<< /Pages 2 0 R >>"


INDEXES = [
    Kind("sparse-numbers", "numbers from 9,001 on", sparse(finished(line), 9000), "ready"),
    Kind("sparse-numbers-hexadecimal", "the same with a content in hexadecimal", sparse(finished(hexadecimal), 9000), "ready"),
    Kind("sparse-numbers-high", "numbers from 500,001 on", sparse(finished(line), 500_000), "ready"),
    Kind("sparse-numbers-script", "numbers from 9,001 on, and a script", sparse(finished(lambda pdf: (pdf.catalog.update(OpenAction=pdf.add(JS)), line(pdf))), 9000), "refused: javascript/open-action"),
    Kind("offset-0", "an object in use at offset 0, which nothing names", spare_row(), "ready"),
    Kind("offset-0-named", "the same, and the catalog names it", named_at_0(), "ready or caution: malformed"),
    Kind("trailer-twice-the-same", "a trailer says twice which object is the catalog", written(line).replace(b"/Root 1 0 R", b"/Root 1 0 R /Root 1 0 R"), "caution: malformed/duplicate-key"),
    Kind("startxref-in-a-line", "startxref stands behind the trailer, in its line", written(line).replace(b"\nstartxref", b" startxref"), "ready or caution: malformed"),
    Kind("comment-before-an-object", "the table leads to a comment before the object", commented(b"% a comment\n"), "ready or caution: malformed"),
    Kind("two-comments-before-an-object", "the same with two comments and blanks", commented(b"  % one\n% two\r\n"), "ready or caution: malformed"),
    Kind("index-surplus-row", "a cross-reference stream with a row too many", indexed(bytes(7)), "ready or caution: malformed"),
    Kind("index-surplus-rows", "the same with a hundred rows", indexed(bytes(700)), "ready or caution: malformed"),
    Kind("index-own-entry-wrong", "its entry for itself is wrong", indexed(own=7), "ready or caution: malformed"),
    Kind("index-own-entry-missing", "its entry for itself is missing", indexed(without_own=True), "ready or caution: malformed"),
    Kind("rows-of-three-lines", "rows of a table that are broken by line ends", broken_rows(), "refused: malformed/cross-reference"),
    Kind("rows-of-nineteen-bytes", "rows of a table that are a byte short", PLAIN.replace(b" n \n", b" n\n").replace(b" f \n", b" f\n"), "ready or caution or refused: malformed/cross-reference"),
    Kind("catalog-without-type", "a catalog without /Type", untyped, "caution: malformed/type-entry", second="ready or caution: malformed/type-entry"),
]  # fmt: skip


# --- many parts ---


def pictures() -> bytes:
    """1,500 pictures in resources of an object of their own, which qpdf must read."""

    def build(pdf: RawPdf) -> None:
        names = []
        for number in range(1500):
            picture = pdf.stream(
                "\0", Type="/XObject", Subtype="/Image", Width="1", Height="1",
                BitsPerComponent="8", ColorSpace="/DeviceGray",
            )  # fmt: skip
            names.append(f"/I{number} {picture}")
        pictures = pdf.add(f"<< {' '.join(names)} >>")
        painted = " ".join(f"q /I{number} Do Q" for number in range(1500))
        content = pdf.stream(flate(f"{painted} {HELLO}"), Filter=FLATE)
        font = pdf.add(HELVETICA)
        shared = f"<< /Font << /F1 {font} >> /XObject {pictures} >>"
        pdf.page(None, Contents=content, Resources=pdf.add(shared))

    return re.sub(
        rb"/Size (\d+)", lambda m: b"/Size %d" % (int(m[1]) + 2), written(build)
    )


TABLES: dict[str, list[Kind]] = {
    "Checksums, and no data": CHECKSUMS,
    "References to nothing": NOTHING,
    "Sizes": SIZES,
    "The end": ENDS,
    "Numbers, and the index": INDEXES,
}
