"""The spot on a page where something is."""

from __future__ import annotations

import pytest

from facts import facts
from nextgen_pdf import Area, Location, check
from nextgen_pdf.findings import MAX_AREAS
from nextgen_pdf.readers import READERS
from rawpdf import RawPdf

LINK = "/Subtype /Link /A << /S /URI /URI (https://example.org) >>"
SCRIPT = "/Subtype /Link /A << /S /JavaScript /JS (run) >>"


def linked(rect: str, body: str = LINK) -> RawPdf:
    pdf = RawPdf()
    pdf.page()
    pdf.page(Annots=f"[null {pdf.add(f'<< {body} {rect} >>')}]")
    return pdf


@pytest.mark.parametrize(
    ("rect", "areas"),
    [
        ("/Rect [72 60 300 74]", (Area(2, (72, 60, 300, 74)),)),
        ("/Rect [300 74 72 60]", (Area(2, (72, 60, 300, 74)),)),  # any two corners
        ("/Rect [0 0 0 0]", ()),
        ("/Rect [1 2 3]", ()),
        ("/Rect [/a /b /c /d]", ()),
        (f"/Rect [0 0 {'9' * 15} 9]", ()),
        (f"/Rect [0 0 {'9' * 12}.5 9]", ()),
        ("", ()),
    ],
)
@pytest.mark.parametrize("reader", READERS)
def test_the_spot_is_that_of_the_annotation(
    rect: str, areas: tuple[Area, ...], reader: str
) -> None:
    report = check(
        linked(rect, SCRIPT).to_bytes(), select=["javascript"], reader=reader
    )
    (finding,) = report.findings
    assert finding.location.page == 2
    assert finding.location.areas == areas


def test_what_is_on_no_page_and_what_is_no_annotation_has_no_spot() -> None:
    pdf = RawPdf()
    pdf.page(AA="<< /O << /S /JavaScript /JS (run) >> >>")
    pdf.catalog["OpenAction"] = "<< /S /JavaScript /JS (run) >>"
    assert [script.location.areas for script in facts(pdf).scripts] == [(), ()]


def test_a_field_has_the_spot_of_its_widget() -> None:
    pdf = RawPdf()
    widget = pdf.add("<< /Subtype /Widget /Rect [9 8 7 6] /FT /Tx /T (name) >>")
    pdf.page(Annots=f"[{widget}]")
    pdf.catalog["AcroForm"] = f"<< /Fields [{widget}] >>"
    form = facts(pdf).form
    assert form is not None
    assert [field.location.areas for field in form.fields] == [(Area(1, (7, 6, 9, 8)),)]


def test_joined_locations_keep_the_spots_of_all_up_to_a_bound() -> None:
    one, two = Area(1, (0, 0, 1, 1)), Area(2, (0, 0, 1, 1))
    joined = Location.joined(
        [Location(page=2, areas=(two,)), Location(page=1, areas=(one,))]
    )
    assert joined.areas == (two, one)
    many = [Location(page=n, areas=(Area(n, (0, 0, 1, 1)),)) for n in range(1, 500)]
    assert len(Location.joined(many).areas) == MAX_AREAS
