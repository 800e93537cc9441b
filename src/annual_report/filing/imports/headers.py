"""Column names as they stand above a table: a row is read only under those of the form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from annual_report.filing.imports.glyphs import compared

# What explains a column, as in 本年增/减(减用负值表示，如-8); a unit belongs to its name.
EXPLANATION = re.compile(r"\((?!单位)[^()]*\)")


def names_exactly(header: str, labels: Sequence[str], in_cells: bool) -> bool:
    """Whether words are just the names of columns in their order; set over several lines, their characters must do."""
    found, wanted = EXPLANATION.sub("", compared(header)), "".join(EXPLANATION.sub("", compared(e)) for e in labels)
    return found == wanted or (not in_cells and Counter(found) == Counter(wanted))


def names_among(header: str, labels: Sequence[str], in_cells: bool) -> bool:
    """Whether words hold the names of columns in their order; set over several lines, their characters must do."""
    found, wanted = compared(header), "".join(map(compared, labels))
    return wanted in found or (not in_cells and not Counter(wanted) - Counter(found))
