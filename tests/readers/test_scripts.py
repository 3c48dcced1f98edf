"""Scripts are found in every place where one can be, and only there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from facts import facts
from nextgen_pdf import Script
from rawpdf import RawPdf

JS = "<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
Build = Callable[[RawPdf], None]


def catalog(key: str, value: str) -> Build:
    return lambda pdf: pdf.catalog.update({key: value})


def on_page(**entries: str) -> Build:
    def build(pdf: RawPdf) -> None:
        pdf.page()
        pdf.page(**entries)

    return build


def annotation(body: str) -> Build:
    def build(pdf: RawPdf) -> None:
        pdf.page()
        pdf.page(Annots=f"[{pdf.add(f'<< /Rect [0 0 9 9] {body} >>')}]")

    return build


def indirect_annotation(body: str) -> Build:
    """As ``annotation``, with the array and the action in objects of their own."""

    def build(pdf: RawPdf) -> None:
        action = pdf.add(JS)
        item = pdf.add(f"<< /Rect [0 0 9 9] {body.replace('JS', action)} >>")
        pdf.page()
        pdf.page(Annots=pdf.add(f"[{item}]"))

    return build


def outline(pdf: RawPdf) -> None:
    third = pdf.add(f"<< /Title (c) /A {JS} >>")
    second = pdf.add(f"<< /Title (b) /Next {third} >>")
    first = pdf.add(f"<< /Title (a) /First {second} /Last {third} /Count -2 >>")
    pdf.catalog["Outlines"] = f"<< /First {first} /Last {first} >>"


def parent_field(pdf: RawPdf) -> None:
    kid = max(pdf.objects) + 2
    field = pdf.add(f"<< /T (total) /FT /Tx /AA << /C {JS} >> /Kids [{kid} 0 R] >>")
    widget = pdf.add(f"<< /Subtype /Widget /Rect [0 0 9 9] /Parent {field} >>")
    assert widget == f"{kid} 0 R"
    pdf.catalog["AcroForm"] = f"<< /Fields [{field}] /CO [{field}] >>"
    pdf.page(Annots=f"[{widget}]")


def chained(pdf: RawPdf) -> None:
    last = pdf.add(JS)
    middle = pdf.add(f"<< /S /Named /N /NextPage /Next [{last}] >>")
    pdf.catalog["OpenAction"] = f"<< /S /GoTo /D [3 0 R /Fit] /Next {middle} >>"


def looping_chain(pdf: RawPdf) -> None:
    number = max(pdf.objects) + 1
    pdf.add(f"<< /S /JavaScript /JS (x) /Next {number} 0 R >>")
    pdf.catalog["OpenAction"] = f"{number} 0 R"


def script_stream(pdf: RawPdf) -> None:
    text = pdf.stream("app.alert(1)")
    pdf.catalog["OpenAction"] = f"<< /S /JavaScript /JS {text} >>"


def deep_name_tree(pdf: RawPdf) -> None:
    node = pdf.add(f"<< /Limits [(a) (a)] /Names [(a) {JS}] >>")
    for _ in range(50):
        node = pdf.add(f"<< /Kids [{node}] >>")
    pdf.catalog["Names"] = pdf.add(f"<< /JavaScript {node} >>")


def template_page(pdf: RawPdf) -> None:
    page = pdf.add(f"<< /Type /Template /AA << /O {JS} >> >>")
    pdf.catalog["Names"] = f"<< /Templates << /Names [(t) {page}] >> >>"


def artwork(pdf: RawPdf) -> None:
    script = pdf.stream("runtime.setTimer()")
    model = pdf.stream("U3D", Type="/3D", Subtype="/U3D", OnInstantiate=script)
    pdf.page(Annots=f"[<< /Subtype /3D /Rect [0 0 9 9] /3DD {model} >>]")


def xfa_array(pdf: RawPdf) -> None:
    # the tag is cut in two by the packets
    parts = [
        pdf.stream("<template><field><scr"),
        pdf.stream("ipt>1+1</script></field>"),
    ]
    packets = " ".join(f"(p{n}) {part}" for n, part in enumerate(parts))
    pdf.catalog["AcroForm"] = f"<< /Fields [] /XFA [{packets}] >>"


def xfa_utf16(pdf: RawPdf) -> None:
    packet = pdf.stream("<x:script contentType='a'>".encode("utf-16"))
    pdf.catalog["AcroForm"] = pdf.add(f"<< /Fields [] /XFA {packet} >>")


PLACES: list[tuple[str, Build, str, int | None]] = [
    ("open action", catalog("OpenAction", JS), "open-action", None),
    ("open action without text", catalog("OpenAction", "<< /S /JavaScript >>"), "open-action", None),
    ("hex and UTF-16", catalog("OpenAction", "<< /S /JavaScript /JS <FEFF0061> >>"), "open-action", None),
    ("escaped names", catalog("Open#41ction", "<< /#53 /Java#53cript /J#53 (x) >>"), "open-action", None),
    ("script in a stream", script_stream, "open-action", None),
    ("at the end of a chain", chained, "open-action", None),
    ("in a chain that loops", looping_chain, "open-action", None),
    ("document will close", catalog("AA", f"<< /WC {JS} >>"), "document-event", None),
    ("document close, as the model has it", catalog("AA", f"<< /DC {JS} >>"), "document-event", None),
    ("document will print", catalog("AA", f"<< /WP {JS} >>"), "document-event", None),
    ("no such event", catalog("AA", f"<< /ZZ {JS} >>"), "unknown-event", None),
    ("name tree", catalog("Names", f"<< /JavaScript << /Names [(a) {JS}] >> >>"), "document-script", None),
    ("deep name tree", deep_name_tree, "document-script", None),
    ("named destination", catalog("Dests", f"<< /a {JS} >>"), "elsewhere", None),
    ("page opens", on_page(AA=f"<< /O {JS} >>"), "page-event", 2),
    ("presentation step", on_page(PresSteps=f"<< /NA << /S /GoTo >> /Next << /PA {JS} >> >>"), "page-event", 2),
    ("template page", template_page, "page-event", None),
    ("link", annotation(f"/Subtype /Link /A {JS}"), "annotation", 2),
    ("link, indirect", indirect_annotation("/Subtype /Link /A JS"), "annotation", 2),
    ("stamp", annotation(f"/Subtype /Stamp /A {JS}"), "annotation", 2),
    ("event of a screen", annotation(f"/Subtype /Screen /AA << /PO {JS} >>"), "annotation", 2),
    ("web address with a script", annotation("/Subtype /Link /A << /S /URI /URI (javascript:x) >>"), "uri", 2),
    ("the same, disguised", annotation("/Subtype /Link /A << /S /URI /URI ( J\\tava%53cript%3Ax) >>"), "uri", 2),
    ("the same, beside a destination", annotation("/Subtype /Link /PA << /S /URI /URI <4a6176615363726970743a> >>"), "uri", 2),
    ("base of addresses", catalog("URI", "<< /Base (javascript:x) >>"), "uri-base", None),
    ("widget", annotation(f"/Subtype /Widget /FT /Tx /AA << /K {JS} >>"), "field-event", 2),
    ("widget, indirect", indirect_annotation("/Subtype /Widget /FT /Btn /A JS"), "field-event", 2),
    ("field above its widget", parent_field, "field-event", 1),
    ("bookmark", outline, "bookmark", None),
    ("rendition", annotation("/Subtype /Screen /A << /S /Rendition /JS (x) /OP 0 >>"), "rendition", 2),
    ("3D model", artwork, "artwork", 1),
    ("rich media", annotation("/Subtype /RichMedia /RichMediaSettings << /Activation << /Scripts [(a.js)] >> >>"), "rich-media", 2),
    ("form designer", xfa_array, "xfa", None),
    ("form designer, UTF-16", xfa_utf16, "xfa", None),
    ("requirement", catalog("Requirements", "[<< /S /EnableJavaScripts >>]"), "requirement", None),
    ("private data", catalog("PieceInfo", f"<< /App << /Private << /Run {JS} >> >> >>"), "private-data", None),
    ("an unknown key", catalog("Whatever", f"[ 1 [ {JS} ] ]"), "elsewhere", None),
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
    document = facts(pdf.to_packed_bytes() if packed else pdf.to_bytes())
    (script,) = document.scripts
    assert script.place == place
    assert script.location.page == page
    assert script.location.path


SILENT: list[tuple[str, Build]] = [
    ("jump on opening", catalog("OpenAction", "<< /S /GoTo /D [3 0 R /Fit] >>")),
    ("destination on opening", catalog("OpenAction", "[3 0 R /Fit]")),
    ("empty name tree", catalog("Names", "<< /JavaScript << /Names [] >> >>")),
    ("empty events", catalog("AA", "<< >>")),
    ("structure type of that name", catalog("StructTreeRoot", "<< /K << /S /JavaScript >> >>")),
    ("name in another case", catalog("OpenAction", "<< /S /javascript /JS 3 0 R >>")),
    ("resource called JS", on_page(Resources="<< /Font << /JS << /Type /Font /Subtype /Type3 >> >> >>")),
    ("layer called JS", on_page(Resources="<< /Properties << /JS << /Type /OCG /Name (JS) >> >> >>")),
    ("words in a title", catalog("X", "(/S /JavaScript /JS \\(app.alert\\))")),
    ("words in a web address", annotation("/Subtype /Link /A << /S /URI /URI (http://x/?javascript:1) >>")),
    ("words in a note", annotation("/Subtype /Text /Contents (<< /S /JavaScript /JS (x) >>)")),
    ("relative address", annotation("/Subtype /Link /A << /S /URI /URI (a/javascript.html) >>")),
    ("attributes of a structure element", catalog("StructTreeRoot", "<< /K << /S /P /A << /O /Layout >> >> >>")),
]  # fmt: skip


@pytest.mark.parametrize("build", [s[1] for s in SILENT], ids=[s[0] for s in SILENT])
def test_is_silent(build: Build) -> None:
    pdf = RawPdf()
    build(pdf)
    assert list(facts(pdf).scripts) == []


def test_an_image_called_js_is_no_script() -> None:
    pdf = RawPdf()
    image = pdf.stream(" ", Type="/XObject", Subtype="/Image", Width="1", Height="1")
    pdf.page(Resources=f"<< /XObject << /JS {image} >> >>")
    assert not facts(pdf).scripts


@pytest.mark.parametrize(
    "packet",
    [
        "<template/>",
        "<!-- <script>x</script> -->",
        "<![CDATA[<script>]]>",
        "&lt;script>",
        "<scripts/>",
    ],
)
def test_a_designed_form_without_script(packet: str) -> None:
    pdf = RawPdf(catalog={})
    pdf.catalog["AcroForm"] = f"<< /XFA {pdf.stream(packet)} >>"
    assert not facts(pdf).scripts


def test_many_alike_are_counted_and_their_pages_named() -> None:
    pdf = RawPdf()
    for _ in range(3):
        links = [f"<< /Subtype /Link /Rect [0 0 9 9] /A {JS} >>" for _ in range(100)]
        pdf.page(Annots="[" + " ".join(pdf.add(link) for link in links) + "]")
    scripts: list[Script] = list(facts(pdf).scripts)
    assert sum(script.alike for script in scripts) == 300
    assert len(scripts) < 300
    pages = {p for s in scripts for p in (s.location.pages or (s.location.page,))}
    assert pages == {1, 2, 3}


def test_many_alike_do_not_hide_another_kind() -> None:
    pdf = RawPdf()
    decoys = [f"<< /Type /StructElem /S /JavaScript /N {n} >>" for n in range(400)]
    pdf.catalog["StructTreeRoot"] = f"<< /K [{' '.join(map(pdf.add, decoys))}] >>"
    pdf.catalog["OpenAction"] = pdf.add("<< /S /JavaScript >>")
    (script,) = facts(pdf).scripts
    assert script.place == "open-action"
