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
    rows = lay_out(form.table(table)).rows
    return tuple(
        tuple(replace(cell, text=figures[cell.address]) if cell.address else cell for cell in row) for row in rows
    )


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
    table = document.add_table(len(rows), sum(cell.colspan for cell in rows[0]))
    grid = [row.cells for row in table.rows]
    for each in place(rows):
        below, right = each.row + each.cell.rowspan - 1, each.column + each.cell.colspan - 1
        cell = grid[each.row][each.column]
        merged = (
            cell.merge(grid[min(below, len(grid) - 1)][right]) if (below, right) != (each.row, each.column) else cell
        )
        merged.text = each.cell.text


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
            text = each.cell.text
            value = float(text) if each.cell.address and _is_number(text) else text
            sheet.cell(row + each.row, each.column + 1, value)
            if each.cell.colspan > 1 or each.cell.rowspan > 1:
                below, right = each.row + each.cell.rowspan - 1, each.column + each.cell.colspan
                sheet.merge_cells(None, row + each.row, each.column + 1, row + below, right)
        row += len(item)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _is_number(text: str) -> bool:
    return text.lstrip("-").replace(".", "", 1).isdecimal()


def pdf_of(report: Published) -> bytes:
    """Return a report as the project sets it."""
    return pdf(printed.Document(report.title, "zh-CN", tuple(_blocks(report))))


def _blocks(report: Published) -> Iterator[printed.Block]:
    layouts = iter(report.form.tables)
    yield printed.Title((report.title,))
    for item in report.items[1:]:
        if not isinstance(item, str):
            table: PrintedTable = lay_out(next(layouts))
            yield replace(table, rows=item)
        elif item in {section.title for section in report.form.sections}:
            yield printed.SectionHeading(1, (printed.TextRun(item),))
        else:
            yield printed.Paragraph((printed.TextRun(item),))


def lines_of(report: Published, between: str = "\t") -> str:
    """Return a report as text: a row a line, its cells apart from each other."""
    lines = [
        [item] if isinstance(item, str) else [between.join(cell.text for cell in row) for row in item]
        for item in report.items
    ]
    return "\n".join(line for some in lines for line in some)
