"""Before any rule is judged, a view must look as the form says; else nothing is judged and all would seem to hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from annual_report.errors import RuleError
from annual_report.filing.report import Report
from annual_report.rules.run_suite import judge
from annual_report.rules.suites import load_suites
from annual_report.rules.views import View, views_of

LINES = "applications.by_line"


def _without_a_row(view: View) -> View:
    return replace(view, rows=dict([*view.rows.items()][1:]))


def _with_a_row_renamed(view: View) -> View:
    first, *others = view.rows.items()
    return replace(view, rows=dict([("receved", first[1]), *others]))


def _with_a_column_more(view: View) -> View:
    rows = {key: row | {"organisations": 0} for key, row in view.rows.items()}
    return replace(view, columns=(*view.columns, "organisations"), rows=rows)


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        (_without_a_row, "expect_table_row_count_to_equal"),
        (_with_a_row_renamed, "expect_column_distinct_values_to_equal_set"),
        (_with_a_column_more, "expect_table_columns_to_match_set"),
    ],
)
def test_view_that_is_not_as_the_form_says_is_refused(
    yunze: Report, change: Callable[[View], View], broken: str
) -> None:
    (suite,) = (each for each in load_suites("2021") if each.name == LINES)
    with pytest.raises(RuleError, match=rf"数据视图 {LINES} 与套件不符（{broken}）"):
        judge(suite, [change(views_of(yunze)[LINES])])


def test_key_of_no_known_kind_is_refused(yunze: Report) -> None:
    (suite,) = (each for each in load_suites("2021") if each.name == "figures")
    view = views_of(yunze)["figures"]
    spoiled = replace(view, rows={f"{key} ": row for key, row in view.rows.items()})
    with pytest.raises(RuleError, match="expect_column_values_to_match_regex"):
        judge(suite, [spoiled])


@pytest.mark.parametrize("version", ["2019", "2021"])
def test_every_suite_states_rows_columns_and_keys_before_its_first_rule(version: str) -> None:
    for suite in load_suites(version):
        types = [each.configuration.type.removeprefix("expect_") for each in suite.structure]
        assert [each.split("_to_")[0] for each in types[:2]] == ["table_row_count", "table_columns"]
        assert types[3] == "column_values_to_not_be_null"
