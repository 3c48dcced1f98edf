"""Whatever is in a document: a report comes out, and every rule has an outcome."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from nextgen_pdf import Checker, Report
from reports import faults

SAMPLES = Path(__file__).parent.parent / "samples"
CHECKER = Checker.installed(digest=False)
STARTS = [
    path.read_bytes()
    for path in sorted(SAMPLES.glob("*/*.pdf"))
    if 0 < path.stat().st_size < 4000
]
PIECES = st.sampled_from(
    [b"<<", b">>", b"[", b"]", b"(", b")", b"/", b"0 R", b"obj", b"endobj", b"stream",
     b"endstream", b"null", b"-1", b"99999999999", b"/Kids", b"/Length", b"/JS", b"\x00",
     b"trailer", b"xref", b"startxref", b"%%EOF", b"%PDF-1.7", b"1 0 R", b"2 0 R", b"/Filter"]
)  # fmt: skip


def _whole(report: Report) -> None:
    assert faults(report, CHECKER) == []


@given(st.data())
def test_damaged_samples(data: st.DataObject) -> None:
    bytes_ = bytearray(data.draw(st.sampled_from(STARTS)))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(bytes_)))
        match data.draw(st.integers(0, 3)):
            case 0:
                bytes_[at : at + data.draw(st.integers(1, 40))] = b""
            case 1:
                bytes_[at:at] = data.draw(PIECES)
            case 2:
                piece = data.draw(PIECES)
                bytes_[at : at + len(piece)] = piece
            case _:
                bytes_[at : at + 1] = data.draw(st.binary(min_size=1, max_size=3))
    _whole(CHECKER.check(bytes(bytes_)))


@given(st.binary(max_size=300))
def test_noise(data: bytes) -> None:
    report = CHECKER.check(data)
    _whole(report)
    assert report.verdict == "refused"


@given(st.lists(PIECES, max_size=80).map(b" ".join))
def test_nonsense_in_the_words_of_pdf(data: bytes) -> None:
    _whole(CHECKER.check(b"%PDF-1.7\n" + data))


@given(st.sampled_from(STARTS), st.floats(0, 1))
def test_cut_short(data: bytes, part: float) -> None:
    _whole(CHECKER.check(data[: int(len(data) * part)]))
