"""Pages without tables, whose runs say where they stand."""

from __future__ import annotations

from annual_report.filing.imports.document import Grid, Line
from annual_report.filing.imports.markup import read_markup

STYLE = "position:absolute;top:{top}px;left:{left}px;white-space:nowrap"


def placed(text: str, left: int, top: int) -> str:
    return f'<p style="{STYLE.format(top=top, left=left)}">{text}</p>'


def row(label: str, top: int, *figures: int) -> str:
    return placed(label, 100, top + 3) + "".join(placed(str(each), 400 + 40 * n, top) for n, each in enumerate(figures))


TABLE = [row(f"{number}.事项", 100 + 30 * number, number, 0, 0, 0, number) for number in range(1, 10)]
PAGE = "".join(["<div>", placed("云泽市&#160;2024", 300, 20), *TABLE, placed("- 1 -", 300, 900), "</div>"])


def test_rows_are_read_by_height_and_cells_by_distance() -> None:
    first, table, last = read_markup(f"<html>{PAGE}".encode()).pages[0].blocks
    assert isinstance(first, Line)
    assert isinstance(last, Line)
    assert isinstance(table, Grid)
    assert [cell.text for cell in table.rows[6]] == ["7.事项", "7", "0", "0", "0", "7"]


def test_each_element_that_holds_runs_is_a_page_and_tables_are_counted_on() -> None:
    pages = read_markup(f"<html>{PAGE}{PAGE}".encode()).pages
    assert [page.number for page in pages] == [1, 2]
    assert [block.number for page in pages for block in page.blocks if isinstance(block, Grid)] == [1, 2]


def test_page_with_a_table_or_with_few_places_is_an_ordinary_page() -> None:
    few = "<html>" + placed("标题", 1, 1) + "<p>一、总体情况</p>"
    for page in (few, f"<html>{PAGE}<table><tr><td>1<td>2</table>"):
        assert len(read_markup(page.encode()).pages) == 1
    assert [each.text for each in read_markup(few.encode()).pages[0].blocks if isinstance(each, Line)] == [
        "标题",
        "一、总体情况",
    ]


def test_words_of_which_a_page_tells_the_box_are_placed() -> None:
    word = '<word xMin="{}" yMin="{}" xMax="{}" yMax="{}">{}</word>'
    rows = [
        word.format(20, 15 * n, 40, 15 * n + 23, "事项")
        + "".join(word.format(100 + 40 * c, 15 * n, 105 + 40 * c, 15 * n + 23, c) for c in range(3))
        for n in range(1, 10)
    ]
    (table,) = read_markup(f"<html><doc><page>{''.join(rows)}</page></doc></html>".encode()).pages[0].blocks
    assert isinstance(table, Grid)
    assert [[cell.text for cell in row] for row in table.rows] == [["事项", "0", "1", "2"]] * 9
