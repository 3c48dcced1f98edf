"""Which open files go to a process without being read first."""

from __future__ import annotations

import gzip
import io
import pickle
import tempfile
from pathlib import Path
from typing import Any

from nextgen_pdf.readers.file.on_disk import SMALLEST, on_disk

DATA = b"%PDF-1.7 " + b"%" * SMALLEST


class Unlike(io.BufferedReader):
    """Has a file on disk behind it, and gives something else."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(size).upper()


def test_a_file_that_may_be_closed_meanwhile() -> None:
    with tempfile.SpooledTemporaryFile(max_size=1) as file:
        file.write(DATA)
        held = on_disk(file)
    assert held is not None
    beside: list[pickle.PickleBuffer] = []
    pickled = pickle.dumps(held, 5, buffer_callback=beside.append)
    assert len(pickled) < 100
    received = [bytes(buffer.raw()) for buffer in beside]
    assert pickle.loads(pickled, buffers=received) is received[0]  # noqa: S301
    assert received == [DATA]


def test_what_may_be_something_else_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(DATA)
    small = tmp_path / "small.pdf"
    small.write_bytes(DATA[:100])
    with path.open("rb") as closed:
        assert on_disk(closed) is not None
    with (
        gzip.open(path) as packed,
        Unlike(io.FileIO(path)) as unlike,
        small.open("rb") as short,
        path.open(encoding="latin-1") as text,
        tempfile.SpooledTemporaryFile() as in_memory,
    ):
        in_memory.write(DATA)
        others: list[Any] = [closed, io.BytesIO(DATA), DATA, str(path), path, None]
        for given in (packed, unlike, short, text, in_memory, *others):
            assert on_disk(given) is None
