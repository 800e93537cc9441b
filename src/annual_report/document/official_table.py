"""An official table as it is printed: laid out once for a form, filled for each report, stored in its notebook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from annual_report.document.blocks import COLUMN, LINE, NOTE, VALUE, PrintedTable, TableCell
from annual_report.document.heads import Heads, heads_of
from annual_report.filing.report import Entry, FilledTable
from annual_report.form.tables import Address, Block, Heading, Table
from annual_report.wording import as_stored, plain

# Under this name a printed table travels in a notebook, as data.
TABLE_MIME = "application/vnd.annual-report.table+json"

# What every cell of it has there; those with a figure have its address, label, unit and value, too.
PRINTED = ("text", "role", "colspan", "rowspan")

TableRow = tuple[TableCell, ...]
# The rows of heads, which are repeated on every page, and those of the body.
Parts = tuple[list[TableRow], list[TableRow]]


def printed_table(filled: FilledTable) -> PrintedTable:
    """Return a table as the official form prints it."""
    table = filled.form.make_once(lay_out)
    rows = (
        tuple(_filled(cell, filled.ledger.entries[cell.address]) if cell.address else cell for cell in row)
        for row in table.rows
    )
    return replace(table, rows=tuple(rows))


def _filled(cell: TableCell, entry: Entry) -> TableCell:
    text = entry.text.strip() if entry.value is None else plain(entry.value)
    return TableCell(text, VALUE, cell.colspan, address=cell.address, heads=cell.heads, entry=entry)


def lay_out(form: Table) -> PrintedTable:
    """Return an official table without its figures: every cell with its span, and every figure with its heads."""
    head, body = LAYOUTS[form.layout](form)
    rows = (*head, *body)
    widths = form.widths or (1,) * sum(cell.colspan for cell in rows[0])
    return _with_heads(PrintedTable(form.caption, widths, len(head), rows, form.code))


def as_bundle(table: PrintedTable) -> dict[str, Any]:
    """Return an official table as the notebook stores it."""
    return {
        "table": table.code,
        "caption": table.caption,
        "width": len(table.widths),
        "widths": list(table.widths),
        "head_rows": table.head_rows,
        "rows": [[_as_stored(cell) for cell in row] for row in table.rows],
    }


def read_bundle(data: Mapping[str, Any]) -> PrintedTable:
    """Return an official table that a notebook stores."""
    rows = tuple(tuple(TableCell(*(cell[key] for key in PRINTED)) for cell in row) for row in data["rows"])
    return PrintedTable(data["caption"], tuple(data["widths"]), data["head_rows"], rows, data["table"])


def _as_stored(cell: TableCell) -> dict[str, Any]:
    data = {key: getattr(cell, key) for key in PRINTED}
    if cell.entry is None:
        return data
    form, value = cell.entry.cell, as_stored(cell.entry.value)
    return {**data, **form.address._asdict(), "label": form.label, "unit": form.unit, "value": value}


def _with_heads(table: PrintedTable) -> PrintedTable:
    """Give every figure the ids of its heads."""
    rows: list[list[TableCell]] = [[] for _ in table.rows]
    for each, heads in heads_of(table).items():
        cell = replace(each.cell, heads=_ids(heads, len(table.widths))) if each.cell.address else each.cell
        rows[each.row].append(cell)
    return replace(table, rows=tuple(map(tuple, rows)))


def _ids(heads: Heads, width: int) -> tuple[str, ...]:
    """Return the ids of heads as they are read out: a title over the whole table, then the line, then the column."""
    order = sorted(heads, key=lambda head: (head.cell.colspan < width, head.cell.role != LINE))
    return tuple(head.cell.id for head in order)


def _with_stub(table: Table) -> Parts:
    """Lines below each other, their nested labels in front, the columns' nested labels above."""
    block = table.blocks[0]
    depth = max(line.depth for line in block.lines)
    columns = _head_rows(block.columns, f"{table.code}-column")
    spanner = TableCell(table.spanner, COLUMN, colspan=len(table.columns), id=f"{table.code}-spanner")
    note = TableCell(table.note, NOTE, colspan=depth, rowspan=len(columns) + 1)
    return [(note, spanner), *columns], _stub_rows(table, block, depth)


def _across(table: Table) -> Parts:
    """Every line beside the next, all figures in one printed row."""
    block = table.blocks[0]
    lines = tuple(_with_columns(line, block.columns) for line in block.lines)
    figures = tuple(_figure(Address(table.code, *leaf.code.split("."))) for line in lines for leaf in line.leaves)
    return _head_rows(lines, f"{table.code}-column"), [figures]


def _in_blocks(table: Table) -> Parts:
    """Blocks under each other, each with a title, the names of its columns, and its lines."""
    width = max(len(block.columns) for block in table.blocks) + 1
    blocks = enumerate(table.blocks, 1)
    return [], [row for number, block in blocks for row in _block_rows(table, block, number, width)]


LAYOUTS = {"stub": _with_stub, "across": _across, "blocks": _in_blocks}


def _head_rows(headings: tuple[Heading, ...], prefix: str) -> list[TableRow]:
    """Return nested headings as rows of merged cells."""
    depth = max(heading.depth for heading in headings)
    return [tuple(_heads_at(level, headings, prefix, depth)) for level in range(depth)]


def _heads_at(level: int, headings: tuple[Heading, ...], prefix: str, depth: int) -> Iterator[TableCell]:
    """Yield the heads that begin on one level; one without any below it reaches down to the last."""
    for heading in headings:
        if level:
            yield from _heads_at(level - 1, heading.children, prefix, depth - 1)
        else:
            id = f"{prefix}-{heading.code.replace('.', '-')}"
            yield TableCell(heading.label, COLUMN, len(heading.leaves), 1 if heading.children else depth, id=id)


def _stub_rows(table: Table, block: Block, depth: int) -> list[TableRow]:
    return [
        (*labels, *(_figure(Address(table.code, leaf.code, column.code)) for column in table.columns))
        for line in block.lines
        for leaf, labels in _stub_labels(line, f"{table.code}-line", depth)
    ]


def _stub_labels(heading: Heading, prefix: str, depth: int) -> Iterator[tuple[Heading, TableRow]]:
    """Yield every leaf with the label cells that begin on its row."""
    own = f"{prefix}-{heading.code}"
    if not heading.children:
        yield heading, (TableCell(heading.label, LINE, colspan=depth, id=own),)
        return
    label = TableCell(heading.label, LINE, rowspan=len(heading.leaves), id=own)
    for child in heading.children:
        for leaf, labels in _stub_labels(child, prefix, depth - 1):
            yield leaf, (label, *labels) if leaf is heading.leaves[0] else labels


def _with_columns(line: Heading, columns: tuple[Heading, ...]) -> Heading:
    if line.children:
        return replace(line, children=tuple(_with_columns(child, columns) for child in line.children))
    return replace(line, children=tuple(replace(column, code=f"{line.code}.{column.code}") for column in columns))


def _block_rows(table: Table, block: Block, number: int, width: int) -> Iterator[TableRow]:
    prefix = f"{table.code}-{number}"
    columns = list(zip(block.columns, _spans(len(block.columns), width - 1), strict=True))
    yield (TableCell(block.label, COLUMN, colspan=width, id=prefix),)
    heads = (TableCell(column.label, COLUMN, span, id=f"{prefix}-{column.code}") for column, span in columns)
    yield (TableCell(table.stub, COLUMN, id=f"{prefix}-stub"), *heads)
    for line in block.lines:
        figures = (_figure(Address(table.code, line.code, column.code), span) for column, span in columns)
        yield (TableCell(line.label, LINE, id=f"{prefix}-{line.code}"), *figures)


def _spans(count: int, width: int) -> list[int]:
    """Share a width among columns; the first takes what is left over."""
    share = width // count
    return [width - share * (count - 1), *[share] * (count - 1)]


def _figure(address: Address, colspan: int = 1) -> TableCell:
    return TableCell("", VALUE, colspan, address=str(address))
