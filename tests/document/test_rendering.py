"""Titles, prose and tables as a reader and an exporter get them; agency text cannot become markup."""

from __future__ import annotations

from dataclasses import replace

import mistune
import pytest
from bs4 import BeautifulSoup

from annual_report.filing.agency import Agency
from annual_report.filing.report import Passage, Report
from annual_report.steps.narrate import narrate, title
from annual_report.steps.tabulate import TABLE_MIME, tabulate

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>"


def with_text(report: Report, source: str) -> Report:
    return replace(report, narrative={"other": Passage("other", source, "narrative.md", 1)})


def test_bound_numbers_carry_the_cells_they_come_from(yunze: Report) -> None:
    page = BeautifulSoup(narrate(with_text(yunze, "收到{{ 申请.本年新收.总计 }}。"), "other").html, "html.parser")
    (figure,) = page.select("span.figure")
    assert (figure.text, figure["data-cell"]) == ("3184件", "applications.received.total")


def test_addresses_survive_marks(yunze: Report) -> None:
    source = "_{{ 公开.行政规范性文件.有效 }}_ **{{ 公开.行政规范性文件.制发 }}**"
    page = BeautifulSoup(narrate(with_text(yunze, source), "other").html, "html.parser")
    assert [span["data-cell"] for span in page.select("p > span, strong > span")] == [
        "disclosure.normative_documents.in_force",
        "disclosure.normative_documents.issued",
    ]


@pytest.mark.parametrize(
    "source",
    [HOSTILE, f"# {HOSTILE}", f"- {HOSTILE}", f"> {HOSTILE}", f"[甲](javascript:alert(1)) {HOSTILE}", f"`{HOSTILE}`"],
)
def test_markup_in_the_narrative_stays_text(luolong: Report, source: str) -> None:
    rendered = narrate(with_text(luolong, source), "other")
    page = BeautifulSoup(rendered.html, "html.parser")
    assert not page.select("script, img, iframe, object, [onerror]")
    assert not [link for link in page.select("a[href]") if link["href"].startswith("javascript")]
    assert "<script" not in rendered.markdown


def test_markup_in_master_data_and_cells_stays_text(luolong: Report) -> None:
    report = replace(luolong, agency=Agency(name=HOSTILE))
    assert "<script" not in title(report).html
    total = "applications.received.total"
    entry = luolong.ledger.entries[total]._replace(value=None, text=HOSTILE)
    hostile = replace(luolong, ledger=luolong.ledger.with_entries({total: entry}))
    rendered = tabulate(hostile.applications)
    assert "<script" not in rendered.html
    assert "<script" not in rendered.markdown


@pytest.mark.parametrize(
    "source",
    [
        *("![图](http://example.org/x.png)", "![图][x]\n\n[x]: http://example.org/x.png", "<http://example.org/>"),
        *("http://example.org/", "www.example.org", "<img src=http://example.org/x.png>", "![图](//example.org/x)"),
    ],
)
def test_nothing_is_loaded_and_nothing_leads_anywhere(luolong: Report, source: str) -> None:
    rendered = narrate(with_text(luolong, source), "other")
    for page in (rendered.html, mistune.html(rendered.markdown)):
        assert BeautifulSoup(str(page), "html.parser").select("[src], [href]") == []
    assert rendered.plain == source


def test_headings_inside_a_section_are_text(luolong: Report) -> None:
    rendered = narrate(with_text(luolong, "## 小标题\n\n标题\n==="), "other")
    assert rendered.html == "<p>## 小标题</p>\n<p>标题</p>\n<p>===</p>\n"
    assert rendered.markdown == "\\## 小标题\n\n标题\n\n===\n"


def test_dollars_and_backslashes_make_no_formulas_in_jupyter(luolong: Report) -> None:
    page = BeautifulSoup(narrate(with_text(luolong, r"价$x$ \(y\)"), "other").html, "html.parser")
    assert page.get_text() == "价$x$ \\(y\\)\n"
    assert [span.text for span in page.select("span.mathjax_ignore")] == ["$", "$", "\\", "\\"]


def test_section_without_prose_shows_nothing(luolong: Report) -> None:
    assert narrate(luolong, "preface").html == ""
    with pytest.raises(KeyError):
        narrate(luolong, "disclosure")


def test_applications_have_the_official_merged_cells(yunze: Report) -> None:
    table = BeautifulSoup(tabulate(yunze.applications).html, "html.parser")
    spans = {
        cell.text: (int(cell.get("rowspan", 1)), int(cell.get("colspan", 1))) for cell in table.select("th, td.note")
    }
    assert spans["（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"] == (3, 3)
    assert spans["申请人情况"] == (1, 7)
    assert spans["法人或其他组织"] == (1, 5)
    assert spans["自然人"] == (2, 1)
    assert spans["三、本年度办理结果"] == (22, 1)
    assert spans["（三）不予公开"] == (8, 1)
    assert spans["（一）予以公开"] == (1, 2)
    assert spans["一、本年新收政府信息公开申请数量"] == (1, 3)
    assert spans["四、结转下年度继续办理"] == (1, 3)


def test_disclosure_and_litigation_have_the_official_merged_cells(yunze: Report) -> None:
    disclosure = BeautifulSoup(tabulate(yunze.disclosure).html, "html.parser")
    assert [cell["colspan"] for cell in disclosure.select('[scope="colgroup"]')] == ["4", "4", "3", "4", "3", "4", "3"]
    litigation = BeautifulSoup(tabulate(yunze.review_litigation).html, "html.parser")
    assert [(cell.text, cell["colspan"]) for cell in litigation.select("thead tr:first-child th")] == [
        ("行政复议", "5"),
        ("行政诉讼", "10"),
    ]
    assert [cell.text for cell in litigation.select("thead tr:nth-child(2) th[rowspan]")] == [
        *("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    ]


@pytest.mark.parametrize("code", ["disclosure", "applications", "review_litigation"])
def test_every_row_of_a_table_fills_its_width(yunze: Report, code: str) -> None:
    """Spans are right when the cells of every row, with those reaching down into it, add up to the width."""
    data = tabulate(yunze.table(code)).data[TABLE_MIME]
    reaching = [0] * len(data["rows"])
    for number, row in enumerate(data["rows"]):
        for cell in row:
            for down in range(cell["rowspan"]):
                reaching[number + down] += cell["colspan"]
    assert set(reaching) == {data["width"]}


@pytest.mark.parametrize("code", ["disclosure", "applications", "review_litigation"])
def test_figures_name_head_cells_that_exist(yunze: Report, code: str) -> None:
    table = BeautifulSoup(tabulate(yunze.table(code)).html, "html.parser")
    ids = [head["id"] for head in table.select("th")]
    assert len(ids) == len(set(ids))
    assert table.caption
    for figure in table.select("td[data-cell]"):
        assert set(figure["headers"]) <= set(ids)
        assert len(figure["headers"]) >= 2


def test_table_travels_as_data_with_spans_and_values(yunze: Report) -> None:
    bundle = tabulate(yunze.disclosure)._repr_mimebundle_()
    cells = [cell for row in bundle[TABLE_MIME]["rows"] for cell in row if cell["role"] == "value"]
    assert len(cells) == 10
    assert cells[-1]["value"] == "48316.2735"
    assert cells[0] | {"text": "2"} == cells[0]
