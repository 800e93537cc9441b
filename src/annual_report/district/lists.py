"""The lists that a supervising office sends out: a workbook for every unit with problems, packed for its parent."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from annual_report.build.outcomes import Outcome
from annual_report.build.outputs.table import LISTS, LISTS_RECORD
from annual_report.build.recorded_files import write_recorded
from annual_report.files import zip_of
from annual_report.filing.folders import parent_of
from annual_report.review.answer_sheet import answer_sheet, keys_of
from annual_report.wording import on_one_line

NO_PARENT = "未写上级的单位"
# What no file may be called in Windows, and how long a name may be everywhere.
NOT_IN_NAMES, LONGEST_NAME = re.compile(r'[<>:"/\\|?*]|[. ]+$'), 60


@dataclass(frozen=True)
class UnitList:
    """The list of one report: its file, whose it is, and how many problems stand in it."""

    outcome: Outcome
    file: str
    parent: str
    problems: int


@dataclass(frozen=True)
class WrittenLists:
    """What was written for one year: the lists, the packages, and what of a person's was kept under which name."""

    year: int
    folder: Path
    lists: tuple[UnitList, ...]
    packages: tuple[str, ...]
    kept: tuple[str, ...]


def write_lists(outcomes: Iterable[Outcome], out: Path) -> list[WrittenLists]:
    """Write a list for every report that has something to put right, by year; those of an earlier run go.

    A list that a person edited is kept under another name.
    """
    by_year: dict[int, list[Outcome]] = {}
    for outcome in outcomes:
        by_year.setdefault(outcome.year, []).append(outcome)
    return [_write_year(year, found, out / LISTS / str(year)) for year, found in sorted(by_year.items())]


def _write_year(year: int, outcomes: Sequence[Outcome], folder: Path) -> WrittenLists:
    lists = _lists_of(outcomes)
    if not lists and not (folder / LISTS_RECORD).exists():
        return WrittenLists(year, folder, (), (), ())
    books = {each.file: _book_of(each.outcome) for each in lists}
    packages = _packages_of(lists, books)
    kept = write_recorded(folder, {**books, **packages}, LISTS_RECORD, {"lists": [*map(_as_row, lists)]})
    return WrittenLists(year, folder, tuple(lists), tuple(packages), tuple(kept))


def _lists_of(outcomes: Sequence[Outcome]) -> list[UnitList]:
    """Return the list of every report with something to answer, each under a name of its own."""
    counted = ((each, len(keys_of(each.agency, each.year, each.findings))) for each in outcomes)
    wanted = [(each, problems) for each, problems in counted if problems]
    names = Counter(_file_name(each.name or each.agency) for each, _ in wanted)
    return [
        UnitList(each, _name_of(each, names), parent_of(each.request.params / each.request.agency), problems)
        for each, problems in wanted
    ]


def _name_of(outcome: Outcome, names: Mapping[str, int]) -> str:
    """Return how the list of a unit is called: by its full name, with its code where another has the same."""
    name = _file_name(outcome.name or outcome.agency)
    return f"{name}（{_file_name(outcome.agency)}）.xlsx" if names[name] > 1 else f"{name}.xlsx"


def _file_name(words: str) -> str:
    return NOT_IN_NAMES.sub("_", on_one_line(words))[:LONGEST_NAME]


def _book_of(outcome: Outcome) -> bytes:
    return answer_sheet(outcome.agency, outcome.year, outcome.name, outcome.findings)


def _packages_of(lists: Sequence[UnitList], books: Mapping[str, bytes]) -> dict[str, bytes]:
    """Pack the lists of every parent: what goes to one address is one file."""
    by_parent: dict[str, list[str]] = {}
    for each in lists:
        by_parent.setdefault(_file_name(each.parent) or NO_PARENT, []).append(each.file)
    return {
        f"{parent}.zip": zip_of((file, books[file]) for file in sorted(files))
        for parent, files in sorted(by_parent.items())
    }


def _as_row(each: UnitList) -> dict[str, object]:
    outcome = each.outcome
    return {
        "agency": outcome.agency,
        "year": outcome.year,
        "name": outcome.name,
        "parent": each.parent,
        "file": each.file,
        "problems": each.problems,
    }
