"""The objects of pypdf as plain values, and back."""

from __future__ import annotations

from pypdf import generic

from nextgen_pdf.readers.syntax import objects

_FULL_NAMES = {
    "AHx": "ASCIIHexDecode",
    "A85": "ASCII85Decode",
    "LZW": "LZWDecode",
    "Fl": "FlateDecode",
    "RL": "RunLengthDecode",
    "CCF": "CCITTFaxDecode",
    "DCT": "DCTDecode",
}
"""Of filters whose names are short, as only inline images may have them (8.9.7).

Viewers take them anywhere, and pypdf does not.
"""


def plain(obj: object) -> objects.Value:
    """An object of pypdf as a plain value."""
    match obj:
        case generic.IndirectObject():
            # object 0 is always free, and a reference to nothing is null (7.3.10)
            return objects.Ref(obj.idnum, obj.generation) if obj.idnum else None
        case generic.NameObject():
            return objects.Name(obj.removeprefix("/"))
        case generic.TextStringObject() | generic.ByteStringObject():
            return obj.original_bytes
        case generic.BooleanObject():
            return bool(obj.value)
        case generic.NumberObject():
            return int(obj)
        case generic.FloatObject():
            return float(obj)
        case generic.ArrayObject():
            return [plain(item) for item in obj]
        case generic.DictionaryObject():
            items = {k.removeprefix("/"): plain(obj.raw_get(k)) for k in obj}
            items = objects.without_nulls(items)
            return (
                objects.Stream(items)
                if isinstance(obj, generic.StreamObject)
                else items
            )
        case _:
            return None


def made(value: objects.Value) -> generic.PdfObject:
    """A plain value as an object of pypdf: names, numbers, and what holds them."""
    match value:
        case objects.Name():
            return generic.NameObject(f"/{value}")
        case int() | float():
            return generic.NumberObject(value)
        case list():
            return generic.ArrayObject(map(made, value))
        case dict():
            items = {generic.NameObject(f"/{k}"): made(v) for k, v in value.items()}
            return generic.DictionaryObject(items)
        case _:
            return generic.NullObject()


def full_names(filters: objects.Value) -> objects.Value:
    """The value of ``/Filter`` without short names."""
    if isinstance(filters, list):
        return [full_names(item) for item in filters]
    if isinstance(filters, objects.Name):
        return objects.Name(_FULL_NAMES.get(filters, filters))
    return filters
