"""Section 2: where a script can sit, and what only looks like one."""

from __future__ import annotations

from places.builders import (
    FORM,
    JS,
    RECT,
    annotation,
    catalog,
    link,
    opens,
    outline,
    page,
    together,
)
from places.cases import Build, Case, cases, prove
from rawpdf import RawPdf

OPEN = "error javascript/open-action"


def looping_outline(pdf: RawPdf) -> None:
    number = max(pdf.objects) + 1
    pdf.add(f"<< /Title (a) /Next {number + 1} 0 R /First {number} 0 R >>")
    pdf.add(f"<< /Title (b) /Next {number} 0 R /Parent {number + 1} 0 R /A {JS} >>")
    pdf.catalog["Outlines"] = f"<< /First {number} 0 R /Last {number + 1} 0 R >>"


def name_tree(tree: str) -> Build:
    return catalog(Names=f"<< /JavaScript {tree} >>")


def looping_name_tree(pdf: RawPdf) -> None:
    number = max(pdf.objects) + 1
    pdf.add(f"<< /Kids [{number} 0 R << /Names [(a) {JS}] >>] >>")
    pdf.catalog["Names"] = f"<< /JavaScript {number} 0 R >>"


def last_of_many_pages(pdf: RawPdf) -> None:
    for _ in range(20):
        pdf.page()
    pdf.page(AA=f"<< /C {JS} >>")


def node_of_the_page_tree(pdf: RawPdf) -> None:
    """An event in a node above the page: not inheritable, but it is there."""
    pdf.page()
    pdf.tree["AA"] = f"<< /O {JS} >>"


def chain(*links: str) -> Build:
    """A jump on opening, and what comes next; ``NEXT`` stands for the link after."""

    def build(pdf: RawPdf) -> None:
        following = pdf.add(JS)
        for step in reversed(links):
            following = pdf.add(step.replace("NEXT", following))
        pdf.catalog["OpenAction"] = following

    return build


def fan(pdf: RawPdf) -> None:
    """Sixteen times two ways to the same place, which are 65,536 paths."""
    last = pdf.add(f"<< /S /GoTo /D (x) /Next {JS} >>")
    for _ in range(16):
        last = pdf.add(f"<< /S /GoTo /D (x) /Next [{last} {last}] >>")
    pdf.catalog["OpenAction"] = last


def template(pdf: RawPdf, key: str = "Templates") -> None:
    note = pdf.add(f"<< /Type /Annot /Subtype /Link {RECT} /A {JS} >>")
    hidden = pdf.add(f"<< /Type /Template /MediaBox [0 0 612 792] /Annots [{note}] >>")
    pdf.catalog["Names"] = f"<< /{key} << /Names [(t) {hidden}] >> >>"


def steps(pdf: RawPdf) -> None:
    number = max(pdf.objects) + 1
    pdf.add(f"<< /Type /NavNode /NA << /S /GoTo /D (x) >> /Next {number + 1} 0 R >>")
    pdf.add(f"<< /Type /NavNode /PA {JS} /Prev {number} 0 R /Next {number} 0 R >>")
    pdf.page(PresSteps=f"{number} 0 R")


def kid_field(event: str, at: str) -> Build:
    """A field below another, with an event on one of the two."""

    def build(pdf: RawPdf) -> None:
        kid = max(pdf.objects) + 2
        script = f"/AA << /{event} {JS} >>"
        on_parent, on_kid = (script, "") if at == "parent" else ("", script)
        parent = pdf.add(f"<< /T (a) /FT /Tx {on_parent} /Kids [{kid} 0 R] >>")
        pdf.add(f"<< /Type /Annot /Subtype /Widget {RECT} /Parent {parent} {on_kid} >>")
        pdf.catalog["AcroForm"] = f"<< /Fields [{parent}] >>"
        pdf.page(Annots=f"[{kid} 0 R]")

    return build


FIELD_EVENT = "error javascript/field-event, error forms"

POSITIONS = [
    Case("open-action-reference-chain", lambda pdf: opens(pdf.add(pdf.add(JS)))(pdf), "report javascript, maybe malformed"),
    Case("open-action-in-an-array", opens(f"[{JS}]"), "report javascript"),
    *[Case(f"document-event-{key}", catalog(AA=f"<< /{key} {JS} >>"), "error javascript/document-event") for key in ("WC", "DC", "WS", "DS", "WP", "DP")],
    Case("document-event-of-a-page", catalog(AA=f"<< /O {JS} >>"), "report javascript"),
    Case("document-event-in-an-array", catalog(AA=f"<< /WC [{JS}] >>"), "report javascript"),
    Case("unknown-event-on-a-page", page(AA=f"<< /Q {JS} >>"), "warning javascript/unknown-event", 2),
    Case("unknown-event-on-a-field", annotation("Widget", f"/FT /Tx /AA << /Q {JS} >>"), "warning javascript/unknown-event, error forms", 2),
    Case("names-both-kids-and-names", name_tree(f"<< /Kids [<< /Names [] >>] /Names [(a) {JS}] >>"), "error javascript/document-script"),
    Case("names-both-names-and-kids", name_tree(f"<< /Names [] /Kids [<< /Names [(a) {JS}] >>] >>"), "error javascript/document-script"),
    Case("names-limits-wrong", name_tree(f"<< /Kids [<< /Limits [(x) (y)] /Names [(a) {JS}] >>] >>"), "error javascript/document-script"),
    Case("names-kids-null", name_tree(f"<< /Kids [null 7 << /Names [(a) {JS}] >>] >>"), "error javascript/document-script"),
    Case("names-without-key", name_tree(f"<< /Names [{JS}] >>"), "error javascript"),
    Case("names-key-is-a-name", name_tree(f"<< /Names [/a {JS}] >>"), "error javascript/document-script"),
    Case("names-kids-is-no-array", name_tree(f"<< /Kids << /Names [(a) {JS}] >> >>"), "error javascript"),
    Case("names-in-an-array", name_tree(f"[(a) {JS}]"), "error javascript"),
    Case("names-value-reference", name_tree("<< /Names [(a) @JSREF] >>"), "error javascript/document-script"),
    Case("names-value-is-text", name_tree("<< /Names [(a) (app.alert)] >>")),
    Case("names-looping", looping_name_tree, "error javascript/document-script"),
    Case("destinations-in-names", catalog(Names=f"<< /Dests << /Names [(a) {JS}] >> >>"), "error javascript"),
    Case("destinations-in-names-to-a-file", catalog(Names="<< /Dests << /Names [(a) << /S /GoToR /F (b.pdf) /D (x) >>] >> >>"), "warning external-actions/remote-file"),
    Case("destinations-to-a-file", catalog(Dests="<< /a << /S /GoToE /F (b.pdf) /T << /R /C >> >> >>"), "warning external-actions/embedded-file"),
    Case("destinations-plain", catalog(Dests="<< /a [3 0 R /Fit] /b << /D [3 0 R /Fit] >> /c << /S /GoTo /D [3 0 R /Fit] >> >>")),
    Case("page-event-close", page(AA=f"<< /C {JS} >>"), "error javascript/page-event", 2),
    Case("page-event-last-page", last_of_many_pages, "error javascript/page-event", 21),
    Case("page-event-above", node_of_the_page_tree, "report javascript"),
    Case("page-action", page(A=JS), "error javascript", 2),
    Case("template-annotation", template, "error javascript"),
    Case("template-in-names-pages", lambda pdf: template(pdf, "Pages"), "error javascript"),
    Case("presentation-loop", steps, "error javascript/page-event", 1),
    Case("outline-looping", looping_outline, "error javascript/bookmark"),
    Case("outline-with-destination", lambda pdf: outline(pdf, Dest="[3 0 R /Fit]"), "error javascript/bookmark"),
    Case("outline-event", lambda pdf: outline(pdf, "null", AA=f"<< /U {JS} >>"), "error javascript"),
    Case("next-array-reference", chain("<< /S /GoTo /D (x) /Next NEXT >>", "[NEXT]"), OPEN),
    Case("next-nested-arrays", chain("<< /S /GoTo /D (x) /Next [[NEXT]] >>"), OPEN),
    Case("next-after-null", chain("<< /S /GoTo /D (x) /Next [null 7 NEXT] >>"), OPEN),
    Case("next-without-kind", chain("<< /Next NEXT >>"), "error javascript"),
    Case("next-fan", fan, OPEN),
    Case("next-long", chain(*["<< /S /GoTo /D (x) /Next NEXT >>"] * 300), OPEN),
    Case("cue-point", annotation("RichMedia", f"/RichMediaContent << /Configurations [<< /Instances [<< /Params << /CuePoints [<< /Subtype /Event /A {JS} >>] >> >>] >>] >>"), "error javascript, error multimedia/rich-media", 2),
    Case("not-movie-activation", annotation("Movie", "/A << /Mode /Once >> /Movie << /F (a.mov) >>"), "error multimedia/movie, maybe external-content", 2),
    Case("not-structure-attributes", catalog(StructTreeRoot="<< /Type /StructTreeRoot /K << /S /P /A [<< /O /Layout /S /JavaScript >> 0] >> >>")),
    Case("not-target", link("<< /S /GoToE /T << /R /C /N (a) /P 0 /A (JavaScript) >> >>"), "report external-actions/embedded-file", 2),
    Case("not-media-criteria", catalog(Names="<< /Renditions << /Names [(a) << /S /MR /MH << /C << /A true /O true >> >> >>] >> >>"), "maybe multimedia"),
]  # fmt: skip

SUBTYPES = (
    "Text Link FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly"
    " StrikeOut Stamp Caret Ink Popup FileAttachment Sound Movie Screen Widget"
    " PrinterMark TrapNet Watermark 3D Redact RichMedia Projection Nonsense"
).split()
EVENTS = "E X D U Fo Bl PO PC PV PI".split()

ANNOTATIONS = [
    *[Case(f"action-on-{name}", annotation(name, f"/A {JS}"), "error javascript, *", 2) for name in SUBTYPES],
    *[Case(f"event-on-{name}", annotation(name, f"/AA << /PO {JS} >>"), "error javascript, *", 2) for name in SUBTYPES],
    *[Case(f"screen-event-{key}", annotation("Screen", f"/AA << /{key} {JS} >>"), "error javascript/annotation, error multimedia/screen", 2) for key in EVENTS],
    *[Case(f"widget-event-{key}", annotation("Widget", f"/FT /Btn /AA << /{key} {JS} >>"), "error javascript/field-event, error forms", 2) for key in EVENTS],
    *[Case(f"field-event-{key}-on-{at}", kid_field(key, at), FIELD_EVENT) for key in "KFVC" for at in ("parent", "kid")],
    Case("annotation-without-subtype", page(Annots=f"[<< {RECT} /A {JS} >>]"), "error javascript", 2),
    Case("annotation-direct-in-indirect-array", lambda pdf: page(Annots=pdf.add(f"[<< /Subtype /Link {RECT} /A {JS} >>]"))(pdf), "error javascript/annotation", 2),
    Case("annotation-not-in-an-array", page(Annots=f"<< /Subtype /Link {RECT} /A {JS} >>"), "error javascript/annotation, maybe malformed/page-tree", 2, as_is=True),
    Case("annotation-between-nulls", page(Annots=f"[null 7 (x) << /Subtype /Link {RECT} /A {JS} >>]"), "error javascript/annotation", 2),
    Case("annotation-action-in-array", annotation("Link", f"/A [{JS}]"), "error javascript", 2),
    Case("annotation-events-in-array", annotation("Screen", f"/AA [<< /E {JS} >>]"), "error javascript, error multimedia/screen", 2),
]  # fmt: skip

HIDDEN = f"<< /Subtype /Link {RECT} /A {JS} >>"
"""An annotation with a script, in no page's list of annotations."""


def only_through(subtype: str, entries: str) -> Build:
    """An annotation that leads to the hidden one."""
    return lambda pdf: annotation(subtype, entries.replace("HIDDEN", pdf.add(HIDDEN)))(
        pdf
    )


REACHED = [
    Case("reached-popup", only_through("Text", "/Popup HIDDEN"), "error javascript"),
    Case("reached-reply", only_through("Text", "/IRT HIDDEN"), "error javascript"),
    Case("reached-popup-parent", only_through("Popup", "/Parent HIDDEN"), "error javascript"),
    Case("reached-field-kids", lambda pdf: catalog(AcroForm=f"<< /Fields [<< /T (a) /Kids [{pdf.add(HIDDEN)}] >>] >>")(pdf), "error javascript, *"),
    Case("reached-fields", lambda pdf: catalog(AcroForm=f"<< /Fields [{pdf.add(HIDDEN)}] >>")(pdf), "error javascript, *"),
    Case("reached-calculation-order", lambda pdf: catalog(AcroForm=f"<< /Fields [] /CO [{pdf.add(HIDDEN)}] >>")(pdf), "error javascript, *"),
    Case("reached-hide", only_through("Link", "/A << /S /Hide /T [HIDDEN] >>"), "error javascript"),
    Case("reached-movie", only_through("Link", "/A << /S /Movie /Annotation HIDDEN >>"), "error javascript, error multimedia"),
    Case("reached-rendition", only_through("Link", "/A << /S /Rendition /AN HIDDEN /OP 0 >>"), "error javascript, error multimedia"),
    Case("reached-3d-view", only_through("Link", "/A << /S /GoTo3DView /TA HIDDEN /V 0 >>"), "error javascript, report multimedia"),
    Case("reached-media-command", only_through("Link", "/A << /S /RichMediaExecute /TA HIDDEN /CMD << /C (x) >> >>"), "error javascript, error multimedia"),
    Case("reached-set-state", only_through("Link", "/A << /S /SetState /T HIDDEN /AS /On >>"), "error javascript"),
    Case("reached-structure", lambda pdf: catalog(StructTreeRoot=f"<< /K << /S /Link /K << /Type /OBJR /Obj {pdf.add(HIDDEN)} >> >> >>")(pdf), "error javascript"),
    Case("reached-markup-of-3d", only_through("Projection", "/ExData << /Type /ExData /Subtype /Markup3D /3DA HIDDEN >>"), "error javascript, maybe multimedia"),
]  # fmt: skip


def metadata(pdf: RawPdf) -> None:
    pdf.trailer["Info"] = pdf.add("<< /Title (JS) /JS (John Smith) /JavaScript (no) >>")


NOT_SCRIPTS = [
    Case("not-role", catalog(StructTreeRoot="<< /Type /StructTreeRoot /RoleMap << /JavaScript /P /JS /P >> /ClassMap << /JS << /O /Layout >> >> /K << /S /JavaScript /K [0] >> >>")),
    Case("not-destination", together(catalog(Dests="<< /JS [3 0 R /Fit] /JavaScript [3 0 R /Fit] >>"), link("<< /S /GoTo /D /JavaScript >>"))),
    Case("not-destination-in-names", catalog(Names="<< /Dests << /Names [(JavaScript) [3 0 R /Fit]] >> >>")),
    Case("not-layer", catalog(OCProperties="<< /OCGs [] /D << /Name (JavaScript) /Order [(JS)] >> >>")),
    Case("not-glyph", page("0 0 m", Resources="<< /Font << /JavaScript << /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /CharProcs << /Script @STREAM /JavaScript @STREAM >> /Encoding << /Differences [0 /Script /JavaScript] >> /FirstChar 0 /LastChar 0 /Widths [1] >> >> >>")),
    Case("not-glyph-js", page("0 0 m", Resources="<< /Font << /F1 << /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /CharProcs << /JS @STREAM >> /Encoding << /Differences [0 /JS] >> /FirstChar 0 /LastChar 0 /Widths [1] >> >> >>")),
    Case("not-colorant", page("0 0 m", Resources="<< /ColorSpace << /C [/DeviceN [/JS /JavaScript] /DeviceCMYK << /FunctionType 4 >> << /Colorants << /JS [/Separation /JS /DeviceGray @STREAM] >> >>] >> >>")),
    Case("not-class", catalog(StructTreeRoot="<< /Type /StructTreeRoot /ClassMap << /JS << /O /Layout >> /JavaScript [<< /O /Layout >>] >> >>")),
    Case("not-metadata-of-the-author", metadata),
    Case("not-appearance-state", lambda pdf: annotation("Stamp", f"/AS /JS /AP << /N << /JS {pdf.stream('0 0 m', **FORM)} >> >>")(pdf)),
    Case("not-optional-content-setting", catalog(OCProperties="<< /OCGs [] /D << /Order [] /AS [<< /Event /View /Category [/JavaScript /JS] /OCGs [] >>] >> >>")),
    Case("not-resources", page("/JS gs", Resources="<< /ExtGState << /JS << /LW 1 >> >> /XObject << /JavaScript @STREAM >> >>")),
    Case("not-lower-case", link("<< /S /javascript /JS (x) >>"), "warning external-actions/unknown", 2),
    Case("not-a-list-of-names", catalog(Names="<< /JavaScript null >>")),
    Case("not-marked-content", page("/JavaScript << /JS (x) /S /JavaScript >> BDC 0 0 m EMC")),
    Case("not-inside-a-string", catalog(Lang="(<< /S /JavaScript /JS \\(x\\) >>)")),
]  # fmt: skip


@cases(POSITIONS, ANNOTATIONS, REACHED, NOT_SCRIPTS)
def test_where_an_action_sits(case: Case, reader: str) -> None:
    prove(case, reader)


TABLES = [POSITIONS, ANNOTATIONS, REACHED, NOT_SCRIPTS]
