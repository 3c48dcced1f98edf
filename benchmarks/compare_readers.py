"""Where the readers see different things in the same file.

    python benchmarks/compare_readers.py FOLDER...

Every PDF in the folders is read with pikepdf and with pypdf, and every group of facts is
compared. Of the faults only whether there is one that counts is compared: lesser ones each
reader ignores in its own way, and what they are called depends on who had to repair. Where
one of them cannot open a file at all, that is the only difference.

Every difference is listed. What is known of it is in ``compare-readers-notes.toml``, by
file and group. The exit status is 1 when a difference is not explained.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from nextgen_pdf import Document
from nextgen_pdf.document import Group
from nextgen_pdf.errors import NotCheckedError
from nextgen_pdf.facts import Facts, Form
from nextgen_pdf.readers import READERS, Source, open_document
from nextgen_pdf_rules.malformed import FAULTS_THAT_READERS_IGNORE

NOTES = Path(__file__).with_name("compare-readers-notes.toml")
GROUPS = [name for name, group in vars(Document).items() if isinstance(group, Group)]


def comparable(group: str, value: Any) -> object:
    """What both readers must agree on."""
    if isinstance(value, Facts):
        found: Iterable[Any] = value.found
        if group == "faults":
            return bool({f.code for f in found} - FAULTS_THAT_READERS_IGNORE)
        return tuple(sorted(map(repr, found))), value.gap is None
    if isinstance(value, Form):
        return value._replace(fields=Facts(())), comparable(group, value.fields)
    return value


def facts(path: Path, reader: str) -> dict[str, object]:
    """Every group of facts that a reader gives; ``not checked`` where it cannot."""

    def asked(document: Document, group: str) -> object:
        try:
            return comparable(group, getattr(document, group))
        except NotCheckedError:
            return "not checked"

    with open_document(Source(path), reader=reader) as document:
        said = {group: asked(document, group) for group in GROUPS}
    return said | {"opens": said["version"] != "not checked"}


def differences(path: Path) -> Iterator[tuple[str, list[object]]]:
    """The groups that differ, and what each reader says."""
    said = [facts(path, view) for view in READERS]
    opens = [view["opens"] for view in said]
    if len(set(opens)) > 1:
        yield "opens", opens
        return
    for group in GROUPS:
        views = [view[group] for view in said]
        if any(view != views[0] for view in views):
            yield group, views


def main() -> int:
    """Print every difference and why it is there."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    args = parser.parse_args()
    notes = tomllib.loads(NOTES.read_text("utf-8")) if NOTES.exists() else {}
    compared = unexplained = 0
    for folder in args.folders:
        for path in sorted(folder.rglob("*.pdf")):
            compared += 1
            name = path.relative_to(folder).as_posix()
            for group, views in differences(path):
                note = notes.get(name, {}).get(group)
                unexplained += note is None
                print(f"\n{name}: {group}\n    {note or 'NOT EXPLAINED'}")
                for name_of_view, view in zip(READERS, views, strict=True):
                    print(f"    {name_of_view}: {str(view)[:400]}")
    print(f"\n{compared} files, {unexplained} differences not explained")
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
