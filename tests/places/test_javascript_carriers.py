"""Section 1: what carries a script."""

from __future__ import annotations

import zlib

from places.builders import (
    FORM,
    JS,
    annotation,
    catalog,
    link,
    opens,
    outline,
    xobject,
)
from places.cases import Build, Case, cases, prove
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
def test_what_carries_a_script(case: Case, reader: str) -> None:
    prove(case, reader)


TABLES = [CARRIERS]
