"""Agency and year come from the title or the span of the figures, never from the date of a page."""

from __future__ import annotations

import pytest

from annual_report.filing.imports.document import Line, Origin
from annual_report.filing.imports.titles import title_of


def lines(*texts: str) -> list[Line]:
    return [Line(text, Origin(1, 0, row, 1)) for row, text in enumerate(texts, 1)]


@pytest.mark.parametrize(
    ("texts", "agency", "year"),
    [
        (["云泽市某局2023年政府信息公开工作年度报告"], "云泽市某局", 2023),
        (["2023年度云泽市某局政府信息公开工作年度报告"], "云泽市某局", 2023),
        (["- 1 -", "云泽市人民政府", "2024 年政府信息公开工作年度报告"], "云泽市人民政府", 2024),
        (["2024 年云泽市某局政府信息公开工作", "年度报告"], "云泽市某局", 2024),
        (["发布时间：2024-02-08", "统计期限自2023年1月1日起至2023年12月31日止"], "", 2023),
        (["发布时间：2024-02-08"], "", None),
    ],
)
def test_a_title_says_whose_and_of_which_year(texts: list[str], agency: str, year: int | None) -> None:
    assert title_of(lines(*texts)) == (agency, year)
