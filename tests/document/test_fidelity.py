"""luolong 2024 is the published report again: every paragraph in order, all 200 figures under the official labels.

Compared with the stored copy of the published text, whose damage is known (a converter split labels and shifted cells):
labels and paragraphs are equal after NFKC and removal of white space, figures are the last numbers of a line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from bs4 import BeautifulSoup, Tag

from annual_report import paths
from annual_report.build.verbs import Outcome
from annual_report.wording import fold

PUBLISHED = (paths.PROJECT / "tests/data" / "luolong_2024.txt").read_text(encoding="utf-8")

Built = Callable[[str], Outcome]


def published_title() -> str:
    return fold(PUBLISHED.strip().splitlines()[0].lstrip("#"))


def published_headings() -> list[str]:
    return [fold(line.lstrip("#")) for line in PUBLISHED.splitlines() if re.match("##", line)]


def published_paragraphs() -> list[str]:
    lines = (line for line in PUBLISHED.splitlines() if line.strip() and not line.startswith("#") and "\t" not in line)
    return [fold(line) for line in lines]


def published_applications() -> dict[str, list[str]]:
    """Return the seven figures of every line of table 三; the label is the last text before them."""
    figures = {}
    for line in PUBLISHED.splitlines():
        fields = [field for field in line.split("\t") if field.strip()]
        numbers = [field for field in fields if field.strip().isdigit()]
        if len(numbers) == 7:
            figures[fold(fields[-8])] = numbers
    return figures


def published_disclosure() -> list[tuple[str, list[str]]]:
    lines = (line.split("\t") for line in PUBLISHED.splitlines() if "\t" in line)
    named = [(fold(fields[0]), [field for field in fields[1:] if field.strip().isdigit()]) for fields in lines]
    return [(label, numbers) for label, numbers in named if label and len(numbers) in (1, 3)]


@pytest.fixture(scope="module")
def page(built: Built) -> BeautifulSoup:
    return BeautifulSoup((built("luolong").request.place / "report.html").read_text(encoding="utf-8"), "html.parser")


@pytest.fixture(scope="module")
def markdown(built: Built) -> str:
    return (built("luolong").request.place / "report.md").read_text(encoding="utf-8")


def test_the_stored_text_is_whole() -> None:
    assert len(published_headings()) == 6
    assert len(published_paragraphs()) == 8
    assert len(published_applications()) == 25
    assert sum(len(numbers) for _, numbers in published_disclosure()) == 10


def test_page_has_the_title_and_six_sections_at_one_level(page: BeautifulSoup) -> None:
    assert [fold(heading.text) for heading in page.find_all("h1")] == [published_title()]
    assert [fold(heading.text) for heading in page.find_all("h2")] == published_headings()


def test_page_has_every_paragraph_in_order(page: BeautifulSoup) -> None:
    assert [fold(paragraph.text) for paragraph in page.find_all("p")] == published_paragraphs()


def labelled_rows(table: Tag) -> dict[str, list[str]]:
    """Return the figures of every row by the label nearest to them."""
    rows = {}
    for row in table.select("tr"):
        figures = [cell.text for cell in row.select("td[data-cell]")]
        if figures:
            rows[fold(row.find_all("th")[-1].text)] = figures
    return rows


def test_page_has_every_figure_of_table_three_under_its_label(page: BeautifulSoup) -> None:
    assert labelled_rows(page.select_one("table.applications")) == published_applications()


def test_page_has_every_figure_of_table_two_under_its_label(page: BeautifulSoup) -> None:
    assert list(labelled_rows(page.select_one("table.disclosure")).items()) == published_disclosure()


def test_page_has_fifteen_figures_in_table_four(page: BeautifulSoup) -> None:
    table = page.select_one("table.review_litigation")
    assert [cell.text for cell in table.select("td[data-cell]")] == PUBLISHED.split("尚未 审结\t总计\n")[-1].split(
        "\n"
    )[0].split("\t")
    heads = [fold(cell.text) for cell in table.select("th")]
    assert heads == [fold(each) for line in PUBLISHED.splitlines()[66:69] for each in line.split("\t") if each.strip()]


def test_figures_of_the_page_stand_under_the_heads_they_name(page: BeautifulSoup) -> None:
    """自然人 and its like are the column heads, in the order of the form."""
    texts = {head["id"]: fold(head.text) for head in page.select("th[id]")}
    for row in page.select("table.applications tbody tr"):
        kinds = [texts[cell["headers"][-1]] for cell in row.select("td[data-cell]")]
        assert kinds == ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]


def test_markdown_has_headings_and_every_paragraph_in_order(markdown: str) -> None:
    lines = [line for line in markdown.splitlines() if line.strip()]
    assert fold(lines[0].removeprefix("# ")) == published_title()
    assert [fold(line.removeprefix("## ")) for line in lines if line.startswith("## ")] == published_headings()
    assert [fold(line) for line in lines if not line.startswith(("#", "|"))] == published_paragraphs()


def test_markdown_has_every_figure_under_its_label(markdown: str) -> None:
    rows = list(pipe_rows(markdown))
    sevens = {fold(labels[-1]): numbers for labels, numbers in rows if len(numbers) == 7}
    assert sevens == published_applications()
    assert [(fold(labels[-1]), numbers) for labels, numbers in rows if len(numbers) in (1, 3)] == published_disclosure()
    assert [len(numbers) for _, numbers in rows if len(numbers) == 15] == [15]


def pipe_rows(markdown: str) -> Iterator[tuple[list[str], list[str]]]:
    for line in markdown.splitlines():
        fields = [field.strip() for field in line.strip("|").split("|") if field.strip()]
        numbers = [field for field in fields if field.isdigit()]
        if line.startswith("|") and numbers:
            yield [field for field in fields if not field.isdigit()], numbers
