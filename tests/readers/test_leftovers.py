"""What earlier revisions and unused objects hold is told, and told as such."""

from __future__ import annotations

import pytest

from facts import facts
from nextgen_pdf import Document
from rawpdf import RawPdf

SCRIPT = "<< /S /JavaScript /JS (app.alert\\(1\\)) >>"


def replaced(key: str, value: str, then: str | None = None) -> Document:
    """A document whose catalog had an entry that an update took out, or changed."""
    pdf = RawPdf()
    pdf.page()
    pdf.catalog[key] = value
    earlier = pdf.to_bytes()
    del pdf.catalog[key]
    if then:
        pdf.catalog[key] = then
    return facts(pdf.updated(earlier, 1))


def test_a_script_of_an_earlier_revision() -> None:
    (script,) = replaced("OpenAction", SCRIPT).scripts
    assert not script.current
    assert script.location.object == "1 0"


def test_a_script_that_nothing_refers_to() -> None:
    pdf = RawPdf()
    pdf.add(SCRIPT)
    pdf.add(SCRIPT)
    (script,) = facts(pdf).scripts
    assert (script.current, script.alike) == (False, 2)


def test_what_is_in_use_is_not_told_again_as_left_over() -> None:
    (script,) = replaced("OpenAction", SCRIPT, SCRIPT).scripts
    assert script.current


@pytest.mark.parametrize(
    ("action", "kinds"),
    [
        ("/S /Launch /F (a.exe)", ["launch"]),
        ("/S /SubmitForm /F (http://a.example)", ["submit-form"]),
        ("/S /ImportData /F (a.fdf)", ["import-data"]),
        ("/S /GoToR /F (b.pdf)", []),
        ("/S /URI /URI (file:///b.pdf)", []),
        ("/S /Unknown", []),
    ],
)
def test_of_unused_actions_only_those_that_every_list_names(
    action: str, kinds: list[str]
) -> None:
    found = replaced("OpenAction", f"<< {action} >>").actions
    assert [a.kind for a in found] == kinds


@pytest.mark.pikepdf
def test_encryption_that_only_an_earlier_trailer_names() -> None:
    pdf = RawPdf()
    pdf.page()
    pdf.trailer["Encrypt"] = pdf.add("<< /Filter /Standard /V 1 /R 2 >>")
    earlier = pdf.to_bytes()
    del pdf.trailer["Encrypt"]
    security = facts(pdf.updated(earlier, 1)).security
    assert security is not None
    assert (security.handler, security.current) == ("Standard", False)


@pytest.mark.parametrize(
    "words",
    [
        "% 7 0 obj << /S /JavaScript /JS (x) >> endobj",
        "7 0 R << /S /JavaScript /JS (x) >>",
        "obj << /S /JavaScript /JS (x) >> endobj",
    ],
)
def test_between_the_objects_words_are_nothing(words: str) -> None:
    pdf = RawPdf()
    pdf.page()
    data = pdf.to_bytes()
    at = data.index(b"xref\n0")
    data = data[:at] + words.encode() + b"\n" + data[at:]
    data = data.replace(b"startxref\n%d" % at, b"startxref\n%d" % (at + len(words) + 1))
    document = facts(data)
    assert not document.scripts.found
    assert not document.faults.found


def test_what_only_looks_like_an_object_is_inside_a_string() -> None:
    pdf = RawPdf()
    pdf.add("<< /Title (endobj 77 0 obj << /S /JavaScript /JS (x) >> endobj) >>")
    assert not facts(pdf).scripts.found


def test_objects_that_do_not_end_as_they_should() -> None:
    pdf = RawPdf()
    pdf.page()
    data = pdf.to_bytes()
    assert not facts(data).faults.found
    damaged = data.replace(b"endobj\n2 0", b"      \n2 0", 1)
    assert "object" in {fault.code for fault in facts(damaged).faults}
