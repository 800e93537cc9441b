"""Find the head cells above and beside a cell: those who hear a table are told them with every figure."""

from __future__ import annotations

from annual_report.document.blocks import COLUMN, LINE, PlacedCell, PrintedTable

HEADS = (COLUMN, LINE)

Heads = tuple[PlacedCell, ...]


def heads_of(table: PrintedTable) -> dict[PlacedCell, Heads]:
    """Return the cells of a table row by row, each with its heads: those above, then those beside, outermost first."""
    above: dict[int, Heads] = {}
    last: dict[int, PlacedCell] = {}
    found: dict[PlacedCell, Heads] = {}
    for each in table.placed:
        columns = range(each.column, each.column + each.cell.colspan)
        if each.cell.role == COLUMN:
            # Heads below figures begin anew; those right below other heads belong to these.
            above |= {one: above.get(one, ()) if _is_head(last.get(one)) else () for one in columns}
        over = [head for one in columns for head in above.get(one, ())]
        found[each] = tuple(dict.fromkeys((*over, *_beside(each, last))))
        for one in columns:
            last[one] = each
            above[one] = (*above.get(one, ()), each) if _is_head(each) else above.get(one, ())
    return found


def _is_head(each: PlacedCell | None) -> bool:
    return each is not None and each.cell.role == COLUMN


def _beside(each: PlacedCell, last: dict[int, PlacedCell]) -> list[PlacedCell]:
    """Return the names of lines to the left of a cell, among the last cells that began in each column."""
    if each.cell.role == COLUMN:
        return []
    left = (last.get(column) for column in range(each.column))
    return [one for one in left if one and one.cell.role == LINE and one.row + one.cell.rowspan > each.row]
