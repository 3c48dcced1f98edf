"""How to make a PDF of a file that is something else."""

from __future__ import annotations

from nextgen_pdf.facts import FileKind

_NOT_BY_NAME = " Renaming a file does not make it a PDF."
HOW_TO_MAKE_A_PDF: dict[FileKind, str] = {
    "picture": (
        "Open the picture, print it to PDF on Letter paper, and file that PDF. On Windows,"
        " use Photos and the printer Microsoft Print to PDF; on a Mac, Preview."
        + _NOT_BY_NAME
    ),
    "text": (
        "Open the file in the program that made it, and save it as PDF there. In Word:"
        " File, Save As, PDF." + _NOT_BY_NAME
    ),
    "web-page": (
        "Open the file in a web browser. If it shows the document, print it to PDF. If it"
        " shows a sign-in page or an error, download the PDF again."
    ),
    "email": (
        "Open the email in your mail program, and print it to PDF. Save the files attached"
        " to it separately, and make a PDF of each."
    ),
    "archive": "Unpack the file, and check the PDFs inside it one by one.",
    "print-file": (
        "Print the document again, to a printer that makes a PDF: Microsoft Print to PDF,"
        " Adobe PDF, or Save as PDF on a Mac." + _NOT_BY_NAME
    ),
    "form-data": (
        "These are only the answers. Open the form itself in Acrobat, import the answers,"
        " print the form to PDF, and file that copy."
    ),
    "recording": (
        "A recording cannot become a PDF. Ask the clerk's office how to file it."
    ),
}
"""By what the file is. What is not here is made anew from the original document."""
