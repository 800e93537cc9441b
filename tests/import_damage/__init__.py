"""Published reports as they are damaged in the world: one mishap, then one format; and what may be read of that.

`damaged` makes one such document from a number. What happens to a report is in `cells`, `rows`, `columns`, `words`,
`lines` and `whole`, whatever its format; what its format adds in `text`, `page`, `word`, `workbook` and `pages`. Which
mishap is which of the fifty shapes that published reports were seen in: `shapes`.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from import_damage import cells, columns, lines, rows, text, whole, words
from import_damage.changing import Chance, Damage, Truth
from import_damage.file_bytes import spoil_bytes
from import_damage.page import page, places
from import_damage.pages import pages
from import_damage.text import text as plain_text
from import_damage.word import word
from import_damage.workbook import workbook
from published import Published, invented

__all__ = ["DAMAGES", "WRITERS", "Damaged", "damaged", "spoil_bytes"]

Writer = Callable[[Published, Truth, Chance], bytes]

DAMAGES: tuple[Damage, ...] = tuple(
    each for kind in (cells, rows, columns, words, lines, whole) for each in kind.DAMAGES
)
WRITERS: dict[str, Writer] = {
    "text": plain_text,
    "page": page,
    "places": places,
    "word": word,
    "workbook": workbook,
    "pages": pages,
}

# Names of columns that are set over lines have no order: it is not told there which were swapped.
NEEDS_CELLS = (columns.swapped_heads,)
# Where digits have run together, only the sum of their row tells one figure from the next: what is missing or wrong in
# print besides is told by nothing. `import.json` says so of every figure that was cut.
NOT_TOLD_BY_SUMS = (
    *(cells.two_numbers, cells.notes, cells.signs, cells.units, cells.six_decimals, cells.printed_mistakes),
    *(rows.lost_cell, rows.parted_cell, rows.joined_cells, lines.stray_number, whole.two_side_by_side),
)


@dataclass(frozen=True)
class Damaged:
    """A damaged document: what happened to it, its content, and what is printed for each figure that may be read."""

    mishap: str
    shape: str
    content: bytes
    truth: Truth


def damaged(writer: str, seed: int) -> Damaged:
    """Return the document of a number in a format."""
    chance = random.Random(f"{writer} {seed}")
    report = invented(chance.choice(("2019", "2021")), seed)
    truth = dict(report.figures)
    shape = chance.choice(sorted(text.SHAPES)) if writer == "text" else writer
    mishap = chance.choice(_possible(shape))
    changed = mishap(report, truth, chance)
    write = text.write if writer == "text" else None
    content = write(changed, shape, chance) if write else WRITERS[writer](changed, truth, chance)
    return Damaged(mishap.__name__, shape, content, truth)


def _possible(shape: str) -> list[Damage]:
    """Return what may happen to a report of a shape and be told."""
    ruled_out: tuple[Damage, ...] = NEEDS_CELLS if shape in text.WITHOUT_CELLS else ()
    ruled_out += NOT_TOLD_BY_SUMS if shape in text.GLUED else ()
    return [each for each in DAMAGES if each not in ruled_out]
