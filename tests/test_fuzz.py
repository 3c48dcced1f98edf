"""Damaged samples: a report comes out, every rule has an outcome, and always the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import nextgen_pdf
from mutations import MUTATORS, Mutator, chance, mutated, splice
from nextgen_pdf.readers import READERS
from reports import faults

ROOT = Path(__file__).parent.parent
SAMPLES = [
    path.read_bytes()
    for path in sorted(ROOT.glob("samples/*/*.pdf"))
    if 0 < path.stat().st_size < 8000
]
CHECKER = nextgen_pdf.Checker.installed()
EXAMPLES = 150
fuzz = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)


@pytest.mark.parametrize("reader", READERS)
@given(st.sampled_from(SAMPLES), st.integers(0, 2**32))
@fuzz
def test_damaged_samples(reader: str, sample: bytes, seed: int) -> None:
    data = mutated(sample, chance(seed), SAMPLES)
    report = nextgen_pdf.check(data, reader=reader)
    assert faults(report, CHECKER) == []
    assert nextgen_pdf.check(data, reader=reader) == report


@pytest.mark.parametrize("mutator", MUTATORS, ids=lambda m: m.__name__)
def test_a_mutator_gives_the_same_again_and_mostly_another_document(
    mutator: Mutator,
) -> None:
    changed = {sample: mutator(sample, chance(1)) for sample in SAMPLES}
    assert all(mutator(s, chance(1)) == data for s, data in changed.items())
    assert sum(s != data for s, data in changed.items()) > len(SAMPLES) / 3
    assert mutator(b"", chance(1)) is not None


def test_splicing_takes_from_both() -> None:
    one, two = b"a" * 100, b"b" * 100
    assert {*splice(one, two, chance(1))} == {*b"ab"}
