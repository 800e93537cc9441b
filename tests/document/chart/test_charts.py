"""What a chart shows, whoever draws it: values by category, exact, with what is missing kept apart from 0."""

from __future__ import annotations

from decimal import Decimal

import pytest

from annual_report.document.chart.charts import SHARES, chart_of_data, chart_of_rows

CHART = chart_of_rows({"甲": [1, None, 0], "乙": [Decimal("2.50"), 3, 0]}, ["一", "二", "三"], title="题", kind=SHARES)


def test_a_total_is_that_of_all_series_or_none() -> None:
    assert CHART.totals == (Decimal("3.50"), None, 0)
    assert (CHART.lowest, CHART.highest) == (0.0, 3.0)


def test_a_chart_is_stored_exactly_and_read_again() -> None:
    stored = CHART.as_dict()
    assert stored["series"][1] == {"name": "乙", "values": ["2.50", 3, 0]}
    assert chart_of_data(stored) == CHART


def test_a_series_has_a_value_for_every_category() -> None:
    with pytest.raises(ValueError, match="一"):
        chart_of_rows({"甲": [1]}, ["一", "二"], title="题")
