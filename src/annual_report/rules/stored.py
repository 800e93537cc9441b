"""Values as JSON stores them, read back strictly: ValueError for anything that we do not write."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from decimal import Decimal
from typing import Any, TypeVar

from annual_report.filing.figures import Number

EXACT = re.compile(r"-?[0-9]+(\.[0-9]+)?")
NOT_OURS = "findings.json holds {found!r} in place of {expected}"

T = TypeVar("T")


def read_figure(value: Any) -> Number | None:
    """Return a figure: a whole number, or money as text, exactly; None where it is missing."""
    if value is None or type(value) is int:
        return value
    require(bool(EXACT.fullmatch(read_text(value))), "a figure", value)
    return Decimal(value)


def values(data: Any, *keys: str) -> list[Any]:
    """Return the values of an object that has these keys and no other."""
    require(require_type(dict, data).keys() == set(keys), keys, [*data])
    return [data[key] for key in keys]


def read_all(read: Callable[[Any], T], data: Any) -> tuple[T, ...]:
    """Return what a list holds, each read as it should be."""
    return tuple(map(read, require_type(list, data)))


def read_text(data: Any) -> str:
    """Return a text."""
    return require_type(str, data)


def read_one_of(known: Collection[str], data: Any) -> str:
    """Return a text that is one of those that are known."""
    require(read_text(data) in known, known, data)
    return str(data)


def require_type(kind: type[T], data: Any) -> T:
    """Return what is of this very type: true is no number here."""
    require(type(data) is kind, kind, data)
    return data  # type: ignore[no-any-return]


def require(is_so: bool, expected: object, found: object) -> None:
    """Raise ValueError unless something is so."""
    if not is_so:
        raise ValueError(NOT_OURS.format(expected=expected, found=found))
