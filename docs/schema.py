"""The JSON Schema of the JSON formats, made from their types."""

from __future__ import annotations

from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Literal,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from nextgen_pdf.formats._documents import SCHEMA_VERSION, RunData

_PLAIN = {
    bool: "boolean",
    str: "string",
    int: "integer",
    float: "number",
    NoneType: "null",
}


def report_schema() -> dict[str, Any]:
    """The schema of ``RunData``, which is the output of ``--format json``."""
    definitions: dict[str, Any] = {}
    whole = _object(RunData, definitions)
    title = whole.pop("description")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{title} Schema version {SCHEMA_VERSION}.",
        "$comment": "Made by docs/generate.py from the types in _documents.py.",
        **whole,
        "$defs": definitions,
    }


def _schema(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    """The schema of a type; those of typed dictionaries are added to the definitions."""
    if is_typeddict(kind):
        if _name(kind) not in definitions:
            definitions[_name(kind)] = {}  # its place, before those that it needs
            definitions[_name(kind)] |= _object(kind, definitions)
        return {"$ref": f"#/$defs/{_name(kind)}"}
    match get_origin(kind):
        case origin if origin is Annotated:
            base, *notes = get_args(kind)
            schema = _schema(base, definitions)
            for note in notes:
                schema |= {"description": note} if isinstance(note, str) else note
            return schema
        case origin if origin is Literal:
            return {"enum": list(get_args(kind))}
        case origin if origin in (Union, UnionType):
            parts = [_schema(part, definitions) for part in get_args(kind)]
            merged = {key: value for part in parts for key, value in part.items()}
            return merged | {"type": [part["type"] for part in parts]}
        case origin if origin is list:
            return {"type": "array", "items": _schema(get_args(kind)[0], definitions)}
        case _:
            return {"type": _PLAIN[kind]}


def _object(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(kind, include_extras=True)
    return {
        "description": kind.__doc__,
        "type": "object",
        "required": list(hints),
        "properties": {key: _schema(hint, definitions) for key, hint in hints.items()},
    }


def _name(kind: Any) -> str:
    return str(kind.__name__).removesuffix("Data").lower()
