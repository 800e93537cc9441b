"""What stands in the lines of a register, and where: never a name, nor anything else of a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby, islice
from typing import NamedTuple

from annual_report.errors import column_letters

# How many lines, or runs of lines, are named; of more, how many there are.
MOST_NAMED = 8


class Application(NamedTuple):
    """One application: its row in the file, its number, and codes of the form for who applied and how it ended.

    `outcome` is empty, and `replied` None, where nothing is written. `extended` says whether the term of the answer was
    extended; None where the register has no column for it.
    """

    row: int
    number: str
    received: date
    applicant: str
    outcome: str
    replied: date | None
    carried_in: bool
    carried_forward: bool
    extended: bool | None = None


class Case(NamedTuple):
    """One case: its row in the file, its number, and codes of the form for the procedure and its result.

    The days on which it was taken on and decided are None where nothing is written, or no column is there for them.
    """

    row: int
    number: str
    procedure: str
    result: str
    accepted: date | None = None
    decided: date | None = None


@dataclass(frozen=True, eq=False)
class Register:
    """The applications of one year as they were registered; `columns` says where each label stands in the file."""

    file: str
    columns: Mapping[str, int]
    lines: tuple[Application, ...] = field(repr=False)


@dataclass(frozen=True, eq=False)
class CaseRegister:
    """The cases of one year as they were registered; `columns` says where each label stands in the file."""

    file: str
    columns: Mapping[str, int]
    lines: tuple[Case, ...] = field(repr=False)


def say_rows(rows: Sequence[int]) -> str:
    """Name ascending rows of a file as a person counts them, those that follow each other in short: 第 2、5–9 行."""
    runs = [*islice(_runs(rows), MOST_NAMED + 1)]
    named = "、".join(runs[:MOST_NAMED])
    return f"第 {named} 行" if len(runs) <= MOST_NAMED else f"第 {named} 行等 {len(rows)} 行"


def say_cell(file: str, row: int, column: int) -> str:
    """Name a cell of a file as a person sees it: register.csv 第14行B列."""
    return f"{file.rpartition('/')[2]} 第{row}行{column_letters(column)}列"


def _runs(rows: Sequence[int]) -> Iterator[str]:
    for _, together in groupby(enumerate(rows), key=lambda each: each[1] - each[0]):
        run = [row for _, row in together]
        yield str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" if len(run) > 2 else f"{run[0]}、{run[-1]}"
