"""Samples for the rule ``attachments``."""

from __future__ import annotations

from rawpdf import RawPdf


def _file(pdf: RawPdf, name: str = "exhibit.txt") -> str:
    data = pdf.stream("Exhibit A", Type="/EmbeddedFile")
    return pdf.add(
        f"<< /Type /Filespec /F ({name}) /UF ({name}) /EF << /F {data} >> >>"
    )


def fail_list_of_attachments() -> bytes:
    """Two files in the list of attachments."""
    pdf = RawPdf()
    pdf.page()
    first, second = _file(pdf), _file(pdf, "exhibit b.docx")
    names = f"[(a) {first} (b) {second}]"
    pdf.catalog["Names"] = f"<< /EmbeddedFiles << /Kids [<< /Names {names} >>] >> >>"
    return pdf.to_bytes()


def fail_paper_clip() -> bytes:
    """A file behind a paper clip on page 2, hidden."""
    pdf = RawPdf()
    pdf.page()
    kind = "/Subtype /FileAttachment /Rect [72 700 90 720] /F 2"
    clip = pdf.add(f"<< {kind} /FS {_file(pdf)} >>")
    pdf.page(Annots=f"[{clip}]")
    return pdf.to_packed_bytes()


def fail_associated_file() -> bytes:
    """The source of the document, as PDF/A-3 carries it."""
    pdf = RawPdf()
    pdf.page()
    pdf.catalog["AF"] = f"[{_file(pdf, 'invoice.xml')}]"
    return pdf.to_bytes()


def fail_portfolio() -> bytes:
    """A portfolio: a folder of files in one file."""
    pdf = RawPdf(catalog={"Collection": "<< /Type /Collection /View /T >>"})
    pdf.page()
    pdf.catalog["Names"] = f"<< /EmbeddedFiles << /Names [(a) {_file(pdf)}] >> >>"
    return pdf.to_bytes()


def pass_empty_list() -> bytes:
    """A list of attachments without one; the viewer is told to show it."""
    pdf = RawPdf(
        catalog={
            "Names": "<< /EmbeddedFiles << /Names [] >> >>",
            "PageMode": "/UseAttachments",
        }
    )
    pdf.page()
    return pdf.to_bytes()


def pass_only_the_keys() -> bytes:
    """The keys stand where they mean something else."""
    pdf = RawPdf()
    rights = pdf.add("<< /Type /TransformParams /V /2.2 /EF [/Create /Delete] >>")
    pdf.catalog["Perms"] = f"<< /Reader {rights} >>"
    pdf.page(Resources=f"<< /XObject << /EmbeddedFile {_empty_form(pdf)} >> >>")
    return pdf.to_bytes()


def _empty_form(pdf: RawPdf) -> str:
    return pdf.stream("", Type="/XObject", Subtype="/Form", BBox="[0 0 1 1]")
