"""Published reports in every shape: what is certain is read, what is not is named, nothing is guessed."""

from __future__ import annotations

import contextlib
import random
import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import import_shapes as shapes
from annual_report.filing.imports import reading
from annual_report.filing.imports.catalogue import read_content
from annual_report.filing.imports.document import Refused
from annual_report.filing.imports.result import Transcript

FIRST, SECOND = "applications.received", "applications.carried_in"


def read(text: str) -> Transcript:
    return reading.read(read_content(text.encode()))


def rows(version: str = "2021", **changes: str) -> list[shapes.Row]:
    """The rows of a report in which every figure is another, as far as sums let them be."""
    invented = shapes.invent(random.Random(7), version, mistakes=0)
    texts = invented.texts | {address.replace("__", "."): text for address, text in changes.items()}
    return [*shapes.rows_of_report(invented.form, texts)]


def wrong(transcript: Transcript, texts: dict[str, str]) -> dict[str, tuple[str, str]]:
    figures = transcript.figures.items()
    return {a: (figure.text, texts.get(a, "")) for a, figure in figures if figure.text != texts.get(a)}


@pytest.mark.parametrize("version", ["2019", "2021"])
@pytest.mark.parametrize("shape", sorted({*shapes.SHAPES} - {"glued"}))
def test_a_whole_report_is_read_in_every_shape(shape: str, version: str) -> None:
    invented = shapes.invent(random.Random(3), version)
    found = read(shapes.SHAPES[shape](invented.rows))
    assert {address: figure.text for address, figure in found.figures.items()} == invented.texts
    assert (found.form.version, found.gaps, found.agency) == (version, {}, "云泽市某局")


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9), st.sampled_from(sorted(shapes.SHAPES)), st.sampled_from((None, *shapes.DAMAGES)))
def test_whatever_happens_to_a_report_no_figure_is_wrong(
    seed: int, shape: str, damage: Callable[..., list[shapes.Row]] | None
) -> None:
    chance = random.Random(seed)
    # Two mishaps in one row may look like a row: blank cells are lost by themselves, in the long suite.
    invented = shapes.invent(chance, blanks=0 if damage else chance.choice([0, 0.3]), mistakes=0)
    damaged = damage(invented.rows, chance) if damage else invented.rows
    with contextlib.suppress(Refused):
        assert wrong(read(shapes.SHAPES[shape](damaged)), invented.texts) == {}


def test_digits_that_ran_together_are_cut_by_the_rule_of_their_row_alone() -> None:
    text = shapes.as_glued(rows())
    found = read(re.sub("本年新收政府信息公开申请数量[0-9]+", "本年新收政府信息公开申请数量310000233", text))
    figures = [found.figures[f"{FIRST}.{column}"] for column in ("natural_person", "other_organisations", "total")]
    assert [(each.text, each.derived) for each in figures] == [("31", True), ("2", True), ("33", True)]
    assert "算术看不出来" in "".join(figures[0].remarks)


def test_digits_that_can_be_cut_in_two_ways_are_left_to_a_person() -> None:
    text = shapes.as_glued(rows())
    found = read(re.sub("上年结转政府信息公开申请数量[0-9]+", "上年结转政府信息公开申请数量220000325", text))
    assert found.gaps[f"{SECOND}.total"].candidates == ("2|20|0|0|0|3|25", "22|0|0|0|0|3|25")


def test_digits_that_may_have_lost_a_blank_cell_are_left_to_a_person() -> None:
    """What was 17 0 · 0 62 0 79 has one cut into seven figures, a wrong one."""
    text = shapes.as_glued(rows())
    found = read(re.sub("上年结转政府信息公开申请数量[0-9]+", "上年结转政府信息公开申请数量170062079", text))
    assert "丢了一个空格" in found.gaps[f"{SECOND}.total"].reason


def test_a_mistake_in_print_is_copied() -> None:
    found = read(shapes.as_tabs(rows(applications__received__total="987")))
    assert found.figures[f"{FIRST}.total"].text == "987"


def test_blank_is_missing_and_marks_are_kept() -> None:
    found = read(shapes.as_tabs(rows(applications__received__total="", disclosure__rules__issued="/")))
    assert [*found.gaps] == [f"{FIRST}.total"]
    assert found.figures["disclosure.rules.issued"].text == "/"


def test_blanks_that_a_text_lost_refuse_the_table() -> None:
    found = read(shapes.as_lines(rows(**{f"applications__{line}__research": "" for line in ("received", "granted")})))
    assert "空格" in found.refused["applications"]
    assert not any(address.startswith("applications") for address in found.figures)


def test_columns_that_the_header_does_not_name_are_not_read() -> None:
    text = shapes.as_pipes(rows("2019")).replace("本年新制作数量", "本年新", 1).replace("本年新公开数量", "本年新", 1)
    found = read(text)
    assert "对不上" in found.gaps["disclosure.rules.made"].reason
    assert "disclosure.licences.change" in found.figures


@pytest.mark.parametrize("shape", sorted({*shapes.SHAPES} - {"glued"}))
@pytest.mark.parametrize(
    ("one", "other", "unread"),
    [
        ("商业企业", "社会公益组织", "applications"),
        ("自然人", "法人或其他组织", "applications"),
        ("法人或其他组织", "总计", "applications"),
        ("自然人", "总计", "applications"),
        ("商业企业", "总计", "applications"),
        ("尚未审结", "其他结果", "review_litigation"),
        ("未经复议直接起诉", "复议后起诉", "review_litigation"),
        ("现行有效件数", "本年制发件数", "disclosure.rules"),
    ],
)
def test_figures_under_names_in_another_order_are_not_read(shape: str, one: str, other: str, unread: str) -> None:
    swapped = {one: other, other: one}
    changed = [([swapped.get(cell, cell) for cell in cells], width) for cells, width in rows()]
    assert not any(address.startswith(unread) for address in read(shapes.SHAPES[shape](changed)).figures)


def test_a_row_that_the_form_does_not_have_refuses_the_table() -> None:
    text = shapes.as_tabs(rows()).replace("第二十条第（五）项", "其他主动公开文件\t90\t40\t120\n第二十条第（五）项")
    assert "其他主动公开文件" in read(text).refused["disclosure"]


def test_one_row_for_three_is_not_split() -> None:
    whole = rows()
    start = next(number for number, (cells, _) in enumerate(whole) if cells[0] == "（六）其他处理")
    text = shapes.as_pipes([*whole[:start], (["（六）其他处理", *"3000003"], 10), *whole[start + 3 :]])
    found = read(text)
    assert "拆不开" in found.gaps["applications.fee_unpaid.total"].reason
    assert "applications.outcomes_total.total" in found.figures


def test_a_note_in_a_cell_leaves_that_cell() -> None:
    found = read(shapes.as_pipes(rows(applications__received__business="7（其中修订 3 件）")))
    assert [*found.gaps] == [f"{FIRST}.business"]


LAST_YEAR: list[shapes.Row] = [
    (["一、本年新收政府信息公开申请数量", *"2000002"], 10),
    (["二、上年结转政府信息公开申请数量", *"1000001"], 10),
]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("今天天气好。\n", "不是政府信息公开工作年度报告"),
        ("指标名称 计量单位 2018年度 历年累计\n主动公开文件数 条 12 34\n", "旧格式"),
        ("\n".join(["1 2 3 4 5 6 7"] * 25), "没有官方行名"),
        (shapes.as_tabs(rows()) + shapes.as_tabs(rows(applications__received__total="71")), "两份"),
        (shapes.as_tabs(rows()) + "附：上年数据\n" + shapes.as_tabs(LAST_YEAR), "「五、.*重复，像是附上的别的年份的数"),
        (shapes.as_tabs(rows()).replace("\t", "~"), "各格之间用什么隔开认不出来"),
        (re.sub(r"(?<=\t)[-0-9.]+|^[-0-9.]+(?=\t)", "", shapes.as_tabs(rows()), flags=re.MULTILINE), "空白表"),
    ],
)
def test_what_may_not_be_trusted_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        read(text)


def test_columns_that_nobody_named_so_refuse_the_table() -> None:
    found = read(shapes.as_pipes(rows()).replace("| 自然人 |", "| 数据1 |"))
    assert "列名" in found.refused["applications"]


def test_a_text_that_breaks_off_loses_the_table_in_which_it_does() -> None:
    text = shapes.as_tabs(rows())
    found = read(text[: text.index("（四）无法提供")])
    assert "断了" in found.refused["applications"]
    assert "disclosure.rules.issued" in found.figures


def test_pages_in_the_wrong_order_are_refused() -> None:
    text = shapes.as_raw(rows())
    first, second, third = re.split(r"(?=（二）部分公开)|(?=五、存在)", text)
    with pytest.raises(Refused, match=r"次序|页序"):
        read(f"{first}\f{third}\f{second}")


def test_a_title_without_a_table_that_is_known_is_no_missing_page() -> None:
    text = shapes.as_raw(rows())
    title, end = text.index("四、政府信息公开行政复议"), text.index("五、存在")
    first = text[:title] + "\f"
    with pytest.raises(Refused, match="有「政府信息公开行政复议、行政诉讼情况」的标题"):
        read(first + text[title:].split("\n")[0] + "\n行政 复\n议 12 3\n" + text[end:])
    with pytest.raises(Refused, match="缺页"):
        read(first + text[end:])


@pytest.mark.parametrize("name", ["行政诉讼：{}", "行政诉讼（{}）", "行政诉讼—{}", "{}"])
def test_procedures_below_each_other_are_read_whatever_joins_their_names(name: str) -> None:
    head, columns, _, (figures, _) = [row for row in rows() if row[1] == 15]
    lines = ["行政复议", name.format("未经复议直接起诉"), name.format("复议后起诉")]
    by_procedure = [([line, *figures[n * 5 : n * 5 + 5]], 6) for n, line in enumerate(lines)]
    others = [row for row in rows() if row[1] != 15]
    place = next(number for number, row in enumerate(others) if row[0][0].startswith("五、"))
    text = shapes.as_pipes([*others[:place], (["类别", *columns[0][:5]], 6), *by_procedure, *others[place:]])
    assert head[0][0] == lines[0]
    assert [read(text).figures[cell].text for cell in read(text).form.cells if cell.startswith("review")] == figures


def test_headings_are_found_by_their_words_and_said() -> None:
    text = shapes.as_tabs(rows()).replace("五、存在的主要问题及改进情况", "五、存在问题及改进措施")
    found = read(text)
    assert "本节文字略，全年共办理12件，另有3项。" in found.prose["problems"]
    assert any("存在问题及改进措施" in remark.message for remark in found.remarks)


@pytest.mark.parametrize(
    ("official", "printed"),
    [
        ("三、收到和处理政府信息公开申请情况", "三、处理依申请公开政府信息公开申请有关情况"),
        ("三、收到和处理政府信息公开申请情况\n", ""),
        ("四、政府信息公开行政复议、行政诉讼情况\n", ""),
        ("五、存在的主要问题及改进情况", "五、工作中的主要问题和下一步改进打算"),
    ],
)
def test_a_table_is_found_by_its_labels_whatever_its_title(official: str, printed: str) -> None:
    text = shapes.as_pipes(rows())
    assert official in text
    assert read(text.replace(official, printed)).gaps == {}


def test_a_unit_of_money_is_part_of_the_name_of_a_column() -> None:
    text = shapes.as_tabs(rows())
    assert read(text.replace("（单位：万元）", "（万元）")).gaps == {}
    assert [*read(text.replace("（单位：万元）", "（单位：元）")).gaps] == ["disclosure.administrative_fees.fees"]


def with_rows(label: str, *more: shapes.Row) -> list[shapes.Row]:
    """The rows of a report with others before the one that has a label."""
    whole = rows()
    place = next(number for number, (cells, _) in enumerate(whole) if label in cells)
    return [*whole[:place], *more, *whole[place:]]


@pytest.mark.parametrize("shape", ["tabs", "pipes", "lines", "raw", "html", "lone"])
def test_a_table_goes_on_under_its_own_header_again(shape: str) -> None:
    columns = (
        (["自然人", "法人或其他组织", "总计"], 10),
        (["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"], 10),
    )
    text = shapes.SHAPES[shape](with_rows("1.属于国家秘密", (["（续表）"], 0), *columns))
    assert read(text).gaps == {}


@pytest.mark.parametrize("shape", ["tabs", "pipes", "lines", "raw", "html", "lone"])
def test_procedures_may_stand_under_each_other(shape: str) -> None:
    whole = rows()
    head = next(number for number, (cells, _) in enumerate(whole) if cells == ["行政复议", "行政诉讼"])
    names, figures = whole[head + 1][0][:5], whole[head + 3][0]
    procedures = ("行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）")
    tables = [
        row
        for number, procedure in enumerate(procedures)
        for row in (([procedure], 0), (names, 5), (figures[5 * number : 5 * number + 5], 5))
    ]
    found = read(shapes.SHAPES[shape]([*whole[:head], *tables, *whole[head + 4 :]]))
    assert [found.figures[str(cell.address)].text for cell in found.form.table("review_litigation").cells] == figures


@pytest.mark.parametrize("remark", ["2", "见附件", ""])
def test_column_of_remarks_behind_those_of_the_form_is_left_out(remark: str) -> None:
    whole = [([*cells, "备注"] if "申请人情况" in cells else cells, width) for cells, width in rows()]
    with_remarks = [
        ([*cells, remark if "1.属于国家秘密" in cells else ""] if width == 10 and cells[-1].isdigit() else cells, width)
        for cells, width in whole
    ]
    assert read(shapes.as_html(with_remarks)).gaps == {}


def test_column_that_not_every_row_has_leaves_its_figure_to_a_person() -> None:
    whole = [([*cells, "备注"] if "申请人情况" in cells else cells, width) for cells, width in rows()]
    text = shapes.as_html([([*cells, "2"] if "1.属于国家秘密" in cells else cells, width) for cells, width in whole])
    assert {gap.rsplit(".", 1)[0] for gap in read(text).gaps} == {"applications.state_secrets"}


def test_a_row_in_words_refuses_the_table_and_a_note_does_not() -> None:
    row = with_rows("行政许可", (["政府信息发布总数量：2条"], 0))
    assert "政府信息发布总数量" in read(shapes.as_tabs(row)).refused["disclosure"]
    note = with_rows("三、收到和处理政府信息公开申请情况", (["注：含上年度结转数量3件。"], 0))
    assert read(shapes.as_tabs(note)).gaps == {}


def test_labels_that_the_prose_names_are_no_rows() -> None:
    text = shapes.as_tabs(rows()).replace("本节文字略", "（一）予以公开5件，（二）部分公开3件，1.属于国家秘密2件", 1)
    assert read(text).gaps == {}


def test_traditional_characters_are_read_and_a_converters_words_are_not() -> None:
    text = shapes.as_pipes(rows()).replace("规范性文件", "規範性文件").replace("总计", "總計")
    assert read(text).gaps == {}
    assert "規範性檔案" in read(text.replace("規範性文件", "規範性檔案")).refused["disclosure"]
