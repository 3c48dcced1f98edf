"""Copies are without errors and proved; what must not be fixed is not."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from io import BytesIO
from pathlib import Path
from random import Random

import pytest

pytest.importorskip("pikepdf")

import pikepdf
import pypdf

import nextgen_pdf
from mutations import MUTATORS, chance
from nextgen_pdf import Fixed
from nextgen_pdf.fixing import Change
from nextgen_pdf.proof.gate import prove
from proof.damages import MUTATIONS
from proof.documents import brief, form

SAMPLES = Path(__file__).parent.parent.parent / "samples"
NOT_FIXED = {
    "encryption/fail-certificate": "certificate",
    "encryption/fail-needs-password": "password",
    "encryption/fail-no-printing": "restricted",
    "encryption/fail-opens-without-password": "restricted",
    "forms/fail-designed-form": "made-on-opening",
    "malformed/fail-content-does-not-decode": None,
    "malformed/fail-cut-short": "unreadable",
    "malformed/fail-empty": None,
    "malformed/fail-no-pages": None,
    "malformed/fail-iphone-picture": None,
    "malformed/fail-web-page": None,
    "malformed/fail-word-document": None,
    "page-size/fail-larger-than-any-viewer-shows": None,
}
"""The samples that cannot be fixed, and the reason if it is a refusal."""


def _text(data: bytes | None) -> str:
    """The words of a copy, as another library reads them."""
    assert data is not None
    return "\n".join(
        page.extract_text() for page in pypdf.PdfReader(BytesIO(data)).pages
    )


@pytest.fixture(scope="module")
def fixed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Fixed]:
    """What came of every sample that is refused."""
    folder = tmp_path_factory.mktemp("samples")
    names = {}
    for sample in sorted(SAMPLES.glob("*/fail-*.pdf")):
        copy = folder / f"{sample.parent.name}-{sample.name}"
        copy.write_bytes(sample.read_bytes())
        names[str(copy)] = f"{sample.parent.name}/{sample.stem}"
    results = nextgen_pdf.fix_many(names, folder / "fixed", jobs=2)
    return {names[result.path]: result for result in results}


def test_every_sample_is_fixed_or_there_is_a_reason(fixed: dict[str, Fixed]) -> None:
    not_fixed = {
        name: result.refusal
        for name, result in fixed.items()
        if result.status not in ("fixed", "clean")
    }
    assert not_fixed == NOT_FIXED
    assert all(fixed[name].reason for name in NOT_FIXED)
    assert sum(result.status == "fixed" for result in fixed.values()) >= 34


def test_a_copy_is_promised_where_one_can_be_made(fixed: dict[str, Fixed]) -> None:
    for name, result in fixed.items():
        text = nextgen_pdf.check(SAMPLES / f"{name}.pdf").to_text()
        can = result.status == "fixed" and name != "forms/fail-field-without-a-box"
        restricted = result.refusal == "restricted"
        assert ("nextgen-pdf fix " in text) == (can or restricted), name
        assert ("--unrestricted" in text) == restricted, name


def test_no_copy_has_an_error_and_every_copy_is_proved(fixed: dict[str, Fixed]) -> None:
    for name, result in fixed.items():
        if result.status != "fixed":
            assert result.output is None
            continue
        assert result.proof is not None
        assert result.proof.same, name
        assert result.changes, name
        for reader in ("pikepdf", "pypdf"):
            report = nextgen_pdf.check(result.output or "", reader=reader)
            assert report.verdict in ("ready", "caution"), (name, reader)


def test_a_second_fix_has_nothing_to_do(
    fixed: dict[str, Fixed], tmp_path: Path
) -> None:
    copies = [result.output for result in fixed.values() if result.output]
    again = list(nextgen_pdf.fix_many(copies, tmp_path, jobs=2))
    assert len(again) == len(copies)
    assert {result.status for result in again} == {"clean"}
    assert not list(tmp_path.iterdir())


def test_fields_become_words_of_the_page() -> None:
    result = nextgen_pdf.fix(form().to_bytes())
    assert result.status == "fixed"
    text = _text(result.data)
    assert "Doe v. Roe, 3:26-cv-00147" in text
    assert "B. Bench" in text
    assert "Civil cover sheet" in text


@pytest.mark.parametrize("need", ["", "/NeedAppearances true"])
def test_a_field_without_an_appearance_gets_one(need: str) -> None:
    pdf = form(extra=need)
    for number, body in pdf.objects.items():
        if b"(Judge)" in body:
            pdf.objects[number] = body[: body.rindex(b"/AP")] + b">>"
    result = nextgen_pdf.fix(pdf.to_bytes())
    assert result.status == "fixed"
    assert "B. Bench" in _text(result.data)
    drawn = "drew a form field from its value"
    assert drawn in {change.what for change in result.changes}


def test_a_field_that_shows_something_old_is_drawn_anew() -> None:
    pdf = form(extra="/NeedAppearances true")
    for number, body in pdf.objects.items():
        if b"(Judge)" in body:
            pdf.objects[number] = body.replace(b"/V (B. Bench)", b"/V (C. Chair)")
    result = nextgen_pdf.fix(pdf.to_bytes())
    assert result.status == "fixed"
    assert "C. Chair" in _text(result.data)
    assert "B. Bench" not in _text(result.data)


def _with_button(caption: str) -> bytes:
    pdf = form()
    shown = pdf.stream(
        f"BT /Helv 9 Tf 2 5 Td ({caption}) Tj ET",
        Type="/XObject",
        Subtype="/Form",
        BBox="[0 0 300 20]",
        Resources="<< /Font << /Helv << /Type /Font /Subtype /Type1"
        " /BaseFont /Helvetica >> >> >>",
    )
    button = pdf.add(
        "<< /Type /Annot /Subtype /Widget /FT /Btn /Ff 65536 /T (Button)"
        f" /Rect [72 400 372 420] /AP << /N {shown} >> >>"
    )
    page = pdf.pages[0]
    pdf.objects[page] = pdf.objects[page].replace(
        b"/Annots [", f"/Annots [{button} ".encode()
    )
    pdf.catalog["AcroForm"] = pdf.catalog["AcroForm"].replace(
        "/Fields [", f"/Fields [{button} "
    )
    return pdf.to_bytes()


def test_a_short_caption_goes_and_is_told() -> None:
    result = nextgen_pdf.fix(_with_button("Clear this form"))
    assert result.status == "fixed"
    assert [each.text for each in result.dropped] == ["Clear this form"]
    assert "Clear" not in _text(result.data)


def test_a_notice_on_a_button_stays() -> None:
    notice = "This form must be filed under seal together with the motion"
    result = nextgen_pdf.fix(_with_button(notice))
    assert result.status == "fixed"
    assert result.dropped == ()
    assert notice in _text(result.data)


def test_the_tag_of_a_field_stays_and_tells_what_it_was() -> None:
    pdf = form()
    widget = next(n for n, body in pdf.objects.items() if b"(Judge)" in body)
    root = max(pdf.objects) + 1
    pdf.objects[widget] = pdf.objects[widget][:-2] + b"/StructParent 0 /TU (Name) >>"
    pdf.add(
        f"<< /Type /StructTreeRoot /K {root + 1} 0 R"
        f" /ParentTree << /Nums [0 {root + 1} 0 R] >> >>"
    )
    pdf.add(
        f"<< /Type /StructElem /S /Form /P {root} 0 R /Pg {pdf.pages[0]} 0 R"
        f" /K << /Type /OBJR /Obj {widget} 0 R >> >>"
    )
    pdf.catalog["StructTreeRoot"] = f"{root} 0 R"
    result = nextgen_pdf.fix(pdf.to_bytes())
    assert result.status == "fixed"
    with pikepdf.open(_file(result)) as copy:
        element = copy.Root.StructTreeRoot.K
        assert element.K == 0
        assert element.A.O == "/PrintField"
        assert element.A.Role == "/tv"
        assert str(element.A.Desc) == "Name"
        page = copy.pages[0]
        listed = copy.Root.StructTreeRoot.ParentTree.Nums
        of_page = dict(zip(list(listed)[::2], list(listed)[1::2], strict=True))
        assert of_page[page.obj.StructParents][0].objgen == element.objgen
        page.contents_coalesce()
        assert b"/MCID 0" in page.obj.Contents.read_bytes()


def _file(result: Fixed) -> BytesIO:
    assert result.data is not None
    return BytesIO(result.data)


def test_a_note_over_a_field_stays_over_it() -> None:
    pdf = form()
    mark = pdf.stream(
        "1 0 0 RG 3 w 0 0 m 300 20 l S",
        Type="/XObject",
        Subtype="/Form",
        BBox="[0 0 300 20]",
    )
    note = pdf.add(
        "<< /Type /Annot /Subtype /Stamp /Rect [72 640 372 660] /F 4"
        f" /AP << /N {mark} >> >>"
    )
    page = pdf.pages[0]
    pdf.objects[page] = pdf.objects[page].replace(
        b"/Annots [", f"/Annots [{note} ".encode()
    )
    result = nextgen_pdf.fix(pdf.to_bytes())
    assert result.status == "fixed"
    assert "flattened a note over a field into its page" in {
        c.what for c in result.changes
    }


@pytest.mark.parametrize(
    "kind", ["other_drawn_value", "lost_drawn_value", "moved_drawn_value"]
)
def test_damage_to_a_drawn_field_is_noticed(kind: str, tmp_path: Path) -> None:
    before, after = tmp_path / "before.pdf", tmp_path / "after.pdf"
    before.write_bytes(form().to_bytes())
    assert nextgen_pdf.fix(before, output=after).status == "fixed"
    assert prove(before, after).same
    damaged = tmp_path / "damaged.pdf"
    with pikepdf.open(after) as pdf:
        assert MUTATIONS[kind](pdf, Random(1))  # noqa: S311
        pdf.save(damaged)
    assert not prove(before, damaged).same


def test_a_field_may_look_different_but_not_be_gone(tmp_path: Path) -> None:
    before, after = tmp_path / "before.pdf", tmp_path / "after.pdf"
    before.write_bytes(form(extra="/NeedAppearances true").to_bytes())
    assert nextgen_pdf.fix(before, output=after).status == "fixed"
    assert prove(before, after).same
    gone = tmp_path / "gone.pdf"
    with pikepdf.open(after) as pdf:
        drawn = pdf.pages[0].resources.XObject
        boxes = [f for f in drawn.values() if b" re S 2 2 m" in f.read_bytes()]
        assert len(boxes) == 1
        boxes[0].write(b"")
        pdf.save(gone)
    found = prove(before, gone)
    assert [each.message for each in found.unexplained] == [
        "Page 1 no longer shows 1 of its form fields"
    ]


def test_a_check_box_that_only_viewers_draw_is_drawn() -> None:
    pdf = form(extra="/NeedAppearances true")
    for number, body in pdf.objects.items():
        if b"(Jury)" in body:
            box = body[: body.rindex(b"/AP")].replace(b"/Yes", b"/Off")
            pdf.objects[number] = (
                box + b"/AP << /N << /Yes << >> >> >> /MK << /BC [1 0 0] /CA (4) >> >>"
            )
    result = nextgen_pdf.fix(pdf.to_bytes())
    assert result.status == "fixed"
    assert Change("flattened a form field into its page", 3) in result.changes
    with pikepdf.open(_file(result)) as copy:
        drawn = copy.pages[0].resources.XObject
        assert any(b"1 0 0 rg" in each.read_bytes() for each in drawn.values())


def test_attached_files_are_saved_and_never_written_over(tmp_path: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    (files / "Exhibit A.docx").write_bytes(b"another")
    sample = SAMPLES / "brief" / "several-problems.pdf"
    result = nextgen_pdf.fix(
        sample, output=tmp_path / "copy.pdf", save_attachments=files
    )
    assert result.status == "fixed"
    (attached,) = result.attachments
    assert attached.path == str(files / "Exhibit A (2).docx")
    assert (files / "Exhibit A.docx").read_bytes() == b"another"
    assert Path(attached.path).stat().st_size == 9
    assert sorted(p.name for p in tmp_path.iterdir()) == ["copy.pdf", "files"]


def test_an_attached_file_cannot_choose_its_folder(tmp_path: Path) -> None:
    pdf = brief()
    file = pdf.stream("words", Type="/EmbeddedFile")
    pdf.catalog["Names"] = (
        "<< /EmbeddedFiles << /Names [(x) << /Type /Filespec"
        f" /F (../../.evil.txt) /EF << /F {file} >> >>] >> >>"
    )
    source = tmp_path / "a" / "b" / "brief.pdf"
    source.parent.mkdir(parents=True)
    source.write_bytes(pdf.to_bytes())
    result = nextgen_pdf.fix(source, output=source.with_name("copy.pdf"))
    assert result.status == "fixed"
    (attached,) = result.attachments
    assert attached.path == str(source.parent / "copy-attachments" / "evil.txt")


def test_a_signed_document_is_fixed_only_on_request() -> None:
    pdf = form()
    signature = pdf.add(
        "<< /Type /Annot /Subtype /Widget /FT /Sig /T (Sig) /Rect [0 0 0 0] /F 4"
        " /V << /Type /Sig /Filter /Adobe.PPKLite /Contents <00>"
        " /ByteRange [0 1 2 3] >> >>"
    )
    pdf.catalog["AcroForm"] = pdf.catalog["AcroForm"].replace(
        "/Fields [", f"/Fields [{signature} "
    )
    data = pdf.to_bytes()
    result = nextgen_pdf.fix(data)
    assert (result.status, result.refusal, result.data) == ("refused", "signed", None)
    result = nextgen_pdf.fix(data, unsigned=True)
    assert result.status == "fixed"
    assert "ended a digital signature; its look stays" in {
        c.what for c in result.changes
    }


def test_restrictions_are_taken_off_only_on_request() -> None:
    sample = SAMPLES / "encryption" / "fail-opens-without-password.pdf"
    assert nextgen_pdf.fix(sample).refusal == "restricted"
    result = nextgen_pdf.fix(sample, unrestricted=True)
    assert result.status == "fixed"
    with pikepdf.open(_file(result)) as copy:
        assert not copy.is_encrypted


def test_a_portfolio_of_several_files_is_refused() -> None:
    pdf = brief()
    files = [pdf.stream(f"words {n}", Type="/EmbeddedFile") for n in range(2)]
    listed = " ".join(
        f"(f{n}) << /Type /Filespec /F (f{n}.pdf) /EF << /F {file} >> >>"
        for n, file in enumerate(files)
    )
    pdf.catalog["Names"] = f"<< /EmbeddedFiles << /Names [{listed}] >> >>"
    pdf.catalog["Collection"] = "<< /Type /Collection >>"
    result = nextgen_pdf.fix(pdf.to_bytes())
    assert (result.status, result.refusal) == ("refused", "portfolio")


def test_damaged_documents_never_raise(tmp_path: Path) -> None:
    paths = []
    for seed in range(120):
        random = chance(seed)
        data = random.choice([form(), brief()]).to_bytes()
        for _ in range(random.randint(1, 2)):
            data = random.choice(MUTATORS)(data, random)
        paths.append(tmp_path / f"{seed}.pdf")
        paths[-1].write_bytes(data)
    results = list(nextgen_pdf.fix_many(paths, tmp_path / "fixed", jobs=2))
    assert [result.path for result in results] == list(map(str, paths))
    statuses = Counter(result.status for result in results)
    assert statuses["fixed"] >= 30
    assert statuses["failed"] <= 2
    written = {path.name for path in (tmp_path / "fixed").iterdir()}
    assert written == {Path(r.path).name for r in results if r.status == "fixed"}
    for result in results:
        if result.status not in ("fixed", "clean"):
            assert result.reason
            assert "Error" not in result.reason


def test_nothing_is_written_over(tmp_path: Path) -> None:
    source = tmp_path / "form.pdf"
    source.write_bytes(form().to_bytes())
    before = source.read_bytes()
    for force in (False, True):
        with pytest.raises(nextgen_pdf.UsageError, match="never changed"):
            nextgen_pdf.fix(source, output=source, force=force)
    other = tmp_path / "other.pdf"
    other.write_bytes(b"mine")
    with pytest.raises(nextgen_pdf.UsageError, match="--force"):
        nextgen_pdf.fix(source, output=other)
    assert other.read_bytes() == b"mine"
    assert nextgen_pdf.fix(source, output=other, force=True).status == "fixed"
    assert other.read_bytes() != b"mine"
    assert source.read_bytes() == before


def test_a_fix_that_fails_leaves_nothing(tmp_path: Path) -> None:
    result = nextgen_pdf.fix(
        SAMPLES / "forms" / "fail-designed-form.pdf", output=tmp_path / "copy.pdf"
    )
    assert result.status == "refused"
    result = nextgen_pdf.fix(
        form().to_bytes(), output=tmp_path / "copy.pdf", timeout=0.001
    )
    assert result.status == "failed"
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on files")
def test_a_disk_that_fills_leaves_no_copy_and_says_so(tmp_path: Path) -> None:
    source = tmp_path / "source.pdf"
    pdf = form()
    pdf.page(os.urandom(60_000).hex())
    source.write_bytes(pdf.to_bytes())
    before = source.read_bytes()
    (tmp_path / "files").mkdir()
    script = (
        "import resource, sys; from pathlib import Path\n"
        "from nextgen_pdf import Checker\n"
        "from nextgen_pdf.fixing.request import Task, Wishes\n"
        "from nextgen_pdf.fixing.task import fix_one\n"
        "folder = Path(sys.argv[1]); checker = Checker.installed()\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))\n"
        "task = Task('x', folder / 'source.pdf', folder / 'copy.pdf', folder / 'files')\n"
        "fixed = fix_one(task, Wishes(checker)); print(fixed.status, fixed.data)"
    )
    done = subprocess.run(  # noqa: S603  (our own program)
        # -B: with no room, Python itself would leave half a compiled module behind
        [sys.executable, "-B", "-c", script, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "failed None\n", done.stderr
    assert source.read_bytes() == before


@pytest.mark.parametrize(
    "wish", ["font", "shrink-pictures", "shrink-pictures=lots", "letter=2"]
)
def test_a_wish_that_is_none_is_refused(wish: str) -> None:
    with pytest.raises(nextgen_pdf.UsageError):
        nextgen_pdf.fix(b"%PDF-1.7", also=[wish])
