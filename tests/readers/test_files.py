"""Embedded files are found wherever a file specification carries one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from facts import facts
from rawpdf import RawPdf

Build = Callable[[RawPdf], None]


def file(
    pdf: RawPdf, key: str = "F", name: str = "exhibit.txt", data: str = "A"
) -> str:
    stream = pdf.stream(data)
    return pdf.add(f"<< /F ({name}) /EF << /{key} {stream} >> >>")


def catalog(key: str, value: str) -> Build:
    """An entry of the catalog, in which FILE stands for an embedded file."""

    def build(pdf: RawPdf) -> None:
        pdf.catalog[key] = (
            value.replace("FILE", file(pdf)) if "FILE" in value else value
        )

    return build


def on_page(key: str, value: str) -> Build:
    def build(pdf: RawPdf) -> None:
        pdf.page()
        pdf.page(**{key: value.replace("FILE", file(pdf))})

    return build


def hybrid(pdf: RawPdf) -> None:
    pdf.trailer["AdditionalStreams"] = f"[/application#2fodt {pdf.stream('PK')}]"


def unused(pdf: RawPdf) -> None:
    pdf.catalog["Spare"] = pdf.stream("A", Type="/EmbeddedFile")


def related(pdf: RawPdf) -> None:
    pdf.catalog["Spare"] = f"<< /RF << /F [(a.txt) {pdf.stream('A')}] >> >>"


def media(pdf: RawPdf) -> None:
    clip = f"<< /S /MCD /D {file(pdf)} >>"
    screen = f"<< /Subtype /Screen /Rect [0 0 9 9] /A << /S /Rendition /R << /C {clip} >> >> >>"
    pdf.page(Annots=f"[{screen}]")


PLACES: list[tuple[str, Build, str, int | None]] = [
    ("name tree", catalog("Names", "<< /EmbeddedFiles << /Names [(a) FILE] >> >>"), "name-tree", None),
    ("name tree with kids", catalog("Names", "<< /EmbeddedFiles << /Kids [<< /Names [(a) FILE] >>] >> >>"), "name-tree", None),
    ("paper clip", on_page("Annots", "[<< /Subtype /FileAttachment /FS FILE >>]"), "annotation", 2),
    ("paper clip by name only", on_page("Annots", "[<< /Subtype /FileAttachment /FS (a.txt) >>]"), "name-only", 2),
    ("associated with the document", catalog("AF", "[FILE]"), "associated-file", None),
    ("associated, not in an array", catalog("AF", "FILE"), "associated-file", None),
    ("associated with a page", on_page("AF", "[FILE]"), "associated-file", 2),
    ("associated with marked content", on_page("Resources", "<< /Properties << /P << /MCAF [FILE] >> >> >>"), "associated-file", 2),
    ("associated with a structure element", catalog("StructTreeRoot", "<< /K << /S /P /AF [FILE] >> >>"), "associated-file", None),
    ("portfolio", catalog("Collection", "<< /View /T /Folders << /Thumb FILE >> >>"), "portfolio", None),
    ("target of a link", on_page("Annots", "[<< /Subtype /Link /A << /S /GoToE /F FILE >> >>]"), "action", 2),
    ("presentation", catalog("Names", "<< /AlternatePresentations << /Names [(s) << /Resources << /Names [(a) FILE] >> >>] >> >>"), "presentation", None),
    ("private data", catalog("PieceInfo", "<< /App << /Private FILE >> >>"), "private-data", None),
    ("unknown key", catalog("Whatever", "[[FILE]]"), "elsewhere", None),
    ("media clip", media, "media", 1),
    ("office document", hybrid, "hybrid", None),
    ("related files only", related, "related-file", None),
    ("stream that nothing shows", unused, "unused-stream", None),
]  # fmt: skip


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
@pytest.mark.parametrize(
    ("build", "place", "page"), [p[1:] for p in PLACES], ids=[p[0] for p in PLACES]
)
def test_is_found(build: Build, place: str, page: int | None, packed: bool) -> None:
    pdf = RawPdf()
    build(pdf)
    if not pdf.pages:
        pdf.page()
    found = list(
        facts(pdf.to_packed_bytes() if packed else pdf.to_bytes()).embedded_files
    )
    assert place in {file.place for file in found}
    assert {file.location.page for file in found} == {page}


@pytest.mark.parametrize("key", ["F", "UF", "Unix", "Mac", "DOS", "X"])
def test_any_key_of_the_file_specification_counts(key: str) -> None:
    pdf = RawPdf()
    pdf.catalog["AF"] = f"[{file(pdf, key)}]"
    assert len(facts(pdf).embedded_files) == 1


def test_a_file_of_no_bytes_is_one() -> None:
    pdf = RawPdf()
    pdf.catalog["AF"] = f"[{file(pdf, data='')}]"
    assert len(facts(pdf).embedded_files) == 1


def test_the_same_file_in_two_places_is_one() -> None:
    pdf = RawPdf()
    shared = file(pdf)
    pdf.catalog["AF"] = f"[{shared}]"
    pdf.catalog["Names"] = f"<< /EmbeddedFiles << /Names [(a) {shared}] >> >>"
    assert len(facts(pdf).embedded_files) == 1


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("(plain.txt)", "plain.txt"),
        ("<FEFF00C400B5>", "Äµ"),
        ("<EFBBBFC384>", "Ä"),
        ("(a\\206b)", "aƒb"),  # PDFDocEncoding, octal
        ("<612062>", "a b"),
        ("(a\\000b\\nc)", "a\ufffdb c"),
    ],
)
def test_the_name_is_shown_as_text(written: str, shown: str) -> None:
    pdf = RawPdf()
    stream = pdf.stream("")
    pdf.catalog["AF"] = f"<< /UF {written} /EF << /F {stream} >> >>"
    (only,) = facts(pdf).embedded_files
    assert only.name == shown


def test_a_portfolio_without_files() -> None:
    pdf = RawPdf(catalog={"Collection": "<< /View /T >>"})
    (only,) = facts(pdf).embedded_files
    assert only.place == "empty-portfolio"


SILENT: list[tuple[str, Build]] = [
    ("empty tree", catalog("Names", "<< /EmbeddedFiles << /Names [] >> >>")),
    ("empty associated files", catalog("AF", "[]")),
    ("array of rights", catalog("Perms", "<< /UR3 << /TransformParams << /EF [/Create] >> >> >>")),
    ("empty dictionary", catalog("X", "<< /EF << >> >>")),
    ("no stream", catalog("X", "<< /EF << /F 99 0 R /UF (a) >> >>")),
    ("page mode", catalog("PageMode", "/UseAttachments")),
    ("empty presentations", catalog("Names", "<< /AlternatePresentations << /Names [] >> >>")),
    ("words", catalog("X", "(/EmbeddedFile /EF)")),
]  # fmt: skip


@pytest.mark.parametrize("build", [s[1] for s in SILENT], ids=[s[0] for s in SILENT])
def test_is_silent(build: Build) -> None:
    pdf = RawPdf()
    build(pdf)
    assert list(facts(pdf).embedded_files) == []


def test_packets_of_a_designed_form_are_no_attachments() -> None:
    pdf = RawPdf()
    packet = pdf.stream("<template/>", Type="/EmbeddedFile")
    pdf.catalog["AcroForm"] = f"<< /XFA [(template) {packet}] >>"
    assert not facts(pdf).embedded_files


def test_attached_data_is_not_decoded() -> None:
    pdf = RawPdf()
    stream = pdf.stream("not what it says", Filter="/FlateDecode")
    pdf.catalog["AF"] = f"<< /F (a) /EF << /F {stream} >> >>"
    document = facts(pdf)
    assert len(document.embedded_files) == 1
    assert not document.faults
