"""Read the three official tables: every row and column is found by its label, never by its position."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from annual_report.errors import Problem
from annual_report.filing.numbers import parse_figure
from annual_report.filing.outline import find_table, labels_of
from annual_report.filing.problems import Problems
from annual_report.filing.report import Entry, InputFile, Ledger
from annual_report.filing.sheets import Row, Sheet, read_sheet
from annual_report.form.forms import Form, form_of_year, load_forms
from annual_report.form.tables import Table
from annual_report.wording import fold, suggestion

# The table whose columns change their meaning with the form.
NOT_COMPARABLE = "disclosure."

UNKNOWN_COLUMN = "没有「{found}」这一列{suggestion}"
BLANK_COLUMN = "这一列有内容，却没有表头：请补上表头，多余的列请删去"
DUPLICATE_COLUMN = "「{found}」这一列重复了：请只留一列"
MISSING_COLUMN = "缺少「{label}」{how_many}列：请按官方表头补上"
UNKNOWN_ROW = "没有「{found}」这一行{suggestion}"
DUPLICATE_ROW = "「{found}」这一行重复了（第 {first} 行已有）：请只留一行"
MISSING_ROW = "缺少「{label}」{how_many}行：请按官方表补上"
OTHER_FORM = (
    "这是 {theirs} 年格式的表（{years} 年的报告用），这一年要用 {ours} 年格式：请用 new 命令建一份空表重新填（T2-04）"
)
OTHER_LABEL = "「{found}」是 {theirs} 年格式的写法，不用在这一年（T2-04）{suggestion}"
AND_MORE = "另有 {count} {what}也不认识"
AND_MISSING = "缺少「{label}」{how_many}{what}"
NOT_OFFICIAL = "：官方表里没有，请改正或删去"
EXTRA_VALUES = "这一行比表头多出 {count} 格{more}：标签里的逗号请用全角「，」，数字里的千分位请去掉"
MORE_ROWS = "（另有 {count} 行也是）"


def read_ledger(folder: Path, form: Form, problems: Problems) -> tuple[Ledger, tuple[InputFile, ...]]:
    """Return every figure of the three tables, and which files they came from; add what is wrong to `problems`."""
    entries: dict[str, Entry] = {}
    inputs = []
    for table in form.tables:
        sheet = problems.catch(_read_sheet, folder / table.file, table)
        if sheet is None:
            entries |= _blank_entries(table)
            continue
        inputs.append(InputFile(sheet.file, sheet.encoding, sheet.remark))
        theirs = _form_of(sheet, table, form)
        if theirs.version == form.version:
            entries |= _read_entries(sheet, table, problems)
        else:
            problems.append(_other_form(sheet, theirs, form))
            entries |= _blank_entries(table, sheet.file)
    return Ledger(entries), tuple(inputs)


def _blank_entries(table: Table, file: str = "") -> dict[str, Entry]:
    """Return the entries of a table of which nothing could be read."""
    return {str(cell.address): Entry(cell, file=file) for cell in table.cells}


def _read_sheet(path: Path, table: Table) -> Sheet:
    """Read the file of a table, found among what stands around it."""
    words = _words_of_any_form(table.code)
    groups = {fold(heading.label) for heading in table.column_headings() if heading.children} | {fold(table.spanner)}
    return find_table(
        read_sheet(path), labels_of(table), lambda row: not words.isdisjoint(map(fold, row.values)), groups
    )


@cache
def _words_of_any_form(code: str) -> frozenset[str]:
    return frozenset(word for form in load_forms() for word in _words_of_lines(form.table(code)))


def _words_of_lines(table: Table) -> Iterator[str]:
    """Yield the labels that stand in the lines of a file, as they are compared."""
    yield from table.group_keys
    for block in table.blocks:
        labels = (leaf.label for line in block.lines for leaf in line.leaves)
        measures = (column.label for column in block.columns) if table.value else ()
        yield from (fold(label) for label in (block.label, *labels, *measures) if label)


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
    return ledger.only(comparable_cells(before, form))


def comparable_cells(one: Form, other: Form) -> list[str]:
    """Return the figures that mean the same in two forms, in printed order of the first."""
    return [cell for cell in one.cells if cell in other.cells and means_the_same(cell, one, other)]


def means_the_same(cell: str, one: Form, other: Form) -> bool:
    """Whether a figure, or a line of a table, is the same thing in two forms."""
    return one == other or not cell.startswith(NOT_COMPARABLE)


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


def _read_entries(sheet: Sheet, table: Table, problems: Problems) -> dict[str, Entry]:
    columns = locate_columns(sheet, labels_of(table), problems)
    rows = _locate_rows(sheet, table, columns, problems)
    entries = {}
    for cell, (address, row_key) in zip(table.cells, table.row_keys.items(), strict=True):
        row, column = rows.get(row_key), columns.get(cell.column_label)
        text = row[column] if row and column else ""
        value, wrong = parse_figure(text, cell.kind)
        if wrong and row:
            problems.append(Problem(wrong, sheet.file, row.number, column, text))
        entries[address] = Entry(cell, value, text, sheet.file, row.number if row else 0, column or 0)
    return entries


def locate_columns(sheet: Sheet, labels: tuple[str, ...], problems: Problems) -> dict[str, int]:
    """Return where each official column stands; report what is unknown, doubled or missing."""
    official = {fold(label): label for label in labels}
    found: dict[str, int] = {}
    unknown: list[tuple[int, str]] = []
    for number, text in enumerate(sheet.header.values, 1):
        label = official.get(fold(text))
        if label is None:
            if text.strip() or any(row[number].strip() for row in sheet.rows):
                unknown.append((number, text))
        elif label in found:
            problems.append(Problem(DUPLICATE_COLUMN.format(found=text), sheet.file, sheet.header.number, number, text))
        else:
            found[label] = number
    missing = [label for label in labels if label not in found]
    if unknown:
        number, text = unknown[0]
        near = suggestion(text, missing or labels) or NOT_OFFICIAL
        message = UNKNOWN_COLUMN.format(found=text, suggestion=near) if text.strip() else BLANK_COLUMN
        message += _and_more(message, len(unknown) - 1, missing, "列")
        problems.append(Problem(message, sheet.file, sheet.header.number, number, text))
    elif missing:
        message = MISSING_COLUMN.format(label=missing[0], how_many=_how_many(missing))
        problems.append(Problem(message, sheet.file, sheet.header.number))
    return found


def _and_more(said: str, others: int, missing: Sequence[str], what: str) -> str:
    """Say in short what else does not fit, beside the first thing that was said."""
    left = [label for label in missing if f"「{label}」" not in said]
    more = [AND_MORE.format(count=others, what=what)] if others else []
    more += [AND_MISSING.format(label=left[0], how_many=_how_many(left), what=what)] if left else []
    return f"（{'，'.join(more)}）" if more else ""


def _how_many(labels: Sequence[str]) -> str:
    return f"等 {len(labels)} " if len(labels) > 1 else "这一"


def _locate_rows(sheet: Sheet, table: Table, columns: Mapping[str, int], problems: Problems) -> dict[str, Row]:
    """Return where each official line stands, by the folded labels that identify it."""
    found: dict[str, Row] = {}
    unknown: list[tuple[Row, str]] = []
    if not all(key in columns for key in table.keys):
        return found
    report_extra_values(sheet, problems)
    for row in sheet.rows:
        text = " ".join(row[columns[key]].strip() for key in table.keys)
        key = fold(text)
        if key in table.group_keys and not any(value.strip() for value in row.values[1:]):
            continue  # a group heading without figures, kept from the printed form
        if key not in table.row_labels:
            unknown.append((row, text))
        elif key in found:
            message = DUPLICATE_ROW.format(found=text, first=found[key].number)
            problems.append(Problem(message, sheet.file, row.number, columns[table.keys[0]], text))
        else:
            found[key] = row
    _report_unknown_rows(sheet, table, columns, unknown, found, problems)
    return found


def _report_unknown_rows(
    sheet: Sheet,
    table: Table,
    columns: Mapping[str, int],
    unknown: Sequence[tuple[Row, str]],
    found: Mapping[str, Row],
    problems: Problems,
) -> None:
    """Add a problem where lines are unknown, which says what is missing, too, or where lines are missing only."""
    missing = [label for key, label in table.row_labels.items() if key not in found]
    if unknown:
        row, text = unknown[0]
        message = _unknown_row(text, table, suggestion(text, missing or table.row_labels.values()) or NOT_OFFICIAL)
        message += _and_more(message, len(unknown) - 1, missing, "行")
        problems.append(Problem(message, sheet.file, row.number, columns[table.keys[0]], text))
    elif missing:
        problems.append(Problem(MISSING_ROW.format(label=missing[0], how_many=_how_many(missing)), sheet.file))


def _unknown_row(text: str, table: Table, nearest: str) -> str:
    """Say what is wrong with a line that the form does not have: it may be one of another form."""
    for form in load_forms():
        if fold(text) in form.table(table.code).row_labels:
            return OTHER_LABEL.format(found=text, theirs=form.version, suggestion=nearest)
    return UNKNOWN_ROW.format(found=text, suggestion=nearest)


def report_extra_values(sheet: Sheet, problems: Problems) -> None:
    """Add a problem where rows hold more values than the header has columns."""
    width = len(sheet.header.values)
    beyond = [(row, extra) for row in sheet.rows if (extra := [value for value in row.values[width:] if value.strip()])]
    if beyond:
        row, extra = beyond[0]
        more = MORE_ROWS.format(count=len(beyond) - 1) if len(beyond) > 1 else ""
        message = EXTRA_VALUES.format(count=len(extra), more=more)
        problems.append(Problem(message, sheet.file, row.number, width + 1, extra[0]))
