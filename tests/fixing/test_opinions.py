"""Other programs look at every copy that was proved: qpdf, poppler, and another reader."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

import nextgen_pdf

ROOT = Path(__file__).parent.parent.parent
FOLDERS = [ROOT / "samples", ROOT / "tests" / "real"]


def _opinions() -> ModuleType:
    path = ROOT / "benchmarks" / "opinions.py"
    spec = importlib.util.spec_from_file_location("opinions", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["opinions"] = module
    spec.loader.exec_module(module)
    return module


OPINIONS = _opinions()


@pytest.mark.long
@pytest.mark.skipif(
    bool(OPINIONS.missing()), reason=f"not installed: {OPINIONS.missing()}"
)
def test_other_programs_find_nothing_wrong_with_copies(tmp_path: Path) -> None:
    copies = {}
    for number, path in enumerate(p for f in FOLDERS for p in sorted(f.rglob("*.pdf"))):
        copy = tmp_path / f"{number}.pdf"
        shutil.copyfile(path, copy)
        copies[str(copy)] = path
    results = list(nextgen_pdf.fix_many(copies, tmp_path / "fixed", unrestricted=True))
    fixed = [result for result in results if result.status == "fixed"]
    assert len(fixed) >= 37
    said = {
        copies[result.path].name: list(
            OPINIONS.differences(copies[result.path], result)
        )
        for result in fixed
    }
    assert {name: why for name, why in said.items() if why} == {}
