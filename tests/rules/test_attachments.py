from __future__ import annotations

from typing import get_args

import pytest

from nextgen_pdf import EmbeddedFile
from nextgen_pdf.facts import FilePlace
from nextgen_pdf.testing import codes, document, findings
from nextgen_pdf_rules.attachments import attachments


@pytest.mark.parametrize("place", get_args(FilePlace))
def test_every_place_has_its_code(place: FilePlace) -> None:
    file = EmbeddedFile(name="a.txt", place=place)
    assert codes(attachments, document(embedded_files=[file])) == [place]


def test_the_file_is_named() -> None:
    file = EmbeddedFile(name="Exhibit A.docx", place="name-tree")
    (finding,) = findings(attachments, document(embedded_files=[file]))
    assert finding.message.startswith(
        'The file "Exhibit A.docx" is attached to this PDF'
    )


def test_a_file_without_a_name_and_a_portfolio() -> None:
    files = [EmbeddedFile("", "elsewhere"), EmbeddedFile("", "portfolio")]
    messages = [
        f.message for f in findings(attachments, document(embedded_files=files))
    ]
    assert messages == [
        "Another file is attached to this PDF in an unusual place.",
        "This PDF is a portfolio, a folder of files in one file.",
    ]


def test_without_files_it_passes() -> None:
    assert codes(attachments, document()) == []


def test_a_name_without_a_file_says_so() -> None:
    file = EmbeddedFile("1.txt", "name-only")
    (finding,) = findings(attachments, document(embedded_files=[file]))
    assert finding.message == (
        'The file "1.txt" is listed as an attachment, but it is not there.'
    )


def test_nobody_is_told_to_print_a_portfolio() -> None:
    files = [EmbeddedFile("", "portfolio"), EmbeddedFile("a.pdf", "name-tree")]
    for finding in findings(attachments, document(embedded_files=files)):
        assert finding.remedy.startswith("Open each part")
        assert "Do not print" in finding.remedy
    (alone,) = findings(attachments, document(embedded_files=files[1:]))
    assert "print this document" in alone.remedy


def test_a_paper_clip_takes_two_prints() -> None:
    files = [EmbeddedFile("a", "annotation"), EmbeddedFile("a", "name-tree")]
    clip, listed = findings(attachments, document(embedded_files=files))
    assert "print it once more" in clip.remedy
    assert "print it once more" not in listed.remedy
