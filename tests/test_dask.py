"""A cluster of Dask, a real one on this machine, as the executor."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import nextgen_pdf
from rawpdf import RawPdf

distributed = pytest.importorskip("distributed")

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="needs signals"),
    # Its nannies, tornado and sockets clean up late.
    pytest.mark.filterwarnings("default"),
]


@pytest.fixture(scope="module")
def client() -> Iterator[Any]:
    """Two workers in processes of their own, each with a nanny that replaces it."""
    cluster = distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, processes=True
    )
    with cluster, distributed.Client(cluster) as client:
        yield client


@pytest.fixture
def paths(tmp_path: Path) -> list[str]:
    paths = []
    for n in range(600):
        pdf = RawPdf(catalog={"Mark": f"({n})"})
        pdf.page()
        path = tmp_path / f"{n}.pdf"
        path.write_bytes(pdf.to_bytes())
        paths.append(str(path))
    return paths


def test_the_reports_are_the_same(client: Any, paths: list[str]) -> None:
    executor = client.get_executor()
    there = nextgen_pdf.check_many(paths, executor=executor, jobs=2, ordered=True)
    assert list(there) == list(nextgen_pdf.check_many(paths, jobs=0))


def test_a_worker_that_is_killed_loses_no_document(
    client: Any, paths: list[str]
) -> None:
    pids = client.run(os.getpid).values()
    seen: Counter[str] = Counter()
    for report in nextgen_pdf.check_many(paths, executor=client.get_executor()):
        seen[report.path] += 1
        assert report.verdict == "ready", report.rules
        if seen.total() == 50:
            os.kill(next(iter(pids)), signal.SIGKILL)
    assert seen == dict.fromkeys(paths, 1)
    assert set(client.run(os.getpid).values()) != set(pids)


@pytest.mark.long
def test_the_recipe_runs_as_a_script(tmp_path: Path) -> None:
    """Its processes import it again, which only a script shows."""
    root = Path(__file__).parent.parent
    page = (root / "docs" / "scaling.md").read_text(encoding="utf-8")
    scripts = re.findall(r"^```python\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    (recipe,) = (script for script in scripts if "LocalCluster" in script)
    (tmp_path / "recipe.py").write_text(recipe, encoding="utf-8")
    (tmp_path / "intake").mkdir()
    for sample in ("brief/pass-clean.pdf", "javascript/fail-open-action.pdf"):
        shutil.copy(root / "samples" / sample, tmp_path / "intake")
    result = subprocess.run(
        [sys.executable, "recipe.py"],
        cwd=tmp_path, capture_output=True, text=True, check=False, encoding="utf-8",
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    reports = (tmp_path / "reports.txt").read_text(encoding="utf-8").split()
    assert sorted(reports[::2]) == ["ready", "refused"]
