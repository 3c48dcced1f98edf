"""Pictures of pages: what is drawn, and what happens when that goes wrong."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from nextgen_pdf import children
from nextgen_pdf.thumbnails import MOST_LOST, Painter, Thumbnail
from rawpdf import RawPdf

BOX = (72.0, 72.0, 144.0, 108.0)
BLACK_BOX = "72 72 72 36 re f"


class Drawn:
    """A document on the disk, drawn."""

    def __init__(self, folder: Path, pdf: RawPdf | bytes) -> None:
        data = pdf if isinstance(pdf, bytes) else pdf.to_bytes()
        self.path = folder / "Größe [1].pdf"
        self.path.write_bytes(data)
        self.sha256 = hashlib.sha256(data).hexdigest()

    def by(self, painter: Painter, page: int = 1) -> Thumbnail | None:
        return painter.draw(str(self.path), self.sha256, page, [BOX])


@pytest.fixture(scope="module")
def painter() -> Iterator[Painter]:
    with Painter() as painter:
        yield painter


def page(content: str = BLACK_BOX, **entries: str) -> RawPdf:
    pdf = RawPdf()
    pdf.page(content, **entries)
    return pdf


@pytest.mark.parametrize(
    "entries",
    [
        {},
        {"Rotate": "90"},
        {"Rotate": "180"},
        {"Rotate": "270"},
        {"CropBox": "[36 36 306 396]"},
        {"CropBox": "[36 36 306 396]", "Rotate": "90"},
        {"UserUnit": "2"},
        {"MediaBox": "[-100 50 512 842]"},
    ],
)
def test_the_outline_is_around_the_spot(
    tmp_path: Path, painter: Painter, entries: dict[str, str]
) -> None:
    drawn = Drawn(tmp_path, page(**entries)).by(painter)
    assert drawn is not None
    image = Image.open(io.BytesIO(base64.b64decode(drawn.image))).convert("L")
    assert image.size == (drawn.width, drawn.height)
    dark = image.point(lambda value: 255 if value < 128 else 0).getbbox()
    assert dark is not None
    (spot,) = drawn.spots
    assert all(abs(a - b) <= 4 for a, b in zip(dark, spot, strict=True)), (dark, spot)


def test_a_spot_beside_the_page_is_not_outlined(
    tmp_path: Path, painter: Painter
) -> None:
    drawn = Drawn(tmp_path, page(MediaBox="[200 200 400 400]")).by(painter)
    assert drawn is not None
    assert drawn.spots == ()


def test_fields_are_seen(tmp_path: Path, painter: Painter) -> None:
    pdf = RawPdf()
    look = pdf.stream(
        "0 0 72 36 re f", Type="/XObject", Subtype="/Form", BBox="[0 0 72 36]"
    )
    field = pdf.add(
        f"<< /Subtype /Widget /Rect [72 72 144 108] /FT /Tx /T (a) /F 4 /AP << /N {look} >> >>"
    )
    pdf.page(Annots=f"[{field}]")
    pdf.catalog["AcroForm"] = f"<< /Fields [{field}] >>"
    drawn = Drawn(tmp_path, pdf).by(painter)
    assert drawn is not None
    image = Image.open(io.BytesIO(base64.b64decode(drawn.image))).convert("L")
    assert min(image.tobytes()) < 128


@pytest.mark.parametrize("box", ["[0 0 14400 3]", "[0 0 3 14400]", "[0 0 14400 14400]"])
def test_odd_sizes_give_small_pictures(
    tmp_path: Path, painter: Painter, box: str
) -> None:
    drawn = Drawn(tmp_path, page(MediaBox=box)).by(painter)
    assert drawn is not None
    assert drawn.width <= 321
    assert drawn.height <= 481


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7", b"%PDF-1.7\ntrailer << /Root 1 0 R >>\n%%EOF"]
)
def test_what_cannot_be_drawn_costs_only_its_picture(
    tmp_path: Path, painter: Painter, data: bytes
) -> None:
    good = page()
    assert Drawn(tmp_path, data).by(painter) is None
    assert Drawn(tmp_path, good).by(painter) is not None
    assert Drawn(tmp_path, good).by(painter, page=2) is None
    assert painter.draw("gone.pdf", "", 1) is None
    assert painter.lost == 0


def test_a_file_that_changed_is_not_drawn(tmp_path: Path, painter: Painter) -> None:
    drawn = Drawn(tmp_path, page())
    drawn.path.write_bytes(page("0 0 m").to_bytes())
    assert drawn.by(painter) is None


def bad_draw(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, body: str) -> None:
    """Let a process draw that does something else on pages without a CropBox."""
    package = tmp_path / "nextgen_pdf_bad"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "draw.py").write_text(
        "import os, sys, time\n"
        "from nextgen_pdf.thumbnails import draw\n"
        "real = draw.Drawer.draw\n"
        "def bad(self, path, sha256, page, boxes):\n"
        f"    if page == 1: {body}\n"
        "    return real(self, path, sha256, page, boxes)\n"
        "draw.Drawer.draw = bad\n"
        "main = draw.main\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    command = children.command("nextgen_pdf_bad.draw")
    monkeypatch.setattr(children, "command", lambda module: command)


@pytest.mark.parametrize(
    "body",
    [
        "os.abort()",
        "os._exit(0)",
        "time.sleep(60)",
        "os.write(int(sys.stdout.fileno()), b'x'); os._exit(1)",
        "os.closerange(0, 20); time.sleep(60)",
    ],
)
def test_a_process_that_dies_or_hangs_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str
) -> None:
    bad_draw(monkeypatch, tmp_path, body)
    two = page()
    two.page(BLACK_BOX)
    drawn = Drawn(tmp_path, two)
    begun = time.monotonic()
    with Painter(seconds=1) as painter:
        assert drawn.by(painter, page=1) is None
        assert drawn.by(painter, page=2) is not None
        assert painter.lost == 1
    assert time.monotonic() - begun < 10


def test_a_page_that_takes_for_ever_costs_only_its_picture(tmp_path: Path) -> None:
    pdf = RawPdf()
    form = {"Type": "/XObject", "Subtype": "/Form", "BBox": "[0 0 612 792]"}
    inner = pdf.stream(BLACK_BOX, **form)
    for _ in range(20):  # each level paints the one below four times
        resources = f"<< /XObject << /X {inner} >> >>"
        inner = pdf.stream("/X Do " * 4, Resources=resources, **form)
    pdf.page("/X Do", Resources=f"<< /XObject << /X {inner} >> >>")
    pdf.page(BLACK_BOX)
    drawn = Drawn(tmp_path, pdf)
    with Painter(seconds=1) as painter:
        assert drawn.by(painter, page=1) is None
        assert drawn.by(painter, page=2) is not None
        assert painter.lost == 1


def test_after_too_many_losses_nothing_more_is_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad_draw(monkeypatch, tmp_path, "os._exit(1)")
    drawn = Drawn(tmp_path, page())
    with Painter() as painter:
        for _ in range(MOST_LOST + 3):
            assert drawn.by(painter) is None
        assert painter.lost == MOST_LOST


@pytest.mark.parametrize("python", ["", "/no/such/python"])
def test_without_a_python_to_start_there_are_no_pictures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, python: str
) -> None:
    monkeypatch.setattr(sys, "executable", python)
    with Painter() as painter:
        assert Drawn(tmp_path, page()).by(painter) is None


@pytest.mark.parametrize(
    "answer",
    ["7", "'x'", "[]", "{'spots': 7}", "{'image': '', 'width': 'a', 'height': 1}",
     "{'image': '', 'width': 1, 'height': 1, 'spots': [[1, 2], 'abcd']}"],
)  # fmt: skip
def test_an_answer_that_is_none_is_no_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    bad_draw(monkeypatch, tmp_path, f"return {answer}")
    with Painter() as painter:
        assert Drawn(tmp_path, page()).by(painter) is None


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such limit")
def test_memory_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bad_draw(monkeypatch, tmp_path, "bytearray(2**32)")
    with Painter() as painter:
        assert Drawn(tmp_path, page()).by(painter) is None
        assert painter.lost == 0


def test_a_module_in_the_folder_of_the_documents_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pypdfium2.py").write_text("open('run', 'w')")
    monkeypatch.chdir(tmp_path)
    with Painter() as painter:
        assert Drawn(tmp_path, page()).by(painter) is not None
    assert not (tmp_path / "run").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="asks the kernel of Linux")
def test_who_draws_is_confined_where_the_kernel_can_do_that(tmp_path: Path) -> None:
    code = "from nextgen_pdf.confinement import confine; print(confine().network)"
    command = [sys.executable, "-c", code]
    can = subprocess.run(command, capture_output=True, check=True).stdout.strip()  # noqa: S603
    if can != b"True":
        pytest.skip("this kernel has no seccomp")
    before = _children()
    with Painter() as painter:
        assert Drawn(tmp_path, page()).by(painter)
        (child,) = _children() - before
        status = Path(f"/proc/{child}/status").read_text()
    assert re.search(r"^Seccomp:\s+2$", status, re.MULTILINE)


def _children() -> set[str]:
    """The processes that this one has started."""
    tasks = Path("/proc/self/task").glob("*/children")
    return {child for task in tasks for child in task.read_text().split()}
