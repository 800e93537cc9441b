"""What is left of a report in plain text: pipes, tabs, blanks, one cell a line, digits that have run together."""

from __future__ import annotations

from itertools import accumulate

import import_shapes
from import_damage.changing import Chance, Truth
from published import Published, columns_of

ENCODINGS = ("utf-8", "utf-8", "utf-8-sig", "utf-16", "gb18030")
# Where words are not told from the next by a cell, names of columns may be set over lines, and their order is none.
GLUED = {"glued", "stray"}
WITHOUT_CELLS = {"lone", "blanks", "raw", "lines", "layout", "glued", "stray", "run_on"}


def text(report: Published, truth: Truth, chance: Chance) -> bytes:
    """Return a report as a text in any of its shapes."""
    return write(report, chance.choice(sorted(SHAPES)), chance)


def write(report: Published, shape: str, chance: Chance) -> bytes:
    """Return a report in one shape, in any encoding a text may have."""
    content = SHAPES[shape](rows_of(report), chance)
    if shape == "layout" and chance.random() < 0.5:
        content = _paged(content)
    content = content.replace("\n", chance.choice(("\n", "\r\n")))
    return content.encode(chance.choice(ENCODINGS))


def rows_of(report: Published) -> list[import_shapes.Row]:
    """Return the rows of a report, each with the width of its table, 0 for a line of text."""
    rows: list[import_shapes.Row] = []
    for item in report.items:
        if isinstance(item, str):
            rows.append(([item], 0))
        else:
            rows += [([cell.text.strip() for cell in row], columns_of(item)) for row in item if row]
    return rows


def _stray(rows: list[import_shapes.Row], chance: Chance) -> str:
    """Digits run together, with a blank here and there that is left of what separated them."""
    return "".join(
        "".join(cell + chance.choice(("", "", "", " ")) for cell in cells) if width else f" {cells[0]} "
        for cells, width in rows
    )


def _run_on(rows: list[import_shapes.Row], chance: Chance) -> str:
    """All of a report is one line."""
    return " ".join(cell for cells, _ in rows for cell in cells if cell)


def _broken(rows: list[import_shapes.Row], chance: Chance) -> str:
    """One cell a line, and a label on as many lines as its column is narrow."""
    width = chance.choice((1, 6, 18))
    lines = []
    for cells, columns in rows:
        for cell in cells:
            is_label = columns and not import_shapes._is_number(cell)
            lines += [cell[at : at + width] for at in range(0, len(cell), width)] if is_label else [cell] * bool(cell)
    return "\n".join(lines)


def _paged(content: str) -> str:
    """Return a text with an end of page and its number every 40 lines."""
    lines = content.split("\n")
    starts = [*accumulate([40] * (len(lines) // 40), initial=0)]
    return "".join(
        "\n".join([*lines[start : start + 40], f"      - {number} -", "\f"]) for number, start in enumerate(starts, 1)
    )


SHAPES = {
    **{name: lambda rows, chance, write=write: write(rows) for name, write in import_shapes.SHAPES.items()},
    "stray": _stray,
    "run_on": _run_on,
    "broken": _broken,
}
