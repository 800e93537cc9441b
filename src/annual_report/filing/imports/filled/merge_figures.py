"""The numbers of the prose in a form beside those that are filed in figures.csv."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from annual_report.errors import Position
from annual_report.filing.imports.filled.quotation_fields import Fields, fields_of
from annual_report.filing.imports.filled.there import Merged, OtherText
from annual_report.filing.inputs import is_there
from annual_report.filing.new import FIRST_FIGURES, as_csv
from annual_report.filing.outline import QUOTATIONS
from annual_report.filing.read_figures import read_figures
from annual_report.filing.report import Quotation

KEPT_ROW = "{file} 的「{name}」填报表里没有，保留"
FIELD = "「{name}」的{field}"


def merge_figures(rows: Sequence[Fields], path: Path) -> Merged:
    """Return figures.csv with the rows of the workbook, and after them those that only the file has.

    Raises InputError where the file that is there cannot be read: its rows would be lost.
    """
    there, read = read_figures(path, frozenset()) if is_there(path) else ({}, None)
    named = {row[0]: row for row in rows}
    filed = [fields_of(name, each) for name, each in there.items()]
    kept = [row for row in filed if row[0] not in named]
    # As make new left it, nothing there is of anybody's.
    told = {} if filed == [*FIRST_FIGURES] else there
    pairs = [(row, told[name]) for name, row in named.items() if name in told]
    differences = tuple(each for row, quotation in pairs for each in _differing(row, quotation))
    return Merged(
        path.name,
        as_csv([QUOTATIONS, *rows, *kept]),
        not is_there(path) or [*rows, *kept] != filed,
        differences,
        tuple(KEPT_ROW.format(file=path.name, name=row[0]) for row in kept),
        loses=bool(differences) or bool(read and read.left_out),
    )


def _differing(row: Fields, quotation: Quotation) -> Iterator[OtherText]:
    """Yield the fields of a row that say something else than they do now; a blank one is filled."""
    position = Position(quotation.file, quotation.row, quotation.column)
    for field, here, there in zip(QUOTATIONS, fields_of(row[0], quotation), row, strict=True):
        if here != there and here:
            yield OtherText(FIELD.format(name=row[0], field=field), position, here, there)
