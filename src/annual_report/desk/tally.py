"""Write tables 三 and 四 as their registers count them; a table that says something else stays as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from annual_report import paths
from annual_report.errors import InputError, Problem
from annual_report.files import write_whole
from annual_report.filing.folders import find_folder
from annual_report.filing.inputs import is_there, require_file
from annual_report.filing.new import as_csv, rows_of
from annual_report.filing.problems import Problems
from annual_report.filing.read_tables import read_ledger
from annual_report.filing.register.read_register import read_cases, read_register
from annual_report.filing.register.tally import Tally, tally_applications, tally_cases
from annual_report.filing.report import Entry, Ledger
from annual_report.form.forms import Form
from annual_report.form.tables import Table

NO_REGISTER = "没有 register.csv，也没有 cases.csv：请先把登记簿放进 {folder}（每件申请、每个案件一行）"


@dataclass(frozen=True)
class TallyDifference:
    """A cell that is filed otherwise than it is counted, and the rows of the register behind the count."""

    filed: Entry
    counted: int
    rows: tuple[int, ...]


@dataclass(frozen=True)
class TalliedTable:
    """What came of one table: what was counted, whether it was written, how what is, or was, there differs.

    `unreadable` says why that could not be compared.
    """

    file: Path
    tally: Tally
    written: bool
    is_alike: bool
    differences: tuple[TallyDifference, ...] = ()
    unreadable: tuple[Problem, ...] = ()

    @property
    def exit_code(self) -> int:
        """0 where the table is what was counted, 1 where a person must choose, 2 where what is there cannot be read."""
        return 0 if self.written or self.is_alike else 2 if self.unreadable else 1

    @property
    def is_unused(self) -> bool:
        """Whether nothing stands in the register, nor in its table: nobody has begun with either."""
        is_blank = not any(each.filed.text.strip() for each in self.differences)
        return not (self.tally.lines or self.written or self.is_alike or self.unreadable) and is_blank


def exit_code_of(tallied: Sequence[TalliedTable]) -> int:
    """Return what the tables come to together; one that is unused leaves that to the others."""
    begun = [each for each in tallied if not each.is_unused]
    return max(each.exit_code for each in begun or tallied)


def write_tallies(agency: str, year: int, params: Path, may_replace: bool = False) -> list[TalliedTable]:
    """Count the registers of a report into its tables, and write those that are not there or still blank.

    A table that says something else, or a register without a line, needs a person who says `may_replace`. Raises
    InputError where there is no register, or one cannot be read.
    """
    with paths.reading(params):
        folder, form = find_folder(agency, year, params)
        return [_write(folder, form.table(each.table), each, form, may_replace) for each in _count(folder, form)]


def _count(folder: Path, form: Form) -> list[Tally]:
    """Return the tally of every register that is there."""
    problems, found = Problems(), list[Tally]()
    applications = problems.catch(read_register, folder / paths.REGISTER_FILE, form)
    cases = problems.catch(read_cases, folder / paths.CASES_FILE, form)
    problems.raise_any()
    if applications:
        found.append(tally_applications(applications[0], form))
    if cases:
        found.append(tally_cases(cases[0], form))
    if not found:
        raise InputError([Problem(NO_REGISTER.format(folder=paths.shown_name(folder)))])
    return found


def _write(folder: Path, table: Table, tally: Tally, form: Form, may_replace: bool) -> TalliedTable:
    file, problems, differences = folder / table.file, Problems(), list[TallyDifference]()
    is_filled = False
    if is_there(file):
        ledger, inputs = read_ledger(folder, replace(form, tables=(table,)), problems)
        differences = [*_differences(ledger, tally)]
        is_filled = any(each.filed.text.strip() for each in differences) or any(each.left_out for each in inputs)
    is_other = bool(problems or differences) or not is_there(file)
    # A register without a line may be one that nobody has filled in: what it counts is 0 only if a person says so.
    written = is_other and (may_replace or not (problems or is_filled or not tally.lines))
    if written:
        if is_there(file):
            require_file(file)
        texts = {address: str(count) for address, count in tally.counts.items()}
        # With a mark of byte order, so that Excel shows the labels.
        write_whole(file, as_csv(rows_of(table, texts)).encode("utf-8-sig"))
    return TalliedTable(file, tally, written, not is_other, () if problems else tuple(differences), tuple(problems))


def _differences(ledger: Ledger, tally: Tally) -> Iterator[TallyDifference]:
    for address, count in tally.counts.items():
        filed = ledger.entries[address]
        if filed.value != count:
            yield TallyDifference(filed, count, tally.rows[address])
