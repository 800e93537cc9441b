"""A row of names that a page broke in two is whole again; no figure ever moves."""

from __future__ import annotations

from annual_report.filing.imports.document import PARAGRAPHS, Grid, Origin, SourceCell, SourcePage
from annual_report.filing.imports.pdf_page_breaks import with_whole_rows
from annual_report.filing.imports.pdf_tables import Box

# Two rows at the foot of a page: the first and the last cell of the upper one reach down beside the lower one.
HEADER = [["自然", "法人或其他组织", "总"], ["商业企业", "社会公益"]]
UPPER: list[list[Box]] = [
    [(0, 0, 50, 60), (50, 0, 150, 20), (150, 0, 200, 60)],
    [(50, 20, 100, 60), (100, 20, 150, 60)],
]
LOWER: list[Box] = [(0, 5, 50, 20), (50, 5, 100, 20), (100, 5, 150, 20), (150, 5, 200, 20)]
FIGURES = ["1", "0", "2", "3"]


def page(number: int, texts: list[list[str]]) -> SourcePage:
    rows = (
        tuple(SourceCell(text, Origin(number, number, row, column)) for column, text in enumerate(cells, 1))
        for row, cells in enumerate(texts, 1)
    )
    return SourcePage(number, (Grid(tuple(rows), number),))


def joined(upper: list[list[str]], lower: list[list[str]], below: list[Box] = LOWER) -> list[list[list[str]]]:
    boxes = {1: UPPER, 2: [below, *(LOWER for _ in lower[1:])]}
    pages = with_whole_rows([page(1, upper), page(2, lower)], boxes)
    return [[[cell.text for cell in row] for row in b.rows] for p in pages for b in p.blocks if isinstance(b, Grid)]


def test_rest_of_names_joins_the_cells_above_it() -> None:
    assert joined(HEADER, [["人", "", "组织", "计"], FIGURES]) == [
        [["自然人", "法人或其他组织", "总计"], ["商业企业", "社会公益组织"]],
        [FIGURES],
    ]


def test_joined_cell_says_that_it_was_broken() -> None:
    (first, _) = with_whole_rows([page(1, HEADER), page(2, [["人", "", "", "计"]])], {1: UPPER, 2: [LOWER]})
    assert isinstance(first.blocks[0], Grid)
    assert first.blocks[0].rows[0][0].notes == (PARAGRAPHS,)


def test_figures_stay_where_they_are() -> None:
    for upper, lower in ((HEADER, ["（七）总计", "", "", "5"]), ([HEADER[0], ["商业企业", "4"]], ["人", "", "", "计"])):
        assert joined(upper, [lower]) == [upper, [lower]]


def test_other_columns_and_names_that_are_repeated_are_rows_of_their_own() -> None:
    wide: list[Box] = [(0, 5, 100, 20), (100, 5, 200, 20)]
    assert joined(HEADER, [["信息", "内容"]], wide) == [HEADER, [["信息", "内容"]]]
    for lower in (["自然", "", "", "总"], ["一、本年新收政府信息公开申请数量", "", "", ""]):
        assert joined(HEADER, [lower]) == [HEADER, [lower]]
