"""Section 1: scripts, by what carries them and by where the action sits."""

from __future__ import annotations

import zlib

from places.builders import (
    FORM,
    JS,
    RECT,
    annotation,
    catalog,
    link,
    opens,
    page,
    together,
    xobject,
)
from places.cases import Build, Case, Way, cases, prove
from rawpdf import RawPdf

OPEN = "error javascript/open-action"


def script_stream(data: bytes, **entries: str) -> Build:
    return lambda pdf: opens(f"<< /S /JavaScript /JS {pdf.stream(data, **entries)} >>")(
        pdf
    )


def xfa(*packets: str | bytes, **entries: str) -> Build:
    """A designed form of these packets; a single one is no array."""

    def build(pdf: RawPdf) -> None:
        streams = [pdf.stream(packet, **entries) for packet in packets]
        value = streams[0]
        if len(streams) > 1:
            named = (f"(p{n}) {stream}" for n, stream in enumerate(streams))
            value = f"[{' '.join(named)}]"
        pdf.catalog["AcroForm"] = f"<< /Fields [] /XFA {value} >>"

    return build


def field_script(event: str, script: str) -> str:
    return (
        '<template xmlns="http://www.xfa.org/schema/xfa-template/3.0/"><subform><field>'
        f"<{event}>{script}</{event}></field></subform></template>"
    )


IN_XFA = "error javascript/xfa, error forms/xfa"
NO_SCRIPT_IN_XFA = "error forms/xfa"


def rich_media(inner: str) -> Build:
    return annotation("RichMedia", inner)


def requirement(pdf: RawPdf) -> None:
    pdf.catalog["Names"] = f"<< /JavaScript << /Names [(a) {JS}] >> >>"
    handler = "<< /Type /ReqHandler /S /JS /Script (a) >>"
    pdf.catalog["Requirements"] = f"[<< /S /EnableJavaScripts /RH {handler} >>]"


def attached_pdf(pdf: RawPdf) -> None:
    inner = RawPdf(catalog={"OpenAction": JS})
    inner.page()
    stream = pdf.stream(
        inner.to_bytes(), Type="/EmbeddedFile", Subtype="/application#2Fpdf"
    )
    specification = f"<< /Type /Filespec /F (a.pdf) /EF << /F {stream} >> >>"
    pdf.catalog["Names"] = f"<< /EmbeddedFiles << /Names [(a) {specification}] >> >>"


def attached_fdf(pdf: RawPdf) -> None:
    data = b"%FDF-1.2\n1 0 obj << /FDF << /JavaScript << /Before (app.alert) >> >> >>\nendobj\n"
    stream = pdf.stream(data, Type="/EmbeddedFile")
    specification = f"<< /Type /Filespec /F (a.fdf) /EF << /F {stream} >> >>"
    pdf.catalog["Names"] = f"<< /EmbeddedFiles << /Names [(a) {specification}] >> >>"


FDF = (
    b"%FDF-1.2\n1 0 obj\n<< /FDF << /JavaScript << /Doc [(a) (app.alert\\(1\\))] >> >> >>\n"
    b"endobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
)

CARRIERS = [
    Case("js-literal", opens(JS), OPEN),
    Case("js-hex", opens("<< /S /JavaScript /JS <6170702e616c657274> >>"), OPEN),
    Case("js-utf-16", opens("<< /S /JavaScript /JS <FEFF006100700070> >>"), OPEN),
    Case("js-utf-8", opens("<< /S /JavaScript /JS (\\357\\273\\277app) >>"), OPEN),
    Case("js-octal", opens("<< /S /JavaScript /JS (\\141\\160\\160) >>"), OPEN),
    Case("js-empty", opens("<< /S /JavaScript /JS () >>"), OPEN),
    Case("js-null", opens("<< /S /JavaScript /JS null >>"), "report javascript"),
    Case("js-number", opens("<< /S /JavaScript /JS 7 >>"), "report javascript"),
    Case("js-array", opens("<< /S /JavaScript /JS [(app) (.alert)] >>"), "report javascript"),
    Case("js-stream-filters", script_stream(zlib.compress(b"x").hex().encode() + b">", Filter="[/ASCIIHexDecode /FlateDecode]"), OPEN),
    Case("js-stream-broken", script_stream(b"not compressed", Filter="/FlateDecode"), "error javascript/open-action, maybe malformed"),
    Case("js-stream-empty", script_stream(b""), OPEN),
    Case("js-reference-to-string", lambda pdf: opens(f"<< /S /JavaScript /JS {pdf.add('(app)')} >>")(pdf), OPEN),
    Case("js-reference-chain", lambda pdf: opens(f"<< /S /JavaScript /JS {pdf.add(pdf.add('(app)'))} >>")(pdf), "error javascript/open-action, maybe malformed"),
    Case("js-reference-dangling", opens("<< /S /JavaScript /JS 99 0 R >>"), "report javascript"),
    Case("js-type-is-wrong", opens("<< /Type /Annot /S /JavaScript /JS (x) >>"), OPEN),
    Case("rendition-string", annotation("Screen", "/A << /S /Rendition /OP 0 /JS (x) >>"), "error javascript/rendition, error multimedia", 2),
    Case("rendition-stream", annotation("Screen", "/A << /S /Rendition /JS @JSTEXT >>"), "error javascript/rendition, error multimedia", 2),
    Case("rendition-on-opening", opens("<< /S /Rendition /JS (x) >>"), "error javascript, error multimedia/rendition"),
    Case("rendition-at-the-end-of-a-chain", opens("<< /S /GoTo /D [3 0 R /Fit] /Next [<< /S /Rendition /JS (x) >>] >>"), "error javascript, error multimedia/rendition"),
    Case("3d-through-reference", lambda pdf: annotation("3D", f"/3DD << /Type /3DRef /3DD {pdf.stream('U3D', Type='/3D', Subtype='/U3D', OnInstantiate=pdf.stream('x'))} >>")(pdf), "error javascript/artwork, warning multimedia/artwork", 2),
    Case("3d-packed-script", lambda pdf: annotation("3D", f"/3DD {pdf.stream('PRC', Type='/3D', Subtype='/PRC', OnInstantiate=pdf.stream(zlib.compress(b'x'), Filter='/FlateDecode'))}")(pdf), "error javascript/artwork, warning multimedia/artwork", 2),
    Case("3d-without-script", lambda pdf: annotation("3D", f"/3DD {pdf.stream('U3D', Type='/3D', Subtype='/U3D')}")(pdf), "warning multimedia/artwork", 2),
    Case("rich-media-script", rich_media("/RichMediaSettings << /Activation << /Scripts [@FILE] >> >> /RichMediaContent << /Configurations [] >>"), "error javascript/rich-media, error multimedia/rich-media, report attachments", 2),
    Case("rich-media-script-alone", rich_media("/RichMediaSettings << /Activation << /Scripts @FILE >> >>"), "error javascript/rich-media, error multimedia/rich-media, report attachments", 2),
    Case("rich-media-no-scripts", rich_media("/RichMediaSettings << /Activation << /Scripts [] >> >>"), "error multimedia/rich-media", 2),
    Case("rich-media-command", link("<< /S /RichMediaExecute /CMD << /C (play) /A [(x)] >> >>"), "error multimedia, maybe javascript", 2),
    Case("flash-instance", rich_media("/RichMediaContent << /Configurations [<< /Subtype /Flash /Instances [<< /Subtype /Flash /Asset @FILE >>] >>] >>"), "error multimedia/rich-media, report attachments, maybe javascript", 2),
    Case("xfa-event", xfa(field_script("event activity='click'", "<script contentType='application/x-javascript'>x</script>").replace("</event activity='click'>", "</event>")), IN_XFA),
    Case("xfa-calculate", xfa(field_script("calculate", "<script>Sum(a)</script>")), IN_XFA),
    Case("xfa-validate", xfa(field_script("validate", "<script\ncontentType='application/x-javascript'\n>x</script >")), IN_XFA),
    Case("xfa-variables", xfa(field_script("variables", "<script name='s'>x</script>")), IN_XFA),
    Case("xfa-prefixed", xfa("<t:template xmlns:t='x'><t:script>x</t:script></t:template>"), IN_XFA),
    Case("xfa-big-endian", xfa("\ufeff<template><script>x</script></template>".encode("utf-16-be")), IN_XFA),
    Case("xfa-little-endian", xfa("\ufeff<template><script>x</script></template>".encode("utf-16-le")), IN_XFA),
    Case("xfa-utf-8-mark", xfa(b"\xef\xbb\xbf<template><script>x</script></template>"), IN_XFA),
    Case("xfa-compressed", xfa(zlib.compress(b"<template><script>x</script></template>"), Filter="/FlateDecode"), IN_XFA),
    Case("xfa-straddling", xfa("<template><field><event><s", "cript>x</scri", "pt></event></field></template>"), IN_XFA),
    Case("xfa-comment-closed-before", xfa("<template><!-- no script", "--><script>x</script></template>"), IN_XFA),
    Case("xfa-comment-across-packets", xfa("<template><!-- <scr", "ipt>x</script> --></template>"), NO_SCRIPT_IN_XFA),
    Case("xfa-packet-is-null", lambda pdf: pdf.catalog.update(AcroForm=f"<< /Fields [] /XFA [(a) null (template) {pdf.stream('<template><script>x</script></template>')}] >>"), IN_XFA),
    Case("xfa-array-in-its-own-object", lambda pdf: pdf.catalog.update(AcroForm=f"<< /XFA {pdf.add('[(t) ' + pdf.stream('<template><script>x</script></template>') + ']')} >>"), IN_XFA),
    Case("xfa-word-in-a-value", xfa("<datasets><data><a>&lt;script></a><b script='1'/></data></datasets>"), NO_SCRIPT_IN_XFA),
    Case("uri-upper-case", link("<< /S /URI /URI (JAVASCRIPT:alert\\(1\\)) >>"), "error javascript/uri", 2),
    Case("uri-blanks-inside", link("<< /S /URI /URI (\\r\\n java\\tscr\\nipt :x) >>"), "report javascript", 2),
    Case("uri-control-characters", link("<< /S /URI /URI (\\001java\\000script:x) >>"), "report javascript", 2),
    Case("uri-escapes", link("<< /S /URI /URI (%6A%61vascript%3ax) >>"), "error javascript/uri", 2),
    Case("uri-on-a-bookmark", lambda pdf: outline(pdf, "<< /S /URI /URI (javascript:x) >>"), "error javascript"),
    Case("uri-on-opening", opens("<< /S /URI /URI (javascript:x) >>"), "error javascript/uri, maybe external-actions"),
    Case("uri-in-an-array", link("[<< /S /URI /URI (javascript:x) >>]"), "report javascript", 2),
    Case("base-disguised", catalog(URI="<< /Base ( Java\\tScript:x) >>"), "warning javascript/uri-base"),
    Case("base-of-web", catalog(URI="<< /Base (https://www.uscourts.gov/) >>")),
    Case("pa-script", annotation("Link", "/Dest [3 0 R /Fit] /PA << /S /URI /URI (javascript:x) >>"), "report javascript", 2),
    Case("pa-web", annotation("Link", "/Dest [3 0 R /Fit] /PA << /S /URI /URI (http://x.test) >>")),
    Case("fdf-attached", attached_fdf, "error attachments/name-tree"),
    Case("fdf-imported", link("<< /S /ImportData /F (a.fdf) >>"), "error external-actions/import-data", 2),
    Case("fdf-renamed", FDF, "error malformed/not-pdf, unchecked, maybe pdf-version"),
    Case("requirement-with-script", requirement, "error javascript/document-script, maybe javascript/requirement"),
    Case("requirement-script-missing", catalog(Requirements="[<< /S /EnableJavaScripts /RH << /S /JS /Script (a) >> >>]"), "report javascript"),
    Case("requirement-alone", catalog(Requirements="[<< /Type /Requirement /S /EnableJavaScripts >>]"), "warning javascript/requirement"),
    Case("requirement-handler-for-nothing", catalog(Requirements="[<< /S /EnableJavaScripts /RH [<< /S /NoOp >>] >>]"), "warning javascript/requirement"),
    Case("requirement-not-in-an-array", catalog(Requirements="<< /S /EnableJavaScripts >>"), "warning javascript/requirement"),
    Case("requirement-of-something-else", catalog(Requirements="[<< /S /OCInteract >> << /S /AcroFormInteract >>]")),
    Case("attached-pdf", attached_pdf, "error attachments/name-tree"),
    Case("postscript-xobject", xobject({"Type": "/XObject", "Subtype": "/PS"}, "showpage"), "warning external-content/postscript"),
    Case("postscript-form", xobject(FORM | {"Subtype2": "/PS", "PS": "@STREAM"}), "warning external-content/postscript"),
]  # fmt: skip


@cases(CARRIERS)
def test_what_carries_a_script(case: Case, way: Way) -> None:
    prove(case, way)


def outline(pdf: RawPdf, action: str = JS, **entries: str) -> None:
    """A bookmark under a closed one, with an action."""
    more = " ".join(f"/{key} {value}" for key, value in entries.items())
    inner = pdf.add(f"<< /Title (b) /A {action} {more} >>")
    outer = pdf.add(f"<< /Title (a) /First {inner} /Last {inner} /Count -1 >>")
    pdf.catalog["Outlines"] = pdf.add(
        f"<< /Type /Outlines /First {outer} /Last {outer} /Count 1 >>"
    )


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
    Case("cue-point", rich_media(f"/RichMediaContent << /Configurations [<< /Instances [<< /Params << /CuePoints [<< /Subtype /Event /A {JS} >>] >> >>] >>] >>"), "error javascript, error multimedia/rich-media", 2),
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
    Case("annotation-not-in-an-array", page(Annots=f"<< /Subtype /Link {RECT} /A {JS} >>"), "error javascript/annotation, maybe malformed/page-tree", 2),
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
def test_where_an_action_sits(case: Case, way: Way) -> None:
    prove(case, way)


ACTIONS = {
    "GoTo": "/D [3 0 R /Fit]",
    "GoToR": "/F (a.pdf) /D [0 /Fit]",
    "GoToE": "/D [0 /Fit] /T << /R /C /N (a) >>",
    "GoToDp": "/Dp << /Type /DPart >>",
    "Launch": "/F (a.pdf)",
    "Thread": "/D 0",
    "URI": "/URI (http://x.test)",
    "Sound": "/Sound @SOUND",
    "Movie": "/T (a)",
    "Hide": "/T (a)",
    "Named": "/N /NextPage",
    "SubmitForm": "/F (http://x.test)",
    "ResetForm": "",
    "ImportData": "/F (a.fdf)",
    "SetOCGState": "/State []",
    "Rendition": "/OP 1",
    "Trans": "/Trans << >>",
    "GoTo3DView": "/V 0",
    "JavaScript": "/JS (x)",
    "RichMediaExecute": "/CMD << /C (x) >>",
    "NOP": "",
    "SetState": "/T (a) /AS /On",
}
"""The action types, each with what it needs."""

HOLDERS: dict[str, Build] = {
    **{
        f"Action{name}/Next": link(f"<< /S /{name} {keys} /Next ACTION >>")
        for name, keys in ACTIONS.items()
    },
    **{f"AddActionCatalog/{key}": catalog(AA=f"<< /{key} ACTION >>") for key in ("WC", "DC", "WS", "DS", "WP", "DP")},
    **{f"AddActionFormField/{key}": catalog(AcroForm=f"<< /Fields [<< /T (a) /FT /Tx /AA << /{key} ACTION >> >>] >>") for key in "KFVC"},
    **{f"AddActionPageObject/{key}": page(AA=f"<< /{key} ACTION >>") for key in "OC"},
    **{f"AddActionScreenAnnotation/{key}": annotation("Screen", f"/AA << /{key} ACTION >>") for key in "E X D U PO PC PV PI".split()},
    **{f"AddActionWidgetAnnotation/{key}": annotation("Widget", f"/FT /Tx /AA << /{key} ACTION >>") for key in EVENTS},
    "AnnotLink/A": link("ACTION"),
    "AnnotLink/PA": annotation("Link", "/PA ACTION"),
    "AnnotScreen/A": annotation("Screen", "/A ACTION"),
    "AnnotScreen/AA": annotation("Screen", "/AA << /E ACTION >>"),
    "AnnotWidget/A": annotation("Widget", "/FT /Btn /A ACTION"),
    "AnnotWidget/AA": annotation("Widget", "/FT /Btn /AA << /U ACTION >>"),
    "ArrayOfActions/*": link("<< /S /GoTo /D (a) /Next [<< /S /NOP >> ACTION] >>"),
    "Catalog/OpenAction": opens("ACTION"),
    "DestsMap/*": catalog(Dests="<< /a ACTION >>"),
    **{
        f"Field{kind}/AA": catalog(AcroForm=f"<< /Fields [<< /T (a) /FT /{kind} /AA << /V ACTION >> >>] >>")
        for kind in ("Tx", "Btn", "Ch", "Sig")
    },
    "Field/AA": catalog(AcroForm="<< /Fields [<< /T (a) /AA << /V ACTION >> /Kids [<< /T (b) /FT /Tx >>] >>] >>"),
    "Name/Dests": catalog(Names="<< /Dests << /Names [(a) ACTION] >> >>"),
    "Name/JavaScript": catalog(Names="<< /JavaScript << /Names [(a) ACTION] >> >>"),
    "NavNode/NA": page(PresSteps="<< /NA ACTION >>"),
    "NavNode/PA": page(PresSteps="<< /PA ACTION >>"),
    "OutlineItem/A": catalog(Outlines="<< /First << /Title (a) /A ACTION >> >>"),
    "RichMediaCuePoint/A": annotation("RichMedia", "/RichMediaContent << /Configurations [<< /Instances [<< /Params << /CuePoints [<< /A ACTION >>] >> >>] >>] >>"),
    "ActionHide/T": link("<< /S /Hide /T << /Subtype /Link /A ACTION >> >>"),
}  # fmt: skip
"""Every key of the appendix that can hold an action; ACTION stands for it."""


def holding(build: Build, action: str) -> Build:
    """A document with an action at the place that ``ACTION`` marks."""

    def put(pdf: RawPdf) -> None:
        build(pdf)
        pdf.catalog = {k: v.replace("ACTION", action) for k, v in pdf.catalog.items()}
        marked = action.encode()
        for number, body in pdf.objects.items():
            pdf.objects[number] = body.replace(b"ACTION", marked)

    return put


KEYS = [
    *[Case(f"script-at-{key}", holding(build, JS), "error javascript, *") for key, build in HOLDERS.items()],
    *[Case(f"launch-at-{key}", holding(build, "<< /S /Launch /F (x.exe) >>"), "error external-actions/launch, *") for key, build in HOLDERS.items()],
]  # fmt: skip


@cases(KEYS)
def test_every_key_that_can_hold_an_action(case: Case, way: Way) -> None:
    prove(case, way)


TABLES = [CARRIERS, POSITIONS, ANNOTATIONS, REACHED, NOT_SCRIPTS, KEYS]
