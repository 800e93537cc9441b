"""A text is read as separated where its rows are; its sentences and its doubtful rows stay as they are printed."""

from __future__ import annotations

import pytest

from annual_report.filing.imports.separated_text import separator_of, with_tabs

ROWS = "\n".join(["甲{0}0{0}1{0}0{0}3{0}0{0}0{0}4"] * 8)


@pytest.mark.parametrize("separator", [",", ";", "，", "；", "、"])
def test_separator_is_what_parts_the_figures(separator: str) -> None:
    assert separator_of(ROWS.format(separator)) == separator


@pytest.mark.parametrize(
    "text", [ROWS.format("\t"), ROWS.format("|"), ROWS.format(" "), "收到1,234件，办结1,200件。", ""]
)
def test_other_text_has_none(text: str) -> None:
    assert separator_of(text) == ""


@pytest.mark.parametrize(
    ("separator", "printed", "read"),
    [
        (",", "规章,0,,3", "规章\t0\t\t3"),
        (",", '"规章",1,"1,234"', "规章\t1\t1,234"),
        (",", '"本年新\n制作数量",对外公开总数量', "本年新制作数量\t对外公开总数量"),
        (",", "一、总体情况,,,", "一、总体情况"),
        (",", "全年办理1,234件，比上年多。", "全年办理1,234件，比上年多。"),
        ("、", "三、本年度办理结果、1、0、1", "三、本年度办理结果\t1\t0\t1"),
        ("、", "四、行政复议、行政诉讼情况", "四、行政复议、行政诉讼情况"),
        ("，", "自然人，总计", "自然人\t总计"),
        ("，", "（区分处理的，只计这一情形），4，0", "（区分处理的，只计这一情形）\t4\t0"),
    ],
)
def test_cells_of_a_row_are_parted(separator: str, printed: str, read: str) -> None:
    assert with_tabs(printed, separator) == read


def test_row_in_which_blanks_may_hide_commas_of_thousands_is_left_to_a_person() -> None:
    rows = "甲,1,2,3,4\n乙,1,234,,5,6\n丙,1,2,3,4"
    assert with_tabs(rows, ",").splitlines()[1] == "乙,1,234,,5,6"


def test_quotation_mark_that_never_ends_is_none() -> None:
    text = '"甲,1,2\n' + "乙,3,4\n" * 30
    assert with_tabs(text, ",").splitlines()[-1] == "乙\t3\t4"
