"""The fields of a form, with a widget or without one."""

from __future__ import annotations

from facts import facts
from rawpdf import RawPdf


def test_fields_that_have_their_type_from_above() -> None:
    pdf = RawPdf()
    pdf.catalog["AcroForm"] = (
        "<< /Fields [<< /T (debtor) /FT /Tx /Kids [<< /T (name) >> << /T (address)"
        " /Kids [<< /T (city) >>] >>] >>] >>"
    )
    form = facts(pdf).form
    assert form is not None
    assert {(field.name, field.kind) for field in form.fields} == {
        ("debtor.name", "field"),
        ("debtor.address.city", "field"),
    }


def test_a_widget_below_a_field_is_told_once() -> None:
    pdf = RawPdf()
    widget = pdf.add("<< /Subtype /Widget /Rect [0 0 9 9] /Parent 9 0 R >>")
    pdf.add(f"<< /T (name) /FT /Tx /Kids [{widget}] >>", 9)
    pdf.page(Annots=f"[{widget}]")
    pdf.catalog["AcroForm"] = "<< /Fields [9 0 R] >>"
    form = facts(pdf).form
    assert form is not None
    assert [(field.name, field.location.page) for field in form.fields] == [("name", 1)]


def test_pages_that_are_made_when_it_is_opened_need_no_form() -> None:
    pdf = RawPdf()
    pdf.catalog["NeedsRendering"] = "true"
    form = facts(pdf).form
    assert form is not None
    assert form.needs_rendering


def test_without_a_form() -> None:
    assert facts(RawPdf()).form is None
