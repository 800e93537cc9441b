"""What clerks save is read; what cannot be read is refused, all of it in one run, each with its place."""

from __future__ import annotations

import os
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from annual_report.errors import InputError
from annual_report.filing import folders
from annual_report.filing.folders import parse_year
from annual_report.filing.numbers import parse_figure
from annual_report.filing.problems import Problems
from annual_report.filing.read_tables import read_previous
from annual_report.filing.report import Report
from annual_report.form.forms import load_form
from annual_report.steps.ingest import ingest
from breaking import EXAMPLES
from filed import APPLICATIONS, DISCLOSURE, REVIEW, edit, problems_of


def test_every_value_knows_its_file_row_and_column(yunze: Report) -> None:
    entry = yunze.ledger.entries["applications.received.business"]
    assert (entry.file, entry.row, entry.column) == ("yunze/2024/applications.csv", 2, 3)
    assert entry.value == int(entry.text)


def test_money_is_exact(yunze: Report) -> None:
    assert yunze.ledger.values["disclosure.administrative_fees.fees"] == Decimal("48316.2735")


def test_report_cannot_be_changed_through_its_frame(yunze: Report) -> None:
    frame = yunze.ledger.frame
    assert frame.at["applications.received.total", "value"] == 3184
    frame["value"] = 0
    assert yunze.ledger.values["applications.received.total"] == 3184


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_files_are_read_as_excel_and_wps_save_them(
    params: Path, folder: Path, luolong: Report, encoding: str, delimiter: str, line_end: str
) -> None:
    for name in (APPLICATIONS, DISCLOSURE, REVIEW):
        text = (folder / name).read_text(encoding="utf-8").replace(",", delimiter).replace("\n", line_end)
        (folder / name).write_bytes(text.encode(encoding))
    assert ingest("luolong", 2024, params).ledger.values == luolong.ledger.values


def test_encoding_is_said_aloud(params: Path, folder: Path) -> None:
    text = (folder / REVIEW).read_text(encoding="utf-8")
    (folder / REVIEW).write_bytes(text.encode("gb18030"))
    encodings = {Path(each.file).name: each.encoding for each in ingest("luolong", 2024, params).inputs}
    assert encodings[REVIEW] == "GB18030"


def test_labels_are_read_in_any_width_with_any_blanks(params: Path, folder: Path) -> None:
    edit(folder / APPLICATIONS, "（一）予以公开", "(一) 予以 公开")
    edit(folder / APPLICATIONS, "商业企业", "商业\u3000企业")
    assert ingest("luolong", 2024, params).ledger.values["applications.granted.business"] == 0


def test_rows_and_columns_may_stand_in_any_order(params: Path, folder: Path) -> None:
    header, *rows = (folder / REVIEW).read_text(encoding="utf-8").splitlines()
    rows[0] = "行政复议,1,2,3,4,10"
    (folder / REVIEW).write_text("\n".join([header, *reversed(rows)]), encoding="utf-8")
    assert ingest("luolong", 2024, params).ledger.values["review_litigation.review.corrected"] == 2


def test_blank_rows_and_columns_that_excel_leaves_behind_are_ignored(params: Path, folder: Path) -> None:
    text = (folder / REVIEW).read_text(encoding="utf-8")
    (folder / REVIEW).write_text(text.replace("\n", ",,\n") + ",,,,,,,\n", encoding="utf-8")
    assert len(ingest("luolong", 2024, params).ledger.values) == 200


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("12", 12), ("１２", 12), ("0", 0), ("007", 7), (" 12\n", 12)),
        *((" 1 234 ", 1234), ("1,234", 1234), ("１，２３４", 1234)),
        *(("1\u00a0234\u00a0567", 1234567), ("12\u2009345", 12345)),
    ],
)
def test_numbers_are_read(text: str, value: int) -> None:
    assert parse_figure(text, "count") == (value, "")


@pytest.mark.parametrize("text", ["", "/", "／", "—", "－", "-", "N/A", "不适用", "  "])
def test_marks_for_missing_are_not_zero(text: str) -> None:
    assert parse_figure(text, "count") == (None, "")


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("12件", "请只填数字 12"),
        ("-3", "负数"),
        ("1.5", "小数"),
        ("1.0", "小数"),
        ("1E+05", "科学计数法"),
        ("1 2", "「1 2」像是两个数"),
        ("3\n4", "「3⏎4」像是两个数"),
        ("1,23", "「1,23」像是两个数"),
        ("1, 234", "像是两个数"),
        ("1,234 567", "像是两个数"),
        ("0 500", "像是两个数"),
        ("1.234,5", "像是两个数"),
        ("½", "不是数字"),
        ("1½", "不是数字"),
        ("5%", "不是数字"),
        ("约5", "不是数字"),
        (".5", "不是数字"),
        ("NaN", "不是数字"),
        ("'12", "请只填数字 12"),
        ("12。", "请只填数字 12"),
        ("\u200b7", "「7」里有看不见的字符"),
        ("1e999", "科学计数法"),
        ("5千", "请换算成本表的单位"),
        ("①", "不是数字"),
        ("٣", "不是数字"),
        ("十二", "不是数字"),
        ("无", "没有就填 0"),
        ("1月2日", "像是日期"),
        ("2-Jan", "像是日期"),
        ("2024/1/2", "像是日期"),
        ("1-", "不是数字"),
        ("+5", "请只填数字 5"),
        ("=1+1", "是公式"),
        ("#DIV/0!", "Excel 的错误值"),
        ("5万", "请换算成本表的单位"),
        ("1.2万", "请换算成本表的单位"),
        ("5元", "请换算成本表的单位"),
        ("（3）", "负数"),
        ("3件(其中2件)", "不是数字"),
        ("99999999999999", "大得不合常理"),
        ("9" * 5000, f"「{'9' * 40}…」大得不合常理"),
    ],
)
def test_anything_else_is_refused_with_advice(text: str, advice: str) -> None:
    value, wrong = parse_figure(text, "count")
    assert value is None
    assert advice in wrong


def test_money_may_have_decimals_and_change_may_be_negative() -> None:
    assert parse_figure("1,234.5678", "money") == (Decimal("1234.5678"), "")
    assert parse_figure("-8", "change") == (-8, "")
    assert parse_figure("−8", "change") == (-8, "")
    assert parse_figure("+1,234", "change") == (1234, "")
    assert "请用负号" in parse_figure("(8)", "change")[1]
    assert "像是两个数" in parse_figure("- 8", "change")[1]
    assert "负数" in parse_figure("-8", "money")[1]
    assert "小数太长" in parse_figure("0." + "3" * 5000, "money")[1]


def test_all_problems_of_a_folder_are_listed_in_one_run(params: Path, folder: Path) -> None:
    edit(folder / APPLICATIONS, "（一）予以公开,0", "（一）予以公开,12件")
    edit(folder / APPLICATIONS, "3.其他,0,0", "3.其他,0,-1")
    edit(folder / DISCLOSURE, "行政许可", "行政许司")
    edit(folder / "figures.csv", "95.37", "九成")
    (folder / REVIEW).unlink()
    listed = {(Path(problem.file).name, problem.row, problem.column, problem.found) for problem in problems_of(params)}
    assert listed >= {
        (APPLICATIONS, 4, 2, "12件"),
        (APPLICATIONS, 24, 3, "-1"),
        ("figures.csv", 4, 2, "九成"),
        (REVIEW, None, None, ""),
    }
    assert any(
        problem.file.endswith(DISCLOSURE) and "是不是「第二十条第（五）项 行政许可" in problem.message
        for problem in problems_of(params)
    )


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("科研机构", "科研机关", "没有「科研机关」这一列；是不是「科研机构」？"),
        ("科研机构", "自然人", "「自然人」这一列重复了"),
        (",科研机构", ",", "缺少「科研机构」这一列"),
        ("2.重复申请", "2.重覆申请", "没有「2.重覆申请」这一行；是不是「2.重复申请」？"),
        ("2.重复申请", "1.信访举报投诉类申请", "这一行重复了（第 17 行已有）"),
        ("2.重复申请,0,0,0,0,0,0,0\n", "", "缺少「2.重复申请」这一行"),
        ("2.重复申请,0", "2.重复申请,0,0", "比表头多出 1 格"),
        ("2.重复申请,0", '2.重复申请,"0', "引号不成对"),
    ],
)
def test_rows_and_columns_that_do_not_fit_are_named(params: Path, folder: Path, old: str, new: str, words: str) -> None:
    edit(folder / APPLICATIONS, old, new)
    assert any(words in problem.message for problem in problems_of(params))


def _as_directory(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda path: path.unlink(), "缺少文件"),
        (lambda path: path.write_bytes(b""), "文件是空的"),
        (lambda path: path.write_bytes(b"\xef\xbb\xbf"), "文件是空的"),
        (lambda path: path.write_bytes(b" \n \n"), "文件是空的"),
        (lambda path: path.write_bytes(b"PK\x03\x04rest"), "工作簿"),
        (lambda path: path.write_bytes("项目".encode("utf-16")), "UTF-16"),
        (lambda path: path.write_bytes(b"a\0b"), "二进制"),
        (lambda path: path.write_bytes(b"\x81\x20\xff\xff"), "既不是 UTF-8 也不是 GB18030"),
        (lambda path: path.write_bytes(b"0," * 600_000), "超过上限"),
        (lambda path: path.write_bytes(b"0,0\n" * 3_001), "超过上限 3000 行"),
        (lambda path: path.write_bytes(b"0," * 101), "超过上限 100 列"),
        (lambda path: path.write_text("项目\ufdd0", encoding="utf-8"), "U+FDD0"),
        (lambda path: path.write_text("项目;自然人;商业企业\n一、;1;2\n", encoding="utf-8"), "不是逗号也不是制表符"),
        (_as_directory, "这不是文件"),
    ],
)
def test_files_that_are_no_csv_are_refused(
    params: Path, folder: Path, spoil: Callable[[Path], object], words: str
) -> None:
    spoil(folder / APPLICATIONS)
    assert [words in problem.message for problem in problems_of(params)] == [True]


@pytest.mark.parametrize(
    ("agency", "words"),
    [
        ("luolng", "是不是 luolong（洛龙区行政审批和政务信息管理局）？"),
        ("nowhere", "可用：luolong、yunze"),
        ("", "没有写单位"),
        ("../x", "只能写"),
        ("..", "只能写"),
        ("a/b", "只能写"),
        ("a\\b", "只能写"),
        (".hidden", "只能写"),
    ],
)
def test_unknown_agency_is_refused_with_a_suggestion(params: Path, agency: str, words: str) -> None:
    assert words in problems_of(params, agency)[0].message


@pytest.mark.parametrize(("year", "words"), [(2023, "已有：2024"), (2018, "没有对应的官方格式")])
def test_unknown_year_is_refused(params: Path, year: int, words: str) -> None:
    assert words in problems_of(params, year=year)[0].message


def test_year_is_four_digits_in_any_width() -> None:
    assert parse_year("２０２４") == 2024
    for text in ("二〇二四", "24", "2024年", "-2024", "٢٠٢٤", ""):
        with pytest.raises(InputError, match="不是年份"):
            parse_year(text)


def test_problems_of_last_year_are_this_year_s_too(params: Path) -> None:
    edit(params / "yunze" / "2023" / REVIEW, "行政复议,", "行政复议,x")
    assert problems_of(params, "yunze")[0].file.endswith("2023/review_litigation.csv")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name: 甲\nlevel: 县\n", "「level」写的是 县，只能是：国家级、省级、市级、县级、乡级"),
        ("name: 甲\nnmae: 乙\n", "没有「nmae」这一项；是不是「name」？"),
        ("level: 县级\n", "缺少「name」"),
        ("name: 甲\npowers: {licensing: yes please}\n", "请写 true 或 false"),
        ("name: 甲\npowers: {licencing: true}\n", "是不是「licensing」？"),
        ("name: [甲\n", "YAML 格式有误"),
        ("- 甲\n", "名称: 内容"),
        (f"name: 甲\nlevel: {'9' * 5000}\n", "位数太多"),
        (f"name: 甲\npublished: {{{'9' * 400}: 2025-01-12}}\n", "位数太多"),
        ("name: !!python/object/apply:os.system [ls]\n", "YAML 格式有误"),
    ],
)
def test_master_data_is_checked(params: Path, text: str, words: str) -> None:
    (params / "luolong" / "agency.yaml").write_text(text, encoding="utf-8")
    assert words in problems_of(params)[0].message


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=400))
@example(data=b"\xff\xfe")
@example(data="项目,自然人\r\n一、".encode("gb18030"))
def test_no_bytes_in_a_file_raise_anything_but_a_problem(params: Path, folder: Path, data: bytes) -> None:
    (folder / REVIEW).write_bytes(data)
    assert problems_of(params)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_file_without_permission_is_a_problem(params: Path, folder: Path) -> None:
    (folder / REVIEW).chmod(0)
    assert "打不开" in problems_of(params)[0].message


def test_largest_files_are_refused_unread(params: Path, folder: Path) -> None:
    """A file of a tebibyte, which takes no room as long as it is empty, and which no memory would hold."""
    os.truncate(folder / APPLICATIONS, 2**40)
    assert "超过上限" in problems_of(params)[0].message


@pytest.mark.parametrize(
    "heading",
    ["## 六、其他需要报告的事项", "＃ 六、其他需要报告的事项", "六、其他需要报告的事项", "**六、其他需要报告的事项**"],
)
def test_title_that_is_not_written_as_a_heading_is_refused(params: Path, folder: Path, heading: str) -> None:
    """Its section would be swallowed by the one before, and the default wording printed in its place."""
    edit(folder / "narrative.md", "# 六、其他需要报告的事项", heading)
    assert [problem.message for problem in problems_of(params)] == [
        "这一行是官方标题，要顶格写作「# 六、其他需要报告的事项」"
    ]


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("# 七、其他", "不是官方标题"),
        ("# 二、主动公开政府信息情况", "由表格生成"),
        ("# 一、总体情况", "重复了"),
    ],
)
def test_headings_that_do_not_fit_are_refused(params: Path, folder: Path, heading: str, words: str) -> None:
    edit(folder / "narrative.md", "# 六、其他需要报告的事项", heading)
    assert any(words in problem.message for problem in problems_of(params))


def test_text_before_the_first_heading_is_named_with_its_row(params: Path, folder: Path) -> None:
    text = (folder / "narrative.md").read_text(encoding="utf-8")
    (folder / "narrative.md").write_text(f"\n无主的话\n{text}", encoding="utf-8")
    assert [(problem.row, problem.message[:11]) for problem in problems_of(params)] == [(2, "第一个标题之前有文字：")]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("year,1,件,,来源", "是保留名称"),
        ("申请,1,件,,来源", "是保留名称"),
        ("none,1,件,,来源", "是保留名称"),
        ("网办率,1,件,,来源", "重复了"),
        ("甲１,1,件,,来源", "不能作名称"),
        ("甲·乙,1,件,,来源", "不能作名称"),
        ("1甲,1,件,,来源", "不能作名称"),
        ("甲,=1+1,件,,来源", "是公式"),
        ("甲,1,0件,,来源", "不含数字"),
        ("甲,1,<b>,,来源", "不含数字和符号"),
        ("甲,1,件,大概,来源", "约数「大概」不认识"),
    ],
)
def test_rows_of_figures_that_would_mislead_are_refused(params: Path, folder: Path, row: str, words: str) -> None:
    with (folder / "figures.csv").open("a", encoding="utf-8") as file:
        file.write(row + "\n")
    assert words in problems_of(params)[0].message


@pytest.mark.parametrize(
    "text",
    [
        "name: 2024-13-45\n",
        "a: &a [x, x]\nb: &b [*a, *a]\nname: *b\n",
        "name: 甲\nname: 乙\n",
        "name: " + "[" * 3000 + "\n",
        "name: '  '\n",
        "1: 2\n",
        "name: 甲" + " " * 100_000 + "\n",
    ],
)
def test_master_data_of_one_unit_cannot_bring_another_down(params: Path, text: str) -> None:
    (params / "zzz").mkdir()
    (params / "zzz" / "agency.yaml").write_text(text, encoding="utf-8")
    assert ingest("luolong", 2024, params).year == 2024
    assert "是不是 luolong" in problems_of(params, "luolng")[0].message
    (params / "zzz" / "2024").mkdir()
    assert problems_of(params, "zzz")[0].file.endswith("zzz/agency.yaml")


def test_group_headings_kept_from_the_printed_form_are_no_rows(params: Path, folder: Path) -> None:
    edit(folder / APPLICATIONS, "（一）予以公开", "三、本年度办理结果,,,,,,,\n（一）予以公开")
    assert len(ingest("luolong", 2024, params).ledger.values) == 200


def test_tables_of_another_form_are_named_as_what_they_are(params: Path, folder: Path) -> None:
    """T2-04: units go on using the tables of 2019; that is one mistake, not 25 unknown lines."""
    for name in (APPLICATIONS, DISCLOSURE):
        (folder / name).write_bytes((EXAMPLES / "hewan/2020" / name).read_bytes())
    assert [(Path(problem.file).name, problem.message) for problem in problems_of(params)] == [
        (
            name,
            "这是 2019 年格式的表（2019–2020 年的报告用），"
            "这一年要用 2021 年格式：请用 new 命令建一份空表重新填（T2-04）",
        )
        for name in (DISCLOSURE, APPLICATIONS)
    ]


def test_line_of_another_form_among_the_right_ones_is_named_too(params: Path, folder: Path) -> None:
    edit(folder / APPLICATIONS, "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "（六）其他处理")
    message = problems_of(params)[0].message
    assert message.startswith("「（六）其他处理」是 2019 年格式的写法，不用在这一年（T2-04）")


def test_last_year_in_another_form_carries_over_what_means_the_same() -> None:
    """The form changed between 2020 and 2021: applications and cases go on, table 二 begins anew."""
    problems = Problems()
    ledger = read_previous(EXAMPLES / "hewan/2020", load_form("2021"), problems)
    assert ledger
    assert problems == []
    assert {value.partition(".")[0] for value in ledger.values} == {"applications", "review_litigation"}


def test_an_agency_is_found_without_reading_the_others(params: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten thousand agencies would read each other's master data a hundred million times."""
    monkeypatch.setattr(folders, "agencies_in", None)
    assert ingest("luolong", 2024, params).slug == "luolong"


def test_name_longer_than_any_folder_is_no_agency(params: Path) -> None:
    assert "没有「" in problems_of(params, "甲" * 300)[0].message


def test_other_entries_stand_in_the_form_only(yunze: Report) -> None:
    total, entries = "applications.received.total", yunze.ledger.entries
    assert yunze.ledger.with_entries({total: entries[total]._replace(row=0)}).stands(total) is False
    with pytest.raises(KeyError):
        yunze.ledger.with_entries({"applications.received.everybody": entries[total]})


def test_frame_names_what_an_analyst_looks_at(yunze: Report) -> None:
    row = yunze.ledger.frame.loc["applications.received.business"]
    assert list(row.index) == [
        *("table", "line", "column", "label", "kind", "unit", "value", "text", "file", "row", "col"),
    ]
    assert (row["line"], row["unit"], row["col"]) == ("received", "件", 3)


REMARK = "<!-- 由 make import 导入 -->"


@pytest.mark.parametrize("above", [REMARK + "\n", "\n" + REMARK + "\n\n"])
def test_a_remark_above_the_first_heading_is_no_text(params: Path, folder: Path, luolong: Report, above: str) -> None:
    file = folder / "narrative.md"
    file.write_text(above + file.read_text(encoding="utf-8"), encoding="utf-8")
    found = ingest("luolong", 2024, params).narrative
    assert {code: each.source for code, each in found.items()} == {
        code: each.source for code, each in luolong.narrative.items()
    }
    assert found["other"].first_row == luolong.narrative["other"].first_row + above.count("\n")


def test_words_beside_a_remark_are_text_without_a_heading(params: Path, folder: Path) -> None:
    file = folder / "narrative.md"
    file.write_text(f"{REMARK}\n\n一句话。\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    assert [(each.row, each.message[:8]) for each in problems_of(params)] == [(3, "第一个标题之前有")]
