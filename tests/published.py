"""Invented reports as offices publish them: the official tables with figures, written as a page, in Word, as text …"""

from __future__ import annotations

import html
import io
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

import docx
import openpyxl
from docx.document import Document as WordDocument
from openpyxl.worksheet.worksheet import Worksheet

from annual_report.document import blocks as printed
from annual_report.document.blocks import PrintedTable, TableCell, place
from annual_report.document.official_table import lay_out
from annual_report.document.pdf import pdf
from annual_report.form.forms import Form, load_form

AGENCY = "云泽市人民政府"
YEARS = {"2019": 2020, "2021": 2024}
PROSE = {
    "preface": "本报告由云泽市人民政府办公室编制，所列数据的统计期限自1月1日起至12月31日止。",
    "overview": "全年主动公开政府信息2645条，其中规范性文件12件。",
    "problems": "公开的主动性还不够强，下一步加强培训，每季度检查1次。",
    "other": "没有其他需要报告的事项。",
}

Rows = tuple[tuple[TableCell, ...], ...]


@dataclass(frozen=True)
class Published:
    """A report as it is published: its lines and its tables in their order, and what is printed for each figure."""

    form: Form
    items: tuple[str | Rows, ...]
    figures: dict[str, str]

    @property
    def title(self) -> str:
        return f"{AGENCY}{YEARS[self.form.version]}年政府信息公开工作年度报告"

    def with_tables(self, tables: dict[int, Rows]) -> Published:
        """Return it with other rows in some of its tables, counted from 0."""
        places = [place for place, item in enumerate(self.items) if not isinstance(item, str)]
        changed = {places[number]: rows for number, rows in tables.items()}
        return replace(self, items=tuple(changed.get(place, item) for place, item in enumerate(self.items)))

    def with_figures(self, figures: dict[str, str]) -> Published:
        """Return it with other figures."""
        items = tuple(item if isinstance(item, str) else _refilled(item, figures) for item in self.items)
        return replace(self, items=items, figures=figures)

    @property
    def tables(self) -> list[Rows]:
        return [item for item in self.items if not isinstance(item, str)]


def invented(version: str, seed: int) -> Published:
    """Return a report whose rows add up and which has no blank."""
    form = load_form(version)
    figures = _figures(form, random.Random(f"{version} {seed}"))
    items: list[str | Rows] = [f"{AGENCY}{YEARS[version]}年政府信息公开工作年度报告"]
    for section in form.sections:
        items += [] if section.optional else [section.title]
        items.append(_filled(form, section.table, figures) if section.table else PROSE[section.code])
    return Published(form, tuple(items), figures)


def _figures(form: Form, rng: random.Random) -> dict[str, str]:
    figures = {}
    for address, cell in form.cells.items():
        size = rng.choice((0, 0, 0, 9, 40, 300, 20_000))
        value: Decimal | int = rng.randint(0, size)
        if cell.kind == "money":
            value = Decimal(value) + Decimal(rng.choice(("0", "0.5", "0.27", "0.6135")))
        if cell.kind == "change":
            value = -value if rng.random() < 0.4 else value
        figures[address] = str(value)
    for address in figures:
        before, _, last = address.rpartition(".")
        if last == "total" and not before.startswith("disclosure"):
            parts = [each for each in figures if each.startswith(f"{before}.") and each != address]
            figures[address] = str(sum(int(figures[each]) for each in parts))
    return figures


def _filled(form: Form, table: str, figures: dict[str, str]) -> Rows:
    return _refilled(lay_out(form.table(table)).rows, figures)


def _refilled(rows: Rows, figures: dict[str, str]) -> Rows:
    return tuple(
        tuple(replace(cell, text=figures[cell.address]) if cell.address else cell for cell in row) for row in rows
    )


def columns_of(rows: Rows) -> int:
    """Return over how many columns a table goes, rows that are longer than others thought of."""
    return max(each.column + each.cell.colspan for each in place(rows))


def page_of(report: Published) -> str:
    """Return a report as a web page without any portal around it."""
    parts = "\n".join(
        f"<p>{html.escape(each)}</p>" if isinstance(each, str) else table_of(each) for each in report.items
    )
    head = f"<meta charset=utf-8><title>{report.title}</title>"
    return f"<!DOCTYPE html><html><head>{head}</head><body>{parts}</body></html>"


def table_of(rows: Rows) -> str:
    """Return a table in mark-up, with its spans."""
    lines = ("".join(_markup(cell) for cell in row) for row in rows)
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"


def _markup(cell: TableCell) -> str:
    spans = [f' {name}="{size}"' for name, size in (("colspan", cell.colspan), ("rowspan", cell.rowspan)) if size > 1]
    return f"<td{''.join(spans)}>{html.escape(cell.text)}</td>"


def word_of(report: Published) -> bytes:
    """Return a report as python-docx writes it, with merged cells."""
    document = docx.Document()
    for item in report.items:
        if isinstance(item, str):
            document.add_paragraph(item)
        else:
            _add_table(document, item)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _add_table(document: WordDocument, rows: Rows) -> None:
    table = document.add_table(len(rows), columns_of(rows))
    grid = [row.cells for row in table.rows]
    beyond = {(row, column) for row in range(len(rows)) for column in range(columns_of(rows))}
    for each in place(rows):
        below, right = min(each.row + each.cell.rowspan, len(rows)) - 1, each.column + each.cell.colspan - 1
        cell = grid[each.row][each.column]
        merged = cell.merge(grid[below][right]) if (below, right) != (each.row, each.column) else cell
        merged.text = each.cell.text
        beyond -= {(row, column) for row in range(each.row, below + 1) for column in range(each.column, right + 1)}
    for row, column in beyond:
        # A row with fewer cells than others ends before them.
        grid[row][column]._tc.getparent().remove(grid[row][column]._tc)


def workbook_of(report: Published) -> bytes:
    """Return a report as one sheet, its figures as numbers, merged cells and all."""
    book = openpyxl.Workbook()
    sheet: Worksheet = book.worksheets[0]
    row = 1
    for item in report.items:
        if isinstance(item, str):
            sheet.cell(row, 1, item)
            row += 1
            continue
        for each in place(item):
            sheet.cell(row + each.row, each.column + 1, _value(each.cell))
            if each.cell.colspan > 1 or each.cell.rowspan > 1:
                below, right = min(each.row + each.cell.rowspan, len(item)) - 1, each.column + each.cell.colspan
                sheet.merge_cells(None, row + each.row, each.column + 1, row + below, right)
        row += len(item)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def figures_of_workbook(report: Published) -> dict[tuple[int, int], str]:
    """Return the address of every figure by the row and column of its cell in the sheet."""
    found, row = {}, 1
    for item in report.items:
        if not isinstance(item, str):
            cells = place(item)
            found |= {(row + each.row, each.column + 1): each.cell.address for each in cells if each.cell.address}
        row += 1 if isinstance(item, str) else len(item)
    return found


def _value(cell: TableCell) -> str | float:
    return float(cell.text) if cell.address and _is_number(cell.text) else cell.text


def _is_number(text: str) -> bool:
    return text.isascii() and text.lstrip("-").replace(".", "", 1).isdecimal()


def pdf_of(report: Published) -> bytes:
    """Return a report as the project sets it."""
    return pdf(printed.Document(report.title, "zh-CN", tuple(_blocks(report))))


def _blocks(report: Published) -> Iterator[printed.Block]:
    yield printed.Title((report.title,))
    for item in report.items[1:]:
        if not isinstance(item, str):
            yield _printed_table(report.form, item)
        elif item in {section.title for section in report.form.sections}:
            yield printed.SectionHeading(1, (printed.TextRun(item),))
        else:
            yield printed.Paragraph((printed.TextRun(item),))


def _printed_table(form: Form, rows: Rows) -> PrintedTable:
    """Return a table as the form lays it out, as long as it has as many columns; else with columns of one width."""
    layouts = {table.widths: table for table in map(lay_out, form.tables)}
    columns = columns_of(rows)
    found = next((table for widths, table in layouts.items() if len(widths) == columns), None)
    return replace(found, rows=rows) if found else PrintedTable("", (1,) * columns, 0, rows, "")
