"""What an analyst has at hand becomes a chart, exactly; what is no number is refused."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest

from annual_report.document.chart.charts import SHARES
from annual_report.document.chart.given import chart_given
from annual_report.errors import InputError


def test_a_frame_has_a_series_in_each_column() -> None:
    frame = pd.DataFrame({"新收": [50, None], "金额": [Decimal("0.10"), 2]}, index=[2023, 2024], dtype=object)
    chart = chart_given(frame)
    assert (chart.title, chart.categories) == ("新收、金额", ("2023", "2024"))
    assert [each.values for each in chart.series] == [(50, None), (Decimal("0.10"), 2)]


def test_figures_by_name_are_one_series() -> None:
    assert chart_given({"自然人": 3, "商业企业": 1}).series[0].values == (3, 1)
    assert chart_given(pd.Series([1.0], index=["甲"], name="新收")).series[0].name == "新收"


@pytest.mark.parametrize(
    ("figures", "said"), [({"甲": "3件"}, "「3件」"), ({}, "没有可以画的数字"), ({"甲": float("inf")}, "inf")]
)
def test_what_is_no_number_is_refused(figures: dict[str, object], said: str) -> None:
    with pytest.raises(InputError, match=said):
        chart_given(figures)


def test_there_is_no_negative_share() -> None:
    with pytest.raises(InputError, match="负数 -1"):
        chart_given({"甲": -1, "乙": 2}, kind=SHARES)
