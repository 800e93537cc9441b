"""Read register.csv and cases.csv: strictly, every unreadable cell with its place, and nobody's data repeated."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from annual_report import paths
from annual_report.errors import InputError, Problem
from annual_report.filing.inputs import is_there
from annual_report.filing.neighbours import find_misnamed
from annual_report.filing.register import cells
from annual_report.filing.register.header import EXTRA_VALUES, find_columns
from annual_report.filing.register.labels import Labels, applicants_of, outcomes_of, procedures_of, results_of
from annual_report.filing.register.lines import Application, Case, CaseRegister, Register, say_cell
from annual_report.filing.report import InputFile
from annual_report.filing.sheets import Row, Sheet, read_sheet
from annual_report.form.forms import Form

# How a cell of a column is read: what it says, or what is wrong with it.
ReadCell = Callable[[str], tuple[Any, str]]

NUMBER, RECEIVED, APPLICANT, OUTCOME = "编号", "收到日期", "申请人类型", "办理结果"
REPLIED, CARRIED_IN, CARRIED_FORWARD = "答复日期", "上年结转", "结转下年"
PROCEDURE, RESULT = "程序", "结果"

# The columns of both files, in the order of what a line holds.
APPLICATION_COLUMNS = (NUMBER, RECEIVED, APPLICANT, OUTCOME, REPLIED, CARRIED_IN, CARRIED_FORWARD)
CASE_COLUMNS = (NUMBER, PROCEDURE, RESULT)

# So many unreadable cells are told; of more, how many.
MOST_TOLD = 30
MORE = "另有 {count} 格也读不了"
AT = "{cell}「{label}」：{wrong}"


def read_register(path: Path, form: Form) -> tuple[Register, InputFile] | None:
    """Read register.csv; None where there is none. Raises InputError with the unreadable cells of the file."""
    sheet = _sheet(path)
    if sheet is None:
        return None
    applicants, outcomes = form.make_once(applicants_of), form.make_once(outcomes_of)
    readers = (
        *(cells.read_number, cells.read_day_needed, _needed(applicants), _optional(outcomes)),
        *(cells.read_day, cells.read_flag, cells.read_flag),
    )
    columns, rows = _read(sheet, APPLICATION_COLUMNS, readers)
    lines = tuple(Application(*row) for row in rows)
    return Register(sheet.file, columns, lines), InputFile(sheet.file, sheet.encoding)


def read_cases(path: Path, form: Form) -> tuple[CaseRegister, InputFile] | None:
    """Read cases.csv; None where there is none. Raises InputError with the unreadable cells of the file."""
    sheet = _sheet(path)
    if sheet is None:
        return None
    procedures, results = form.make_once(procedures_of), form.make_once(results_of)
    readers = (cells.read_number, _needed(procedures), _needed(results))
    columns, rows = _read(sheet, CASE_COLUMNS, readers)
    return CaseRegister(sheet.file, columns, tuple(Case(*row) for row in rows)), InputFile(sheet.file, sheet.encoding)


def _sheet(path: Path) -> Sheet | None:
    """Return the sheet of a file; one that is nearly named so is not passed over, and no refusal repeats a line."""
    if is_there(path):
        try:
            return read_sheet(path)
        except InputError as error:
            raise InputError(replace(each, found="") for each in error.problems) from None
    found = find_misnamed(path)
    if found:
        raise InputError([Problem(found, paths.stored_name(path))])
    return None


def _read(
    sheet: Sheet, labels: Sequence[str], readers: Sequence[ReadCell]
) -> tuple[Mapping[str, int], list[tuple[Any, ...]]]:
    """Return where the columns stand, and of every row its number and what its cells say."""
    columns = find_columns(sheet, labels)
    places = [columns[label] for label in labels]
    read = [_read_column(sheet, place, reader) for place, reader in zip(places, readers, strict=True)]
    if any(wrong for column in read for _, wrong in column) or any(_values_beyond(sheet)):
        raise InputError(_told([*_problems(sheet, dict(zip(labels, read, strict=True)), columns)]))
    values = ([value for value, _ in column] for column in read)
    return columns, [*zip((row.number for row in sheet.rows), *values, strict=True)]


def _read_column(sheet: Sheet, place: int, reader: ReadCell) -> list[tuple[Any, str]]:
    """Return what is read in every row of a column; in that of numbers, persons are looked for once in all of it."""
    texts = [row[place].strip() for row in sheet.rows]
    if reader is cells.read_number and not cells.personal_in("\n".join(texts)):
        reader = cells.read_plain_number
    known = {text: reader(text) for text in set(texts)}
    return [known[text] for text in texts]


def _values_beyond(sheet: Sheet) -> Iterator[Row]:
    """Yield the rows that hold more than the header has columns."""
    width = len(sheet.header.values)
    return (row for row in sheet.rows if any(value.strip() for value in row.values[width:]))


def _problems(
    sheet: Sheet, read: Mapping[str, Sequence[tuple[Any, str]]], columns: Mapping[str, int]
) -> Iterator[Problem]:
    """Yield what is wrong, row by row; a cell that looks like a person's datum says so, whatever else is wrong."""
    beyond, width = {row.number for row in _values_beyond(sheet)}, len(sheet.header.values)
    for at, row in enumerate(sheet.rows):
        for label, column in read.items():
            if column[at][1]:
                place = say_cell(sheet.file, row.number, columns[label])
                words = cells.personal_in(row[columns[label]]) or column[at][1]
                said = AT.format(cell=place, label=label, wrong=words)
                yield Problem(said, sheet.file, row.number, columns[label])
        if row.number in beyond:
            words = f"{say_cell(sheet.file, row.number, width + 1)}：{EXTRA_VALUES}"
            yield Problem(words, sheet.file, row.number, width + 1)


def _told(problems: Sequence[Problem]) -> list[Problem]:
    more = len(problems) - MOST_TOLD
    return [*problems[:MOST_TOLD], *([Problem(MORE.format(count=more), problems[0].file)] if more > 0 else [])]


def _needed(labels: Labels) -> ReadCell:
    return lambda text: labels.code_of(text) if text else ("", cells.BLANK)


def _optional(labels: Labels) -> ReadCell:
    return lambda text: labels.code_of(text) if text else ("", "")
