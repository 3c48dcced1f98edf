"""How much data is in LZW, compared with what qpdf unpacks."""

from __future__ import annotations

import pytest

pytest.importorskip("pikepdf")

import pikepdf

from nextgen_pdf.readers.syntax import lzw
from test_bombs import lzw_zeros


@pytest.mark.parametrize("turns", [1, 2, 20])
def test_agrees_with_qpdf(turns: int) -> None:
    data = lzw_zeros(turns)
    pdf = pikepdf.new()
    stream = pikepdf.Stream(pdf, data, Filter=pikepdf.Name.LZWDecode)
    size = len(stream.read_bytes())
    assert lzw.is_longer(data, size - 1)
    assert not lzw.is_longer(data, size)


def test_little_data_is_not_looked_at() -> None:
    assert not lzw.is_longer(b"\x80" * 100, 1 << 20)


def test_data_that_makes_no_sense_ends() -> None:
    assert not lzw.is_longer(b"\xff" * 9_000, 1 << 20)
