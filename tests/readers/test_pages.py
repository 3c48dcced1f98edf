"""The boxes of pages, however they are given."""

from __future__ import annotations

import pytest

from facts import facts
from nextgen_pdf import Page
from rawpdf import RawPdf


def page(**entries: str) -> Page:
    pdf = RawPdf()
    pdf.page(**entries)
    (only,) = facts(pdf).pages
    return only


@pytest.mark.parametrize(
    ("entries", "size"),
    [
        ({}, (612, 792)),
        ({"MediaBox": "[612 792 0 0]"}, (612, 792)),
        ({"MediaBox": "[0 792 612 0]"}, (612, 792)),
        ({"MediaBox": "[-10 -20.5 100 200]"}, (110, 220.5)),
        ({"UserUnit": "2"}, (1224, 1584)),
        ({"UserUnit": "-2"}, (612, 792)),
        ({"UserUnit": "(x)"}, (612, 792)),
        ({"CropBox": "[10 10 110 210]"}, (100, 200)),
        ({"CropBox": "[-50 -50 5000 5000]"}, (612, 792)),
        ({"CropBox": "[1 2 3]"}, (612, 792)),
        ({"CropBox": "[10 10 10 10]"}, (612, 792)),
        ({"TrimBox": "[10 10 20 20]"}, (612, 792)),
        ({"Rotate": "90"}, (612, 792)),
    ],
)
def test_size(entries: dict[str, str], size: tuple[float, float]) -> None:
    assert page(**entries).size == size


@pytest.mark.parametrize(
    "box", ["", "[0 0 612]", "[0 0 (a) 792]", "[0 0 0 792]", "null", "(x)"]
)
def test_no_usable_box(box: str) -> None:
    boxless = page(MediaBox=box)
    assert [boxless.media_box, boxless.size] == [None, None]


def test_indirect_values() -> None:
    pdf = RawPdf()
    width = pdf.add("500")
    pdf.page(MediaBox=pdf.add(f"[0 0 {width} 600]"), UserUnit=pdf.add("1.5"))
    assert facts(pdf).pages[0].size == (750, 900)


def test_inherited_from_far_above() -> None:
    pdf = RawPdf(tree={"MediaBox": "[0 0 100 200]", "Rotate": "270"})
    leaf = max(pdf.objects) + 2
    node = pdf.add(
        f"<< /Type /Pages /Parent 2 0 R /Kids [{leaf} 0 R] /Count 1 /CropBox [0 0 50 60] >>"
    )
    pdf.add(f"<< /Type /Page /Parent {node} >>")
    pdf.pages.append(int(node.split()[0]))
    (only,) = facts(pdf).pages
    assert only.media_box == (0.0, 0.0, 100.0, 200.0)
    assert only.size == (50.0, 60.0)
    assert only.rotate == 270
    assert only.number == 1


def test_a_crop_box_beside_the_page() -> None:
    assert page(CropBox="[1000 1000 1100 1100]").size == (612, 792)
