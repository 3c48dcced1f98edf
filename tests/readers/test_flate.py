"""Rows that PNG's filter "up" left, as programs write the index of a document."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nextgen_pdf.readers.flate import undo_up

SPARSE = st.one_of(st.just(0), st.integers(0, 255))


@given(st.integers(1, 6).flatmap(lambda n: st.lists(st.lists(SPARSE, min_size=n, max_size=n), min_size=1)))  # fmt: skip
def test_what_was_filtered_comes_back(rows: list[list[int]]) -> None:
    above = [[0] * len(rows[0]), *rows]
    filtered = b"".join(
        bytes([2, *((new - old) % 256 for new, old in zip(row, before, strict=True))])
        for before, row in zip(above, rows, strict=False)
    )
    assert undo_up(filtered, len(rows[0])) == b"".join(map(bytes, rows))


def test_other_filters_and_lengths_are_left_alone() -> None:
    assert undo_up(b"\1\0\0", 2) is None
    assert undo_up(b"\2\0\0\2", 2) is None
    assert undo_up(b"\2", 0) is None
