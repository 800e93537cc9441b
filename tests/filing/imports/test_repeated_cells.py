"""A merged cell that is written out in several columns is one figure, if all say so."""

from __future__ import annotations

import pytest

from annual_report.filing.imports.document import Origin
from annual_report.filing.imports.printed_figures import kind_of
from annual_report.filing.imports.repeated_cells import written_once
from annual_report.filing.imports.tokens import PrintedToken


def once(names: list[str], header: str, cells: list[str]) -> list[str]:
    row = [PrintedToken(kind_of(text), text, Origin(1, 0, 1, 1), "pipes", 1) for text in cells]
    return [cell.text for cell in written_once(names, header, row)]


@pytest.mark.parametrize(
    ("names", "header", "cells", "figures"),
    [
        (["处理决定数量"], "处理决定数量" * 3, ["48", "48", "48"], ["48"]),
        (["收费金额（单位：万元）"], "收费金额（单位：万元）" * 2, ["1.5", "1.5"], ["1.5"]),
        (["数量", "总金额"], "数量总金额总金额", ["3", "70", "70"], ["3", "70"]),
    ],
)
def test_figure_under_a_repeated_name_is_one(
    names: list[str], header: str, cells: list[str], figures: list[str]
) -> None:
    assert once(names, header, cells) == figures


@pytest.mark.parametrize(
    ("names", "header", "cells"),
    [
        (["处理决定数量"], "处理决定数量" * 3, ["48", "48", "47"]),
        (["处理决定数量"], "处理决定数量" * 3, ["48", "48"]),
        (["处理决定数量"], "处理决定数量", ["48", "48"]),
        (["处理决定数量"], "处理决定数量" * 2, ["", ""]),
        (["数量", "总金额"], "数量总金额数量总金额", ["3", "70", "3", "70"]),
        (["数量", "总金额"], "数量其他总金额", ["3", "3", "70"]),
    ],
)
def test_what_is_not_alike_is_no_merged_cell(names: list[str], header: str, cells: list[str]) -> None:
    assert once(names, header, cells) == []
