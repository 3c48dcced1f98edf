"""Plain data from outside made into our own types, or refused.

What a child process answers and what a file of earlier reports holds is data that somebody
else may have written. It becomes a value only where every part has the type that our named
tuples declare.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from types import NoneType, UnionType
from typing import (
    Any,
    Literal,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

T = TypeVar("T")
_Shaper = Callable[[Any], Any]


class ShapeError(ValueError):
    """Data that is not what it should be."""


def shaped(kind: type[T], data: object) -> T:
    """The data as a value of a named tuple, each part of it checked.

    Args:
        kind: the named tuple; its fields are named tuples, tuples, literals, unions with
            ``None``, ``str``, ``int`` and ``float``.
        data: lists or tuples in the order of the fields, as ``json`` makes of a value.

    Raises:
        ShapeError: a part is missing, is too much, or has another type.
    """
    # A class can be a key, which a checker of types does not know of all.
    return cast("T", _shaper(cast("Any", kind))(data))


@cache
def _shaper(kind: Any) -> _Shaper:
    origin, args = get_origin(kind), get_args(kind)
    if origin is Literal:
        return _one_of(args)
    if origin in (Union, UnionType):
        return _either(args)
    if origin is tuple and args[-1] is ...:
        return _all_of(_shaper(args[0]))
    if origin is tuple:
        return _each_of(args, tuple)
    if fields := getattr(kind, "_fields", None):
        hints = get_type_hints(kind)
        return _each_of([hints[name] for name in fields], kind._make)
    return _just(kind)


def _just(kind: type) -> _Shaper:
    # A whole number will do for a fraction, and a truth value for neither.
    kinds = (int, float) if kind is float else (kind,)

    def shape(data: object) -> object:
        if type(data) not in kinds:
            raise ShapeError(kind.__name__)
        return data

    return shape


def _one_of(values: tuple[object, ...]) -> _Shaper:
    def shape(data: object) -> object:
        if type(data) is not str or data not in values:
            raise ShapeError
        return data

    return shape


def _either(kinds: tuple[Any, ...]) -> _Shaper:
    (other,) = (_shaper(kind) for kind in kinds if kind is not NoneType)

    def shape(data: object) -> object:
        return None if data is None else other(data)

    return shape


def _all_of(of_each: _Shaper) -> _Shaper:
    def shape(data: object) -> object:
        if not isinstance(data, list | tuple):
            raise ShapeError
        return tuple(map(of_each, data))

    return shape


def _each_of(kinds: Any, make: _Shaper) -> _Shaper:
    shapers = [_shaper(kind) for kind in kinds]

    def shape(data: object) -> object:
        if not isinstance(data, list | tuple) or len(data) != len(shapers):
            raise ShapeError
        return make([of(part) for of, part in zip(shapers, data, strict=True)])

    return shape
