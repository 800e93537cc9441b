"""Write some cells of a table back into its file: all other bytes of it stay as they are."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from annual_report.errors import InputError, Problem
from annual_report.files import write_whole
from annual_report.filing.problems import Problems
from annual_report.filing.read_tables import read_ledger
from annual_report.filing.report import Ledger, Report
from annual_report.form.tables import Table
from annual_report.review.patch import ENCODING, ERRORS, with_fields
from annual_report.wording import excerpt

NOT_A_CELL = "「{table}」没有「{cell}」这一格"
NOT_IN_FILE = "{file} 里没有「{label}」这一行或这一列，请先补上"
INVISIBLE = "「{found}」里有看不见的字符"
CHANGED_MEANWHILE = "{file} 在打开以后被别处改过：记下填的几格，重新运行 ingest 和 fill，再填一遍"
CHANGED_SINCE_READ = "{file} 在 ingest 以后被改过：请重新运行 ingest，再运行 fill"


def write_cells(report: Report, table: Table, texts: Mapping[str, str], path: Path, before: bytes) -> bytes:
    """Write texts into the file of a table, by the addresses of their cells; return what it holds now.

    `before` is what it held when the report was read. Raises InputError, and writes nothing, where it holds something
    else by now, where a cell does not stand in it, and for a text that is not all visible.
    """
    fields = {_place(report, table, cell): _visible(text) for cell, text in texts.items()}
    if not path.is_file() or path.read_bytes() != before:
        raise InputError([Problem(CHANGED_MEANWHILE.format(file=table.file))])
    encoding = "gb18030" if _is_gb18030(report, table) else ENCODING
    # What is no UTF-8 travels through the text as it is, and so does what is written into it.
    as_stored = {place: text.encode(encoding).decode(ENCODING, ERRORS) for place, text in fields.items()}
    after = with_fields(before.decode(ENCODING, ERRORS), as_stored).encode(ENCODING, ERRORS)
    write_whole(path, after)
    return after


def require_as_read(report: Report, table: Table, path: Path) -> bytes:
    """Return what the file of a table holds. Raises InputError where it no longer is what the report was read from."""
    before = path.read_bytes()
    now, _ = read_ledger(path.parent, report.form, Problems())
    if any(_stands(now, cell) != _stands(report.ledger, cell) for cell in table.row_keys):
        raise InputError([Problem(CHANGED_SINCE_READ.format(file=table.file))])
    return before


def _stands(ledger: Ledger, cell: str) -> tuple[str, int, int]:
    entry = ledger.entries[cell]
    return entry.text, entry.row, entry.column


def _place(report: Report, table: Table, cell: str) -> tuple[int, int]:
    if cell not in table.row_keys:
        raise InputError([Problem(NOT_A_CELL.format(table=table.caption, cell=excerpt(cell)))])
    entry = report.ledger.entries[cell]
    if not (entry.row and entry.column):
        raise InputError([Problem(NOT_IN_FILE.format(file=table.file, label=entry.cell.label))])
    return entry.row, entry.column


def _visible(text: str) -> str:
    if not text.isprintable():
        raise InputError([Problem(INVISIBLE.format(found=excerpt(text)))])
    return text.strip()


def _is_gb18030(report: Report, table: Table) -> bool:
    file = f"{report.folder}/{table.file}"
    return any(each.file == file and each.encoding == "GB18030" for each in report.inputs)
