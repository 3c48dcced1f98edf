"""Parts are under the limit, and each keeps what belongs to its pages."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

pytest.importorskip("pikepdf")

import pikepdf
import pypdf

import nextgen_pdf
from nextgen_pdf import Split
from proof.documents import PAGES, brief, form

MEGABYTES = 0.016


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tagged brief whose pages have a lot of data that nothing makes smaller."""
    pdf = brief()
    for number in pdf.pages:
        thumb = pdf.stream(
            os.urandom(6000),
            Width="100",
            Height="60",
            ColorSpace="/DeviceGray",
            BitsPerComponent="8",
        )
        body = pdf.objects[number]
        pdf.objects[number] = body[:-2] + f"/Thumb {thumb} >>".encode()
    path = tmp_path_factory.mktemp("split") / "brief.pdf"
    path.write_bytes(pdf.to_bytes())
    return path


@pytest.fixture(scope="module")
def parts(document: Path) -> Split:
    return nextgen_pdf.split(document, document.parent / "parts", max_size=MEGABYTES)


def test_all_pages_are_in_parts_under_the_limit(parts: Split, document: Path) -> None:
    assert parts.status == "fixed"
    assert len(parts.parts) >= 2
    pages = [n for part in parts.parts for n in range(part.first, part.last + 1)]
    assert pages == list(range(1, PAGES + 1))
    whole = [page.extract_text() for page in pypdf.PdfReader(document).pages]
    for part in parts.parts:
        assert Path(part.path).stat().st_size == part.size_bytes
        assert part.size_bytes <= MEGABYTES * 1_000_000
        own = [page.extract_text() for page in pypdf.PdfReader(part.path).pages]
        assert own == whole[part.first - 1 : part.last]
        assert nextgen_pdf.check(part.path).verdict != "refused"
    assert Path(parts.parts[0].path).name.endswith(
        f"brief-part-1-of-{len(parts.parts)}.pdf"
    )


def test_bookmarks_and_labels_are_those_of_the_pages(parts: Split) -> None:
    for part in parts.parts:
        reader = pypdf.PdfReader(part.path)
        titles = [str(mark["/Title"]) for mark in reader.outline]  # type: ignore[call-overload]
        assert titles == [f"Part {n - 1}" for n in range(part.first, part.last + 1)]
        labels = ["i", "ii", "A-1", "A-2"][part.first - 1 : part.last]
        assert reader.page_labels == labels


def test_links_stay_inside_of_a_part_or_are_said(parts: Split) -> None:
    for part in parts.parts:
        with pikepdf.open(part.path) as pdf:
            pages = {page.obj.objgen for page in pdf.pages}
            dead = 0
            for page in pdf.pages:
                links = [a for a in page.obj.Annots if a.Subtype == "/Link"]
                assert len(links) == 3
                assert "/URI" in links[0].A
                for link in links[1:]:
                    if "/Dest" in link:
                        assert link.Dest[0].objgen in pages
                    dead += "/Dest" not in link and "/A" not in link
            assert dead
            assert f"links to pages in other parts ({dead})" in part.lost


def test_tags_are_those_of_the_pages(parts: Split) -> None:
    for part in parts.parts:
        with pikepdf.open(part.path) as pdf:
            pages = {page.obj.objgen for page in pdf.pages}
            elements = list(pdf.Root.StructTreeRoot.K[0].K)
            assert len(elements) == 13 * (part.last - part.first + 1)
            assert all(element.Pg.objgen in pages for element in elements)
            assert sum("/Alt" in element for element in elements) == len(pages)
            nums = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
            of_page = dict(zip(nums[::2], nums[1::2], strict=True))
            for page in pdf.pages:
                first = of_page[page.obj.StructParents][0]
                assert first.Pg.objgen == page.obj.objgen
            objects = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary)]
            assert sum(o.get("/Type") == "/Page" for o in objects) == len(pages)


def test_nothing_is_written_if_a_page_alone_is_too_large(
    document: Path, tmp_path: Path
) -> None:
    found = nextgen_pdf.split(document, tmp_path, max_size=0.003)
    assert found.status == "unmended"
    assert "Page 1 alone" in str(found.reason)
    assert not list(tmp_path.iterdir())


def test_what_is_refused_for_other_reasons_has_to_be_fixed_first(
    tmp_path: Path,
) -> None:
    path = tmp_path / "form.pdf"
    path.write_bytes(form().to_bytes())
    found = nextgen_pdf.split(path, tmp_path / "parts", max_size=0.001)
    assert found.status == "unmended"
    assert str(found.reason).startswith("This must be fixed first")


def test_a_small_document_needs_no_parts(document: Path, tmp_path: Path) -> None:
    found = nextgen_pdf.split(document, tmp_path, court="almd")
    assert found.status == "clean"
    with pytest.raises(nextgen_pdf.UsageError, match="--max-size"):
        nextgen_pdf.split(document, tmp_path)


def test_parts_are_not_written_over(document: Path, parts: Split) -> None:
    folder = Path(parts.parts[0].path).parent
    with pytest.raises(nextgen_pdf.UsageError, match="--force"):
        nextgen_pdf.split(document, folder, max_size=MEGABYTES)
    found = nextgen_pdf.split(document, folder, max_size=MEGABYTES, force=True)
    assert found.status == "fixed"
