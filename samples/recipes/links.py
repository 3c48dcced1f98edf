"""Samples for the rule ``links``, for a court that does not want links to the net."""

from __future__ import annotations

from rawpdf import RawPdf


def _link(action: str, top: int = 720) -> str:
    return f"<< /Subtype /Link /Rect [72 {top - 20} 300 {top}] /A {action} >>"


def _to(address: str) -> str:
    return f"<< /S /URI /URI ({address}) >>"


def some_courts_web_page() -> bytes:
    """A link to a web page on page 2."""
    pdf = RawPdf()
    pdf.page()
    pdf.page(Annots=f"[{_link(_to('https://www.uscourts.gov/'))}]")
    return pdf.to_bytes()


def some_courts_mail() -> bytes:
    """A link that writes an e-mail."""
    pdf = RawPdf()
    pdf.page(Annots=f"[{_link(_to('mailto:clerk@example.org'))}]")
    return pdf.to_packed_bytes()


def some_courts_bookmark() -> bytes:
    """A bookmark that leads to a web page."""
    pdf = RawPdf()
    pdf.page()
    item = pdf.add(f"<< /Title (Exhibit A) /A {_to('http://example.org/a.pdf')} >>")
    pdf.catalog["Outlines"] = pdf.add(f"<< /First {item} /Last {item} /Count 1 >>")
    return pdf.to_bytes()


def some_courts_on_every_page() -> bytes:
    """Four addresses on three pages, of the web and a mailbox, one without a scheme."""
    pdf = RawPdf()
    addresses = ["www.uscourts.gov", "https://example.org/a", "https://example.org/b"]
    for address in addresses:
        mail = _link(_to("mailto:clerk@example.org"), 600)
        pdf.page(Annots=f"[{_link(_to(address))} {mail}]")
    return pdf.to_bytes()


def pass_inside_the_document() -> bytes:
    """Links to another page, and a button for the next one."""
    pdf = RawPdf()
    page = pdf.page()
    inside = f"<< /Subtype /Link /Rect [72 500 300 520] /Dest [{page} /Fit] >>"
    links = [
        _link(f"<< /S /GoTo /D [{page} /Fit] >>"),
        _link("<< /S /Named /N /NextPage >>", 600),
        inside,
    ]
    pdf.page(Annots=f"[{' '.join(links)}]")
    return pdf.to_bytes()


def pass_only_the_words() -> bytes:
    """Addresses stand in a title, in a note, and as the base of links."""
    pdf = RawPdf(catalog={"URI": "<< /Base (https://example.org/) >>"})
    note = "<< /Subtype /Text /Rect [72 700 90 720] /Contents (/URI https://a.org) >>"
    pdf.page(Annots=f"[{note}]")
    pdf.trailer["Info"] = pdf.add("<< /Title (On https://www.uscourts.gov/) >>")
    return pdf.to_bytes()
