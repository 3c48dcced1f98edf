"""The page tree (ISO 32000-1, 7.7.3): one walk that gives the pages, and what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from nextgen_pdf.errors import BoundReachedError
from nextgen_pdf.facts import Fault, FaultCode
from nextgen_pdf.findings import Location
from nextgen_pdf.readers.backends.protocol import TRAILER, Parser, resolve
from nextgen_pdf.readers.syntax import objects

MAX_KIDS = 100_000
"""The most kids that all nodes may have together."""
MAX_DEPTH = 100
"""A deeper tree is not shown by every program: qpdf stops here, PDFium at 1,024 levels."""
INHERITABLE = ("Resources", "MediaBox", "CropBox", "Rotate")
"""The entries that a page takes from the nodes above, where it has none itself (7.7.3.4)."""
_ENTRIES = ("Type", "Kids", "Count", "Parent", "UserUnit", *INHERITABLE)

_NOTHING: Mapping[str, objects.Value] = MappingProxyType({})


class TreePage(NamedTuple):
    """One leaf of the page tree."""

    ref: objects.Ref
    entries: Mapping[str, objects.Value]
    """The inheritable entries and ``/UserUnit``, as written; inherited ones filled in."""


class PageTree(NamedTuple):
    """The pages in order, and the faults of the tree."""

    pages: list[TreePage]
    faults: list[Fault]


class _Node(NamedTuple):
    """A kid that is still to be looked at."""

    value: objects.Value
    parent: objects.Value
    inherited: Mapping[str, objects.Value]
    depth: int = 0


def walk(parser: Parser) -> PageTree:
    """Walk the page tree of a document, whatever state it is in.

    Raises:
        BoundReachedError: there are more than ``MAX_KIDS`` kids.
    """
    return _Walk(parser).tree()


class _Walk:
    def __init__(self, parser: Parser) -> None:
        self._parser = parser
        self._pages: list[TreePage] = []
        self._noted: dict[tuple[FaultCode, str, str | None], int] = {}
        self._nodes: set[objects.Value] = set()
        self._leaves: dict[objects.Value, TreePage] = {}
        self._chains: dict[objects.Ref, Mapping[str, objects.Value]] = {}

    def tree(self) -> PageTree:
        """The whole of it."""
        root = self._catalog().get("Pages")
        todo = [_Node(root, None, _NOTHING)]
        kids = 0
        while todo:
            below = self._below(todo.pop())
            kids += len(below)
            if kids > MAX_KIDS:
                raise BoundReachedError(f"there are more than {MAX_KIDS:,} pages")
            todo += reversed(below)
        top = Location(path="/Root/Pages")
        if not self._pages:
            return PageTree([], [Fault("no-pages", location=top)])
        faults = [
            Fault(code, detail, Location(object=number), count)
            for (code, detail, number), count in self._noted.items()
        ]
        count = resolve(self._parser, self._entries(root).get("Count"))
        if count != len(self._pages):
            said = f"says {count}" if isinstance(count, int) else "says nothing"
            detail = f"/Count {said}; the pages number {len(self._pages)}"
            faults.append(Fault("page-count", detail, top))
        return PageTree(self._pages, faults)

    def _catalog(self) -> objects.Dict:
        root = self._parser.entries(TRAILER, ("Root",)).get("Root")
        catalog = resolve(self._parser, root)
        if not isinstance(catalog, dict):
            return {}
        if (kind := resolve(self._parser, catalog.get("Type"))) != "Catalog":
            said = "another" if kind else "no"
            self._note("type-entry", f"the catalog has {said} /Type", root)
        return catalog

    def _below(self, node: _Node) -> list[_Node]:
        """Look at a node; gives those below it."""
        value = node.value
        is_root = node.parent is None
        if value in self._nodes if isinstance(value, objects.Ref) else not is_root:
            self._refuse(value)
            return []
        entries = self._entries(value)
        if not entries and not isinstance(resolve(self._parser, value), dict):
            if not is_root:
                self._note("page-tree", "an entry is not a page", value)
            return []
        own = {key: entries[key] for key in INHERITABLE if key in entries}
        inherited = {**node.inherited, **own} if own else node.inherited
        kids = resolve(self._parser, entries.get("Kids"))
        if isinstance(value, objects.Ref):
            self._nodes.add(value)
        if isinstance(kids, list):
            if node.depth == MAX_DEPTH:
                self._note("page-tree", f"it is deeper than {MAX_DEPTH} levels", value)
            return [_Node(kid, value, inherited, node.depth + 1) for kid in kids]
        if is_root:
            self._note("page-tree", "it is empty", value)
        is_page = not is_root or entries.get("Type") == "Page"
        if is_page and isinstance(value, objects.Ref):
            self._leaf(value, node, entries, inherited)
        return []

    def _refuse(self, value: objects.Value) -> None:
        """A kid that was there before, or that is no object of its own."""
        if not isinstance(value, objects.Ref):
            self._note("page-tree", "an entry is not an object of its own", None)
        elif value in self._leaves:
            self._note("page-twice", "a kid is listed twice", value)
            self._pages.append(self._leaves[value])
        else:
            self._note("page-tree", "a kid is listed twice", value)

    def _leaf(
        self,
        ref: objects.Ref,
        node: _Node,
        entries: objects.Dict,
        inherited: Mapping[str, objects.Value],
    ) -> None:
        kind = resolve(self._parser, entries.get("Type"))
        if kind is not None and kind != "Page":
            self._note("type-entry", "a page has another /Type", ref)
        if entries.get("Parent") != node.parent:
            self._compare(ref, entries, node.inherited)
        if "UserUnit" in entries:
            inherited = {**inherited, "UserUnit": entries["UserUnit"]}
        self._leaves[ref] = TreePage(ref, inherited)
        self._pages.append(self._leaves[ref])

    def _compare(
        self,
        ref: objects.Ref,
        entries: objects.Dict,
        inherited: Mapping[str, objects.Value],
    ) -> None:
        """Does a page inherit something else by way of its ``/Parent``?

        Some readers go down the tree, and some go up from the page.
        """
        above = self._chain(entries.get("Parent"))
        for key in INHERITABLE:
            if key not in entries and above.get(key) != inherited.get(key):
                detail = f"/Parent of a page leads to another /{key} than the page tree"
                self._note("ambiguous", detail, ref)
                return

    def _chain(self, node: objects.Value) -> Mapping[str, objects.Value]:
        """What is inherited by way of ``/Parent``."""
        chain: dict[objects.Ref, objects.Dict] = {}
        while isinstance(node, objects.Ref) and not (
            node in chain or node in self._chains
        ):
            chain[node] = self._parser.entries(node, (*INHERITABLE, "Parent"))
            node = chain[node].get("Parent")
        found = (
            self._chains.get(node, _NOTHING)
            if isinstance(node, objects.Ref)
            else _NOTHING
        )
        for ref, entries in reversed(chain.items()):
            if own := {key: entries[key] for key in INHERITABLE if key in entries}:
                found = {**found, **own}
            self._chains[ref] = found
        return found

    def _entries(self, value: objects.Value) -> objects.Dict:
        if isinstance(value, objects.Ref):
            return self._parser.entries(value, _ENTRIES)
        return value if isinstance(value, dict) else {}

    def _note(self, code: FaultCode, detail: str, value: objects.Value) -> None:
        number = str(value) if isinstance(value, objects.Ref) else None
        key = (code, detail, number)
        self._noted[key] = self._noted.get(key, 0) + 1
