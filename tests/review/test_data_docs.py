"""Great Expectations' own pages open without a network, and are the same every time."""

from __future__ import annotations

import re
from pathlib import Path

import great_expectations as gx
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from great_expectations.core import ExpectationSuiteValidationResult

from annual_report.review.data_docs import data_docs

HOSTILE = "<script>alert(1)</script>"


def judged(name: str, least: int) -> ExpectationSuiteValidationResult:
    """Judge a small frame: every figure at least so much, no text missing."""
    context = gx.get_context(mode="ephemeral")
    asset = context.data_sources.add_pandas("report").add_dataframe_asset("view")
    frame = pd.DataFrame({"key": ["甲", HOSTILE], "value": [1, 2]})
    batch = asset.add_batch_definition_whole_dataframe("whole").get_batch(batch_parameters={"dataframe": frame})
    expectations = [
        gx.expectations.ExpectColumnValuesToBeBetween(column="value", min_value=least),
        gx.expectations.ExpectColumnValuesToBeInSet(column="key", value_set=["甲"]),
        gx.expectations.ExpectColumnValuesToNotBeNull(column="key"),
    ]
    result: ExpectationSuiteValidationResult = batch.validate(gx.ExpectationSuite(name=name, expectations=expectations))
    return result


@pytest.fixture(scope="module")
def results() -> list[ExpectationSuiteValidationResult]:
    return [judged("applications.by_column", 2), judged("cells", 1)]


def test_index_leads_to_a_page_for_every_suite(tmp_path: Path, results: list[ExpectationSuiteValidationResult]) -> None:
    index = data_docs(tmp_path / "docs", results, "云泽市 2024")
    page = BeautifulSoup(index.read_text(encoding="utf-8"), "html.parser")
    rows = [[cell.get_text() for cell in row.select("td")] for row in page.select("tbody tr")]
    assert rows == [["applications.by_column", "✘ 有不成立", "3", "1", "2"], ["cells", "✘ 有不成立", "3", "2", "1"]]
    assert all((index.parent / str(link["href"])).is_file() for link in page.select("a"))


def test_pages_say_what_great_expectations_found(
    tmp_path: Path, results: list[ExpectationSuiteValidationResult]
) -> None:
    data_docs(tmp_path, results, "云泽市 2024")
    page = BeautifulSoup((tmp_path / "suite.applications.by_column.html").read_text("utf-8"), "html.parser")
    text = " ".join(page.get_text(" ").split())
    assert "values must be greater than or equal to 2" in text
    assert "1 unexpected values found" in text
    assert page.select(".fa-check-circle")
    assert page.select(".fa-times")


def test_nothing_is_loaded_from_outside_and_nothing_runs(
    tmp_path: Path, results: list[ExpectationSuiteValidationResult]
) -> None:
    data_docs(tmp_path, results, HOSTILE)
    for path in tmp_path.iterdir():
        text = path.read_text(encoding="utf-8")
        assert not BeautifulSoup(text, "html.parser").select("script, link, img, iframe"), path
        assert not re.search(r"https?://|url\(|@import", text), path


def test_texts_from_inputs_are_shown_as_they_are(
    tmp_path: Path, results: list[ExpectationSuiteValidationResult]
) -> None:
    data_docs(tmp_path, results, "云泽市 2024")
    page = BeautifulSoup((tmp_path / "suite.cells.html").read_text("utf-8"), "html.parser")
    assert HOSTILE in [cell.get_text().strip() for cell in page.select("td")]


def test_same_results_give_the_same_bytes(tmp_path: Path, results: list[ExpectationSuiteValidationResult]) -> None:
    for name in ("a", "b"):
        data_docs(tmp_path / name, results, "云泽市 2024")
    written = [{path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("a", "b")]
    assert written[0] == written[1]
    assert len(written[0]) == 3
