"""What the measures of prose are in the tables: notebooks/narrative/measures.yaml."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from annual_report import paths
from annual_report.form.form_file import Code
from annual_report.form.forms import Form, load_forms
from annual_report.form.named_cells import cells_of, unknown_cells
from annual_report.prose.reading.measures import APPLICATIONS, BOTH_ROUTES, CASES, DECISIONS, DOCUMENTS, FEE
from annual_report.strict_yaml import Mistake, Place, Strict, Words, find_missing
from annual_report.toolkit_files import read_toolkit_file, refuse, state_of

# table.line.column, where the line or the column may be left open: {route}, {applicant}.
OpenCells = Annotated[str, Field(pattern=r"^[a-z_]+\.([a-z_]+|\{route\})\.([a-z_]+|\{applicant\})$")]
Sum = Annotated[list[OpenCells], Field(min_length=1)]
Alternatives = Annotated[list[Sum], Field(min_length=1)]
RuleCode = Annotated[str, Field(pattern=r"^[A-Z]+-\d\d$")]
TOTAL, ANY_ROUTE = "total", "review"

# What the reading and the judging know by name: without it a number would be left alone, and nobody would be told.
NEEDED = {
    "applications": ("received", "new", "handled", "to_handle", "closed", "carried_in", "carried_out", "carried"),
    "routes": sorted(BOTH_ROUTES),
    "outcomes": ("total", "corrected", "rest", "pending", "decided"),
    "disclosure": [
        *(f"{document}.{act}" for document in sorted(DOCUMENTS) for act in ("issued", "repealed", "in_force")),
        *sorted(DECISIONS | {FEE}),
    ],
    "wholes": (APPLICATIONS, CASES),
    "rates": ("closed", "corrected", "upheld"),
}


class MeasureEntry(Strict):
    """A measure: how it is called, the sums of cells of which any may agree, and the rules that say so."""

    name: Words = ""
    rule: RuleCode
    none: RuleCode = ""
    agrees: Alternatives
    bound: bool = False


class RateEntry(Strict):
    """A rate: a part of any of some wholes."""

    rule: RuleCode
    part: Sum
    wholes: Alternatives


class OtherRules(Strict):
    """The rules for what is no comparison with the cells of a measure. The file says what each is for."""

    applicant: RuleCode
    result: RuleCode
    last_year: RuleCode
    change: RuleCode
    change_in_prose: RuleCode
    share: RuleCode
    all_closed: RuleCode
    only_route: RuleCode
    only_outcome: RuleCode
    sum: RuleCode
    outcomes_together: RuleCode
    balance: RuleCode
    shares_together: RuleCode
    twice: RuleCode
    percentage: RuleCode
    fee: RuleCode


class MeasuresFile(Strict):
    """The whole file; it says what each of them is."""

    applications: dict[Code, MeasureEntry]
    results: dict[Code, MeasureEntry]
    applicants: dict[Code, list[Code]]
    routes: dict[Code, list[Code]]
    outcomes: dict[Code, MeasureEntry]
    disclosure: dict[Annotated[str, Field(pattern=r"^[a-z_]+(\.[a-z_]+)?$")], MeasureEntry]
    wholes: dict[Code, Alternatives]
    rates: dict[Code, RateEntry]
    unclear: dict[Code, RuleCode]
    rules: OtherRules


def load_measures() -> MeasuresFile:
    """Read the measures. Raises RuleError that names what is wrong by line, and cells that no form has."""
    return _measures(*state_of(paths.MEASURES))


@lru_cache(maxsize=2)
def _measures(path: Path, *_: int) -> MeasuresFile:
    written = read_toolkit_file(path, MeasuresFile)
    refuse(path, [*_lacking(written), *_unknown_cells(written, load_forms())])
    return written


def closed_cells(cells: str, line: str, column: str) -> str:
    """Return cells with what was left open filled in."""
    return cells.replace("{route}", line).replace("{applicant}", column)


def _lacking(written: MeasuresFile) -> Iterator[Mistake]:
    for kind, names in NEEDED.items():
        yield from find_missing(kind, getattr(written, kind), names)


def _unknown_cells(written: MeasuresFile, forms: Sequence[Form]) -> Iterator[Mistake]:
    for place, cells in _every(written):
        closed = closed_cells(cells, ANY_ROUTE, TOTAL)
        if not any(cells_of(form, closed) for form in forms):
            yield unknown_cells(cells, place, forms)


def _every(written: MeasuresFile) -> Iterator[tuple[Place, str]]:
    """Yield all cells of the file with their places."""
    for kind in ("applications", "results", "outcomes", "disclosure"):
        for name, entry in getattr(written, kind).items():
            yield from _in_sums(entry.agrees, (kind, name, "agrees"))
    for name, sums in written.wholes.items():
        yield from _in_sums(sums, ("wholes", name))
    for name, rate in written.rates.items():
        yield from _in_sums([rate.part], ("rates", name))
        yield from _in_sums(rate.wholes, ("rates", name, "wholes"))


def _in_sums(sums: Sequence[Sequence[str]], place: Place) -> Iterator[tuple[Place, str]]:
    for number, each in enumerate(sums):
        yield from (((*place, number, at), cells) for at, cells in enumerate(each))
