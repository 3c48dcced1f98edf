"""Takes pages out of a document, and all that leads to them."""

from __future__ import annotations

from collections import Counter
from operator import itemgetter
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, String

from nextgen_pdf.proof.objects import (
    annotations_of,
    get,
    has_entries,
    identity,
    integer,
    items,
    keys,
    page_numbers,
    subtype,
    text,
    tree,
)

_Name = tuple[int, int] | None


class Pruning:
    """Keeps some pages of a document, and what belongs to them.

    Args:
        pdf: the document; it is changed in memory only.
        first: the first page to keep, counted from 0.
        end: the page after the last one.
    """

    def __init__(self, pdf: Pdf, first: int, end: int) -> None:
        self._pdf = pdf
        self._root: Any = pdf.Root
        self._first = first
        numbers = page_numbers(pdf)
        self._pages: set[_Name] = set(numbers)
        self._kept: set[_Name] = {
            name for name, number in numbers.items() if first < number <= end
        }
        self._end = end
        self._names: dict[str, _Name] = {}
        self._names = {
            text(name): self._page_of(where)
            for name, where in tree(get(get(self._root, "/Names"), "/Dests"), "/Names")
        }
        old = get(self._root, "/Dests")
        self._names |= {name: self._page_of(get(old, name)) for name in keys(old)}
        self.lost: Counter[str] = Counter()
        """What the part lacks, beside the pages."""

    def prune(self) -> None:
        """Take out all other pages."""
        labels = self._labels()
        self._links()
        self._destinations()
        self._bookmarks()
        self._tags()
        opening = get(self._root, "/OpenAction")
        if opening is not None and self._is_gone(opening):
            del self._root["/OpenAction"]
        if get(self._root, "/Threads") is not None:
            del self._root["/Threads"]
            self.lost["articles"] += 1
        pages = self._pdf.pages
        for page in pages:
            if get(page.obj, "/B") is not None:
                del page.obj["/B"]
        del pages[self._end :]
        del pages[: self._first]
        if labels is not None:
            self._root["/PageLabels"] = Dictionary(Nums=labels)

    def _page_of(self, where: Any) -> _Name:
        """The page that a destination or action leads to (12.3.2)."""
        if has_entries(where):
            return self._page_of(get(where, "/D"))
        if isinstance(where, String | Name):
            return self._names.get(text(where))
        first = items(where)[:1] if isinstance(where, Array) else []
        name = identity(first[0]) if first else None
        return name if name in self._pages else None

    def _is_gone(self, where: Any) -> bool:
        page = self._page_of(where)
        return page is not None and page not in self._kept

    def _links(self) -> None:
        for page in self._pdf.pages:
            if page.obj.objgen not in self._kept:
                continue
            for note in annotations_of(page.obj):
                for key in ("/Dest", "/A"):
                    if get(note, key) is not None and self._is_gone(get(note, key)):
                        del note[key]
                        self.lost["links to pages in other parts"] += 1
                of = get(note, "/P")
                if has_entries(of) and identity(of) not in self._kept:
                    note["/P"] = page.obj

    def _destinations(self) -> None:
        names = get(self._root, "/Names")
        if get(names, "/Dests") is not None:
            kept = Array()
            for name, where in list(tree(get(names, "/Dests"), "/Names")):
                if not self._is_gone(where):
                    kept.append(name)
                    kept.append(where)
            names["/Dests"] = self._pdf.make_indirect(Dictionary(Names=kept))
        old = get(self._root, "/Dests")
        for name in keys(old):
            if self._is_gone(get(old, name)):
                del old[name]

    def _bookmarks(self) -> None:
        top = get(self._root, "/Outlines")
        if has_entries(top) and not self._marks_below(top, set()):
            del self._root["/Outlines"]

    def _marks_below(self, holder: Any, seen: set[_Name]) -> int:
        """Keep the bookmarks below one that lead to pages that stay.

        Returns:
            How many are seen when all of them are open.
        """
        kept = []
        count = 0
        mark = get(holder, "/First")
        while has_entries(mark) and identity(mark) not in seen:
            seen.add(identity(mark))
            following = get(mark, "/Next")
            below = self._marks_below(mark, seen)
            gone = any(self._is_gone(get(mark, key)) for key in ("/Dest", "/A"))
            if gone and below:
                for key in ("/Dest", "/A"):
                    if get(mark, key) is not None:
                        del mark[key]
            if below or not gone:
                kept.append(mark)
                count += 1 + below
            mark = following
        _link(holder, kept)
        is_top = get(holder, "/Title") is None
        if kept and (is_top or get(holder, "/Count") is not None):
            closed = integer(get(holder, "/Count")) < 0
            holder["/Count"] = -count if closed else count
        return count

    def _labels(self) -> Array | None:
        """The page labels of the pages that stay (12.4.2)."""
        found = tree(get(self._root, "/PageLabels"), "/Nums")
        ranges = sorted(
            ((integer(start), style) for start, style in found), key=itemgetter(0)
        )
        if not ranges:
            return None
        nums = Array()
        for at, (start, style) in enumerate(ranges):
            end = ranges[at + 1][0] if at + 1 < len(ranges) else self._end
            if end <= self._first or start >= self._end:
                continue
            own = Dictionary()
            for key in keys(style):
                own[key] = get(style, key)
            skipped = max(self._first - start, 0)
            if skipped:
                own["/St"] = (integer(get(style, "/St")) or 1) + skipped
            nums.append(max(start - self._first, 0))
            nums.append(own)
        return nums

    def _tags(self) -> None:
        root = get(self._root, "/StructTreeRoot")
        if not has_entries(root):
            return
        kept: set[_Name] = set()
        left = [k for k in items(get(root, "/K")) if self._keep(k, None, kept, 0)]
        if not left:
            del self._root["/StructTreeRoot"]
            return
        root["/K"] = Array(left)
        nums = Array()
        for key, value in list(tree(get(root, "/ParentTree"), "/Nums")):
            if isinstance(value, Array):
                own = [
                    each if identity(each) in kept else None for each in items(value)
                ]
                if any(each is not None for each in own):
                    nums.append(key)
                    nums.append(Array(own))
            elif identity(value) in kept:
                nums.append(key)
                nums.append(value)
        root["/ParentTree"] = self._pdf.make_indirect(Dictionary(Nums=nums))
        if get(root, "/IDTree") is not None:
            names = Array()
            for key, value in list(tree(get(root, "/IDTree"), "/Names")):
                if identity(value) in kept:
                    names.append(key)
                    names.append(value)
            root["/IDTree"] = self._pdf.make_indirect(Dictionary(Names=names))

    def _keep(self, element: Any, page: _Name, kept: set[_Name], depth: int) -> bool:
        """Keep of a tag what is on pages that stay; whether anything is."""
        if isinstance(element, int):
            return page in self._kept
        if not has_entries(element) or depth > _DEEPEST:
            return False
        own = identity(get(element, "/Pg")) or page
        thing = get(element, "/Obj")
        if has_entries(thing):
            return self._is_kept_object(thing, own)
        if get(element, "/MCID") is not None:
            return own in self._kept
        name = identity(element)
        if name is not None and name in kept:
            return False  # it is in the tree twice
        held = items(get(element, "/K"))
        left = [each for each in held if self._keep(each, own, kept, depth + 1)]
        if held and not left:
            return False
        if not held and own is not None and own not in self._kept:
            return False
        if left and len(left) != len(held):
            element["/K"] = Array(left)
        if identity(get(element, "/Pg")) in self._pages - self._kept:
            del element["/Pg"]
        if get(element, "/Ref") is not None:
            del element["/Ref"]
        if name is not None:
            kept.add(name)
        return bool(held) or own in self._kept

    def _is_kept_object(self, thing: Any, page: _Name) -> bool:
        of = identity(get(thing, "/P")) if subtype(thing) else None
        return (of or page) in self._kept


_DEEPEST = 400


def _link(holder: Any, marks: list[Any]) -> None:
    """Make bookmarks the ones below another, in order (12.3.3)."""
    for key in ("/First", "/Last"):
        if get(holder, key) is not None:
            del holder[key]
    if not marks:
        if get(holder, "/Count") is not None:
            del holder["/Count"]
        return
    holder["/First"], holder["/Last"] = marks[0], marks[-1]
    for at, mark in enumerate(marks):
        mark["/Parent"] = holder
        for key, other in (("/Prev", at - 1), ("/Next", at + 1)):
            if 0 <= other < len(marks):
                mark[key] = marks[other]
            elif get(mark, key) is not None:
                del mark[key]
