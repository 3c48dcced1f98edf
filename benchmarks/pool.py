"""What a pool costs: twenty uploads at the same moment, against twenty plain checks.

``python benchmarks/pool.py``: medians of the rounds, and the longest pause of the event loop.
"""

from __future__ import annotations

import asyncio
import io
import sys
import time
from contextlib import suppress
from pathlib import Path
from statistics import median

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


async def _at_once(pool: Pool, uploads: list[bytes]) -> tuple[float, float]:
    """The time for all, and the longest pause of the loop."""
    pauses = [0.0]

    async def tick() -> None:
        while True:
            began = time.perf_counter()
            await asyncio.sleep(0.001)
            pauses.append(time.perf_counter() - began)

    ticking = asyncio.create_task(tick())
    began = time.perf_counter()
    await asyncio.gather(
        *(pool.acheck(io.BytesIO(data), name="brief.pdf") for data in uploads)
    )
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
        for kind, uploads in kinds.items():
            plain, pooled, pauses = [], [], []
            for _ in range(ROUNDS):
                began = time.perf_counter()
                for data in uploads:
                    checker.check(data)
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
