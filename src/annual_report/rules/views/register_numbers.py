"""The views of the numbers of applications and cases: each should be registered once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator

from annual_report.filing.register.lines import CaseRegister, Register, say_rows
from annual_report.rules.views.catalogue import Reading, declare
from annual_report.rules.views.register_places import places_of_lines
from annual_report.rules.views.view import Others, RowPlaces, Rows, Shape, View, make_view
from annual_report.wording import fold

REGISTER_NUMBERS, CASE_NUMBERS = "register.numbers", "cases.numbers"
COLUMNS = ("same_number", "lines")
SHAPE = Shape(COLUMNS, "^numbers[0-9]+$")


@declare(REGISTER_NUMBERS, lambda _: SHAPE, is_optional=True)
def register_numbers(reading: Reading) -> View | None:
    """One row per group of applications with the same number, and one for all whose number is their own."""
    register = reading.report.register
    if register is None:
        return None
    return _view(REGISTER_NUMBERS, register, ((fold(each.number), each.row) for each in register.lines))


@declare(CASE_NUMBERS, lambda _: SHAPE, is_optional=True)
def case_numbers(reading: Reading) -> View | None:
    """One row per group of cases of one procedure with the same number, and one for all whose number is their own."""
    cases = reading.report.cases
    if cases is None:
        return None
    return _view(CASE_NUMBERS, cases, (((each.procedure, fold(each.number)), each.row) for each in cases.lines))


def _view(name: str, register: Register | CaseRegister, numbers: Iterable[tuple[Hashable, int]]) -> View:
    rows: Rows = {}
    named: Others = {}
    for count, lines in _together(numbers):
        key = f"numbers{len(rows) + 1:05d}"
        rows[key] = {"same_number": count, "lines": say_rows(lines)}
        named[key, "same_number"] = places_of_lines(register, lines)
    return make_view(name, rows, RowPlaces(others=named), COLUMNS)


def _together(numbers: Iterable[tuple[Hashable, int]]) -> Iterator[tuple[int, list[int]]]:
    """Yield how many lines have the same number, and their rows; those whose number is their own together."""
    groups: defaultdict[Hashable, list[int]] = defaultdict(list)
    for number, row in numbers:
        groups[number].append(row)
    alone = [rows[0] for rows in groups.values() if len(rows) == 1]
    yield from [(1, alone)] if alone else []
    yield from ((len(rows), rows) for rows in groups.values() if len(rows) > 1)
