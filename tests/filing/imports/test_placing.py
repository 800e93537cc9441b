"""A row has exactly its count of cells, and blank ones are cells only where that is certain."""

from __future__ import annotations

import pytest

from annual_report.filing.imports.document import Origin
from annual_report.filing.imports.placing import may_be_padded, place_row, place_rows
from annual_report.filing.imports.tokens import PrintedToken, Separator


def row(texts: str, separator: Separator = "cells", width: int = 2) -> list[PrintedToken]:
    """A row of cells: `.` is blank, `:` what pads a row."""
    kinds = {".": width, ":": 0}
    return [
        PrintedToken("blank" if t in kinds else "figure", t, Origin(1, 1, 1, 1), separator, 1, kinds.get(t, 0))
        for t in texts
    ]


def placed(texts: str, separator: Separator = "cells", width: int = 2, beside: str = "1234") -> str:
    rows = [row(texts, separator, width), row(beside, separator, width)]
    return "".join(cell.text for cell in place_rows(rows, [4, 4])[0].cells)


@pytest.mark.parametrize(
    ("texts", "separator", "found"),
    [
        ("12.4", "cells", "12.4"),
        ("..1234", "cells", "1234"),
        ("123", "blanks", ""),
        ("12345", "cells", ""),
        ("1..4::", "pipes", "1..4"),
    ],
)
def test_exactly_so_many_cells_or_none(texts: str, separator: Separator, found: str) -> None:
    assert placed(texts, separator) == found


def test_what_pads_a_row_is_no_cell() -> None:
    assert placed("123.", "pipes", width=1, beside="1234::") == ""
    assert placed("123.:", "pipes", width=2, beside="1234:") == "123."
    # A spreadsheet saves a row that has lost a cell as long as the others.
    assert placed("123...", "tabs", width=1, beside="1234..") == ""
    assert placed("123.", "tabs", width=1) == "123."
    assert may_be_padded(row("123.", "tabs"))
    assert not may_be_padded(row("123.", "cells"))


def test_a_row_without_a_label_begins_and_ends_in_figures_or_certain_blanks() -> None:
    assert place_row(row(".234", "pipes", 1), 4, padded=True).refusal
    assert not place_row(row(".234", "cells"), 4, padded=False).refusal
