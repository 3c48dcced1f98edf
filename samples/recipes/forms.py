"""Samples for the rule ``forms``."""

from __future__ import annotations

from rawpdf import RawPdf

WIDGET = "/Type /Annot /Subtype /Widget /Rect [72 700 300 720]"
PUSH_BUTTON = 1 << 16
READ_ONLY = 1


def _form(*fields: str) -> bytes:
    """A document with these fields, each a widget on page 2."""
    pdf = RawPdf()
    pdf.page()
    refs = " ".join(pdf.add(f"<< {WIDGET} {field} >>") for field in fields)
    pdf.page(Annots=f"[{refs}]")
    pdf.catalog["AcroForm"] = f"<< /Fields [{refs}] >>"
    return pdf.to_bytes()


def fail_text_fields() -> bytes:
    """Two boxes for text, one of them filled in and hidden."""
    return _form("/FT /Tx /T (Debtor 1)", "/FT /Tx /T (Case number) /V (26-1) /F 2")


def fail_check_box_that_inherits() -> bytes:
    """A check box whose kind is only said by the field above it, in compressed objects."""
    pdf = RawPdf()
    field = pdf.add("null")
    box = pdf.add(f"<< {WIDGET} /Parent {field} /T (yes) /AS /Off >>")
    above = f"<< /FT /Btn /T (Chapter 7) /Kids [{box}] >>"
    pdf.add(above, int(field.split()[0]))
    pdf.page(Annots=f"[{box}]")
    pdf.catalog["AcroForm"] = f"<< /Fields [{field}] >>"
    return pdf.to_packed_bytes()


def fail_field_without_a_box() -> bytes:
    """A field that is on no page."""
    pdf = RawPdf(catalog={"AcroForm": "<< /Fields [<< /FT /Tx /T (Fee) >>] >>"})
    pdf.page()
    return pdf.to_bytes()


def fail_push_button() -> bytes:
    """A button that does nothing when it is pressed."""
    return _form(f"/FT /Btn /Ff {PUSH_BUTTON} /T (Print)")


def fail_box_without_a_form() -> bytes:
    """A box that was left on the page when the form was taken out."""
    pdf = RawPdf()
    pdf.page(Annots=f"[<< {WIDGET} >>]")
    return pdf.to_bytes()


def fail_designed_form() -> bytes:
    """A form of Adobe's form designer, without scripts, in two pieces."""
    pdf = RawPdf()
    pdf.page()
    head = pdf.stream('<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><template><subf')
    tail = pdf.stream('orm><field name="a"/></subform></template></xdp:xdp>')
    packets = f"[(preamble) {head} (postamble) {tail}]"
    pdf.catalog["AcroForm"] = f"<< /Fields [] /XFA {packets} >>"
    return pdf.to_bytes()


def fail_pages_made_on_opening() -> bytes:
    """A form whose pages are only made when it is opened."""
    pdf = RawPdf(catalog={"AcroForm": "<< /Fields [] >>", "NeedsRendering": "true"})
    pdf.page()
    return pdf.to_bytes()


def fail_read_only() -> bytes:
    """A box that is locked, as some programs flatten: a caution."""
    return _form(f"/FT /Tx /T (Debtor 1) /V (Jane Roe) /Ff {READ_ONLY}")


def fail_to_be_signed() -> bytes:
    """A box for a digital signature: a caution."""
    return _form("/FT /Sig /T (Signature)")


def fail_signed() -> bytes:
    """A digital signature: a caution."""
    signature = (
        "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached"
        " /ByteRange [0 0 0 0] /Contents <00> >>"
    )
    return _form(f"/FT /Sig /T (Signature) /V {signature}")


def pass_empty_form() -> bytes:
    """What flattening leaves behind: a form without fields."""
    pdf = RawPdf(
        catalog={
            "AcroForm": "<< /Fields [] /DR << /Font << >> >> /DA (/Helv 0 Tf 0 g)"
            " /NeedAppearances true >>"
        }
    )
    pdf.page()
    return pdf.to_bytes()


def pass_flattened() -> bytes:
    """Fields that became a part of the page: their boxes are painted on it."""
    pdf = RawPdf()
    box = {"Type": "/XObject", "Subtype": "/Form", "BBox": "[0 0 228 20]"}
    filled = pdf.stream("/Tx BMC 1 1 226 18 re S EMC", **box)
    pdf.page(
        "q 1 0 0 1 72 700 cm /Fm0 Do Q q 1 0 0 1 72 660 cm /Fm0 Do Q",
        Resources=f"<< /XObject << /Fm0 {filled} >> >>",
    )
    return pdf.to_bytes()


def pass_flattened_by_an_update() -> bytes:
    """A field that an update took out; it is still in the earlier part of the file."""
    pdf = RawPdf()
    field = pdf.add(f"<< {WIDGET} /FT /Tx /T (Debtor 1) >>")
    page = int(pdf.page(Annots=f"[{field}]").split()[0])
    pdf.catalog["AcroForm"] = f"<< /Fields [{field}] >>"
    first = pdf.to_bytes()
    del pdf.catalog["AcroForm"]
    pdf.add(pdf.objects[page].replace(f"/Annots [{field}]".encode(), b""), page)
    return pdf.updated(first, 1, page)


def pass_only_the_words() -> bytes:
    """The words stand in a title and a note, and a link has a field's key."""
    pdf = RawPdf()
    note = "<< /Subtype /Text /Rect [72 700 90 720] /Contents (/Subtype /Widget) >>"
    link = "<< /Subtype /Link /Rect [72 600 200 620] /FT /Tx /Dest [0 /Fit] >>"
    pdf.page(Annots=f"[{note} {link}]")
    pdf.trailer["Info"] = pdf.add("<< /Title (On /AcroForm and /XFA) >>")
    return pdf.to_bytes()
