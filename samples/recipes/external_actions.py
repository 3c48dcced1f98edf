"""Samples for the rule ``external-actions``."""

from __future__ import annotations

from rawpdf import RawPdf

LAUNCH = "<< /S /Launch /F (letter.docx) >>"


def _opening(action: str) -> bytes:
    """A document that does something when it is opened."""
    pdf = RawPdf(catalog={"OpenAction": action})
    pdf.page()
    return pdf.to_bytes()


def _link(action: str) -> bytes:
    """A document with a link on page 2."""
    pdf = RawPdf()
    pdf.page()
    pdf.page(Annots=f"[<< /Subtype /Link /Rect [72 700 200 720] /A {action} >>]")
    return pdf.to_bytes()


def _bookmark(action: str) -> bytes:
    """A document with a bookmark, in a compressed object."""
    pdf = RawPdf()
    pdf.page()
    item = pdf.add(f"<< /Title (Exhibit A) /A {action} >>")
    pdf.catalog["Outlines"] = pdf.add(f"<< /First {item} /Last {item} /Count 1 >>")
    return pdf.to_packed_bytes()


def fail_link_to_a_word_document() -> bytes:
    """A link that launches Word, as word processors write it for a local file."""
    return _link(LAUNCH)


def fail_starts_a_program() -> bytes:
    """A program of Windows that starts when the file is opened, with its parameters."""
    return _opening(r"<< /S /Launch /Win << /F (notepad.exe) /P (notes.txt) >> >>")


def fail_after_a_web_link() -> bytes:
    """A link that opens a web page and then a file."""
    web = "/S /URI /URI (https://www.uscourts.gov/)"
    return _link(f"<< {web} /Next [<< /S /L#61unch /F << /UF (letter.docx) >> >>] >>")


def fail_sends_data() -> bytes:
    """A link that sends what was filled in to an address."""
    target = "<< /FS /URL /F (https://example.org/collect) >>"
    return _link(f"<< /S /SubmitForm /F {target} /Flags 4 >>")


def fail_takes_in_data() -> bytes:
    """A link that fills in what is in another file."""
    return _link("<< /S /ImportData /F (answers.fdf) >>")


def fail_bookmark_to_another_pdf() -> bytes:
    """A bookmark that leads to a page of another PDF."""
    return _bookmark("<< /S /GoToR /F (exhibits.pdf) /D [0 /Fit] >>")


def fail_link_to_an_attachment() -> bytes:
    """A link that leads to a page of an attached PDF, which is not there."""
    return _link("<< /S /GoToE /D [0 /Fit] /T << /R /C /N (exhibit.pdf) >> >>")


def fail_article_in_another_pdf() -> bytes:
    """A link to an article of another PDF."""
    return _link("<< /S /Thread /F (journal.pdf) /D 0 >>")


def fail_link_to_a_drive() -> bytes:
    """A link to a file on somebody's computer."""
    return _link("<< /S /URI /URI (file:///C:/Cases/Exhibit%20A.pdf) >>")


def fail_opens_a_web_page() -> bytes:
    """A web page that is opened together with the file."""
    return _opening("<< /S /URI /URI (https://www.uscourts.gov/) >>")


def fail_prints_itself() -> bytes:
    """A document that is printed when page 1 is opened."""
    pdf = RawPdf()
    pdf.page(AA="<< /O << /S /Named /N /Print >> >>")
    return pdf.to_bytes()


def fail_does_what_nobody_knows() -> bytes:
    """A bookmark with an action of no known kind."""
    return _bookmark("<< /S /TakeMeThere /Where (Exhibit A) >>")


def fail_left_in_an_earlier_revision() -> bytes:
    """A program that started once; an update took it out, and it is still in the file."""
    pdf = RawPdf(catalog={"OpenAction": LAUNCH})
    pdf.page()
    first = pdf.to_bytes()
    del pdf.catalog["OpenAction"]
    return pdf.updated(first, 1)


def pass_links_to_the_net() -> bytes:
    """Links to web pages and to a mailbox, and one without a scheme."""
    pdf = RawPdf()
    links = [
        f"<< /Subtype /Link /Rect [72 700 200 720] /A << /S /URI /URI ({uri}) >> >>"
        for uri in (
            "https://www.uscourts.gov/file:///C:/",
            "HTTP://example.org",
            "mailto:clerk@example.org",
            "www.uscourts.gov",
        )
    ]
    pdf.page(Annots=f"[{' '.join(links)}]")
    return pdf.to_bytes()


def pass_stays_inside() -> bytes:
    """Bookmarks, buttons and articles that lead to another place in the document."""
    pdf = RawPdf()
    page = pdf.page()
    actions = [
        f"<< /S /GoTo /D [{page} /Fit] >>",
        "<< /S /Named /N /NextPage >>",
        "<< /S /Named /N /Print >>",
        "<< /S /Thread /D 0 >>",
        "<< /S /SetOCGState /State [] >>",
        "<< /S /Hide /T (note) >>",
    ]
    links = [
        f"<< /Subtype /Link /Rect [72 700 200 720] /A {action} >>" for action in actions
    ]
    pdf.page(Annots=f"[{' '.join(links)}]")
    pdf.catalog["OpenAction"] = actions[0]
    return pdf.to_bytes()


def pass_only_the_words() -> bytes:
    """The words stand in a title, a note, a link and a structure type."""
    pdf = RawPdf(
        catalog={
            "StructTreeRoot": "<< /K [<< /S /Launch /P 1 0 R >>]"
            " /RoleMap << /Launch /P >> >>"
        }
    )
    note = "<< /Subtype /Text /Rect [72 700 90 720] /F 4 /Contents (/S /Launch /F) >>"
    link = (
        "<< /Subtype /Link /Rect [72 600 200 620]"
        " /A << /S /URI /URI (https://example.org/?go=file:///C:/) >> >>"
    )
    pdf.page("% /S /Launch /F (a)\n0 0 m", Annots=f"[{note} {link}]")
    pdf.trailer["Info"] = pdf.add("<< /Title (On /Launch and /SubmitForm) >>")
    return pdf.to_bytes()
