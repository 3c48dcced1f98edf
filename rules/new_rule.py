"""Begin a rule: ``python rules/new_rule.py NAME`` writes the files that it needs.

The rule, its line in the default profile, four samples and a test: each a skeleton with
``TODO`` where a person has to think. Until it is written the rule raises, so that it
counts as not checked, and its test fails. CONTRIBUTING.md says what to do with each.
"""

from __future__ import annotations

import argparse
import keyword
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
PROFILE = "rules/nextgen_pdf_rules/profiles/nextgen-1.6.toml"

RULE = '''\
"""Rule ``{id}``: TODO, what is refused, in a few words."""

from __future__ import annotations

from collections.abc import Iterator

from nextgen_pdf import Document, Finding, Location, Page, rule

REMEDY = "TODO: what the filer can do."


@rule("{id}", codes={{"odd": "TODO: this way to fail, in a few words"}})
def {name}(document: Document) -> Iterator[Finding]:
    """TODO: what is refused, in a few words.

    ## Why

    TODO: the [court](https://example.org/) that asks for it, and since when.

    ## Fix

    * Acrobat: TODO.
    * Word for Windows and Mac: TODO.
    * Preview: TODO.
    * Chrome and Edge: TODO.
    * Free: TODO.

    ## Limits

    TODO: what this rule cannot see, and what its limits are.
    """
    for page in document.pages:
        if is_refused(page):
            yield Finding(
                "TODO: what is wrong, in a sentence.",
                Location(page=page.number),
                code="odd",
                remedy=REMEDY,
            )


def is_refused(page: Page) -> bool:
    """TODO: whether a court would refuse this."""
    raise NotImplementedError
'''
SAMPLES = '''\
"""Samples for the rule ``{id}``."""

from __future__ import annotations

from rawpdf import RawPdf


def fail_plain() -> bytes:
    """TODO: what is refused, as it usually comes."""
    pdf = RawPdf()
    pdf.page()
    return pdf.to_bytes()


def fail_hidden() -> bytes:
    """TODO: the same where it is easily passed over."""
    pdf = RawPdf()
    pdf.page()
    return pdf.to_packed_bytes()


def pass_without() -> bytes:
    """TODO: a document that has nothing of it."""
    pdf = RawPdf()
    pdf.page()
    return pdf.to_bytes()


def pass_nearly() -> bytes:
    """TODO: what only looks like it."""
    pdf = RawPdf()
    pdf.page()
    return pdf.to_bytes()
'''
TEST = """\
from __future__ import annotations

import pytest

from nextgen_pdf import UnreadableError
from nextgen_pdf.testing import LETTER, codes, document
from nextgen_pdf_rules.{name} import {name}

REFUSED = LETTER  # TODO: facts that are refused


def test_what_is_refused() -> None:
    assert codes({name}, document(pages=[REFUSED])) == ["odd"]


def test_what_nearly_is() -> None:
    assert codes({name}, document(pages=[LETTER])) == []


def test_what_could_not_be_read_is_no_pass() -> None:
    with pytest.raises(UnreadableError):
        codes({name}, document(pages=UnreadableError("torn")))
"""
SETTING = """
[rules.{id}]
severity = "warning"
source = "TODO"
confirmed = false
"""


def new_rule(rule_id: str, root: Path) -> list[Path]:
    """Write the files of a rule; nothing is written unless all can be.

    Raises:
        ValueError: it cannot be called that.
    """
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", rule_id):
        raise ValueError(f"{rule_id!r} is no kebab-case name, such as page-size")
    name = rule_id.replace("-", "_")
    if keyword.iskeyword(name):
        raise ValueError(f"{rule_id!r} is a word of Python's own")
    package = root / "rules/nextgen_pdf_rules"
    files = {
        package / f"{name}.py": RULE,
        root / f"samples/recipes/{name}.py": SAMPLES,
        root / f"tests/rules/test_{name}.py": TEST,
    }
    for taken in (*files, package / name):
        if taken.exists():
            raise ValueError(f"{taken} is there already")
    for file, text in files.items():
        file.write_text(text.format(id=rule_id, name=name), encoding="utf-8")
    with (root / PROFILE).open("a", encoding="utf-8") as profile:
        profile.write(SETTING.format(id=rule_id))
    return [*files, root / PROFILE]


def main() -> None:
    """Begin a rule, and say which files it has."""
    parser = argparse.ArgumentParser(description="Begin a rule of this project.")
    parser.add_argument("name", help="what is refused: a kebab-case noun, for good")
    try:
        written = new_rule(parser.parse_args().name, ROOT)
    except ValueError as error:
        parser.error(str(error))
    for file in written:
        sys.stdout.write(f"{file.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
