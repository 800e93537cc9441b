"""Published reports as they are damaged in the world: one mishap, then one format; and what may be read of that.

`damaged` makes one such document from a number. What happens to a report is in `cells`, `rows`, `columns`, `words`,
`lines` and `whole`, whatever its format; what its format adds in `text`, `page`, `word`, `workbook` and `pages`. Which
mishap is which of the fifty shapes that published reports were seen in: `shapes`.
"""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from annual_report.filing.imports.catalogue import read_content
from annual_report.filing.imports.document import Refused
from annual_report.filing.imports.reading import read
from import_damage import cells, columns, lines, page, pages, rows, text, whole, word, words, workbook
from import_damage.changing import Chance, Damage, Truth
from import_damage.file_bytes import spoil_bytes
from published import Published, invented

__all__ = ["DAMAGES", "WRITERS", "Damaged", "damaged", "read_figures", "spoil_bytes", "wrong_figures"]

Writer = Callable[[Published, Truth, Chance], bytes]

DAMAGES: tuple[Damage, ...] = tuple(
    each for kind in (cells, rows, columns, words, lines, whole) for each in kind.DAMAGES
)
WRITERS: dict[str, Writer] = {
    "text": text.text,
    "page": page.page,
    "places": page.places,
    "word": word.word,
    "workbook": workbook.workbook,
    "pages": pages.pages,
}

# What stands for a figure that is missing, and is kept as it is.
MARKS = ("/", "-", "—")

# Names of columns that are set over lines have no order: it is not told there which were swapped.
NEEDS_CELLS = (columns.swapped_heads,)
# Where digits have run together, only the sum of their row tells one figure from the next: what is missing or wrong in
# print besides is told by nothing. `import.json` says so of every figure that was cut.
NOT_TOLD_BY_SUMS = (
    *(cells.two_numbers, cells.notes, cells.signs, cells.units, cells.six_decimals, cells.printed_mistakes),
    *(rows.lost_cell, rows.parted_cell, rows.joined_cells, lines.stray_number, whole.two_side_by_side),
)


# The fonts of the tests have no such characters.
NOT_SET = (words.traditional, words.converters_words, words.radicals, words.garbled)


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


def wrong_figures(document: Damaged, figures: dict[str, str] | None) -> dict[str, tuple[str, str | None]]:
    """Return every figure that was read of a document and is not what is printed; a mark is none."""
    return {
        address: (text, document.truth.get(address))
        for address, text in (figures or {}).items()
        if text not in MARKS and not _are_alike(text, document.truth.get(address, ""))
    }


def read_figures(document: Damaged) -> dict[str, str] | None:
    """Return what is read of a document, by address; nothing where it is refused."""
    with contextlib.suppress(Refused):
        return {address: each.text for address, each in read(read_content(document.content)).figures.items()}
    return None


def _are_alike(text: str, printed: str) -> bool:
    try:
        return Decimal(text) == Decimal(printed)
    except InvalidOperation:
        return False


def _possible(shape: str) -> list[Damage]:
    """Return what may happen to a report of a shape and be told."""
    ruled_out: tuple[Damage, ...] = NEEDS_CELLS if shape in text.WITHOUT_CELLS else ()
    ruled_out += NOT_TOLD_BY_SUMS if shape in text.GLUED else ()
    ruled_out += NOT_SET if shape == "pages" else ()
    return [each for each in DAMAGES if each not in ruled_out]
