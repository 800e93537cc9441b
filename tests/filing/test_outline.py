"""The official table is found among titles and notes; whatever does not fit is one sentence that says what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from annual_report.filing.report import Report
from annual_report.steps.ingest import ingest
from counting import calls
from filed import APPLICATIONS, DISCLOSURE, REVIEW, edit, problems_of

TITLE = "收到和处理政府信息公开申请情况"
HEADER = "项目,自然人,商业企业,科研机构,社会公益组织,法律服务机构,其他,总计"
PRINTED = "项目,自然人,法人或其他组织,,,,,总计\n,,商业企业,科研机构,社会公益组织,法律服务机构,其他,"


def rewrite(file: Path, change: Callable[[str], str]) -> None:
    file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")


def turned(text: str) -> str:
    rows = [line.split(",") for line in text.splitlines()]
    return "\n".join(",".join(column) for column in zip(*rows, strict=True))


@pytest.mark.parametrize(
    ("name", "change", "remark"),
    [
        (APPLICATIONS, lambda text: f"{TITLE},,,,,,,\n{text}", f"第 1 行在表的外面（如「{TITLE}」），没有读入"),
        (
            APPLICATIONS,
            lambda text: f"\n附件1\n2024年,单位：件\n\n{text}",
            "第 2、3 行在表的外面（如「附件1」），没有读入",
        ),
        (APPLICATIONS, lambda text: f"{TITLE}\n{text}".replace(",", "\t"), "第 1 行在表的外面"),
        (
            APPLICATIONS,
            lambda text: f"{text}填表人：张三,,审核人：李四\n填表日期：2025-01-12\n",
            "第 27、28 行在表的外面",
        ),
        (APPLICATIONS, lambda text: f"{TITLE}\n{text}注：单位为件\n", "第 1、28 行在表的外面"),
        (DISCLOSURE, lambda text: f"主动公开政府信息情况,,,\n{text}填表人：张三,,,\n", "第 1、13 行在表的外面"),
        (REVIEW, lambda text: f"四、行政复议、行政诉讼情况\n{text}填表人：张三\n", "第 1、6 行在表的外面"),
        ("figures.csv", lambda text: f"正文数字\n{text}填表人：张三,,审核人：李四\n", "在表的外面（如「正文数字」）"),
        (APPLICATIONS, lambda text: text.replace(HEADER, PRINTED), "第 1、2 行合起来读作表头"),
    ],
)
def test_titles_and_notes_are_left_out_and_said(
    params: Path, folder: Path, luolong: Report, name: str, change: Callable[[str], str], remark: str
) -> None:
    edit(folder / APPLICATIONS, "（一）予以公开,0", "（一）予以公开,7")
    rewrite(folder / name, change)
    report = ingest("luolong", 2024, params)
    assert report.ledger.values == luolong.with_values({"applications.granted.natural_person": 7}).ledger.values
    assert report.quotations.keys() == luolong.quotations.keys()
    (said,) = report.remarks
    assert name in said
    assert remark in said


@pytest.mark.parametrize(
    "change",
    [
        lambda text: f"sep=,\n{text}",
        lambda text: "sep=\t\n" + text.replace(",", "\t"),
        lambda text: text.replace("“", '"').replace("”", '"'),
        lambda text: text.replace("“", "「").replace("”", "」"),
        lambda text: text.replace("商业企业", '"商业\n企业"').replace("（一）予以公开", '"（一）\n予以公开"'),
    ],
)
def test_what_excel_and_wps_add_changes_nothing(
    params: Path, folder: Path, luolong: Report, change: Callable[[str], str]
) -> None:
    rewrite(folder / APPLICATIONS, change)
    report = ingest("luolong", 2024, params)
    assert (report.ledger.values, report.remarks) == (luolong.ledger.values, [])


@pytest.mark.parametrize(
    ("change", "row", "words"),
    [
        (lambda text: f"自然人合计,3\n{text}", 1, "这一行在表的外面，却有数字「3」"),
        (lambda text: f"{text}备注,5件\n", 27, "没有「备注」这一行：官方表里没有，请改正或删去"),
        (
            lambda text: text.partition("\n")[2],
            1,
            f"表头不见了（这一行是「一、本年新收政府信息公开申请数量」）：请在它上面补上一行「{HEADER}」",
        ),
        (turned, 1, "行和列颠倒了"),
        (
            lambda text: text.replace(HEADER, "项目,甲,乙,丙,丁,戊,己,总计"),
            1,
            "找不到表头",
        ),
        (
            lambda text: "程序,结果维持,结果纠正,其他结果,尚未审结,总计\n",
            1,
            "（review_litigation.csv）的表头：请检查是不是放错了文件",
        ),
        (lambda text: "名称,数值,单位,约数,来源\n", 1, "这是正文数字（figures.csv）的表头"),
        (lambda text: text.encode().decode("gbk", errors="replace"), 1, "文字已经成了乱码"),
        (lambda text: text.encode("gb18030").decode("latin-1"), 1, "文字已经成了乱码"),
        (lambda text: text.splitlines()[0], None, "缺少「一、本年新收政府信息公开申请数量」等 25 行"),
        (
            lambda text: text.replace("\n", "\nx").removesuffix("x"),
            2,
            "（另有 24 行也不认识，缺少「二、上年结转政府信息公开申请数量」等 24 行）",
        ),
        (
            lambda text: text.replace("自然人,商业企业", "自然,企业"),
            1,
            "没有「自然」这一列；是不是「自然人」？（另有 1 列也不认识，缺少「商业企业」这一列）",
        ),
        (
            lambda text: "\n".join(f"{number},{line}" for number, line in enumerate(text.splitlines())),
            1,
            "没有「0」这一列：官方表里没有",
        ),
        (lambda text: text.replace(",0\n", ",0,,9\n"), 2, "比表头多出 1 格（另有 24 行也是）"),
    ],
)
def test_what_does_not_fit_is_one_sentence(
    params: Path, folder: Path, change: Callable[[str], str], row: int | None, words: str
) -> None:
    rewrite(folder / APPLICATIONS, change)
    (problem,) = problems_of(params)
    assert words in problem.message
    assert problem.row == row


def test_big5_is_told_from_simplified_chinese(params: Path, folder: Path) -> None:
    for name, text in (
        (APPLICATIONS, "項目,自然人,商業企業,總計\n一、本年新收,1,2,3\n"),
        ("narrative.md", "# 一、總體情況\n"),
    ):
        (folder / name).write_bytes(text.encode("big5"))
    assert ["Big5" in problem.message for problem in problems_of(params)] == [True, True]


def test_twice_the_text_below_a_table_is_twice_the_work(params: Path, folder: Path) -> None:
    work = []
    for rows in (1450, 2900):
        rewrite(folder / "figures.csv", lambda text: text + "甲乙\n" * 1450)
        (said,) = ingest("luolong", 2024, params).remarks
        assert f"等 {rows} 行在表的外面" in said
        work.append(calls(ingest, "luolong", 2024, params))
    assert work[1] <= 2 * work[0]


def test_no_figure_below_a_table_is_lost(params: Path, folder: Path) -> None:
    """A line whose label is mistyped is no note."""
    edit(folder / REVIEW, "复议后起诉,0", "复议后起诉讼,3")
    (problem,) = problems_of(params)
    assert (problem.row, problem.message) == (4, "没有「复议后起诉讼」这一行；是不是「复议后起诉」？")


def test_number_without_a_name_is_refused(params: Path, folder: Path) -> None:
    rewrite(folder / "figures.csv", lambda text: f"{text},3,件,,台账\n")
    assert [problem.message[:10] for problem in problems_of(params)] == ["这一行没有写名称：请"]
