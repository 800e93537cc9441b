"""Readers are told which years there are, which are not and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from annual_report.district.trends.coverage import say_coverage, say_years
from annual_report.filing.years import parse_years
from annual_report.steps.ingest import ingest
from years import many_years

FORMS = "两版格式的第二部分口径不同，不作比较，只列后一版；第三、第四部分逐项对应，可以比较。"


@pytest.mark.parametrize(
    ("years", "typed", "filed", "said"),
    [
        (
            (2020, 2024),
            "",
            (2020, 2024),
            "以下数字取自2020年、2024年的年度报告，共 2 份：2020年用 2019 版格式，2024年用 2021 版格式。"
            f"没有2021—2023年的年度报告，图中空缺。{FORMS}",
        ),
        (
            (2022, 2024),
            "2022,2024-2025",
            (2022, 2023, 2024),
            "以下数字取自2022年、2024年的年度报告，共 2 份：2022年、2024年用 2021 版格式。"
            "2023年的年度报告没有选入，图中空缺。选的年份里，没有2025年的年度报告。",
        ),
        (
            (2024,),
            "2024-",
            (2024,),
            "以下数字取自2024年的年度报告，共 1 份：2024年用 2021 版格式。只有一年的数字，看不出变化。",
        ),
    ],
)
def test_years_that_are_there_and_those_that_are_not(
    tmp_path: Path, years: tuple[int, ...], typed: str, filed: tuple[int, ...], said: str
) -> None:
    many_years(tmp_path, years)
    reports = [ingest("hewan", year, tmp_path) for year in years]
    assert say_coverage(reports, parse_years(typed), filed).plain == said


def test_years_that_follow_each_other_are_said_together() -> None:
    assert say_years([2019, 2021, 2022, 2023, 2025]) == "2019年、2021—2023年、2025年"
