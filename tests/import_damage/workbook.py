"""What happens to workbooks: numbers kept as text, formulas with and without their results, hidden rows."""

from __future__ import annotations

import io
import re

import openpyxl
from openpyxl.utils.cell import coordinate_from_string

from import_damage.changing import Chance, Truth
from import_damage.word import with_part
from published import Published, figures_of_workbook, workbook_of

SHEET = "xl/worksheets/sheet1.xml"
NUMBER = re.compile(r'<c r="([A-Z]+)(\d+)"([^>]*)t="n"([^>]*)><v>([^<]*)</v></c>')


def workbook(report: Published, truth: Truth, chance: Chance) -> bytes:
    """Return a report as a workbook; a hidden row is not to be read, nor a formula that nothing has calculated."""
    book = openpyxl.load_workbook(io.BytesIO(workbook_of(report)))
    sheet = book.worksheets[0]
    addresses = figures_of_workbook(report)
    for cell in (each for row in sheet.iter_rows() for each in row):
        if isinstance(cell.value, int | float) and chance.random() < 0.1:
            cell.value = str(int(cell.value)) if cell.value == int(cell.value) else cell.value
    if addresses and chance.random() < 0.3:
        hidden = chance.choice(sorted({row for row, _ in addresses}))
        sheet.row_dimensions[hidden].hidden = True
        for place, address in addresses.items():
            if place[0] == hidden:
                truth.pop(address, None)
    file = io.BytesIO()
    book.save(file)
    share = chance.choice((0.0, 0.0, 0.1, 1.0))
    return with_part(file.getvalue(), SHEET, lambda xml: _with_formulas(xml, addresses, share, truth, chance))


def _with_formulas(xml: str, addresses: dict[tuple[int, int], str], share: float, truth: Truth, chance: Chance) -> str:
    def formula(found: re.Match[str]) -> str:
        column, row, before, after, value = found.groups()
        if chance.random() > share:
            return found[0]
        if chance.random() < 0.1:
            name, number = coordinate_from_string(f"{column}{row}")
            truth.pop(addresses.get((number, openpyxl.utils.column_index_from_string(name)), ""), None)
            value = ""
        result = f"<v>{value}</v>" if value else "<v></v>"
        return f'<c r="{column}{row}"{before}{after}><f>SUM({value or 1})</f>{result}</c>'

    return NUMBER.sub(formula, xml)
