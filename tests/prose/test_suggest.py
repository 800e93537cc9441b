"""A typed number is named by the placeholder that says it: of the one cell it is read as, of its row in figures.csv."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from annual_report.filing.figures import Figure
from annual_report.filing.report import Quotation, Report
from annual_report.prose.compose import compose
from annual_report.prose.judged import JudgedProse
from annual_report.prose.suggest import suggestion_for


def suggested(report: Report, text: str, **quoted: tuple[int, str]) -> list[str]:
    """Return what is suggested for every number of a text, in a report that quotes these numbers in figures.csv."""
    quotations = {
        name: Quotation(Figure(Decimal(value), unit, sources=(f"figures.{name}",)), "", "", 0, 0)
        for name, (value, unit) in quoted.items()
    }
    passage = replace(report.narrative["overview"], source=text)
    told = replace(report, narrative={"overview": passage}, quotations=quotations)
    found = (suggestion_for(number, told) for number in JudgedProse(told, compose(told)).numbers)
    return [each.placeholder if each else "" for each in found]


@pytest.mark.parametrize(
    ("text", "placeholders"),
    [
        ("收到政府信息公开申请3184件。", ["{{ 申请.本年新收.总计 }}"]),
        ("收到政府信息公开申请3184起。", ["{{ 申请.本年新收.总计 | 数 }}"]),
        ("收到政府信息公开申请 3184 件。", ["{{ 申请.本年新收.总计 | 数 }}"]),
        (
            "收到申请3184件，其中法人或其他组织282件。",
            ["{{ 申请.本年新收.总计 }}", "{{ 申请.本年新收.法人或其他组织 }}"],
        ),
        ("办结申请3197件，不予公开249件。", ["{{ 申请.办理总计.总计 }}", "{{ 申请.不予公开.总计 }}"]),
        ("2023年收到政府信息公开申请2895件。", ["{{ 上年.申请.本年新收.总计 }}"]),
        ("收到申请3184件，上年收到申请2895件。", ["{{ 申请.本年新收.总计 }}", "{{ 上年.申请.本年新收.总计 }}"]),
        ("制发行政规范性文件108件。", ["{{ 公开.行政规范性文件.制发 }}"]),
    ],
)
def test_number_that_is_read_as_one_cell_and_equals_it_names_its_placeholder(
    yunze: Report, text: str, placeholders: list[str]
) -> None:
    assert suggested(yunze, text) == placeholders


@pytest.mark.parametrize(
    "text",
    [
        "收到政府信息公开申请3183件。",  # not what the table says
        "收到政府信息公开申请3,184件。",  # a placeholder prints no comma
        "收到政府信息公开申请三千一百八十四件。",
        "收到政府信息公开申请近3184件。",
        "收到政府信息公开申请3100余件。",
        "收到政府信息公开申请{{ 申请.本年新收.总计 }}。",
        "网上收到申请102件。",
        "发布信息3184条。",
        "咨询电话：0400-3184115，邮编：990100。",
        "印发《关于公开的意见》（云政办〔2024〕102号）。",
        "收到和上年结转的政府信息公开申请共3299件。",  # two cells
    ],
)
def test_all_else_is_left_typed(yunze: Report, text: str) -> None:
    assert not any(suggested(yunze, text))


@pytest.mark.parametrize(
    ("text", "names", "placeholders"),
    [
        ("好评率99%。", {"好评率": (99, "%")}, ["{{ 好评率 }}"]),
        ("好评率99%。", {"网办率": (99, "%")}, [""]),
        ("好评率98%。", {"好评率": (99, "%")}, [""]),
        ("网办率99%，好评率99%。", {"网办率": (99, "%"), "好评率": (99, "%")}, ["{{ 网办率 }}", "{{ 好评率 }}"]),
        ("涉及11个部门。", {"涉及部门": (11, "个部门")}, ["{{ 涉及部门 }}"]),
        ("新增服务站（村级）24项。", {"服务站新增": (24, "项")}, ["{{ 服务站新增 }}"]),
        ("举办培训，参加24人次。", {"培训人次": (24, "人次")}, [""]),  # 人次 alone says nothing
        ("回应群众关心的问题1560次。", {"回应关切": (1560, "次")}, ["{{ 回应关切 }}"]),
        ("回应群众关心的问题15次。", {"回应关切": (15, "次")}, [""]),
        ("上线智能问答，解答2600人次。", {"智能问答": (2600, "人次")}, ["{{ 智能问答 }}"]),
        ("专栏、专题各3个。", {"专栏": (3, "个"), "专题": (3, "个")}, [""]),
    ],
)
def test_row_of_figures_csv_is_named_where_the_clause_says_its_name(
    yunze: Report, text: str, names: dict[str, tuple[int, str]], placeholders: list[str]
) -> None:
    assert suggested(yunze, text, **names) == placeholders


def test_name_of_equal_characters_is_looked_for_in_no_time(yunze: Report) -> None:
    """Ways to cut it into parts double with every character."""
    name = "好" * 60
    assert suggested(yunze, f"{name}，共24项。", **{f"{name}坏": (24, "项")}) == [""]


def test_number_that_differs_from_its_cell_is_no_row_of_figures_csv_either(yunze: Report) -> None:
    assert suggested(yunze, "收到政府信息公开申请3183件。", 申请=(3183, "件")) == [""]
