"""The balances that every figure of tables three and four stands in, by where it is printed."""

from __future__ import annotations

from annual_report.form.forms import load_form
from annual_report.form.tables import Cell

LEDGER_CELLS = [cell for cell in load_form("2021").cells.values() if cell.address.table != "disclosure"]
BALANCES = ("T3-R", "T3-S", "T3-I", "T4-S")


def broken_by(cell: Cell) -> set[str]:
    """Return the balances that a figure stands in, by where it is printed: the rules know nothing of this list."""
    if cell.address.table == "review_litigation":
        return {f"T4-S{cell.line_number}"}
    is_outcome = 3 <= cell.line_number <= 24
    is_balance = cell.line_number in (1, 2, 24, 25)
    found = {f"T3-R{cell.line_number:02d}"}
    found |= {f"T3-S{cell.column_number}"} if is_outcome else set()
    return found | ({f"T3-I{cell.column_number}"} if is_balance else set())
