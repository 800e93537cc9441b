"""Write the sums of a roll-up as the draft of a government's tables; a table that says otherwise stays as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from annual_report.files import write_whole
from annual_report.filing.figures import Number
from annual_report.filing.inputs import is_there, require_inside
from annual_report.filing.new import as_csv, create, rows_of
from annual_report.filing.problems import Problems
from annual_report.filing.read_tables import read_ledger
from annual_report.filing.report import Entry
from annual_report.filing.roll_up.sums import cell_sums
from annual_report.filing.roll_up.units import RollUp
from annual_report.form.tables import Table
from annual_report.wording import plain

# What became of a table.
WRITTEN, ALIKE, DIFFERENT, UNREADABLE_TABLE, NOT_SUMMED = "written", "alike", "different", "unreadable", "not_summed"


@dataclass(frozen=True)
class DraftTable:
    """What became of one table of a government, and the cells that are filed otherwise than the units sum up to."""

    file: Path
    state: str
    differences: tuple[tuple[Entry, Number], ...] = ()

    @property
    def is_settled(self) -> bool:
        return self.state in (WRITTEN, ALIKE)


def write_draft(roll_up: RollUp, folder: Path) -> list[DraftTable]:
    """Write the tables that are not there or still blank, and say how the others differ; never over what is there.

    Nothing is written while a unit, or a single figure of one, is missing: a sum without it would look like the whole.
    """
    of_year = folder / str(roll_up.year)
    require_inside(of_year, folder.parent)
    sums = {address: each.total for address, each in cell_sums(roll_up).items()}
    is_known = roll_up.is_complete and all(total is not None for total in sums.values())
    is_new = is_known and not is_there(of_year)
    if is_new:
        create(roll_up.slug, roll_up.year, "", folder.parent)
    known = {address: total for address, total in sums.items() if total is not None}
    return [_write(table, of_year, known, roll_up, is_known, is_new) for table in roll_up.form.tables]


def _write(
    table: Table, folder: Path, sums: dict[str, Number], roll_up: RollUp, is_known: bool, is_new: bool
) -> DraftTable:
    file = folder / table.file
    if not is_there(file):
        return _put(table, file, sums) if is_known else DraftTable(file, NOT_SUMMED)
    problems = Problems()
    ledger, inputs = read_ledger(folder, replace(roll_up.form, tables=(table,)), problems)
    if problems:
        return DraftTable(file, UNREADABLE_TABLE)
    entries = ledger.entries.values()
    differences = tuple(_differences(entries, sums))
    is_blank = not any(entry.text.strip() for entry, _ in differences) and not any(each.left_out for each in inputs)
    if is_known and differences and (is_new or is_blank):
        return _put(table, file, sums)
    filed = tuple(each for each in differences if each[0].text.strip()) if not is_known else differences
    return DraftTable(file, DIFFERENT if filed else ALIKE if is_known else NOT_SUMMED, filed)


def _put(table: Table, file: Path, sums: dict[str, Number]) -> DraftTable:
    texts = {address: plain(value) for address, value in sums.items()}
    # With a mark of byte order, so that Excel shows the labels.
    write_whole(file, as_csv(rows_of(table, texts)).encode("utf-8-sig"))
    return DraftTable(file, WRITTEN)


def _differences(entries: Iterable[Entry], sums: dict[str, Number]) -> Iterator[tuple[Entry, Number]]:
    for entry in entries:
        address = str(entry.cell.address)
        if address in sums and entry.value != sums[address]:
            yield entry, sums[address]
