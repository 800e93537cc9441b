"""What a workbook may hold: one that would be made large in memory is refused before anything is made of it."""

from __future__ import annotations

from typing import Any

from annual_report.filing.imports.document import Refused
from annual_report.filing.imports.packages import DAMAGED, Package

SHEETS = "xl/worksheets/"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

MOST_CELLS = 50_000

TOO_MANY = "工作表太大（超过 {limit} 格），不是年报：请核对文件"


def sheets_of(package: Package) -> list[Any]:
    """Return the sheets of a workbook as trees. Raises Refused where the workbook, or one of them, is too large."""
    package.require_bounds()
    sheets = [package.xml(name) for name in package.names if name.startswith(SHEETS) and name.endswith(".xml")]
    for sheet in sheets:
        if _cells_in(sheet) > MOST_CELLS:
            raise Refused(TOO_MANY.format(limit=MOST_CELLS))
    return sheets


def has_formulas(sheet: Any) -> bool:
    """Whether a sheet has a cell that is calculated."""
    return sheet.find(f".//{S}f") is not None


def _cells_in(sheet: Any) -> int:
    """Return how many cells a sheet has: those that it merges, or links, are made in memory, too, each of them."""
    made = (_area(each.get("ref") or "") for each in sheet.iter(f"{S}mergeCell", f"{S}hyperlink"))
    return sum(1 for _ in sheet.iter(f"{S}c")) + sum(made)


def _area(reference: str) -> int:
    from openpyxl.utils.cell import range_boundaries

    try:
        left, top, right, bottom = range_boundaries(reference)
        return (right - left + 1) * (bottom - top + 1)  # type: ignore[operator]
    except (ValueError, TypeError):
        raise Refused(DAMAGED) from None
