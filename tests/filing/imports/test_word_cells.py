"""Tables of Word: a merged cell is one cell, and what continues it is none."""

from __future__ import annotations

import pytest
from lxml import etree

from annual_report.filing.imports.document import PARAGRAPHS, TRACKED, Grid, Refused
from annual_report.filing.imports.word_cells import MOST_CELLS, grid_of, is_frame
from annual_report.filing.imports.word_numbering import Numbering

MAIN = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def cell(*texts: str, span: object = 1, merge: str = "") -> str:
    merged = f'<w:vMerge w:val="{merge}"/>' if merge == "restart" else "<w:vMerge/>" if merge else ""
    paragraphs = "".join(f"<w:p>{text if '<' in text else f'<w:r><w:t>{text}</w:t></w:r>'}</w:p>" for text in texts)
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{merged}</w:tcPr>{paragraphs}</w:tc>'


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> object:
    return etree.fromstring(f"<w:tbl {MAIN}>{''.join(rows)}</w:tbl>")


def grid(*rows: str) -> Grid:
    return grid_of(table(*rows), 1, Numbering(None, None))


def test_cell_that_goes_on_from_above_is_no_cell() -> None:
    made = grid(
        row(cell("（三）", merge="restart"), cell("甲"), cell("1")),
        row(cell("", merge="on"), cell("乙"), cell("2")),
        row(cell("（四）", merge="restart"), cell("丙"), cell("3")),
    )
    assert [[(each.text, each.rows) for each in cells] for cells in made.rows] == [
        [("（三）", 2), ("甲", 1), ("1", 1)],
        [("乙", 1), ("2", 1)],
        [("（四）", 1), ("丙", 1), ("3", 1)],
    ]


def test_merges_are_followed_by_the_column_that_they_stand_in() -> None:
    made = grid(
        row(cell("注", span=2, merge="restart"), cell("甲", merge="restart")),
        row(cell("", span=2, merge="on"), cell("乙")),
        row(cell("1"), cell("2"), cell("3")),
    )
    assert [(each.text, each.rows, each.columns) for cells in made.rows[:2] for each in cells] == [
        ("注", 2, 2),
        ("甲", 1, 1),
        ("乙", 1, 1),
    ]


@pytest.mark.parametrize(("span", "columns"), [("7", 7), ("0", 1), ("x", 1), ("999999999", 1000), ("9" * 20, 1)])
def test_spans_are_bounded(span: str, columns: int) -> None:
    assert grid(row(cell("甲", span=span))).rows[0][0].columns == columns


def test_texts_of_a_cell_are_joined_and_more_than_one_is_noted() -> None:
    changed = "<w:ins><w:r><w:t>27</w:t></w:r></w:ins>"
    (cells,) = grid(row(cell("商业", "企业"), cell("12", " "), cell("64", "（注）"), cell(changed), cell("　"))).rows
    assert [(each.text, each.notes) for each in cells] == [
        ("商业企业", (PARAGRAPHS,)),
        ("12", ()),
        ("64（注）", (PARAGRAPHS,)),
        ("27", (TRACKED,)),
        ("", ()),
    ]


def test_deleted_row_is_none() -> None:
    assert len(grid(row(cell("甲"), cell("1")), row(cell("乙"), cell("2"), properties="<w:del/>")).rows) == 1


def test_frame_has_nowhere_two_cells_side_by_side() -> None:
    assert is_frame(table(row(cell("甲")), row(cell("乙"))))
    assert not is_frame(table(row(cell("甲")), row(cell("乙"), cell("1"))))


def test_table_that_is_too_large_is_refused() -> None:
    with pytest.raises(Refused, match="太大"):
        grid(row(*["<w:tc/>"] * (MOST_CELLS + 1)))


def test_the_number_of_a_list_belongs_to_a_label_and_never_to_a_figure() -> None:
    shape = '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    part = f'<w:numbering {MAIN}><w:abstractNum w:abstractNumId="7">{shape}</w:abstractNum><w:num w:numId="1">'
    lists = Numbering(etree.fromstring(f'{part}<w:abstractNumId w:val="7"/></w:num></w:numbering>'), None)
    inside = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>{}</w:t></w:r>'
    made = grid_of(table(row(cell(inside.format("属于国家秘密")), cell(inside.format("5")))), 1, lists)
    assert [each.text for each in made.rows[0]] == ["1.属于国家秘密", "2. 5"]
