"""Column names as they stand above a table: a row is read only under those of the form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from annual_report.filing.imports.glyphs import compared

# What explains a column, as in 本年增/减(减用负值表示，如-8); a unit of money belongs to its name, however it is put.
UNIT = re.compile(r"\((?:单位,)?(万元|元)\)")
EXPLANATION = re.compile(r"\([^()]*\)")


def names_exactly(header: str, labels: Sequence[str], in_cells: bool) -> bool:
    """Whether words are just the names of columns in their order; of those set over several lines, their characters."""
    names = [*map(name_of, labels)]
    found, wanted = name_of(header), "".join(names)
    return found == wanted or (not in_cells and Counter(found) == Counter(wanted) and are_in_order(found, names))


@lru_cache(maxsize=256)
def name_of(header: str) -> str:
    """Return a header as it is compared: without what explains it."""
    return EXPLANATION.sub("", UNIT.sub(r"\1", compared(header)))


def names_among(header: str, labels: Sequence[str], in_cells: bool) -> bool:
    """Whether words hold the names of columns in their order; of those set over several lines, their characters."""
    names = [*map(compared, labels)]
    found, wanted = compared(header), "".join(names)
    return wanted in found or (not in_cells and not Counter(wanted) - Counter(found) and are_in_order(found, names))


def are_in_order(found: str, names: Sequence[str]) -> bool:
    """Whether the names that are not broken stand in their order: of those that are, nothing tells it."""
    places = [place for place in map(found.rfind, names) if place >= 0]
    return places == sorted(places)
