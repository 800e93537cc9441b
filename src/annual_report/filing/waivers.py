"""The waivers: what a person decided about a finding, and on which figures (waivers.yaml)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, PlainValidator

from annual_report import paths
from annual_report.errors import InputError, Problem
from annual_report.filing.figures import Number
from annual_report.filing.inputs import is_there
from annual_report.filing.neighbours import find_misnamed
from annual_report.filing.yaml_files import FilledIn, read_yaml
from annual_report.strict_yaml import Words, row_of
from annual_report.wording import suggestion

UNKNOWN_CELL = "没有「{address}」这一格{suggestion}"


def _exact(value: Any) -> Number | None:
    if value is None or (isinstance(value, int | Decimal) and not isinstance(value, bool)):
        return value
    raise ValueError(value)


class Decision(FilledIn):
    """One entry of waivers.yaml: which rule, on which cells with which values or on which words, and who says why.

    A value of None means that the cell was blank.
    """

    rule: Words
    cells: dict[str, Annotated[Any, PlainValidator(_exact)]] = Field(default_factory=dict)
    words: Words | None = None
    reason: Words
    who: Words
    when: date


class Waiver(Decision):
    """A decision, and where it stands."""

    file: str
    row: int


def read_waivers(path: Path, addresses: Collection[str]) -> tuple[Waiver, ...]:
    """Read waivers.yaml; without the file there are none, but one that is nearly named so is not passed over.

    Raises InputError with every problem of the file, among them cells that are not one of `addresses`.
    """
    if not is_there(path):
        found = find_misnamed(path)
        if found:
            raise InputError([Problem(found, paths.stored_name(path))])
        return ()
    decisions, node = read_yaml(path, list[Decision])
    file = paths.stored_name(path)
    unknown = [
        (number, "cells", address)
        for number, decision in enumerate(decisions)
        for address in decision.cells
        if address not in addresses
    ]
    if unknown:
        raise InputError(_unknown_cell(place[-1], addresses, file, row_of(node, place)) for place in unknown)
    rows = (row_of(node, (number,)) for number, _ in enumerate(decisions))
    return tuple(
        Waiver(**dict(decision), file=file, row=row or 1) for decision, row in zip(decisions, rows, strict=True)
    )


def _unknown_cell(address: str, known: Collection[str], file: str, row: int | None) -> Problem:
    words = UNKNOWN_CELL.format(address=address, suggestion=suggestion(address, known))
    return Problem(words, file, row, found=address)
