"""A register is read as Excel and WPS save it; what cannot be read is told with its place, without anybody's data."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from annual_report.errors import InputError
from annual_report.filing.register.lines import Application, Case
from annual_report.filing.register.read_register import read_cases, read_register
from annual_report.form.forms import load_form

FORM = load_form("2021")
HEADER = "编号,收到日期,申请人类型,办理结果,答复日期,上年结转,结转下年\n"
LINES = """依申请〔2024〕1号,2024-03-05,自然人,（一）予以公开,2024/3/15,,
2023-90,2023年12月20日,商业企业,third_party_interests,2024-01-09,是,否
2024-3,2024/12/20 0:00,其他,,,,是
"""


def written(folder: Path, text: str, name: str = "register.csv", encoding: str = "utf-8") -> Path:
    (folder / name).write_bytes(text.encode(encoding))
    return folder / name


def refused(path: Path) -> list[str]:
    read = read_cases if path.name == "cases.csv" else read_register
    with pytest.raises(InputError) as error:
        read(path, FORM)
    return [problem.message for problem in error.value.problems]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_a_register_is_read_as_excel_and_wps_save_it(tmp_path: Path, encoding: str, delimiter: str) -> None:
    text = (HEADER + LINES).replace(",", delimiter).replace("\n", "\r\n")
    read = read_register(written(tmp_path, text, encoding=encoding), FORM)
    assert read
    assert read[0].lines == (
        Application(
            2, "依申请〔2024〕1号", date(2024, 3, 5), "natural_person", "granted", date(2024, 3, 15), False, False
        ),
        Application(
            3, "2023-90", date(2023, 12, 20), "business", "third_party_interests", date(2024, 1, 9), True, False
        ),
        Application(4, "2024-3", date(2024, 12, 20), "other_organisations", "", None, False, True),
    )


def test_columns_stand_in_any_order_and_rows_may_be_blank(tmp_path: Path) -> None:
    text = "申请人类型,编号,结转下年,收到日期,上年结转,答复日期,办理结果\n,,,,,,\n自然人,2024-1,是,2024-3-5,,,\n"
    read = read_register(written(tmp_path, text), FORM)
    assert read
    assert [(each.row, each.number, each.carried_forward) for each in read[0].lines] == [(3, "2024-1", True)]


def test_without_the_file_there_is_no_register_but_one_nearly_named_so_is_told(tmp_path: Path) -> None:
    assert read_register(tmp_path / "register.csv", FORM) is None
    written(tmp_path, HEADER, "Register.CSV")
    assert refused(tmp_path / "register.csv") == [
        "缺少文件，但这里有「Register.CSV」：如果就是它，请改名为 register.csv"
    ]


@pytest.mark.parametrize(
    ("line", "cell", "words"),
    [
        ("2024-1,2024-13-05,自然人,予以公开,,,", "B", "没有「2024-13-05」这一天：请核对"),
        ("2024-1,45356,自然人,予以公开,,,", "B", "「45356」像是 Excel 里没有格式的日期"),
        ("2024-1,3/5/2024,自然人,予以公开,,,", "B", "「3/5/2024」不是日期：请写成 2024-03-05"),
        ("2024-1,,自然人,予以公开,,,", "B", "没有填"),
        ("2024-1,2024-3-5,企业单位,予以公开,,,", "C", "官方表里没有这一种；是不是「商业企业」？"),
        ("2024-1,2024-3-5,,予以公开,,,", "C", "没有填"),
        ("2024-1,2024-3-5,自然人,保护第三方权益,,,", "D", "官方表里没有这一种；是不是「4.保护第三方合法权益」？"),
        ("2024-1,2024-3-5,自然人,不予公开,,,", "D", "「（三）不予公开」要写到具体的一种：1.属于国家秘密、"),
        ("2024-1,2024-3-5,自然人,（七）总计,,,", "D", "官方表里没有这一种"),
        ("2024-1,2024-3-5,自然人,予以公开,未答复,,", "E", "「未**」不是日期"),
        (
            "2024-1,2024-3-5,自然人,公开,,,",
            "D",
            "是不是「（二）部分公开（区分处理的，只计这一情形，不计其他情形）」，还是",
        ),
        ("2024-1,45356.5,自然人,予以公开,,,", "B", "「45356.5」像是 Excel 里没有格式的日期"),
        ("2024-1,/,自然人,予以公开,,,", "B", "没有填"),
        ("2.02403E+11,2024-3-5,自然人,予以公开,,,", "A", "「2.02403E+11」是 Excel 缩写的长编号，后几位已经丢了"),
        ("2024-1,2024-3-5,自然人,予以公开,,?,", "F", "「?*」不认识：是的写「是」，不是的写「否」或留空"),
        (",2024-3-5,自然人,予以公开,,,", "A", "没有填"),
        ("2024-1,2024-3-5,自然人,予以公开,,,,备注", "H", "这一行比表头多出几格"),
    ],
)
def test_an_unreadable_cell_is_told_with_its_place(tmp_path: Path, line: str, cell: str, words: str) -> None:
    (message,) = refused(written(tmp_path, HEADER + LINES + line + "\n"))
    assert message.startswith(f"register.csv 第5行{cell}列")
    assert words in message


PERSONAL = [
    *("13800138000", "138 0013 8000", "+86-13800138000", "１３８００１３８０００", "11010519491231002X"),
    *("E82345678", "EA1234567", "(0536)8234567", "0536-8234567", "jia@example.com", "王先生2024", "李某某"),
    *("某某区建设路88号", "110105194912310021", "2024-001张三", "2024-1（李小四）"),
]


@pytest.mark.parametrize("datum", PERSONAL)
@pytest.mark.parametrize("column", range(7))
def test_what_looks_like_a_persons_datum_is_refused_and_never_repeated(tmp_path: Path, datum: str, column: int) -> None:
    cells = ["2024-1", "2024-3-5", "自然人", "予以公开", "2024-3-9", "", ""]
    cells[column] = datum
    path = written(tmp_path, f"{HEADER}{','.join(cells)}\n")
    with pytest.raises(InputError) as error:
        read_register(path, FORM)
    (problem,) = error.value.problems
    assert datum not in f"{problem!r} {error.value}"
    assert datum[2:] not in f"{problem!r}"


@pytest.mark.parametrize(
    "number",
    [
        *("2024-1", "依申请〔2024〕15号", "XXGK20240001", "E20240001", "P20240012", "20240315", "0320240001", "1"),
        *("某某街道办2024第1号", "东城街道2024-001", "2024年第3号", "202403150001", "370702202400115"),
        *("2024-001李家庄", "370702202403150012", "（2024）某01行初12号"),
    ],
)
def test_numbers_as_offices_give_them_are_no_personal_data(tmp_path: Path, number: str) -> None:
    read = read_register(written(tmp_path, f"{HEADER}{number},2024-3-5,自然人,予以公开,2024-3-9,,\n"), FORM)
    assert read
    assert read[0].lines[0].number == number


@pytest.mark.parametrize(
    ("header", "words"),
    [
        (HEADER.replace("\n", ",申请人姓名\n"), "register.csv 第1行H列：「申请人姓名」这一列是个人信息，登记簿里不收"),
        (HEADER.replace("编号", "身份证号"), "「身份证号」这一列是个人信息"),
        (HEADER.replace("\n", ",备注\n"), "没有「备注」这一列：请删去这一列；只收这几列：编号,"),
        (HEADER.replace("结转下年", "结转下年度"), "没有「结转下年度」这一列；是不是「结转下年」？"),
        (HEADER.replace("结转下年", "上年结转"), "「上年结转」这一列重复了"),
        (HEADER.replace(",结转下年", ""), "缺少「结转下年」：表头应是「编号,"),
        ("", "第一行不是表头：请写上「编号,"),
    ],
)
def test_a_header_holds_exactly_the_columns(tmp_path: Path, header: str, words: str) -> None:
    (message,) = refused(written(tmp_path, header + "李四,2024-3-5,自然人,予以公开,2024-3-9,,,\n"))
    assert words in message
    assert "李四" not in message


def test_very_many_unreadable_cells_are_counted(tmp_path: Path) -> None:
    messages = refused(written(tmp_path, HEADER + "2024-1,,自然人,予以公开,,,\n" * 50))
    assert len(messages) == 31
    assert messages[-1] == "另有 20 格也读不了"


def test_a_file_that_cannot_be_decoded_repeats_no_line(tmp_path: Path) -> None:
    path = written(tmp_path, f"{HEADER}2024-1,2024-3-5,李四\x01,,,,\n")
    with pytest.raises(InputError) as error:
        read_register(path, FORM)
    assert "李四" not in repr(error.value.problems)


def test_cases_are_read_by_procedure_and_result(tmp_path: Path) -> None:
    text = (
        "编号,程序,结果\n复议2024-1,行政复议,结果维持\n诉2024-2,行政诉讼·复议后起诉,尚未审结\n诉2024-3,直接起诉,其他\n"
    )
    assert refused(written(tmp_path, text, "cases.csv")) == [
        "cases.csv 第4行B列「程序」：官方表里没有这一种；是不是「未经复议直接起诉」？",
        "cases.csv 第4行C列「结果」：官方表里没有这一种；是不是「其他结果」？",
    ]
    read = read_cases(written(tmp_path, text.replace("直接起诉,其他", "未经复议直接起诉,其他结果"), "cases.csv"), FORM)
    assert read
    assert read[0].lines == (
        Case(2, "复议2024-1", "review", "upheld"),
        Case(3, "诉2024-2", "suit_after_review", "pending"),
        Case(4, "诉2024-3", "direct_suit", "other_results"),
    )


def test_a_report_without_a_register_does_not_pay_for_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Most reports have none: the labels that its lines may name were made for each of them, a third of its reading."""
    for name in ("applicants_of", "outcomes_of", "procedures_of", "results_of"):
        monkeypatch.setattr(f"annual_report.filing.register.read_register.{name}", lambda form: pytest.fail("made"))
    assert read_register(tmp_path / "register.csv", FORM) is None
    assert read_cases(tmp_path / "cases.csv", FORM) is None


@pytest.mark.parametrize(
    "day",
    [
        *("2024-03-05", "2024/3/5", "2024.3.5", "20240305", "2024年3月5日", "2024年 3月 5日", "２０２４－３－５"),
        *("2024-03-05 14:30:00", "2024/3/5 9:05", "2024年3月5日星期二", "2024/3/5（周二）", "2024-03-05T14:30:00.000"),
    ],
)
def test_a_day_is_read_as_excel_and_the_systems_of_offices_write_it(tmp_path: Path, day: str) -> None:
    read = read_register(written(tmp_path, f"{HEADER}2024-1,{day},自然人,予以公开,{day},,\n"), FORM)
    assert read
    assert (read[0].lines[0].received, read[0].lines[0].replied) == (date(2024, 3, 5), date(2024, 3, 5))


@pytest.mark.parametrize("nothing", ["", "-", "—", "/", "无"])
def test_a_mark_for_nothing_is_nothing(tmp_path: Path, nothing: str) -> None:
    line = f"2024-1,2024-12-5,自然人,{nothing},{nothing},{nothing},是"
    read = read_register(written(tmp_path, f"{HEADER}{line}\n"), FORM)
    assert read
    assert read[0].lines == (Application(2, "2024-1", date(2024, 12, 5), "natural_person", "", None, False, True),)


def test_a_title_above_the_header_is_left_out_and_told(tmp_path: Path) -> None:
    title = "甲县2024年政府信息公开申请登记簿,,,,,,\n,,,,,,\n"
    read = read_register(written(tmp_path, title + HEADER + LINES), FORM)
    assert read
    register, file = read
    assert [line.row for line in register.lines] == [4, 5, 6]
    assert file.left_out.endswith("register.csv 第 1 行在表头上面，没有读入")


def test_a_register_may_say_which_terms_were_extended(tmp_path: Path) -> None:
    rows = zip((HEADER + LINES).splitlines(), ["延期", "是", "", "否"], strict=True)
    read = read_register(written(tmp_path, "\n".join(f"{row},{word}" for row, word in rows)), FORM)
    assert read
    assert [line.extended for line in read[0].lines] == [True, False, False]


def test_cases_may_say_when_they_were_taken_on_and_decided(tmp_path: Path) -> None:
    text = "编号,程序,结果,受理日期,审结日期\n复议1,行政复议,结果维持,2024/3/5,2024-05-06\n诉2,复议后起诉,尚未审结,,—\n"
    read = read_cases(written(tmp_path, text, "cases.csv"), FORM)
    assert read
    assert read[0].lines == (
        Case(2, "复议1", "review", "upheld", date(2024, 3, 5), date(2024, 5, 6)),
        Case(3, "诉2", "suit_after_review", "pending", None, None),
    )
