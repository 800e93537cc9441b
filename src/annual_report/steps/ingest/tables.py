"""Read the three official tables: every row and column is found by its label, never by its position."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from annual_report.errors import Problem
from annual_report.model.figures import Number
from annual_report.model.forms import Form, form_of_year, load_forms
from annual_report.model.report import InputFile, Ledger, Record
from annual_report.model.sheets import Row, Sheet, read_sheet
from annual_report.model.tables import Cell, Table
from annual_report.steps.ingest.numbers import parse_figure
from annual_report.steps.ingest.problems import Problems
from annual_report.wording import fold, suggestion

# The table whose columns change their meaning with the form.
NOT_COMPARABLE = "disclosure."

UNKNOWN_COLUMN = "没有「{found}」这一列{suggestion}"
DUPLICATE_COLUMN = "「{found}」这一列重复了：请只留一列"
MISSING_COLUMN = "缺少「{label}」这一列：请按官方表头补上"
UNKNOWN_ROW = "没有「{found}」这一行{suggestion}"
DUPLICATE_ROW = "「{found}」这一行重复了（第 {first} 行已有）：请只留一行"
MISSING_ROW = "缺少「{label}」这一行：请按官方表补上"
OTHER_FORM = (
    "这是 {theirs} 年格式的表（{years} 年的报告用），这一年要用 {ours} 年格式：请用 make new 建一份空表重新填（T2-04）"
)
OTHER_LABEL = "「{found}」是 {theirs} 年格式的写法，不用在这一年（T2-04）{suggestion}"
EXTRA_VALUES = "这一行比表头多出 {count} 格：标签里的逗号请用全角「，」，数字里的千分位请去掉"


def read_ledger(folder: Path, form: Form, problems: Problems) -> tuple[Ledger, tuple[InputFile, ...]]:
    """Return every figure of the three tables, and which files they came from; add what is wrong to `problems`."""
    records: dict[str, Record] = {}
    inputs = []
    for table in form.tables:
        sheet = problems.catch(read_sheet, folder / table.file)
        if sheet is None:
            records |= {str(cell.address): _record(cell, None, "", "", 0, 0) for cell in table.cells}
            continue
        inputs.append(InputFile(sheet.file, sheet.encoding))
        theirs = _form_of(sheet, table, form)
        if theirs.version == form.version:
            records |= _read_table(sheet, table, problems)
        else:
            problems.append(_other_form(sheet, theirs, form))
            records |= {str(cell.address): _record(cell, None, "", sheet.file, 0, 0) for cell in table.cells}
    return Ledger({address: records[address] for address in form.cells}), tuple(inputs)


def read_previous(folder: Path, form: Form, problems: Problems) -> Ledger | None:
    """Read last year's figures where there is a folder.

    Across a change of form only those compare that mean the same: table 二 asks for other things in every form.
    """
    before = form_of_year(int(folder.name))
    if not folder.is_dir() or before is None:
        return None
    ledger, _ = read_ledger(folder, before, problems)
    if before == form:
        return ledger
    return ledger.only(cell for cell in before.cells if cell in form.cells and not cell.startswith(NOT_COMPARABLE))


def _form_of(sheet: Sheet, table: Table, form: Form) -> Form:
    """Return the form whose lines a file holds: this year's, unless another form's fit it better."""
    labels = {fold(" ".join(row[number] for number, _ in enumerate(table.keys, 1))) for row in sheet.rows}
    if labels <= table.row_labels.keys():
        return form

    def fit(each: Form) -> tuple[int, bool]:
        return len(labels & each.table(table.code).row_labels.keys()), each.version == form.version

    return max(load_forms(), key=fit)


def _other_form(sheet: Sheet, theirs: Form, ours: Form) -> Problem:
    years = f"{theirs.first_year}–{theirs.last_year or ''}"
    message = OTHER_FORM.format(theirs=theirs.version, years=years, ours=ours.version)
    return Problem(message, sheet.file, sheet.header.number)


def _read_table(sheet: Sheet, table: Table, problems: Problems) -> dict[str, Record]:
    labels = (*table.keys, table.value) if table.value else (*table.keys, *(each.label for each in table.columns))
    columns = locate_columns(sheet, labels, problems)
    rows = _locate_rows(sheet, table, columns, problems)
    records = {}
    for cell, (address, row_key) in zip(table.cells, table.row_keys.items(), strict=True):
        row, column = rows.get(row_key), columns.get(cell.column_label)
        text = row[column] if row and column else ""
        value, wrong = parse_figure(text, cell.kind)
        if wrong and row:
            problems.append(Problem(wrong, sheet.file, row.number, column, text))
        records[address] = _record(cell, value, text, sheet.file, row.number if row else 0, column or 0)
    return records


def _record(cell: Cell, value: Number | None, text: str, file: str, row: int, column: int) -> Record:
    return (*cell.address, cell.label, cell.kind, cell.unit, value, text, file, row, column)


def locate_columns(sheet: Sheet, labels: tuple[str, ...], problems: Problems) -> dict[str, int]:
    """Return where each official column stands; report what is unknown, doubled or missing."""
    official = {fold(label): label for label in labels}
    found: dict[str, int] = {}
    for number, text in enumerate(sheet.header.values, 1):
        label = official.get(fold(text))
        if label is None:
            if text.strip() or any(row[number].strip() for row in sheet.rows):
                message = UNKNOWN_COLUMN.format(found=text, suggestion=suggestion(text, labels))
                problems.append(Problem(message, sheet.file, sheet.header.number, number, text))
        elif label in found:
            problems.append(Problem(DUPLICATE_COLUMN.format(found=text), sheet.file, sheet.header.number, number, text))
        else:
            found[label] = number
    missing = [label for label in labels if label not in found]
    problems.extend(Problem(MISSING_COLUMN.format(label=each), sheet.file, sheet.header.number) for each in missing)
    return found


def _locate_rows(sheet: Sheet, table: Table, columns: Mapping[str, int], problems: Problems) -> dict[str, Row]:
    """Return where each official line stands, by the folded labels that identify it."""
    official = table.row_labels
    found: dict[str, Row] = {}
    if not all(key in columns for key in table.keys):
        return found
    for row in sheet.rows:
        report_extra_values(row, sheet, problems)
        text = " ".join(row[columns[key]].strip() for key in table.keys)
        key = fold(text)
        place = (sheet.file, row.number, columns[table.keys[0]], text)
        if key in table.group_keys and not any(value.strip() for value in row.values[1:]):
            continue  # a group heading without figures, kept from the printed form
        if key not in official:
            problems.append(Problem(_unknown_row(text, table, suggestion(text, official.values())), *place))
        elif key in found:
            problems.append(Problem(DUPLICATE_ROW.format(found=text, first=found[key].number), *place))
        else:
            found[key] = row
    missing = [label for key, label in official.items() if key not in found]
    problems.extend(Problem(MISSING_ROW.format(label=label), sheet.file) for label in missing)
    return found


def _unknown_row(text: str, table: Table, nearest: str) -> str:
    """Say what is wrong with a line that the form does not have: it may be one of another form."""
    for form in load_forms():
        if fold(text) in form.table(table.code).row_labels:
            return OTHER_LABEL.format(found=text, theirs=form.version, suggestion=nearest)
    return UNKNOWN_ROW.format(found=text, suggestion=nearest)


def report_extra_values(row: Row, sheet: Sheet, problems: Problems) -> None:
    """Add a problem where a row holds more values than the header has columns."""
    extra = [value for value in row.values[len(sheet.header.values) :] if value.strip()]
    if extra:
        column = len(sheet.header.values) + 1
        problems.append(Problem(EXTRA_VALUES.format(count=len(extra)), sheet.file, row.number, column, extra[0]))
