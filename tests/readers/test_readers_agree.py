"""Kinds of damage that one reader once passed over, found by comparing both."""

from __future__ import annotations

import re

import pytest

import nextgen_pdf
from mutations import indexed
from nextgen_pdf.readers import READERS
from nextgen_pdf.readers.syntax.well_formed import flaw
from rawpdf import RawPdf


def plain() -> bytes:
    pdf = RawPdf()
    pdf.page("72 72 200 200 re f")
    return pdf.to_bytes()


def changed(old: bytes, new: bytes) -> bytes:
    """The plain file with something else in it, and its table made anew."""
    assert plain().count(old) == 1
    return indexed(plain().replace(old, new))


def end(old: bytes, new: bytes) -> bytes:
    """The plain file with something else behind its objects."""
    assert plain().count(old) == 1
    return plain().replace(old, new)


def updated(previous: bytes) -> bytes:
    """The plain file with an update whose ``/Prev`` is ``previous``."""
    start = len(plain())
    return plain() + (
        b"xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Root 1 0 R /Size 5 /Prev %b >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (previous, start)
    )


def placed(offset: int) -> bytes:
    """The plain file with an entry for an object that nothing refers to."""
    row = b"\n9 1\n%010d 00000 n \ntrailer\n" % offset
    return end(b"\ntrailer\n", row).replace(b"/Size 5", b"/Size 10")


PAGE = b"/Resources << >>"
DAMAGED = {
    "no size": end(b"/Size 5", b"/Fits 5"),
    "size by reference": end(b"/Size 5", b"/Size 9 0 R"),
    "trailer of a stream": end(b"/Size 5 >>", b"/Size 5 >> stream "),
    "trailer not closed": end(b"/Size 5 >>", b"/Size 5 > endstream >"),
    "index without a line end": end(b"\nxref\n0 1\n", b"\nxref0 1\n"),
    "startxref without a number": end(b"startxref\n", b"startxref << \n"),
    "no section before": updated(b"7"),
    "section before with another number": updated(b"(a)"),
    "objects of an old table beyond all": end(b"\nxref\n0 1\n", b"\nxref\n99999999999 1\n"),
    "entry that leads to nothing": placed(20),
    "bare word in a dictionary": changed(PAGE, b"/Resources << >> endobj /A /B"),
    "bracket lost": changed(PAGE, b"/Resources << > << >"),
    "comment over a bracket": changed(b"/Pages 2 0 R", b"/Pages 2 0 R % "),
    "something behind a dictionary": changed(PAGE, b"/Resources << >> >> /A /B"),
    "object inside another": changed(
        b"/Count 1 >>\nendobj\n",
        b"/Count 1 >>\nend\n7 0 obj\n<< /Length 1 >>\nstream\n1\nendstream\nendobj\nobj\n",
    ),
    "negative reference": changed(PAGE, b"/Resources << >> /A -1 0 R"),
    "generation beyond all": changed(PAGE, b"/Resources << >> /A 4 2147483647 R"),
    "number beyond all": changed(PAGE, b"/Resources << >> /A 2147483648 0 R"),
    "generation of free objects in use": end(b" 00000 n \n4 1", b" 65535 n \n4 1"),
    "objects behind the last index": end(b"%%EOF", b"9 0 obj\nnull\nendobj\n%%EOF"),
    "the end twice, the second broken": plain() + b"tartxref\n7\n%%EOF\n",
}  # fmt: skip


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("data", DAMAGED.values(), ids=DAMAGED)
def test_no_reader_is_content(data: bytes, reader: str) -> None:
    report = nextgen_pdf.check(data, reader=reader)
    assert report.verdict in ("refused", "caution")
    assert "malformed" in {finding.rule for finding in report.findings}


SOUND = {
    "encrypted with nothing": end(b"/Size 5", b"/Size 5 /Encrypt 0 0 R"),
    "the end twice": plain() + b"\n%%EOF\n%%EOF\n",
    "the end on the line of the number": re.sub(rb"(\d)\n%%EOF", rb"\1%%EOF", plain()),
    "a comment before the trailer": end(b"\ntrailer", b"\n% made by hand\ntrailer"),
    "an empty line between subsections": end(b"n \n4 1", b"n \n\n4 1").replace(
        b"startxref", b"startxref % behind its objects\n"
    ),
    "an entry that leads to no place": placed(0),
    "words of a stream in a string": changed(
        PAGE, b"/Resources << >> /A (<< /Length 5 >>\nstream\n1\nendstream\nendobj)"
    ),
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("data", SOUND.values(), ids=SOUND)
def test_both_are_content(data: bytes, reader: str) -> None:
    assert nextgen_pdf.check(data, reader=reader).verdict == "ready"


@pytest.mark.parametrize(
    "text",
    [
        b"", b"% nothing\n", b"12", b"-0 0 R", b"<< /A [1 2.5 -3 true null] /B (a(b)\\)) >>",
        b"<</A<</B[<AF 0>]>>/C/D>>", b"<< /A 1 % b\n 0 % c\r R >>", b"(((a)))", b"(\\()",
    ],
)  # fmt: skip
def test_well_formed(text: bytes) -> None:
    assert flaw(text) is None


@pytest.mark.parametrize(
    "text",
    [
        b"<<", b"[", b"<< /A ]", b">>", b"<< /A >>", b"<< 1 /A >>", b"(a", b"((a)", b"<AX>",
        b"< /A", b"<< /A 1 >", b"[ R ]", b"<< >> 1", b"99999999999 0 R", b"1 655360 R",
    ],
)  # fmt: skip
def test_flawed(text: bytes) -> None:
    assert flaw(text)


def test_in_an_object_stream_something_may_follow() -> None:
    assert flaw(b"<< >> 1", alone=False) is None
