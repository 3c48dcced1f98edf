"""What a pool costs: twenty uploads at the same moment, against twenty plain checks.

``python benchmarks/pool.py``: medians of the rounds, and the longest pause of the event loop.
The uploads are open files as FastAPI and Flask have them: large ones on disk. Of a pause,
the time is left out that the loop waited for a processor (on Linux, which tells it).
"""

from __future__ import annotations

import asyncio
import sys
import time
from contextlib import suppress
from pathlib import Path
from statistics import median
from tempfile import SpooledTemporaryFile
from typing import Any

from nextgen_pdf import Checker, Pool

SAMPLES = Path(__file__).parent.parent / "samples"
sys.path.insert(0, str(SAMPLES))

from rawpdf import RawPdf  # noqa: E402  (it lies beside the samples)

ROUNDS = 5


def _pdf(pages: int, more: int = 0) -> bytes:
    pdf = RawPdf()
    for _ in range(pages):
        pdf.page("q 0 0 m 100 100 l S Q " * 200)
    if more:
        pdf.stream(b"%" * more)
    return pdf.to_bytes()


def _upload(data: bytes) -> Any:
    file = SpooledTemporaryFile(max_size=1 << 20)  # noqa: SIM115  (ends with the script)
    file.write(data)
    return file


def _waited() -> float:
    """The seconds that this thread has waited for a processor; 0 where nobody tells."""
    with suppress(OSError):
        return int(Path("/proc/thread-self/schedstat").read_text().split()[1]) / 1e9
    return 0


async def _at_once(pool: Pool, uploads: list[Any]) -> tuple[float, float]:
    """The time for all, and the longest pause of the loop."""
    pauses = [0.0]

    async def tick() -> None:
        while True:
            began, waited = time.perf_counter(), _waited()
            await asyncio.sleep(0.001)
            pause = time.perf_counter() - began
            pauses.append(pause - (_waited() - waited))

    ticking = asyncio.create_task(tick())
    began = time.perf_counter()
    await asyncio.gather(*(pool.acheck(upload, name="brief.pdf") for upload in uploads))
    took = time.perf_counter() - began
    ticking.cancel()
    with suppress(asyncio.CancelledError):
        await ticking
    return took, max(pauses)


def main() -> None:
    samples = sorted(SAMPLES.glob("*/fail*.pdf"))[:20]
    kinds = {
        "twenty briefs of 60 pages": [_pdf(60)] * 20,
        "twenty samples of a page": [path.read_bytes() for path in samples],
        "ten of 20 MB, ten of a page": [_pdf(1, 20_000_000), _pdf(1)] * 10,
    }
    checker = Checker.installed()
    with checker.pool(jobs=2) as pool:
        for kind, documents in kinds.items():
            uploads = [_upload(data) for data in documents]
            plain, pooled, pauses = [], [], []
            for _ in range(ROUNDS):
                began = time.perf_counter()
                for upload in uploads:
                    checker.check(upload)
                plain.append(time.perf_counter() - began)
                took, pause = asyncio.run(_at_once(pool, uploads))
                pooled.append(took)
                pauses.append(pause)
            print(
                f"{kind}: plain {median(plain):.3f} s, pool {median(pooled):.3f} s,"
                f" {median(pooled) / median(plain):.2f}; pause {max(pauses):.3f} s"
            )


if __name__ == "__main__":
    main()
