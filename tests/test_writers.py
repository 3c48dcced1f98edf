"""Children that may write: into their folder, and nowhere else."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from nextgen_pdf.confinement import confine
from nextgen_pdf.workers import Failure
from nextgen_pdf.workers.limits import Limits
from nextgen_pdf.workers.writers import Writers
from writing import Write, decoded


def _writers(folder: Path, jobs: int = 1, timeout: float = 30) -> Writers[str, str]:
    limits = Limits(timeout, 2_000_000_000)
    return Writers(Write(), decoded, folder=folder, jobs=jobs, limits=limits)


def test_results_come_in_order_and_a_death_costs_one(tmp_path: Path) -> None:
    items = [
        str(tmp_path / "1"),
        "die",
        str(tmp_path / "2"),
        "lie",
        str(tmp_path / "3"),
    ]
    results = list(_writers(tmp_path, jobs=2).results(items))
    assert [results[0], results[2], results[4]] == ["written"] * 3
    assert results[1] == Failure("the process that checked it died (status 7)")
    assert isinstance(results[3], Failure)
    assert len(list(tmp_path.iterdir())) == 3


def test_what_takes_too_long_is_ended(tmp_path: Path) -> None:
    began = time.monotonic()
    (result,) = _writers(tmp_path, timeout=0.5).results(["sleep"])
    assert isinstance(result, Failure)
    assert "longer than 0.5 seconds" in result.reason
    assert time.monotonic() - began < 30


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux confines processes")
def test_nothing_is_written_outside_of_the_folder(tmp_path: Path) -> None:
    probe = os.fork()
    if not probe:
        os._exit(int(confine().writing))
    if not os.waitstatus_to_exitcode(os.waitpid(probe, 0)[1]):
        pytest.skip("this kernel has no Landlock")
    inside = tmp_path / "inside"
    inside.mkdir()
    items = [str(inside / "1"), str(tmp_path / "2")]
    assert list(_writers(inside).results(items)) == ["written", "PermissionError"]
    assert not (tmp_path / "2").exists()
