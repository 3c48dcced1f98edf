"""Samples for the rule ``javascript``."""

from __future__ import annotations

from rawpdf import RawPdf

SCRIPT = "<< /S /JavaScript /JS (app.alert\\(1\\);) >>"


def fail_open_action() -> bytes:
    """A script that runs when the file is opened."""
    pdf = RawPdf(catalog={"OpenAction": SCRIPT})
    pdf.page()
    return pdf.to_bytes()


def fail_document_script() -> bytes:
    """A script in the names of the document, in a compressed object."""
    pdf = RawPdf()
    pdf.page()
    action = pdf.add(SCRIPT)
    pdf.catalog["Names"] = f"<< /JavaScript << /Names [(start) {action}] >> >>"
    return pdf.to_packed_bytes()


def fail_chained_after_a_jump() -> bytes:
    """A script behind an innocent jump, its name written with an escape."""
    pdf = RawPdf()
    page = pdf.page()
    script = pdf.add("<< /S /J#61vaScript /JS <6170702e616c65727428293b> >>")
    pdf.catalog["OpenAction"] = f"<< /S /GoTo /D [{page} /Fit] /Next [{script}] >>"
    return pdf.to_bytes()


def fail_link() -> bytes:
    """A link on page 2 that runs a script."""
    pdf = RawPdf()
    pdf.page()
    script = pdf.add(SCRIPT)
    link = pdf.add(f"<< /Subtype /Link /Rect [72 700 200 720] /A {script} >>")
    pdf.page(Annots=f"[{link}]")
    return pdf.to_bytes()


def fail_bookmark_with_script_address() -> bytes:
    """A bookmark whose web address is a script."""
    pdf = RawPdf()
    pdf.page()
    item = pdf.add(
        "<< /Title (Exhibit A) /A << /S /URI /URI (  JavaScript%3aapp.alert\\(1\\)) >> >>"
    )
    outlines = pdf.add(f"<< /Type /Outlines /First {item} /Last {item} /Count 1 >>")
    pdf.catalog["Outlines"] = outlines
    return pdf.to_bytes()


def pass_opens_at_a_page() -> bytes:
    """An open action that only sets the first view, as LaTeX writes it."""
    pdf = RawPdf()
    page = pdf.page()
    pdf.catalog["OpenAction"] = f"<< /S /GoTo /D [{page} /Fit] >>"
    return pdf.to_bytes()


def pass_only_the_words() -> bytes:
    """The words stand in a title, a comment, a link and a structure type."""
    pdf = RawPdf(
        catalog={
            "StructTreeRoot": "<< /K [<< /S /JavaScript /P 1 0 R >>]"
            " /RoleMap << /JavaScript /P >> >>"
        }
    )
    link = pdf.add(
        "<< /Subtype /Link /Rect [72 700 200 720] /Contents (/S /JavaScript /JS \\(x\\))"
        " /A << /S /URI /URI (https://example.org/?q=javascript:alert) >> >>"
    )
    pdf.page("% /S /JavaScript /JS (app.alert)\n0 0 m", Annots=f"[{link}]")
    pdf.trailer["Info"] = pdf.add("<< /Title (On /JavaScript and /OpenAction) >>")
    return pdf.to_bytes()


def pass_empty_names() -> bytes:
    """A name tree for scripts without a script in it."""
    pdf = RawPdf(catalog={"Names": "<< /JavaScript << /Names [] >> >>", "AA": "<< >>"})
    pdf.page()
    return pdf.to_bytes()
