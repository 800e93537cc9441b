"""Read register.csv and cases.csv: strictly, every unreadable cell with its place, and nobody's data repeated."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from annual_report import paths
from annual_report.errors import InputError, Problem
from annual_report.filing.inputs import is_there
from annual_report.filing.neighbours import find_misnamed
from annual_report.filing.register import cells
from annual_report.filing.register.columns import ReadCell, RegisterColumn, read_columns
from annual_report.filing.register.labels import Labels, applicants_of, outcomes_of, procedures_of, results_of
from annual_report.filing.register.lines import Application, Case, CaseRegister, Register
from annual_report.filing.report import InputFile
from annual_report.filing.sheets import Sheet, read_sheet
from annual_report.form.forms import Form

NUMBER, RECEIVED, APPLICANT, OUTCOME = "编号", "收到日期", "申请人类型", "办理结果"
REPLIED, CARRIED_IN, CARRIED_FORWARD, EXTENDED = "答复日期", "上年结转", "结转下年", "延期"
PROCEDURE, RESULT, ACCEPTED, DECIDED = "程序", "结果", "受理日期", "审结日期"

# The columns of both files, in the order of what a line holds; the last ones of each may be missing.
APPLICATION_COLUMNS = (NUMBER, RECEIVED, APPLICANT, OUTCOME, REPLIED, CARRIED_IN, CARRIED_FORWARD, EXTENDED)
CASE_COLUMNS = (NUMBER, PROCEDURE, RESULT, ACCEPTED, DECIDED)
OPTIONAL = (EXTENDED, ACCEPTED, DECIDED)


def read_register(path: Path, form: Form) -> tuple[Register, InputFile] | None:
    """Read register.csv; None where there is none. Raises InputError with the unreadable cells of the file."""
    sheet = _sheet(path)
    if sheet is None:
        return None
    applicants, outcomes = form.make_once(applicants_of), form.make_once(outcomes_of)
    readers = (
        *(cells.read_number, cells.read_day_needed, _needed(applicants), _optional(outcomes)),
        *(cells.read_day, cells.read_flag, cells.read_flag, cells.read_flag),
    )
    sheet, columns, rows = read_columns(sheet, _columns(APPLICATION_COLUMNS, readers))
    lines = tuple(Application(*row) for row in rows)
    return Register(sheet.file, columns, lines), InputFile(sheet.file, sheet.encoding, sheet.remark)


def read_cases(path: Path, form: Form) -> tuple[CaseRegister, InputFile] | None:
    """Read cases.csv; None where there is none. Raises InputError with the unreadable cells of the file."""
    sheet = _sheet(path)
    if sheet is None:
        return None
    procedures, results = form.make_once(procedures_of), form.make_once(results_of)
    readers = (cells.read_number, _needed(procedures), _needed(results), *[cells.read_day] * 2)
    sheet, columns, rows = read_columns(sheet, _columns(CASE_COLUMNS, readers))
    lines = tuple(Case(*row) for row in rows)
    return CaseRegister(sheet.file, columns, lines), InputFile(sheet.file, sheet.encoding, sheet.remark)


def _columns(labels: tuple[str, ...], readers: tuple[ReadCell, ...]) -> list[RegisterColumn]:
    return [RegisterColumn(label, read, label in OPTIONAL) for label, read in zip(labels, readers, strict=True)]


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


def _needed(labels: Labels) -> ReadCell:
    return lambda text: labels.code_of(text) if text not in cells.NOTHING else ("", cells.BLANK)


def _optional(labels: Labels) -> ReadCell:
    return lambda text: labels.code_of(text) if text not in cells.NOTHING else ("", "")
