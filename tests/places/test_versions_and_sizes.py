"""Sections 10 and 11: the version of the document, and the size of its pages."""

from __future__ import annotations

from places.builders import catalog, page, together
from places.cases import Build, Case, cases, prove
from rawpdf import RawPdf

UNKNOWN = "error pdf-version/unknown"
TWO = "warning pdf-version/pdf-2"
DIFFERENT = "info pdf-version/disagreement"


def header(version: str) -> Build:
    def build(pdf: RawPdf) -> None:
        pdf.version = version

    return build


def both(first: str, second: str) -> Build:
    """A version in the header, and an entry of the catalog."""
    return together(header(first), catalog(Version=second))


def begun(line: bytes) -> bytes:
    """A document with another first line."""
    pdf = RawPdf()
    pdf.page()
    old, data = b"%PDF-1.7", pdf.to_bytes()
    assert len(line) == len(old)
    return data.replace(old, line, 1)


def line(text: bytes) -> bytes:
    """A document with a longer or shorter first line, and offsets that fit."""
    pdf = RawPdf()
    pdf.page()
    data = pdf.to_bytes()
    moved = len(text) - len(b"%PDF-1.7")
    for number in sorted(pdf.objects):
        at = data.index(b"\n%d 0 obj" % number) + 1
        data = data.replace(b"%010d 00000 n" % at, b"%010d 00000 N" % (at + moved))
    start = data.index(b"\nxref") + 1
    data = data.replace(b"startxref\n%d" % start, b"startxref\n%d" % (start + moved))
    return data.replace(b" 00000 N", b" 00000 n").replace(b"%PDF-1.7", text, 1)


def revised(before: str, after: str) -> bytes:
    """A document whose first and last catalog have these entries."""
    pdf = RawPdf()
    pdf.page()
    plain = dict(pdf.catalog)
    pdf.catalog = plain | ({"Version": before} if before else {})
    earlier = pdf.to_bytes()
    pdf.catalog = plain | ({"Version": after} if after else {})
    return pdf.updated(earlier, 1)


VERSIONS = [
    *[Case(f"header-{v}", header(v)) for v in ("1.0", "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7")],
    Case("header-2.0", header("2.0"), TWO),
    *[Case(f"header-{v}", header(v), UNKNOWN) for v in ("1.8", "1.9", "2.1", "9.9", "3.0", "0.9")],
    *[Case(f"header-{v.decode()}", line(b"%PDF-" + v), "report pdf-version, maybe malformed") for v in (b"1.70", b"1,7", b"a.b", b"17", b"1.", b"1.10")],
    Case("header-empty", line(b"%PDF-"), "report pdf-version, maybe malformed"),
    Case("header-lower-case", begun(b"%pdf-1.7"), "report malformed, maybe pdf-version, unchecked"),
    Case("header-postscript", line(b"%!PS-Adobe-3.0 PDF-1.4"), "report malformed, maybe pdf-version"),
    Case("header-then-text", line(b"%PDF-1.7abc"), "report pdf-version, maybe malformed"),
    Case("header-then-blanks", line(b"%PDF-1.7  ")),
    Case("catalog-same", both("1.7", "/1.7")),
    Case("catalog-older", both("1.7", "/1.4")),
    Case("catalog-newer", both("1.4", "/1.7"), DIFFERENT),
    Case("catalog-2.0", both("1.7", "/2.0"), TWO),
    Case("catalog-2.0-by-reference", lambda pdf: both("1.4", pdf.add("/2.0"))(pdf), TWO),
    Case("catalog-2.0-escaped", both("1.7", "/2#2E0"), TWO),
    Case("catalog-2.0-escaped-key", lambda pdf: pdf.catalog.update({"#56ersion": "/2.0"}), TWO),
    Case("catalog-1.9", both("1.7", "/1.9"), UNKNOWN),
    Case("catalog-3.1", both("1.7", "/3.1"), UNKNOWN),
    Case("catalog-2.0-older-than-header", both("2.0", "/1.7"), TWO),
    Case("catalog-text", both("1.7", "(2.0)")),
    Case("catalog-number", both("1.7", "2.0"), "maybe pdf-version"),
    Case("catalog-null", both("1.7", "null")),
    Case("catalog-empty-name", both("1.7", "/"), "maybe pdf-version"),
    Case("catalog-nonsense", both("1.7", "/Latest"), "report pdf-version"),
    Case("revision-newest-is-2.0", revised("", "/2.0"), TWO),
    Case("revision-only-oldest-is-2.0", revised("/2.0", "")),
    Case("revision-only-oldest-is-unknown", revised("/9.9", "/1.7")),
    Case("extensions", catalog(Extensions="<< /ADBE << /BaseVersion /1.7 /ExtensionLevel 8 >> >>")),
    Case("extensions-iso", catalog(Extensions="<< /ISO_ [<< /BaseVersion /2.0 /ExtensionLevel 32002 >>] >>")),
    Case("newer-features", together(header("1.3"), lambda pdf: pdf.page(Group="<< /S /Transparency >>"))),
]  # fmt: skip

NOT_LETTER = "warning page-size/not-letter"
CROPPED = "warning page-size/cropped"
NO_SIZE = "report page-size, maybe malformed"


def media(box: str, expect: str = "", **entries: str) -> tuple[Build, str, int | None]:
    return page(MediaBox=box, **entries), expect, 2 if expect else None


def inherited(**tree: str) -> Build:
    """Pages without boxes of their own."""

    def build(pdf: RawPdf) -> None:
        pdf.tree |= tree
        pdf.page()

    return build


def nearest(pdf: RawPdf) -> None:
    """A box in a node between the root and the page, which wins over the root's."""
    pdf.tree["MediaBox"] = "[0 0 595 842]"
    node, leaf = max(pdf.objects) + 1, max(pdf.objects) + 2
    pdf.add(
        f"<< /Type /Pages /Parent 2 0 R /Kids [{leaf} 0 R] /Count 1 /MediaBox [0 0 612 792] >>",
        node,
    )
    pdf.add(f"<< /Type /Page /Parent {node} 0 R /Resources << >> >>", leaf)
    pdf.pages.append(node)


def null_box(pdf: RawPdf) -> None:
    pdf.tree["MediaBox"] = "[0 0 612 792]"
    pdf.page(MediaBox="null")


def looping_parents(pdf: RawPdf) -> None:
    """Pages under nodes of which each is the other's parent, with no box at all."""
    first = max(pdf.objects) + 1
    pdf.add(
        f"<< /Type /Pages /Parent {first + 1} 0 R /Kids [{first + 2} 0 R] /Count 1 >>"
    )
    pdf.add(f"<< /Type /Pages /Parent {first} 0 R /Kids [] /Count 0 >>")
    pdf.add(f"<< /Type /Page /Parent {first} 0 R /Resources << >> >>")
    pdf.pages.append(first)


def boxes_in_objects(pdf: RawPdf) -> None:
    zero, width, height = pdf.add("0"), pdf.add("595.0"), pdf.add("842")
    page(MediaBox=pdf.add(f"[{zero} {zero} {width} {height}]"))(pdf)


def one_of_many(pdf: RawPdf) -> None:
    for number in range(30):
        box = "[0 0 612 1008]" if number == 16 else "[0 0 612 792]"
        pdf.page(MediaBox=box)


def several(pdf: RawPdf) -> None:
    for box in ("[0 0 612 1008]", "[0 0 612 792]", "[0 0 612 1008]", "[0 0 595 842]"):
        pdf.page(MediaBox=box)


def template(pdf: RawPdf) -> None:
    hidden = pdf.add("<< /Type /Template /MediaBox [0 0 5000 5000] >>")
    pdf.catalog["Names"] = f"<< /Templates << /Names [(t) {hidden}] >> >>"


SIZES = [
    Case("box-inherited", inherited(MediaBox="[0 0 612 792]")),
    Case("box-inherited-a4", inherited(MediaBox="[0 0 595 842]"), NOT_LETTER, 1),
    Case("box-nearest", nearest),
    Case("box-null-inherits", null_box),
    Case("box-crop-inherited", inherited(MediaBox="[0 0 612 792]", CropBox="[100 100 400 500]"), CROPPED, 1),
    Case("box-in-objects", boxes_in_objects, NOT_LETTER, 2),
    Case("box-real", *media("[0.0 0.0 612.00 792.000]")),
    Case("box-real-without-digits", *media("[0. .0 612. 792.]")),
    Case("box-reversed", *media("[612 792 0 0]")),
    Case("box-negative-origin", *media("[-306 -396 306 396]")),
    Case("box-offset", *media("[1000 1000 1612 1792]")),
    Case("box-five-numbers", *media("[0 0 612 792 5]", "maybe page-size, maybe malformed")),
    Case("tolerance-scanner", *media("[0 0 611.5 792.5]")),
    Case("tolerance-tenth-of-an-inch", *media("[0 0 619.2 784.8]")),
    Case("tolerance-beyond", *media("[0 0 622 792]", NOT_LETTER)),
    Case("unit-makes-letter", *media("[0 0 306 396]", UserUnit="2")),
    Case("unit-makes-other", *media("[0 0 612 792]", NOT_LETTER, UserUnit="2")),
    Case("unit-is-not-inherited", inherited(MediaBox="[0 0 612 792]", UserUnit="2")),
    Case("unit-by-reference", lambda pdf: page(MediaBox="[0 0 306 396]", UserUnit=pdf.add("2.0"))(pdf)),
    Case("crop-small", *media("[0 0 612 792]", CROPPED, CropBox="[72 72 400 500]")),
    Case("crop-of-larger-media-to-letter", *media("[-18 -18 630 810]", CropBox="[0 0 612 792]")),
    Case("crop-larger-than-media", *media("[0 0 612 792]", CropBox="[-100 -100 900 900]")),
    Case("crop-reversed", *media("[0 0 700 900]", CropBox="[656 846 44 54]")),
    Case("crop-null", *media("[0 0 612 792]", CropBox="null")),
    Case("crop-of-other-media", *media("[0 0 1000 1000]", "report page-size", CropBox="[0 0 400 400]")),
    Case("bleed", *media("[-9 -9 621 801]", CropBox="[0 0 612 792]", BleedBox="[-9 -9 621 801]")),
    Case("trim-is-ignored", *media("[0 0 612 792]", TrimBox="[100 100 200 200]", BleedBox="[1 1 2 2]", ArtBox="[3 3 4 4]")),
    Case("landscape", *media("[0 0 792 612]")),
    *[Case(f"rotated-{angle}", *media("[0 0 612 792]", Rotate=str(angle))) for angle in (0, 90, 180, 270, -90, 450)],
    Case("rotated-inherited", inherited(MediaBox="[0 0 612 792]", Rotate="90")),
    Case("missing", *media("", NO_SIZE)),
    Case("missing-everywhere", looping_parents, "report page-size, maybe malformed"),
    Case("three-numbers", *media("[0 0 612]", NO_SIZE)),
    Case("not-numbers", *media("[0 0 (a) /b]", NO_SIZE)),
    Case("not-an-array", *media("(0 0 612 792)", NO_SIZE)),
    Case("zero-area", *media("[0 0 0 792]", NO_SIZE)),
    Case("point", *media("[5 5 5 5]", NO_SIZE)),
    Case("legal", *media("[0 0 612 1008]", NOT_LETTER)),
    Case("a4", *media("[0 0 595.28 841.89]", NOT_LETTER)),
    Case("tabloid", *media("[0 0 792 1224]", NOT_LETTER)),
    Case("tiny", *media("[0 0 3 3]", NOT_LETTER)),
    Case("odd", *media("[0 0 500 500]", NOT_LETTER)),
    Case("single-page-among-many", one_of_many, NOT_LETTER, 17),
    Case("several-sizes", several, NOT_LETTER, 4),
    Case("beyond-all-viewers", *media("[0 0 14401 14401]", "error page-size/too-large, maybe malformed")),
    Case("largest-for-viewers", *media("[0 0 14400 14400]", NOT_LETTER)),
    Case("beyond-all-numbers", page(MediaBox="[0 0 99999999999999999999 792]"), "error malformed/object, maybe malformed", as_is=True),
    Case("template-page", template),
]  # fmt: skip


@cases(VERSIONS, SIZES)
def test_is_judged(case: Case, reader: str) -> None:
    prove(case, reader)


TABLES = [VERSIONS, SIZES]
