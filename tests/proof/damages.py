"""Ways to damage a copy so that a person or a program could tell: each a little.

Each takes an open document and a source of chance, and says whether it changed anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from pikepdf import Array, Dictionary, Name, NameTree, Page, Pdf, Stream, String

Mutation = Callable[[Pdf, Random], bool]
MUTATIONS: dict[str, Mutation] = {}


def _kind(mutation: Mutation) -> Mutation:
    MUTATIONS[mutation.__name__] = mutation
    return mutation


def _page(pdf: Pdf, random: Random) -> Page:
    return pdf.pages[random.randrange(len(pdf.pages))]


def _content(page: Page) -> bytes:
    page.contents_coalesce()
    return page.obj.Contents.read_bytes()


def _swap(
    pdf: Pdf, random: Random, pattern: bytes, new: Callable[[re.Match[bytes]], bytes]
) -> bool:
    """Something else for a piece of the content of a page."""
    page = _page(pdf, random)
    data = _content(page)
    found = list(re.finditer(pattern, data))
    if not found:
        return False
    chosen = random.choice(found)
    changed = data[: chosen.start()] + new(chosen) + data[chosen.end() :]
    page.obj.Contents = pdf.make_stream(changed)
    return changed != data


@_kind
def digit(pdf: Pdf, random: Random) -> bool:
    return _swap(
        pdf, random, rb"\d(?=[^()\[\]]*\) Tj)", lambda m: b"7" if m[0] != b"7" else b"4"
    )


@_kind
def lost_letter(pdf: Pdf, random: Random) -> bool:
    return _swap(pdf, random, rb"[a-z](?=[^()\[\]]*\) Tj)", lambda m: b"")


@_kind
def two_letters_swapped(pdf: Pdf, random: Random) -> bool:
    return _swap(pdf, random, rb"(ne|ri|ea|or|di)(?=[^()]*\) Tj)", lambda m: m[0][::-1])


@_kind
def lost_text(pdf: Pdf, random: Random) -> bool:
    return _swap(pdf, random, rb"BT[^B]*?ET", lambda m: b"")


@_kind
def hidden_text(pdf: Pdf, random: Random) -> bool:
    return _swap(pdf, random, rb"BT (?!3 Tr)", lambda m: b"0 Tr BT 3 Tr ")


@_kind
def hidden_line(pdf: Pdf, random: Random) -> bool:
    return _swap(pdf, random, rb"(?<= l) S|(?<=re) f", lambda m: b" n")


@_kind
def white_cover(pdf: Pdf, random: Random) -> bool:
    page = _page(pdf, random)
    x, y = random.uniform(72, 170), 700 - 20 * random.randint(1, 9)
    page.contents_add(b"q 1 g %.1f %d 30 10 re f Q" % (x, y - 1))
    return True


@_kind
def other_color(pdf: Pdf, random: Random) -> bool:
    # of the same brightness
    return _swap(pdf, random, rb"0\.8 0 0 rg", lambda m: b"0 0.407 0 rg")


@_kind
def moved_text(pdf: Pdf, random: Random) -> bool:
    return _swap(
        pdf, random, rb"(?<=Tf )72 (?!300)", lambda m: random.choice([b"71 ", b"73.5 "])
    )


@_kind
def larger_text(pdf: Pdf, random: Random) -> bool:
    return _swap(pdf, random, rb"/F1 1[128] Tf", lambda m: b"/F1 13 Tf")


@_kind
def thicker_line(pdf: Pdf, random: Random) -> bool:
    return _swap(pdf, random, rb"0\.5 w", lambda m: b"2 w")


@_kind
def lost_picture(pdf: Pdf, random: Random) -> bool:
    return _swap(pdf, random, rb"/Im1 Do", lambda m: b"")


@_kind
def mirrored_picture(pdf: Pdf, random: Random) -> bool:
    return _swap(
        pdf, random, rb"120 0 0 90 72 330 cm", lambda m: b"-120 0 0 90 192 330 cm"
    )


@_kind
def other_pixels(pdf: Pdf, random: Random) -> bool:
    for each in pdf.objects:
        if isinstance(each, Stream) and each.get("/Subtype") == "/Image":
            data = bytearray(each.read_bytes())
            at = random.randrange(len(data) - 64)
            data[at : at + 64] = bytes(255 - b for b in data[at : at + 64])
            each.write(bytes(data))
            return True
    return False


@_kind
def unseen_words(pdf: Pdf, random: Random) -> bool:
    return _swap(pdf, random, rb"Scanned", lambda m: b"Scammed")


@_kind
def other_unicode(pdf: Pdf, random: Random) -> bool:
    for each in _dictionaries(pdf):
        if "/ToUnicode" in each:
            del each["/ToUnicode"]
            return True
    return False


@_kind
def hidden_layer(pdf: Pdf, random: Random) -> bool:
    layers = pdf.Root.get("/OCProperties")
    if layers is None:
        return False
    layers.D.OFF = layers.OCGs
    return True


@_kind
def lost_page(pdf: Pdf, random: Random) -> bool:
    if len(pdf.pages) < 2:
        return False
    del pdf.pages[random.randrange(len(pdf.pages))]
    return True


@_kind
def swapped_pages(pdf: Pdf, random: Random) -> bool:
    if len(pdf.pages) < 2:
        return False
    first = pdf.pages[0]
    del pdf.pages[0]
    pdf.pages.append(first)
    return True


@_kind
def page_twice(pdf: Pdf, random: Random) -> bool:
    pdf.pages.append(_page(pdf, random))
    return True


@_kind
def blank_page(pdf: Pdf, random: Random) -> bool:
    _page(pdf, random).obj.Contents = pdf.make_stream(b"")
    return True


@_kind
def turned_page(pdf: Pdf, random: Random) -> bool:
    _page(pdf, random).rotate(90, relative=True)
    return True


@_kind
def cropped_page(pdf: Pdf, random: Random) -> bool:
    _page(pdf, random).obj.CropBox = Array([0, random.randint(3, 20), 612, 792])
    return True


@_kind
def larger_page(pdf: Pdf, random: Random) -> bool:
    _page(pdf, random).obj.MediaBox = Array([0, 0, 612, 792 + random.randint(3, 9)])
    return True


@_kind
def larger_unit(pdf: Pdf, random: Random) -> bool:
    _page(pdf, random).obj.UserUnit = 1.25
    return True


def _links(pdf: Pdf) -> Iterator[tuple[Page, int, Any]]:
    for page in pdf.pages:
        for at, each in enumerate(page.obj.get("/Annots", ())):
            if each.get("/Subtype") == "/Link":
                yield page, at, each


@_kind
def lost_link(pdf: Pdf, random: Random) -> bool:
    links = list(_links(pdf))
    if not links:
        return False
    page, at, _ = random.choice(links)
    del page.obj.Annots[at]
    return True


@_kind
def retargeted_link(pdf: Pdf, random: Random) -> bool:
    links = [link for *_, link in _links(pdf) if "/URI" in link.get("/A", ())]
    if not links:
        return False
    random.choice(links).A.URI = String("https://www.uscourts.gov/99")
    return True


@_kind
def link_to_another_page(pdf: Pdf, random: Random) -> bool:
    links = [link for *_, link in _links(pdf) if "/Dest" in link]
    if not links:
        return False
    link = random.choice(links)
    at = next(n for n, p in enumerate(pdf.pages) if p.obj.objgen == link.Dest[0].objgen)
    link.Dest[0] = pdf.pages[(at + 1) % len(pdf.pages)].obj
    return True


@_kind
def moved_link(pdf: Pdf, random: Random) -> bool:
    links = [link for *_, link in _links(pdf)]
    if not links:
        return False
    link = random.choice(links)
    x0, y0, x1, y1 = (float(side) for side in link.Rect)
    link.Rect = Array([x0 + 3, y0, x1 + 3, y1])
    return True


@_kind
def new_link(pdf: Pdf, random: Random) -> bool:
    page = _page(pdf, random)
    link = Dictionary(
        Subtype=Name.Link,
        Rect=Array([0, 0, 50, 50]),
        Border=Array([0, 0, 0]),
        A=Dictionary(S=Name.URI, URI=String("https://example.org")),
    )
    page.obj.Annots = Array([*page.obj.get("/Annots", ()), pdf.make_indirect(link)])
    return True


def _stamps(pdf: Pdf) -> list[Any]:
    return [
        each
        for page in pdf.pages
        for each in page.obj.get("/Annots", ())
        if each.get("/Subtype") == "/Stamp"
    ]


@_kind
def other_note(pdf: Pdf, random: Random) -> bool:
    stamps = _stamps(pdf)
    if stamps:
        random.choice(stamps).Contents = String("Denied")
    return bool(stamps)


@_kind
def hidden_stamp(pdf: Pdf, random: Random) -> bool:
    stamps = _stamps(pdf)
    if stamps:
        random.choice(stamps).F = 2
    return bool(stamps)


def _bookmarks(pdf: Pdf) -> list[Any]:
    return [
        each for each in _dictionaries(pdf) if "/Title" in each and "/Parent" in each
    ]


@_kind
def other_bookmark(pdf: Pdf, random: Random) -> bool:
    marks = _bookmarks(pdf)
    if marks:
        random.choice(marks).Title = String("Part 9")
    return bool(marks)


@_kind
def bookmark_to_another_page(pdf: Pdf, random: Random) -> bool:
    marks = [mark for mark in _bookmarks(pdf) if "/Dest" in mark]
    if not marks:
        return False
    mark = random.choice(marks)
    mark.Dest[1] = Name.FitB
    return True


@_kind
def lost_bookmark(pdf: Pdf, random: Random) -> bool:
    marks = [mark for mark in _bookmarks(pdf) if "/Prev" in mark and "/Next" in mark]
    if not marks:
        return False
    mark = random.choice(marks)
    mark.Prev.Next, mark.Next.Prev = mark.Next, mark.Prev
    return True


@_kind
def lost_bookmarks(pdf: Pdf, random: Random) -> bool:
    return _lost(pdf.Root, "/Outlines")


@_kind
def lost_destination(pdf: Pdf, random: Random) -> bool:
    names = pdf.Root.get("/Names")
    if names is None or "/Dests" not in names:
        return False
    tree = NameTree(names.Dests)
    del tree[random.choice(list(tree.keys()))]
    return True


@_kind
def moved_destination(pdf: Pdf, random: Random) -> bool:
    names = pdf.Root.get("/Names")
    if names is None or "/Dests" not in names:
        return False
    names.Dests.Names[1][3] = 100
    return True


def _tags(pdf: Pdf, key: str = "/K") -> list[Any]:
    return [
        each
        for each in _dictionaries(pdf)
        if each.get("/Type") == "/StructElem" and key in each
    ]


@_kind
def lost_tags(pdf: Pdf, random: Random) -> bool:
    return _lost(pdf.Root, "/StructTreeRoot")


@_kind
def other_tag(pdf: Pdf, random: Random) -> bool:
    tags = _tags(pdf)
    if tags:
        random.choice(tags).S = Name.Span
    return bool(tags)


@_kind
def lost_alternative(pdf: Pdf, random: Random) -> bool:
    tags = _tags(pdf, "/Alt")
    return bool(tags) and _lost(random.choice(tags), "/Alt")


@_kind
def other_alternative(pdf: Pdf, random: Random) -> bool:
    tags = _tags(pdf, "/Alt")
    if tags:
        random.choice(tags).Alt = String("A cat")
    return bool(tags)


@_kind
def lost_actual_text(pdf: Pdf, random: Random) -> bool:
    tags = _tags(pdf, "/ActualText")
    return bool(tags) and _lost(random.choice(tags), "/ActualText")


@_kind
def empty_tag(pdf: Pdf, random: Random) -> bool:
    tags = [tag for tag in _tags(pdf) if isinstance(tag.K, int)]
    return bool(tags) and _lost(random.choice(tags), "/K")


@_kind
def other_order_of_tags(pdf: Pdf, random: Random) -> bool:
    tags = [tag for tag in _tags(pdf) if isinstance(tag.K, Array) and len(tag.K) > 1]
    if not tags:
        return False
    kids = list(random.choice(tags).K)
    tags[0].K = Array([*kids[1:], kids[0]])
    return True


@_kind
def other_role(pdf: Pdf, random: Random) -> bool:
    root = pdf.Root.get("/StructTreeRoot")
    if root is None:
        return False
    root.RoleMap = Dictionary(Para=Name.Artifact)
    return True


@_kind
def lost_way_to_tags(pdf: Pdf, random: Random) -> bool:
    page = _page(pdf, random)
    return _lost(page.obj, "/StructParents")


@_kind
def other_title(pdf: Pdf, random: Random) -> bool:
    pdf.trailer.Info.Title = String("Motion")
    return True


@_kind
def lost_author(pdf: Pdf, random: Random) -> bool:
    return _lost(pdf.trailer.Info, "/Author")


@_kind
def other_metadata(pdf: Pdf, random: Random) -> bool:
    if "/Metadata" not in pdf.Root:
        return False
    pdf.Root.Metadata.write(b"<x:xmpmeta xmlns:x='adobe:ns:meta/'> </x:xmpmeta>")
    return True


@_kind
def other_labels(pdf: Pdf, random: Random) -> bool:
    if "/PageLabels" not in pdf.Root:
        return False
    pdf.Root.PageLabels.Nums[1] = Dictionary(S=Name.D)
    return True


@_kind
def other_language(pdf: Pdf, random: Random) -> bool:
    pdf.Root.Lang = String("fr")
    return True


@_kind
def other_preferences(pdf: Pdf, random: Random) -> bool:
    pdf.Root.ViewerPreferences = Dictionary(HideToolbar=True)
    return True


@_kind
def new_script(pdf: Pdf, random: Random) -> bool:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("1"))
    return True


def _fields(pdf: Pdf) -> list[Any]:
    form = pdf.Root.get("/AcroForm")
    return [] if form is None else list(form.get("/Fields", ()))


@_kind
def other_value(pdf: Pdf, random: Random) -> bool:
    fields = [f for f in _fields(pdf) if "/V" in f]
    fields = [f for f in fields if f.FT == "/Tx"]
    if fields:
        random.choice(fields).V = String("Somebody else")
    return bool(fields)


@_kind
def moved_field(pdf: Pdf, random: Random) -> bool:
    fields = _fields(pdf)
    if not fields:
        return False
    field = random.choice(fields)
    x0, y0, x1, y1 = (float(side) for side in field.Rect)
    field.Rect = Array([x0, y0 - 2, x1, y1 - 2])
    return True


@_kind
def unchecked_box(pdf: Pdf, random: Random) -> bool:
    boxes = [f for f in _fields(pdf) if "/AS" in f]
    for box in boxes:
        box.AS = box.V = Name.Off
    return bool(boxes)


def _forms(pdf: Pdf) -> list[Any]:
    """What was a field, in a copy that has none."""
    found = []
    for page in pdf.pages:
        drawn: Any = page.resources.get("/XObject", Dictionary())
        found += [form for form in drawn.values() if b"Tj" in form.read_bytes()]
    return [form for form in found if form.get("/Subtype") == "/Form"]


@_kind
def other_drawn_value(pdf: Pdf, random: Random) -> bool:
    forms = [form for form in _forms(pdf) if re.search(rb"[a-z]{2}", form.read_bytes())]
    if not forms:
        return False
    form = random.choice(forms)
    form.write(re.sub(rb"\((.)", rb"(X\1", form.read_bytes(), count=1))
    return True


@_kind
def lost_drawn_value(pdf: Pdf, random: Random) -> bool:
    forms = _forms(pdf)
    if forms:
        random.choice(forms).write(b"")
    return bool(forms)


@_kind
def moved_drawn_value(pdf: Pdf, random: Random) -> bool:
    forms = _forms(pdf)
    if forms:
        random.choice(forms).Matrix = Array([1, 0, 0, 1, 0, 2])
    return bool(forms)


def _lost(holder: Any, key: str) -> bool:
    if key not in holder:
        return False
    del holder[key]
    return True


def _dictionaries(pdf: Pdf) -> Iterator[Any]:
    yield from (each for each in pdf.objects if isinstance(each, Dictionary))
