"""Whether a value is what a field promises, in the few types that JSON gives back as they were."""

from __future__ import annotations

import math
from collections.abc import Callable
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin


def _is_text(value: object) -> bool:
    """PostgreSQL keeps neither a NUL nor half of a surrogate pair."""
    return isinstance(value, str) and not any(
        letter == "\0" or "\ud800" <= letter <= "\udfff" for letter in value
    )


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: object) -> bool:
    return _is_whole(value) or (isinstance(value, float) and math.isfinite(value))


PLAIN: dict[Any, Callable[[object], bool]] = {
    str: _is_text,
    int: _is_whole,
    float: _is_number,
    bool: lambda value: isinstance(value, bool),
    NoneType: lambda value: value is None,
}


def fits(value: object, hint: Any) -> bool:
    """Whether `value` is of the type `hint`, which `is_storable`."""
    if hint in PLAIN:
        return PLAIN[hint](value)
    inner = get_args(hint)
    match get_origin(hint):
        case origin if origin is Literal:
            return any(value == one and type(value) is type(one) for one in inner)
        case origin if origin is list:
            return isinstance(value, list) and all(fits(one, inner[0]) for one in value)
        case origin if origin is dict:
            return isinstance(value, dict) and all(
                fits(name, str) and fits(one, inner[1]) for name, one in value.items()
            )
        case _:  # a union
            return any(fits(value, one) for one in inner)


def is_storable(hint: Any) -> bool:
    """Whether JSON gives back a field of type `hint` as it was."""
    inner = get_args(hint)
    origin = get_origin(hint)
    if origin is Literal:
        return all(type(one) in PLAIN for one in inner)
    if origin is dict:
        return inner[0] is str and is_storable(inner[1])
    if origin in {list, Union, UnionType}:
        return all(map(is_storable, inner))
    return hint in PLAIN
