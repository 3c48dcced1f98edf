"""How Sphinx makes the pages: ``python -m sphinx -W --keep-going docs build/docs``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from generate import write_parts, write_rule_pages  # noqa: E402  (it lies beside this file)

from nextgen_pdf.version import version as installed  # noqa: E402

project = "nextgen-pdf"
version = release = installed()
project_copyright = "the authors of nextgen-pdf, MPL-2.0"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3
exclude_patterns = ["build", "made"]
html_theme = "furo"
html_title = "nextgen-pdf"
html_copy_source = False

autodoc_default_options = {"undoc-members": True}
autodoc_member_order = "groupwise"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"
# Fields such as Location.object share their names with types of Python.
suppress_warnings = ["ref.python"]


def setup(app: Any) -> None:
    """Leave out what Python itself writes of the fields of named tuples."""

    def drop(_app: Any, _what: str, _name: str, _of: Any, _: Any, lines: Any) -> None:
        if lines and lines[0].startswith("Alias for field number"):
            lines.clear()

    app.connect("autodoc-process-docstring", drop)


# Made for each build and not kept, so that they say what the program says.
write_rule_pages(HERE / "rules")
write_parts(HERE / "made")
