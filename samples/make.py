"""Make every sample again: ``python samples/make.py`` writes the same bytes each time.

Each module in ``recipes`` is named after a rule, each function in it after a sample:
``recipes/javascript.py`` with ``fail_open_action`` makes
``javascript/fail-open-action.pdf``. A sample whose name matters has it from the table
``NAMES`` of its module. A ``fail-…`` sample is found by its own rule and by no other; a
``pass-…`` sample is ready; a ``some-courts-…`` sample is ready, unless a court says that
it wants more. ``brief`` has whole briefs.
"""

from __future__ import annotations

import importlib
import inspect
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent


def samples() -> Iterator[tuple[Path, bytes]]:
    """Every sample: its path in this folder, and its bytes."""
    for recipe in sorted(HERE.glob("recipes/*.py")):
        module = importlib.import_module(f"recipes.{recipe.stem}")
        folder = Path(recipe.stem.replace("_", "-"))
        names: dict[str, str] = getattr(module, "NAMES", {})
        for name, make in inspect.getmembers(module, inspect.isfunction):
            if make.__module__ == module.__name__ and not name.startswith("_"):
                usual = f"{name.replace('_', '-')}.pdf"
                yield folder / names.get(name, usual), make()


if __name__ == "__main__":
    for path, data in samples():
        (HERE / path).parent.mkdir(exist_ok=True)
        (HERE / path).write_bytes(data)
        sys.stdout.write(f"{len(data):>8} {path}\n")
