"""The HTML report: what stands in it, and that nothing in it can do harm."""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

import hostile
from nextgen_pdf import Area, Checker, Report
from nextgen_pdf.formats import Run, html
from nextgen_pdf.formats._wording import grouped, moment_for_people
from nextgen_pdf.formats.html import pictures, view
from nextgen_pdf.formats.html.pictures import Album
from nextgen_pdf.readers import chosen_reader
from nextgen_pdf.thumbnails import Painter, Thumbnail
from rawpdf import RawPdf

SAMPLES = Path(__file__).parent.parent.parent / "samples"
LOADING = {"src", "srcset", "data", "action", "poster", "background", "xlink:href"}
SOUND = {"script", "iframe", "object", "embed", "form", "input", "link", "base"}


class Page(HTMLParser):
    """A report as a browser would take it apart."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        assert text.isascii()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []
        self.shown = " ".join(self.text.split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {key: value or "" for key, value in attrs}))
        if tag not in {"meta", "image", "rect", "br"}:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {key: value or "" for key, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self._open:
            self.text += data

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]


def page(*reports: Report, run: Run | None = None) -> Page:
    return Page("".join(html.render(reports, run or hostile.run())))


def checked(*samples: str, court: str | None = None) -> Page:
    checker = Checker.installed(court=court)
    run = Run(checker.profile, checker.rulebook, version="1.2.3")
    return page(*checker.check_many(SAMPLES / name for name in samples), run=run)


def harmless(report: Page) -> None:
    """Nothing is loaded, nothing runs, every anchor is there, once."""
    names = {tag for tag, _ in report.tags}
    assert not names & SOUND
    ids = [attributes["id"] for _, attributes in report.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    for tag, attributes in report.tags:
        assert not any(key.startswith("on") or key == "style" for key in attributes)
        assert not LOADING & attributes.keys()
        href = attributes.get("href", "#results")
        if tag == "image":
            assert re.fullmatch(r"data:image/jpeg;base64,[A-Za-z0-9+/=]+", href)
        elif href.startswith("#"):
            assert href[1:] in ids
        else:
            assert tag == "a"
            assert href.startswith(("https://", "http://"))
    assert not hostile.UNFIT & set(report.text)


def test_the_samples(reports: list[Report]) -> None:
    report = page(*reports)
    harmless(report)
    assert len(report.all("article")) == len(reports)
    assert f"All {len(reports)} documents" in report.shown
    for verdict in ("will be refused", "could not be checked", "ready"):
        assert re.search(rf"\d+ {verdict}", report.shown)


def test_one_document() -> None:
    report = checked("brief/several-problems.pdf", court="nvb")
    harmless(report)
    data = (SAMPLES / "brief/several-problems.pdf").read_bytes()
    for said in (
        "Will the court take this PDF?",
        "Will be refused: ",
        "Do not upload yet. Three things must change.",
        "1. This PDF contains a script (JavaScript)",
        "In the file, not on a page.",
        "Word for Windows and Mac: save the PDF again from the Word file.",
        "U.S. Bankruptcy Court, District of Nevada",
        "Size limit: 35 MB (PACER, seen Jan. 10, 2023): may be out of date; check the court's site.",
        "Source: pacer.uscourts.gov (Jan. 10, 2023). The source does not say this word for word.",
        hashlib.sha256(data).hexdigest(),
        f"{len(data):,} bytes, 4 pages, PDF 1.7",
        f"nextgen-pdf 1.2.3, {chosen_reader(None)} ",
        "Found ✕ Attached files ✕ Embedded JavaScript ✕ Fonts that are not in the document",
        "Checked, none found ✓ Actions that reach outside the document ✓ Comments",
        "cacb.uscourts.gov (July 1, 2022); nvb.uscourts.gov (July 1, 2022);",
    ):
        assert said in report.shown, said
    rules = re.findall(r"Rule ([a-z-]+), code", report.shown)
    assert rules == ["javascript", "attachments", "links", "fonts", "page-size"]
    assert "All 1 documents" not in report.shown


@pytest.mark.pikepdf
def test_the_command_that_makes_a_copy() -> None:
    locked = checked("encryption/fail-opens-without-password.pdf", court="nvb")
    assert "fail-opens-without-password.pdf --court nvb --unrestricted" in locked.shown
    assert "nextgen-pdf fix" not in checked("fonts/fail-not-embedded.pdf").shown


@pytest.mark.parametrize(
    ("hour", "said"), [(0, "12:46 a.m."), (12, "12:46 p.m."), (23, "11:46 p.m.")]
)
def test_times_are_told_as_americans_tell_them(hour: int, said: str) -> None:
    zone = timezone(timedelta(hours=-5))
    moment = datetime(2026, 11, 25, hour, 46, tzinfo=zone)
    assert (
        moment_for_people(moment) == f"Nov. 25, 2026, {said} (UTC\N{MINUS SIGN}05:00)"
    )


def test_nothing_at_all() -> None:
    report = page()
    harmless(report)
    assert "There were no documents to check." in report.shown


def test_what_was_not_checked_is_said() -> None:
    report = checked("encryption/fail-needs-password.pdf")
    harmless(report)
    assert "Because the file is locked with a password:" in report.shown
    assert (
        "Not checked ? Actions that reach outside the document ? Attached files"
        in report.shown
    )


def test_headings_are_in_order(reports: list[Report]) -> None:
    levels = [
        int(tag[1]) for tag, _ in page(*reports[:20]).tags if re.match("h[1-6]", tag)
    ]
    assert levels.count(1) == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))


@pytest.mark.parametrize("text", hostile.TEXTS, ids=lambda text: repr(text[:20]))
def test_hostile_text(text: str) -> None:
    bad = hostile.report(text, sha256=None)
    for reports in ((bad,), (bad, bad)):
        report = page(*reports)
        harmless(report)
        assert len(report.text) < 40_000


def test_markup_stays_text_and_long_names_end_in_a_mark() -> None:
    shown = page(hostile.report("<b>{{ 7 * 7 }}</b>", sha256=None)).shown
    assert 'The file "<b>{{ 7 * 7 }}</b>" is attached.' in shown
    assert f"{'x' * 299}…" in page(hostile.report("x" * 10_000_000, sha256=None)).shown


def test_the_policy_allows_the_style_that_is_there_and_nothing_else() -> None:
    text = "".join(html.render([], hostile.run()))
    (style,) = re.findall("<style>(.*?)</style>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = (
        meta["content"]
        for meta in Page(text).all("meta")
        if meta.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.split("; ") == [
        "default-src 'none'",
        "img-src data:",
        f"style-src 'sha256-{digest}'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    assert "url(" not in style
    assert "@import" not in style


def test_a_page_is_shown_with_its_spot_outlined() -> None:
    report = checked("javascript/fail-link.pdf")
    (picture,) = report.all("svg")
    assert picture["aria-label"].startswith("Page 2 of ")
    assert picture["aria-label"].endswith("fail-link.pdf, with the problem outlined")
    assert [rect["class"] for rect in report.all("rect")] == ["halo", "spot"]


def test_a_pipe_and_a_changed_file_have_no_pictures(tmp_path: Path) -> None:
    data = (SAMPLES / "javascript/fail-link.pdf").read_bytes()
    piped = page(Checker.installed().check(data, name="-"))
    assert piped.all("svg") == []
    assert "No page pictures: the document was not read from a file" in piped.shown
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    report = Checker.installed().check(path)
    path.write_bytes(data + b"\n")
    changed = page(report)
    assert changed.all("svg") == []
    assert "No picture of page 2: it could not be drawn." in changed.shown


class Pretended(Painter):
    """Draws nothing, and notes what it should have drawn."""

    def __init__(self, *, hangs: bool = False) -> None:
        super().__init__()
        self.drawn: list[int] = []
        self._hangs = hangs

    def draw(
        self, path: str, sha256: str, page: int, boxes: object = ()
    ) -> Thumbnail | None:
        self.drawn.append(page)
        if self._hangs:
            self.lost += 1
            return None
        return Thumbnail("A" * 40_000, 1, 1, ())


def many_pages(count: int) -> Report:
    report = hostile.report("brief.pdf")
    first = report.findings[0]
    location = first.location._replace(pages=tuple(range(1, count + 1)))
    second = first._replace(rule="fonts", remedy="Else.", location=first.location)
    return report._replace(findings=(first._replace(location=location), second))


def test_pictures_of_a_document_are_few_and_the_rest_is_named() -> None:
    painter = Pretended()
    report = many_pages(90)
    of_first, of_second = Album(painter).of(report, [[f] for f in report.findings])
    # the page with a spot to outline first
    assert [picture.page for picture in of_first.shown] == [1, 2, 3]
    assert [picture.page for picture in of_second.shown] == [3]
    assert of_first.note.endswith("pages 4-90.")
    assert of_second.note == ""


def test_pictures_of_a_run_are_bounded_in_number_and_size(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    painter = Pretended()
    album = Album(painter)
    report = many_pages(3)
    groups = [[finding] for finding in report.findings]
    for _ in range(100):
        album.of(report, groups)
    assert len(painter.drawn) * 40_000 < pictures.BUDGET + 5 * 40_000
    monkeypatch.setattr(pictures, "BUDGET", 10**9)
    painter = Pretended()
    album = Album(painter)
    for _ in range(100):
        last = album.of(report, groups)
    assert len(painter.drawn) == pictures.A_RUN
    assert [each.shown for each in last] == [(), ()]
    assert "Not pictured" in last[0].note


def test_after_a_page_that_hung_the_document_has_no_more_pictures() -> None:
    painter = Pretended(hangs=True)
    report = many_pages(3)
    shown = Album(painter).of(report, [[finding] for finding in report.findings])
    assert len(painter.drawn) == 1
    assert [p.thumbnail for each in shown for p in each.shown] == [None] * 4


def test_a_process_that_draws_cannot_write_into_the_report() -> None:
    thumbnail = Thumbnail('"><script>alert(1)</script>', 1, 1, ())
    assert pictures.Picture(1, thumbnail).address == "data:image/jpeg;base64,"


@pytest.mark.parametrize(
    ("message", "first"),
    [
        ("A script. It runs.", "A script."),
        ('The file "a. b. c" is attached. Look.', 'The file "a. b. c" is attached.'),
        ("Version 1.7 is fine. Yes.", "Version 1.7 is fine."),
        ("No end", "No end"),
        ('An open " quote. And more.', 'An open " quote. And more.'),
        ('"' * 2_000 + "a. b", '"' * 2_000 + "a."),
    ],
)
def test_the_heading_is_the_first_sentence(message: str, first: str) -> None:
    report = hostile.report("a")
    finding = report.findings[0]._replace(message=message)
    with Painter() as painter:
        shown = view.document(
            1, report._replace(findings=(finding,)), hostile.run(), Album(painter)
        )
    assert shown.findings[0].heading == first


def test_areas_of_other_pages_are_not_outlined() -> None:
    boxes = []

    class Noted(Pretended):
        def draw(self, path: str, sha256: str, page: int, boxes_: object = ()) -> None:
            boxes.append((page, boxes_))

    report = hostile.report("a.pdf")
    areas = (Area(3, (0, 0, 9, 9)), Area(4, (1, 1, 9, 9)))
    location = report.findings[0].location._replace(pages=(3, 4), areas=areas)
    finding = report.findings[0]._replace(location=location)
    Album(Noted()).of(report, [[finding]])
    assert boxes == [(3, [(0, 0, 9, 9)]), (4, [(1, 1, 9, 9)])]


def test_a_name_in_any_letters(tmp_path: Path) -> None:
    pdf = RawPdf()
    pdf.page()
    path = tmp_path / "Größe 株式会社.pdf"
    path.write_bytes(pdf.to_bytes())
    report = page(Checker.installed().check(path))
    assert "Größe 株式会社.pdf" in report.shown


def test_what_one_rule_found_stands_together() -> None:
    report = hostile.report("a.pdf")
    first = report.findings[0]
    other = first._replace(rule="fonts")
    lesser = first._replace(severity="info")
    waived = lesser._replace(waived="The clerk agreed.")
    found = report._replace(findings=(first, other, lesser, waived))
    assert grouped(found) == [[first], [lesser], [other], [waived]]


@pytest.mark.parametrize("package", ["jinja2", "markdown_it", "pypdfium2", "PIL"])
def test_a_missing_package_is_said_before_any_document_is_read(
    tmp_path: Path, package: str
) -> None:
    code = (
        "import sys, importlib.util\n"
        f"sys.modules[{package!r}] = None\n"
        "from nextgen_pdf import cli, checker\n"
        "def check(*_, **__): raise SystemExit('read')\n"
        "checker.Checker.check_many = checker.Checker.check = check\n"
        "cli.main(sys.argv[1:])\n"
    )
    out = tmp_path / "report.html"
    result = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code, "check", "brief/pass-clean.pdf", "--format", "html",
         "--output", str(out)],
        capture_output=True, text=True, check=False, cwd=SAMPLES,
    )  # fmt: skip
    assert result.returncode == 2
    assert f"The format html needs the package {package}" in result.stderr
    assert 'pip install "nextgen-pdf[html]"' in result.stderr
    assert not out.exists()
