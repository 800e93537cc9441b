"""What is typed is what is printed: literal, but for bold words and pipe tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given

from annual_report.document.typed_text import TypedBlock, TypedParagraph, TypedTable, TypedWords, read_typed
from annual_report.filing.figures import Figure, literal
from counting import calls
from printing import texts


def lines_of(text: str) -> list[str]:
    """Return the paragraphs of a text, which has nothing else, without their styles."""
    blocks = [block for block in read_typed(text) if isinstance(block, TypedParagraph)]
    assert len(blocks) == len(read_typed(text))
    return ["".join(words.text for words in block.words) for block in blocks]


def bold_in(text: str) -> list[str]:
    (block,) = read_typed(text)
    assert isinstance(block, TypedParagraph)
    return [words.text for words in block.words if words.bold]


def cells_of(text: str) -> list[list[str]]:
    """Return the cells of a text that is one table."""
    (table,) = read_typed(text)
    assert isinstance(table, TypedTable)
    return [["".join(words.text for words in cell) for cell in row] for row in table.rows]


@pytest.mark.parametrize(
    "text",
    [
        *("展板规格为2*3*4米。", "*斜*", "_x_", "__x__", "5. 完善目录", "2024. 继续", "- x", "+ x", "* x"),
        *("# x", "## x", "#x", "> x", "---", "===", "***", "___", "~~~", "```", "`x`", "~~x~~"),
        *("[甲](乙)", "![甲](乙)", "[甲]: http://a.cn/x.png", "http://a.cn/", "www.a.cn", "a@b.cn"),
        *("&nbsp;", "&lt;b&gt;", "&amp;", "<b>x</b>", "<!-- x -->", "<br>", r"\*x\*", "\\", r"\(x\)"),
        *("甲|乙", "| 甲 |", "|---|", "$x$", "@x", "= x"),
        *("*", "**", "***x***", "****", "**x", "x**", "2 ** 3 ** 4"),
    ],
)
def test_everything_else_is_text(text: str) -> None:
    assert lines_of(text) == [text]
    assert bold_in(text) == []


@pytest.mark.parametrize(
    ("text", "bold"),
    [
        ("**明确责任。**各科室分头落实。", ["明确责任。"]),
        ("汉**（一）**汉**（二）**", ["（一）", "（二）"]),
        ("**2*3**", ["2*3"]),
        ("**a ** b**", ["a ** b"]),
        ("**甲****乙**", ["甲****乙"]),
        ("**甲**乙**", ["甲"]),
    ],
)
def test_words_between_two_stars_are_bold(text: str, bold: list[str]) -> None:
    assert bold_in(text) == bold


@pytest.mark.parametrize("indent", ["    ", "\t", "　　", "\u00a0 ", " \t　"])
def test_the_indent_of_a_paragraph_is_left_to_the_typesetting(indent: str) -> None:
    assert lines_of(f"做法如下。\n\n{indent}健全制度。{indent}") == ["做法如下。", "健全制度。"]


def test_a_line_is_a_paragraph() -> None:
    text = "1）落实审核。\n2）完善目录。\n\n\n及时公开政府\n信息。"
    assert lines_of(text) == ["1）落实审核。", "2）完善目录。", "及时公开政府", "信息。"]


def test_blanks_in_a_row_are_one() -> None:
    assert lines_of("张三  \t 李四　　王五") == ["张三 李四　　王五"]


@pytest.mark.parametrize(
    "text",
    [
        "名称|数量\n---|---\n专栏|3个",
        "| 名称 | 数量 |\n|:---|---:|\n| 专栏 | 3个 |",
        "  名称 | 数量\n --- | :-: \n专栏|3个|",
    ],
)
def test_tables_need_no_outer_bars(text: str) -> None:
    assert cells_of(text) == [["名称", "数量"], ["专栏", "3个"]]


def test_a_table_ends_with_its_bars() -> None:
    before, table, after = read_typed("前\n甲|乙\n-|-\n1|2\n后")
    assert isinstance(table, TypedTable)
    assert (before, after) == (TypedParagraph((TypedWords("前"),)), TypedParagraph((TypedWords("后"),)))


def test_no_cell_of_a_table_is_lost() -> None:
    assert cells_of("甲|乙\n-|-\n1|2|3\n4|") == [["甲", "乙", ""], ["1", "2", "3"], ["4", "", ""]]
    assert lines_of("甲|乙\n---\n1|2") == ["甲|乙", "---", "1|2"]
    assert lines_of("甲|乙\n-|-|-\n1|2") == ["甲|乙", "-|-|-", "1|2"]


def test_what_no_page_is_wide_enough_for_is_no_table() -> None:
    wide = "|" * 10_000
    assert lines_of(f"{wide}\n{'|-' * 9_999}|") == [wide, "|-" * 9_999 + "|"]
    (table, row) = read_typed(f"甲|乙\n-|-\n1|2\n{wide}")
    assert isinstance(table, TypedTable)
    assert row == TypedParagraph((TypedWords(wide),))


def test_what_is_filled_in_is_text() -> None:
    unit = str(Figure(3, "**件**|\n- ", sources=("figures.甲",)))
    assert read_typed(f"**有{unit}**") == (
        TypedParagraph((TypedWords("有", bold=True), TypedWords("3**件**| - ", True, ("figures.甲",)))),
    )
    assert cells_of(f"甲|乙\n-|-\n{literal('x|**y**')}|2") == [["甲", "乙"], ["x|**y**", "2"]]


@given(text=texts)
def test_nothing_but_marks_and_blanks_is_lost(text: str) -> None:
    seen = "".join(words.text for block in read_typed(text) for words in words_of(block))
    assert without_marks(seen) == without_marks(text)


def words_of(block: TypedBlock) -> Iterator[TypedWords]:
    for line in [block.words] if isinstance(block, TypedParagraph) else [cell for row in block.rows for cell in row]:
        yield from line


def without_marks(text: str) -> str:
    return re.sub(r"[\s*|:-]", "", text)


@pytest.mark.parametrize("text", ["**x ", "x** ", "** ", "a|", "a|b\n-|-\n", "|" * 40, "- " * 20])
def test_twice_the_text_is_twice_the_work(text: str) -> None:
    """How long the regular expressions take over it: tests/bench_growth.py."""
    half, whole = (calls(read_typed, text * times) for times in (1500, 3000))
    assert whole <= 2 * half + 100
