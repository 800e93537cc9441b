"""The printed grid of an official table: every cell with its span, its role and the head cells it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from annual_report.filing.figures import Number
from annual_report.filing.report import FilledTable
from annual_report.form.tables import Address, Block, Cell, Heading, Table
from annual_report.wording import plain

# Under this name a printed table travels in a notebook, as data.
TABLE_MIME = "application/vnd.annual-report.table+json"


@dataclass(frozen=True)
class GridCell:
    """One printed cell. `role` is note, column (a head above figures), line (a head beside them) or value."""

    text: str
    role: str
    colspan: int = 1
    rowspan: int = 1
    id: str = ""
    heads: tuple[str, ...] = ()
    address: str = ""
    value: Number | None = None


@dataclass(frozen=True)
class Grid:
    """The rows of a printed table; the first `head_rows` are repeated on every page."""

    table: Table
    width: int
    head_rows: int
    rows: tuple[tuple[GridCell, ...], ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the grid as plain data, for exporters that build a real table."""
        cells = {str(cell.address): cell for cell in self.table.cells}
        rows = [[_as_dict(cell, cells.get(cell.address)) for cell in row] for row in self.rows]
        widths = list(self.table.widths or [1] * self.width)
        return {
            "table": self.table.code,
            "caption": self.table.caption,
            "width": self.width,
            "widths": widths,
            "head_rows": self.head_rows,
            "rows": rows,
        }

    def width_share(self, column: int) -> str:
        """Return the width of a printed column in per cent."""
        widths = self.table.widths or (1,) * self.width
        return f"{widths[column] * 100 / sum(widths):.2f}%"

    def placed(self) -> Iterator[tuple[int, int, GridCell]]:
        """Yield every printed cell with the row and the column it begins in, counted from 1."""
        taken: set[tuple[int, int]] = set()
        for row, cells in enumerate(self.rows, 1):
            column = 1
            for cell in cells:
                while (row, column) in taken:
                    column += 1
                yield row, column, cell
                taken |= {(row + down, column + right) for down in range(cell.rowspan) for right in range(cell.colspan)}

    def flattened(self) -> list[list[str]]:
        """Return the grid without merged cells: a text stands where its cell begins, the rest of the cell is blank."""
        texts = [[""] * self.width for _ in self.rows]
        for row, column, cell in self.placed():
            texts[row - 1][column - 1] = cell.text
        return texts


def grid_of(filled: FilledTable) -> Grid:
    """Lay out a table as the official form prints it."""
    layouts = {"stub": _with_stub, "across": _across, "blocks": _in_blocks}
    return layouts[filled.form.layout](filled)


def _with_stub(filled: FilledTable) -> Grid:
    """Lines below each other, their nested labels in front, the columns' nested labels above."""
    table, block = filled.form, filled.form.blocks[0]
    depth = max(line.depth for line in block.lines)
    head = _Head(f"{table.code}-column")
    spanner = GridCell(table.spanner, "column", colspan=len(table.columns), id=f"{table.code}-spanner")
    columns = head.rows(block.columns, above=(spanner.id,))
    note = GridCell(table.note, "note", colspan=depth, rowspan=len(columns) + 1)
    body = _stub_rows(filled, block, depth, head)
    return Grid(table, depth + len(table.columns), len(columns) + 1, ((note, spanner), *columns, *body))


def _across(filled: FilledTable) -> Grid:
    """Every line beside the next, all figures in one printed row."""
    table, block = filled.form, filled.form.blocks[0]
    head = _Head(f"{table.code}-column")
    tree = tuple(_with_columns(line, block.columns) for line in block.lines)
    rows = head.rows(tree)
    addresses = [Address(table.code, *leaf.code.split(".")) for line in tree for leaf in line.leaves]
    values = tuple(_value(filled, address, head.heads[f"{address.line}.{address.column}"]) for address in addresses)
    return Grid(table, len(values), len(rows), (*rows, values))


def _in_blocks(filled: FilledTable) -> Grid:
    """Blocks under each other, each with a title, the names of its columns, and its lines."""
    table = filled.form
    width = max(len(block.columns) for block in table.blocks) + 1
    rows: list[tuple[GridCell, ...]] = []
    for number, block in enumerate(table.blocks, 1):
        rows.extend(_block_rows(filled, block, number, width))
    return Grid(table, width, 0, tuple(rows))


@dataclass
class _Head:
    """Prints nested headings as rows of merged cells, and remembers which cells stand above each leaf."""

    prefix: str
    heads: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def rows(self, headings: tuple[Heading, ...], above: tuple[str, ...] = ()) -> list[tuple[GridCell, ...]]:
        depth = max(heading.depth for heading in headings)
        rows: list[list[GridCell]] = [[] for _ in range(depth)]
        for heading in headings:
            self._place(heading, rows, 0, above)
        return [tuple(row) for row in rows]

    def _place(self, heading: Heading, rows: list[list[GridCell]], level: int, above: tuple[str, ...]) -> None:
        own = f"{self.prefix}-{heading.code.replace('.', '-')}"
        self.heads[heading.code] = (*above, own)
        rowspan = 1 if heading.children else len(rows) - level
        rows[level].append(GridCell(heading.label, "column", len(heading.leaves), rowspan, own))
        for child in heading.children:
            self._place(child, rows, level + 1, (*above, own))


def _stub_rows(filled: FilledTable, block: Block, depth: int, head: _Head) -> Iterator[tuple[GridCell, ...]]:
    code = filled.form.code
    for line in block.lines:
        for leaf, labels, heads in _stub_labels(line, f"{code}-line", 0, depth):
            addresses = [Address(code, leaf.code, column.code) for column in filled.form.columns]
            values = (_value(filled, each, (*heads, *head.heads[each.column])) for each in addresses)
            yield (*labels, *values)


def _stub_labels(
    heading: Heading, prefix: str, level: int, depth: int, above: tuple[str, ...] = ()
) -> Iterator[tuple[Heading, tuple[GridCell, ...], tuple[str, ...]]]:
    """Yield every leaf with the label cells that begin on its row and the ids of all labels it stands under."""
    own = f"{prefix}-{heading.code}"
    heads = (*above, own)
    if not heading.children:
        yield heading, (GridCell(heading.label, "line", colspan=depth - level, id=own),), heads
        return
    label = GridCell(heading.label, "line", rowspan=len(heading.leaves), id=own)
    for child in heading.children:
        for leaf, labels, ids in _stub_labels(child, prefix, level + 1, depth, heads):
            yield leaf, (label, *labels) if leaf is heading.leaves[0] else labels, ids


def _with_columns(line: Heading, columns: tuple[Heading, ...]) -> Heading:
    if line.children:
        return replace(line, children=tuple(_with_columns(child, columns) for child in line.children))
    return replace(line, children=tuple(replace(column, code=f"{line.code}.{column.code}") for column in columns))


def _block_rows(filled: FilledTable, block: Block, number: int, width: int) -> Iterator[tuple[GridCell, ...]]:
    prefix = f"{filled.form.code}-{number}"
    title = GridCell(block.label, "column", colspan=width, id=prefix)
    spans = _spans(len(block.columns), width - 1)
    yield (title,)
    yield (
        GridCell(filled.form.stub, "column", id=f"{prefix}-stub"),
        *(
            GridCell(column.label, "column", colspan=span, id=f"{prefix}-{column.code}")
            for column, span in zip(block.columns, spans, strict=True)
        ),
    )
    for line in block.lines:
        label = GridCell(line.label, "line", id=f"{prefix}-{line.code}")
        values = (
            replace(
                _value(
                    filled,
                    Address(filled.form.code, line.code, column.code),
                    (title.id, label.id, f"{prefix}-{column.code}"),
                ),
                colspan=span,
            )
            for column, span in zip(block.columns, spans, strict=True)
        )
        yield (label, *values)


def _spans(count: int, width: int) -> list[int]:
    """Share a width among columns; the first takes what is left over."""
    share = width // count
    return [width - share * (count - 1), *[share] * (count - 1)]


def _value(filled: FilledTable, address: Address, heads: tuple[str, ...]) -> GridCell:
    value = filled.values[str(address)]
    text = filled.texts[str(address)].strip() if value is None else plain(value)
    return GridCell(text, "value", heads=heads, address=str(address), value=value)


def _as_dict(printed: GridCell, cell: Cell | None) -> dict[str, Any]:
    data = {key: getattr(printed, key) for key in ("text", "role", "colspan", "rowspan")}
    if cell is None:
        return data
    # JSON has no exact decimals: money is given as text.
    value = plain(printed.value) if isinstance(printed.value, Decimal) else printed.value
    return {**data, **cell.address._asdict(), "label": cell.label, "unit": cell.unit, "value": value}
