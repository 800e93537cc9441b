"""Every cell of a table knows the heads it stands under and beside."""

from __future__ import annotations

from annual_report.document.blocks import PrintedTable, TableCell
from annual_report.document.heads import heads_of


def head(text: str, colspan: int = 1, rowspan: int = 1) -> TableCell:
    return TableCell(text, "column", colspan, rowspan)


def line(text: str, colspan: int = 1, rowspan: int = 1) -> TableCell:
    return TableCell(text, "line", colspan, rowspan)


def heads(*rows: tuple[TableCell, ...]) -> dict[str, str]:
    """Return by the text of each cell the texts of its heads."""
    found = heads_of(PrintedTable("", (1,), 0, rows)).items()
    return {each.cell.text: "".join(one.cell.text for one in above) for each, above in found}


def test_nested_heads_are_told_from_the_outermost() -> None:
    found = heads(
        (TableCell("注", "note", 2, 2), head("申请人", 2)),
        (head("自然人"), head("总计")),
        (line("结果", rowspan=2), line("公开"), TableCell("1", "value"), TableCell("2", "value")),
        (line("不予"), TableCell("3", "value"), TableCell("4", "value")),
        (line("结转", 2), TableCell("5", "value"), TableCell("6", "value")),
    )
    assert (found["1"], found["4"], found["6"]) == ("申请人自然人结果公开", "申请人总计结果不予", "申请人总计结转")
    assert (found["自然人"], found["不予"], found["注"]) == ("申请人", "结果", "")


def test_heads_below_figures_begin_anew() -> None:
    found = heads(
        *((head("一", 2),), (head("甲"), head("乙")), (line("丙"), TableCell("1", "value"))),
        *((head("二", 2),), (head("丁"), head("戊")), (line("己"), TableCell("2", "value"))),
    )
    assert (found["1"], found["2"], found["二"]) == ("一乙丙", "二戊己", "")


def test_a_figure_over_several_columns_stands_under_all_their_heads() -> None:
    assert heads((head("甲"), head("乙")), (TableCell("1", "value", 2),))["1"] == "甲乙"
