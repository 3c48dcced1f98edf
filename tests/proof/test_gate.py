"""The proof lets pass what is the same, and nothing else."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

pytest.importorskip("pikepdf")

import pikepdf
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import nextgen_pdf
from nextgen_pdf.proof.gate import prove
from proof.damages import MUTATIONS
from proof.documents import brief, form

DOCUMENTS = {"brief": brief().to_bytes(), "form": form().to_bytes()}
NOT_SEEN = {("form", "white_cover")}
"""Damages of which nothing is to be seen, since there is nothing where they are."""


def _damaged(name: str, kind: str, seed: int, folder: Path) -> bool | None:
    """Whether the proof refuses a damaged copy; ``None``: it was not damaged."""
    before, after = folder / f"{name}.pdf", folder / "after.pdf"
    before.write_bytes(DOCUMENTS[name])
    with pikepdf.open(before) as pdf:
        try:
            changed = MUTATIONS[kind](pdf, Random(seed))  # noqa: S311
        except AttributeError:  # this document has no such thing
            changed = False
        pdf.save(after, fix_metadata_version=False)
    if not changed or (name, kind) in NOT_SEEN:
        return None
    return not prove(before, after).same


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_copy_written_anew_is_the_same(name: str, tmp_path: Path) -> None:
    before, after = tmp_path / "before.pdf", tmp_path / "after.pdf"
    before.write_bytes(DOCUMENTS[name])
    with pikepdf.open(before) as pdf:
        modes = pikepdf.ObjectStreamMode
        pdf.save(after, fix_metadata_version=False, object_stream_mode=modes.generate)
    found = prove(before, after)
    assert found.same
    assert found.differences == ()


@pytest.mark.parametrize("kind", MUTATIONS)
def test_every_kind_of_damage_is_noticed(kind: str, tmp_path: Path) -> None:
    found = [_damaged(name, kind, 1, tmp_path) for name in DOCUMENTS]
    if kind.endswith("_drawn_value"):
        assert found == [None, None]  # tests/fixing damages what was drawn
    else:
        assert True in found
        assert False not in found


def test_there_are_many_kinds_of_damage() -> None:
    assert len(MUTATIONS) >= 50


@pytest.mark.long
def test_damage_is_noticed_whatever_the_chance(tmp_path: Path) -> None:
    tried, noticed = 0, 0
    missed = []

    @settings(
        max_examples=1500,
        suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
    )
    @given(
        st.sampled_from(sorted(DOCUMENTS)),
        st.sampled_from(sorted(MUTATIONS)),
        st.integers(0, 10**6),
    )
    def damage(name: str, kind: str, seed: int) -> None:
        nonlocal tried, noticed
        found = _damaged(name, kind, seed, tmp_path)
        assume(found is not None)
        tried += 1
        noticed += bool(found)
        if not found:
            missed.append((name, kind, seed))

    damage()
    assert tried >= 1000
    assert noticed >= 0.99 * tried, missed


def test_blank_pages_are_named(tmp_path: Path) -> None:
    before, after = tmp_path / "before.pdf", tmp_path / "after.pdf"
    before.write_bytes(DOCUMENTS["brief"])
    with pikepdf.open(before) as pdf:
        page = pdf.pages[2].obj
        page.Contents = pdf.make_stream(b"")
        del page["/Annots"]
        pdf.save(after, fix_metadata_version=False)
    assert prove(before, after).blank == (3,)
    assert prove(after, after).blank == (3,)


def test_unreadable_pages_are_named(tmp_path: Path) -> None:
    before, after = tmp_path / "before.pdf", tmp_path / "after.pdf"
    before.write_bytes(DOCUMENTS["brief"])
    with pikepdf.open(before) as pdf:
        page = pdf.pages[1].obj
        page.Contents = pikepdf.Stream(pdf, b"not packed")
        page.Contents.write(b"not packed", filter=pikepdf.Name.FlateDecode)
        pdf.save(after, fix_metadata_version=False)
    found = prove(before, after)
    assert found.unreadable == (2,)
    assert not found.same


def test_a_script_may_go_and_a_jump_may_not(tmp_path: Path) -> None:
    pdf = brief()
    pdf.catalog["OpenAction"] = (
        "<< /S /JavaScript /JS (1) /Next << /S /GoTo /D (two) >> >>"
    )
    before = pdf.to_bytes()
    pdf.catalog["OpenAction"] = "<< /S /GoTo /D (two) >>"
    found = nextgen_pdf.compare(before, pdf.to_bytes())
    assert found.same
    (difference,) = found.differences
    assert difference.reason == "it is a script"
    del pdf.catalog["OpenAction"]
    found = nextgen_pdf.compare(before, pdf.to_bytes())
    assert [each.kind for each in found.unexplained] == ["actions"]


def test_a_printed_form_is_told_what_it_lost() -> None:
    printed = form()
    fields = [n for n, body in printed.objects.items() if b"/Widget" in body]
    for number in fields:
        printed.objects[number] = b"null"
    del printed.catalog["AcroForm"]
    found = nextgen_pdf.compare(form().to_bytes(), printed.to_bytes())
    assert {each.kind for each in found.unexplained} == {"look", "values"}
    lost = [each.message for each in found.unexplained if each.kind == "values"]
    assert lost == [
        "The value of the field Case is not in its place",
        "The value of the field Judge is not in its place",
    ]


def test_what_is_no_document_is_a_difference(tmp_path: Path) -> None:
    found = nextgen_pdf.compare(DOCUMENTS["brief"], b"no PDF")
    assert not found.same
    assert [each.kind for each in found.differences] == ["document"]
    with pytest.raises(nextgen_pdf.InputError):
        nextgen_pdf.compare(tmp_path / "gone.pdf", b"")


def test_a_locked_document_needs_its_password() -> None:
    locked = Path("samples/encryption/fail-needs-password.pdf")
    found = nextgen_pdf.compare(locked, locked)
    assert [each.message for each in found.differences] == [
        "One of the documents needs a password"
    ]
