"""An example of each format: what ``check`` really writes about two samples."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from click.testing import CliRunner

from nextgen_pdf import formats
from nextgen_pdf.cli import main

SAMPLES = Path(__file__).parent.parent / "samples"
FILES = {
    "Motion.pdf": "javascript/fail-open-action.pdf",
    "brief.pdf": "brief/pass-clean.pdf",
}
PICTURED = ("html",)
"""Shown as a picture instead."""
_WIDEST, _LONGEST = 300, 40


def format_examples() -> dict[str, str]:
    """The output of each format that is text, by its name; long ones are cut."""
    with _desk():
        return {
            name: "\n".join(_cut(_output(name))) + "\n"
            for name in formats.built_in()
            if name not in PICTURED
        }


def _output(name: str) -> str:
    args = ["check", "--no-config", *FILES, "--format", name, "--jobs", "0"]
    return CliRunner().invoke(main, args, catch_exceptions=False).stdout


def _cut(text: str) -> Iterator[str]:
    lines = text.splitlines()
    for line in lines[:_LONGEST]:
        yield line if len(line) <= _WIDEST else f"{line[:_WIDEST]} …"
    if len(lines) > _LONGEST:
        yield "…"


@contextmanager
def _desk() -> Iterator[None]:
    """A folder to work in, with the samples under the names that documents have."""
    before = Path.cwd()
    with TemporaryDirectory() as folder:
        for name, sample in FILES.items():
            shutil.copy(SAMPLES / sample, Path(folder, name))
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(before)
