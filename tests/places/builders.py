"""Ways to put something into a document, which all tables share."""

from __future__ import annotations

from collections.abc import Callable

from places.cases import Build
from rawpdf import RawPdf

JS = "<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
LAUNCH = "<< /S /Launch /F (C:/tool.exe) >>"
FORM = {"Type": "/XObject", "Subtype": "/Form", "BBox": "[0 0 9 9]"}
RECT = "/Rect [72 72 144 90]"


def with_objects(text: str, pdf: RawPdf) -> str:
    """Syntax in which @FILE stands for an embedded file, and so on."""
    for word, make in MADE.items():
        while word in text:
            text = text.replace(word, make(pdf), 1)
    return text


def embedded_file(pdf: RawPdf) -> str:
    """A file specification with a file inside."""
    stream = pdf.stream("exhibit", Type="/EmbeddedFile")
    return f"<< /Type /Filespec /F (a.txt) /EF << /F {stream} >> >>"


MADE: dict[str, Callable[[RawPdf], str]] = {
    "@FILE": embedded_file,
    "@JSREF": lambda pdf: pdf.add(JS),
    "@JSTEXT": lambda pdf: pdf.stream("app.alert(1)"),
    "@SOUND": lambda pdf: pdf.stream("\x80\x80", Type="/Sound", R="8000"),
    "@STREAM": lambda pdf: pdf.stream("0 0 m"),
}


def catalog(**entries: str) -> Build:
    """Entries of the catalog."""

    def build(pdf: RawPdf) -> None:
        for key, value in entries.items():
            pdf.catalog[key] = with_objects(value, pdf)

    return build


def page(content: str | None = "0 0 m", **entries: str) -> Build:
    """A second page with these entries."""

    def build(pdf: RawPdf) -> None:
        pdf.page()
        pdf.page(content, **{k: with_objects(v, pdf) for k, v in entries.items()})

    return build


def annotation(subtype: str, entries: str = "") -> Build:
    """An annotation, in an object of its own, on a second page."""

    def build(pdf: RawPdf) -> None:
        body = with_objects(entries, pdf)
        item = pdf.add(f"<< /Type /Annot /Subtype /{subtype} {RECT} {body} >>")
        pdf.page()
        pdf.page(Annots=f"[{item}]")

    return build


def link(action: str) -> Build:
    """A link with an action."""
    return annotation("Link", f"/A {action}")


def opens(action: str) -> Build:
    """An action that is done when the document is opened."""
    return catalog(OpenAction=action)


def xobject(entries: dict[str, str], data: str = "0 0 m") -> Build:
    """An XObject that the second page paints."""

    def build(pdf: RawPdf) -> None:
        made = {key: with_objects(value, pdf) for key, value in entries.items()}
        ref = pdf.stream(data, **made)
        pdf.page()
        pdf.page("/X Do", Resources=f"<< /XObject << /X {ref} >> >>")

    return build


def together(*builds: Build) -> Build:
    """One thing after the other."""

    def build(pdf: RawPdf) -> None:
        for one in builds:
            one(pdf)

    return build


def outline(pdf: RawPdf, action: str = JS, **entries: str) -> None:
    """A bookmark under a closed one, with an action."""
    more = " ".join(f"/{key} {value}" for key, value in entries.items())
    inner = pdf.add(f"<< /Title (b) /A {action} {more} >>")
    outer = pdf.add(f"<< /Title (a) /First {inner} /Last {inner} /Count -1 >>")
    pdf.catalog["Outlines"] = pdf.add(
        f"<< /Type /Outlines /First {outer} /Last {outer} /Count 1 >>"
    )
