"""What a browser shows of mark-up, and nothing that it hides."""

from __future__ import annotations

import pytest

from annual_report.filing.imports.document import PARAGRAPHS, RAISED, STRUCK, Line, Refused, SourceCell
from annual_report.filing.imports.markup_text import flow, grid_of, is_data, tree_of


def texts_of(page: str) -> list[str]:
    body = tree_of(page).body
    assert body
    return [item.text for item in flow(body) if isinstance(item, Line)]


def cells_of(row: str) -> list[SourceCell]:
    return [*grid_of(tree_of(f"<table><tr>{row}</tr></table>").css("table")[0], 1, 99).rows[0]]


@pytest.mark.parametrize(
    ("cell", "text", "notes"),
    [
        ("<td>77</td>", "77", ()),
        ("<td><p><span>2</span><span>0</span></p></td>", "20", ()),
        ("<td>&nbsp;&nbsp;69&nbsp;&nbsp;</td>", "69", ()),
        ("<td><p><span>\n 12 </span><o:p></o:p></p></td>", "12", ()),
        ("<td><p><span><o:p> </o:p></span></p></td>", "", ()),
        ("<td>　</td>", "", ()),
        ("<td><p>12</p><p>&nbsp;</p></td>", "12", ()),
        ("<td>1&nbsp;2</td>", "1\xa02", ()),
        ("<td><p>商业</p><p>企业</p></td>", "商业企业", (PARAGRAPHS,)),
        ("<td>本年新<br/>制作数量</td>", "本年新制作数量", (PARAGRAPHS,)),
        ("<td>1<p>2</p></td>", "12", (PARAGRAPHS,)),
        ("<td>12<sup>1</sup></td>", "121", (RAISED,)),
        ("<td>12<span style='font-size:8px;vertical-align: super'>1</span></td>", "121", (RAISED,)),
        ("<td><span style='text-decoration: line-through'>12</span>17</td>", "1217", (STRUCK,)),
        ("<td><del>3</del>4</td>", "34", (STRUCK,)),
        ("<td>5<!-- 6 --></td>", "5", ()),
        ('<td>7<span style="display: none">8</span></td>', "7", ()),
        ('<td>7<span hidden>8<b hidden>9</b></span><script>"1"</script></td>', "7", ()),
    ],
)
def test_text_of_a_cell_is_what_is_seen_without_a_separator(cell: str, text: str, notes: tuple[str, ...]) -> None:
    (found,) = cells_of(cell)
    assert (found.text, found.notes) == (text, notes)


def test_cells_are_real_and_their_spans_end_with_the_table() -> None:
    found = cells_of('<td rowspan="999999999" colspan="1000000000">甲</td><th colspan=3>乙<td colspan="x">丙')
    assert [(cell.text, cell.rows, cell.columns) for cell in found] == [("甲", 1, 1000), ("乙", 1, 3), ("丙", 1, 1)]
    assert [cell.origin.column for cell in found] == [1, 2, 3]


def test_lines_are_those_of_the_page_not_of_its_source() -> None:
    page = "<h1>标题</h1>甲\n乙 <b>丙</b><br>丁<p>a\n b<div> 戊<ul><li>己<li>庚</ul></div>"
    assert texts_of(page) == ["标题", "甲乙 丙", "丁", "a b", "戊", "己", "庚"]


def test_tables_of_the_layout_are_no_tables() -> None:
    page = "<table><tr><td>左<td><p>正文</p><table><tr><td>规章<td>3</table></table>"
    outer, inner = tree_of(page).css("table")
    assert (is_data(outer), is_data(inner)) == (False, True)
    assert texts_of(page) == ["左", "正文"]


def test_table_that_is_too_large_is_refused() -> None:
    table = tree_of("<table>" + "<tr><td>1<td>2" * 60 + "</table>").css("table")[0]
    with pytest.raises(Refused, match="表格太大"):
        grid_of(table, 1, 99)
