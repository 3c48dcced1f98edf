"""Section 7: fields, by how they are written."""

from __future__ import annotations

from places.builders import FORM, RECT, annotation, catalog, together
from places.cases import Build, Case, cases, prove
from rawpdf import RawPdf

FIELD = "error forms/field"
EMPTY = "info forms/empty-form"
SIGNATURE = (
    "<< /Type /Sig /Filter /Adobe.PPKLite /ByteRange [0 1 2 3] /Contents <00> >>"
)


def form(fields: str, more: str = "") -> Build:
    """A form of these fields, which need no widgets."""
    return catalog(AcroForm=f"<< /Fields {fields} {more} >>")


def field(entries: str, more: str = "") -> Build:
    """A field merged with its widget on page 2."""

    def build(pdf: RawPdf) -> None:
        body = f"<< /Type /Annot /Subtype /Widget {RECT} /T (a) {entries} >>"
        widget = pdf.add(body)
        pdf.catalog["AcroForm"] = f"<< /Fields [{widget}] {more} >>"
        pdf.page()
        pdf.page(Annots=f"[{widget}]")

    return build


def family(*levels: str, fields: str | None = None) -> Build:
    """Fields one under the other; the last is the widget on the page."""

    def build(pdf: RawPdf) -> None:
        first = max(pdf.objects) + 1
        for depth, entries in enumerate(levels):
            number = first + depth
            parent = f"/Parent {number - 1} 0 R" if depth else ""
            kids = f"/Kids [{number + 1} 0 R]" if depth + 1 < len(levels) else ""
            widget = "" if kids else f"/Type /Annot /Subtype /Widget {RECT}"
            pdf.add(f"<< {parent} {kids} {widget} {entries} >>")
        pdf.catalog["AcroForm"] = f"<< /Fields {fields or f'[{first} 0 R]'} >>"
        pdf.page()
        pdf.page(Annots=f"[{first + len(levels) - 1} 0 R]")

    return build


def loop(pdf: RawPdf) -> None:
    number = max(pdf.objects) + 1
    pdf.add(
        f"<< /T (a) /Kids [{number} 0 R {number + 1} 0 R] /Parent {number + 1} 0 R >>"
    )
    pdf.add(f"<< /T (b) /FT /Tx /Parent {number} 0 R >>")
    pdf.catalog["AcroForm"] = f"<< /Fields [{number} 0 R] >>"


def own_kid(pdf: RawPdf) -> None:
    number = max(pdf.objects) + 1
    pdf.add(f"<< /T (a) /FT /Tx /Kids [{number} 0 R] >>")
    pdf.catalog["AcroForm"] = f"<< /Fields [{number} 0 R] >>"


def parent_loop(pdf: RawPdf) -> None:
    """A widget whose parents form a circle and have no type of field."""
    number = max(pdf.objects) + 1
    pdf.add(f"<< /Type /Annot /Subtype /Widget {RECT} /Parent {number + 1} 0 R >>")
    pdf.add(f"<< /T (a) /Parent {number + 1} 0 R >>")
    pdf.page(Annots=f"[{number} 0 R]")


def xfa(value: str) -> Build:
    return lambda pdf: catalog(
        AcroForm=f"<< /Fields [] /XFA {value.replace('HERE', pdf.stream('<template/>'))} >>"
    )(pdf)


def please_wait(pdf: RawPdf) -> None:
    pdf.catalog["AcroForm"] = f"<< /Fields [] /XFA {pdf.stream('<template/>')} >>"
    pdf.catalog["NeedsRendering"] = "true"
    pdf.page("BT ET")


def flattened(pdf: RawPdf) -> None:
    pdf.catalog["AcroForm"] = "<< /Fields [] >>"
    look = pdf.stream("0 0 9 9 re f", **FORM)
    pdf.page("/Fm0 Do", Resources=f"<< /XObject << /Fm0 {look} >> >>")


def very_deep(pdf: RawPdf) -> None:
    """A thousand fields one under the other, none of them on a page."""
    below = pdf.add("<< /T (last) /FT /Tx >>")
    for _ in range(1_100):
        below = pdf.add(f"<< /T (a) /Kids [{below}] >>")
    pdf.catalog["AcroForm"] = f"<< /Fields [{below}] >>"


def deep(pdf: RawPdf) -> None:
    family(*["/T (a)"] * 200, "/FT /Tx")(pdf)


FIELDS = [
    Case("terminal-merged", field("/FT /Tx"), FIELD, 2),
    *[Case(f"terminal-{kind}", field(f"/FT /{kind}"), FIELD, 2) for kind in ("Tx", "Ch", "Btn")],
    Case("terminal-check-box", field("/FT /Btn /AS /Off /AP << /N << /Yes null >> >>"), FIELD, 2),
    Case("terminal-radio-buttons", field("/FT /Btn /Ff 32768"), FIELD, 2),
    Case("terminal-unknown-kind", field("/FT /Zz"), "error forms", 2),
    Case("terminal-no-kind", field(""), "error forms", 2),
    Case("inherited-kind", family("/T (a) /FT /Tx", "/T (b)"), FIELD, 2),
    Case("inherited-kind-from-afar", family("/T (a) /FT /Ch", "/T (b)", "/T (c)", ""), FIELD, 2),
    Case("inherited-value", family("/T (a) /FT /Tx /V (x)", ""), FIELD, 2),
    Case("inherited-deep", deep, FIELD, 2),
    Case("fields-very-deep", very_deep, "error forms"),
    Case("kid-has-kind", family("/T (a)", "/T (b) /FT /Tx"), FIELD, 2),
    Case("kid-not-on-a-page", form("[<< /T (a) /Kids [<< /T (b) /FT /Tx >>] >>]"), FIELD),
    Case("kids-between-nulls", form("[null 7 << /T (a) /FT /Tx /Kids [null (x) << /Subtype /Widget >>] >>]"), "error forms"),
    Case("kids-looping", loop, FIELD),
    Case("kids-itself", own_kid, "error forms"),
    Case("fields-not-in-an-array", form("<< /T (a) /FT /Tx >>"), "error forms"),
    Case("form-in-an-array", catalog(AcroForm="[<< /Fields [<< /T (a) /FT /Tx >>] >>]"), "report forms"),
    Case("fields-nested-arrays", form("[[<< /T (a) /FT /Tx >>]]"), "report forms"),
    Case("widget-in-no-form", annotation("Widget", "/FT /Tx /T (a)"), "error forms", 2),
    Case("widget-bare", annotation("Widget"), "error forms/widget", 2),
    Case("widget-not-listed", together(form("[]"), annotation("Widget", "/FT /Tx /T (a)")), "error forms", 2),
    Case("widget-of-unlisted-parent", family("/T (a) /FT /Tx", "", fields="[]"), "error forms", 2),
    Case("widget-with-looping-parents", parent_loop, "error forms", 1),
    Case("widget-form-is-null", together(catalog(AcroForm="null"), annotation("Widget", "/FT /Tx")), "error forms", 2),
    Case("no-widget", form("[<< /T (a) /FT /Tx >>]"), FIELD),
    Case("no-widget-no-name", form("[<< /FT /Tx >>]"), FIELD),
    Case("no-widget-in-calculation-order", form("[]", "/CO [<< /T (a) /FT /Tx >>]"), "report forms"),
    Case("push-button", field("/FT /Btn /Ff 65536"), "error forms/button", 2),
    Case("push-button-inherited", family("/T (a) /FT /Btn /Ff 65536", ""), "error forms/button", 2),
    Case("push-button-with-action", field("/FT /Btn /Ff 65536 /A << /S /ResetForm >>"), "error forms/button", 2),
    Case("read-only", field("/FT /Tx /Ff 1 /V (a)"), "warning forms/read-only", 2),
    Case("read-only-inherited", family("/T (a) /FT /Tx /Ff 1", ""), "warning forms/read-only", 2),
    Case("read-only-taken-back", family("/T (a) /FT /Tx /Ff 1", "/Ff 0"), FIELD, 2),
    Case("read-only-among-others", form("[<< /T (a) /FT /Tx /Ff 1 >> << /T (b) /FT /Tx >>]"), f"{FIELD}, warning forms/read-only"),
    Case("hidden", field("/FT /Tx /F 2 /V (a)"), FIELD, 2),
    Case("hidden-no-view", field("/FT /Tx /F 32 /V (a)"), FIELD, 2),
    Case("filled-in", field("/FT /Tx /V (John Smith) /AP << /N null >>"), FIELD, 2),
    Case("locked-annotation", field("/FT /Tx /F 128"), "report forms", 2),
]  # fmt: skip

DESIGNED = [
    Case("xfa-stream", xfa("HERE"), "error forms/xfa"),
    Case("xfa-array", xfa("[(template) HERE]"), "error forms/xfa"),
    Case("xfa-with-fields", lambda pdf: form("[<< /T (a) /FT /Tx >>]", f"/XFA {pdf.stream('<template/>')}")(pdf), f"error forms/xfa, {FIELD}"),
    Case("xfa-empty-array", xfa("[]"), "error forms/xfa"),
    Case("xfa-empty-stream", lambda pdf: catalog(AcroForm=f"<< /XFA {pdf.stream('')} >>")(pdf), "error forms/xfa"),
    Case("xfa-no-fields-entry", lambda pdf: catalog(AcroForm=f"<< /XFA {pdf.stream('<template/>')} >>")(pdf), "error forms/xfa"),
    Case("xfa-null", form("[]", "/XFA null"), EMPTY),
    Case("xfa-dangling", form("[]", "/XFA 99 0 R"), EMPTY),
    Case("xfa-please-wait", please_wait, "error forms/xfa"),
    Case("needs-rendering-alone", catalog(NeedsRendering="true"), "warning forms/needs-rendering"),
    Case("needs-rendering-false", catalog(NeedsRendering="false")),
    Case("needs-rendering-no-boolean", catalog(NeedsRendering="(true)")),
]  # fmt: skip

SIGNED = [
    Case("signature-empty", field("/FT /Sig"), "warning forms/signature", 2),
    Case("signature-empty-value-null", field("/FT /Sig /V null"), "warning forms/signature", 2),
    Case("signature-signed", field(f"/FT /Sig /V {SIGNATURE}", "/SigFlags 3"), "warning forms/signed", 2),
    Case("signature-signed-inherited", family(f"/T (a) /FT /Sig /V {SIGNATURE}", ""), "warning forms/signed", 2),
    Case("signature-hidden", field(f"/FT /Sig /F 2 /V {SIGNATURE}"), "warning forms/signed", 2),
    Case("signature-signed-beside-a-field", form(f"[<< /T (a) /FT /Sig /V {SIGNATURE} >> << /T (b) /FT /Tx >>]"), f"{FIELD}, warning forms/signed"),
    Case("signature-signed-beside-an-empty-one", form(f"[<< /T (a) /FT /Sig /V {SIGNATURE} >> << /T (b) /FT /Sig >>]"), "warning forms/signature, warning forms/signed"),
    Case("signature-is-read-only", field(f"/FT /Sig /Ff 1 /V {SIGNATURE}"), "warning forms", 2),
]  # fmt: skip

EMPTY_FORMS = [
    Case("rights-alone", catalog(Perms="<< /UR3 << /Type /Sig /Filter /Adobe.PPKLite >> /DocMDP << /Type /Sig >> >>")),
    Case("signature-flags-alone", form("[]", "/SigFlags 3"), EMPTY),
    Case("empty-fields", form("[]"), EMPTY),
    Case("empty-dictionary", catalog(AcroForm="<< >>"), EMPTY),
    Case("empty-with-leftovers", form("[]", "/DR << /Font << >> >> /DA (/Helv 0 Tf 0 g) /NeedAppearances true"), EMPTY),
    Case("empty-fields-of-nulls", form("[null 99 0 R]"), EMPTY),
    Case("empty-fields-null", form("null"), EMPTY),
    Case("form-is-null", catalog(AcroForm="null")),
    Case("form-is-text", catalog(AcroForm="(a)")),
    Case("flattened", flattened, EMPTY),
    Case("not-a-field-name", catalog(StructTreeRoot="<< /RoleMap << /Widget /P >> /K << /S /Form /A << /O /PrintField /Role /tv >> >> >>")),
    Case("not-a-field-type-elsewhere", annotation("Link", "/FT /Tx /Dest [3 0 R /Fit]")),
]  # fmt: skip


@cases(FIELDS, DESIGNED, SIGNED, EMPTY_FORMS)
def test_is_judged(case: Case, reader: str) -> None:
    prove(case, reader)


TABLES = [FIELDS, DESIGNED, SIGNED, EMPTY_FORMS]
