"""An executed notebook is read as a document: the report, and whatever an analyst adds to it."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

import nbformat
import pandas as pd
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from annual_report.build.verbs import Outcome
from annual_report.document.blocks import (
    Block,
    Document,
    ListItem,
    Paragraph,
    Picture,
    PrintedTable,
    SectionHeading,
    TextRun,
    Title,
)
from annual_report.document.read_notebook import read_document
from annual_report.document.typed_text import TYPED_MIME, as_data, read_typed
from pictures import PIXEL, SVG


def shows(data: dict[str, Any], tags: tuple[str, ...] = ()) -> nbformat.NotebookNode:
    return new_code_cell("x", outputs=[new_output("execute_result", data=data)], metadata={"tags": list(tags)})


def blocks_of(*cells: nbformat.NotebookNode | str) -> tuple[Block, ...]:
    """Return the blocks of cells; a text is a Markdown cell."""
    known = [new_markdown_cell(cell) if isinstance(cell, str) else cell for cell in cells]
    return read_document(new_notebook(cells=known)).blocks


@pytest.fixture(scope="module")
def yunze_document(built: Callable[[str], Outcome]) -> Document:
    return read_document(nbformat.read(built("yunze").request.place / "report.ipynb", as_version=4))


def test_title_and_sections_come_in_order(yunze_document: Document) -> None:
    first, *others = yunze_document.blocks
    assert first == Title(("云泽市人民政府2024年", "政府信息公开工作年度报告"))
    assert yunze_document.title == "云泽市人民政府2024年政府信息公开工作年度报告"
    headings = [block.runs[0].text[:2] for block in others if isinstance(block, SectionHeading) and block.level == 1]
    assert headings == ["一、", "二、", "三、", "四、", "五、", "六、"]


def test_official_tables_keep_their_cells(yunze_document: Document) -> None:
    tables = [block for block in yunze_document.blocks if isinstance(block, PrintedTable)]
    figures = [cell for table in tables for row in table.rows for cell in row if cell.role == "value"]
    assert [table.head_rows for table in tables] == [0, 3, 3]
    assert len(figures) == 200


def test_short_beginnings_are_headings_inside_the_paragraph(yunze_document: Document) -> None:
    leads = [block.lead[0].text for block in yunze_document.blocks if isinstance(block, Paragraph) and block.lead]
    assert leads[:2] == ["（一）主动公开。", "（二）依申请公开。"]
    assert blocks_of("（一）" + "很" * 40 + "。然后")[0].lead == ()
    assert blocks_of("（一）**要点**：其余")[0] == Paragraph(
        (TextRun("其余"),), (TextRun("（一）"), TextRun("要点", bold=True), TextRun("："))
    )


def test_styles_of_words_are_kept() -> None:
    assert blocks_of("**粗*斜***`码`[页](https://a.cn/)\\\n下一行")[0] == Paragraph(
        (
            *(TextRun("粗", bold=True), TextRun("斜", bold=True, italic=True), TextRun("码", code=True)),
            *(TextRun("页", link="https://a.cn/"), TextRun("\n下一行")),
        )
    )


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "#x", "vbscript:x", "//a.cn"])
def test_links_lead_to_pages_and_mailboxes_only(address: str) -> None:
    (paragraph,) = blocks_of(f"[甲]({address})")
    assert isinstance(paragraph, Paragraph)
    assert paragraph.runs == (TextRun(f"甲（{address}）"),)


def test_lines_of_the_source_are_one_line_on_paper() -> None:
    assert blocks_of("甲\n乙")[0] == Paragraph((TextRun("甲乙"),))
    assert blocks_of("one\ntwo")[0] == Paragraph((TextRun("one two"),))


def test_lists_have_marks_and_depths() -> None:
    assert blocks_of("- 甲\n\n  又\n- 乙\n  1. 丙\n  2. 丁") == (
        *(ListItem((TextRun("甲"),), 0, "•"), ListItem((TextRun("又"),), 0, ""), ListItem((TextRun("乙"),), 0, "•")),
        *(ListItem((TextRun("丙"),), 1, "1."), ListItem((TextRun("丁"),), 1, "2.")),
    )


def test_markup_in_markdown_is_text() -> None:
    html = "<b>甲</b> <script>x</script>"
    assert blocks_of(html)[0] == Paragraph((TextRun(html),))
    assert blocks_of(f"<div>{html}</div>")[0] == Paragraph((TextRun(f"<div>{html}</div>"),))


def test_characters_go_by_whole_names_as_in_a_page() -> None:
    assert blocks_of("&lt;甲&gt; A&copy B &copy;")[0] == Paragraph((TextRun("<甲> A&copy B ©"),))


def test_tables_in_markdown_are_tables() -> None:
    (table,) = blocks_of("| 甲 | 乙 |\n|---|---|\n| 1 | **2** |")
    assert isinstance(table, PrintedTable)
    assert table.head_rows == 1
    assert [[cell.text for cell in row] for row in table.rows] == [["甲", "乙"], ["1", "2"]]


def test_typed_prose_is_printed_as_the_notebook_read_it() -> None:
    typed = as_data(read_typed("（一）公开。**甲。**乙_丙_\n名称|**数**量\n-|-\n1|"))
    paragraph, table = blocks_of(
        shows({TYPED_MIME: typed, "text/html": "<p>", "text/markdown": "x", "text/plain": "x"})
    )
    assert paragraph == Paragraph((TextRun("甲。", bold=True), TextRun("乙_丙_")), (TextRun("（一）公开。"),))
    assert isinstance(table, PrintedTable)
    assert [[(cell.text, cell.role) for cell in row] for row in table.rows] == [
        *([("名称", "column"), ("数量", "column")], [("1", "value"), ("", "value")]),
    ]
    assert table.rows[0][1].runs == (TextRun("数", bold=True), TextRun("量"))


def test_frames_are_tables_with_their_index_beside() -> None:
    columns = pd.MultiIndex.from_tuples([("上", "甲"), ("上", "乙"), ("下", "丙")])
    index = pd.MultiIndex.from_tuples([("一", "x"), ("一", "y")])
    frame = pd.DataFrame([[1, 2, 3], [4, 5, 6]], index=index, columns=columns)
    (table,) = blocks_of(shows({"text/html": frame._repr_html_(), "text/plain": str(frame)}))
    assert isinstance(table, PrintedTable)
    assert (table.head_rows, len(table.widths)) == (2, 5)
    assert [(cell.text, cell.colspan) for cell in table.rows[0]][-2:] == [("上", 2), ("下", 1)]
    assert [(cell.text, cell.role, cell.rowspan) for cell in table.rows[2]][:3] == [
        *(("一", "line", 2), ("x", "line", 1), ("1", "value", 1)),
    ]


@pytest.mark.parametrize(
    "rows",
    ["<tr><td rowspan=9>甲<td>乙<tr><td>丙", "<tr><td>甲<tr><td colspan=999999>乙<td>丙", "<tr><td>甲<tr>", "<tr>"],
)
def test_broken_tables_become_whole_grids(rows: str) -> None:
    for table in blocks_of(shows({"text/html": f"<table>{rows}</table>"})):
        assert isinstance(table, PrintedTable)
        reaching = [0] * len(table.rows)
        for number, row in enumerate(table.rows):
            for cell in row:
                for down in range(cell.rowspan):
                    reaching[number + down] += cell.colspan
        assert set(reaching) == {len(table.widths)}


def test_pictures_take_the_words_below_as_caption() -> None:
    data = base64.b64decode(PIXEL)
    png = shows({"image/png": PIXEL, "text/plain": "<Figure>"})
    assert blocks_of(png, "图1 申请数量") == (Picture(data, "png", "图1 申请数量"),)
    assert blocks_of(png, "图书馆开放。") == (Picture(data, "png"), Paragraph((TextRun("图书馆开放。"),)))
    assert blocks_of(shows({"image/svg+xml": SVG})) == (Picture(SVG.encode(), "svg"),)
    assert blocks_of(f"![说明](data:image/png;base64,{PIXEL})") == (Picture(data, "png", "说明"),)
    attached = new_markdown_cell("![说明](attachment:a.png)", attachments={"a.png": {"image/png": PIXEL}})
    assert blocks_of(attached) == (Picture(data, "png", "说明"),)
    assert blocks_of("![说明](https://a.cn/x.png)") == (Paragraph((TextRun("说明"),)),)


def test_code_warnings_and_cells_for_analysts_are_not_shown() -> None:
    noise = new_code_cell("secret()", outputs=[new_output("stream", name="stderr", text="progress")])
    hidden = [shows({"text/plain": "x"}, (tag,)) for tag in ("remove-cell", "parameters", "injected-parameters")]
    assert blocks_of(noise, *hidden, shows({"text/plain": "42"})) == (Paragraph((TextRun("42", code=True),)),)


def test_a_document_knows_what_its_notebook_says_of_itself() -> None:
    about = {"name": "云泽市人民政府", "year": 2024, "nested": {"x": 1}}
    document = read_document(new_notebook(cells=[], metadata={"annual_report": about}))
    assert document.properties == (("name", "云泽市人民政府"), ("year", "2024"))
