"""No share is more than 100 %, and nothing falls by more; a growth, a plan and another year may be more."""

from __future__ import annotations

import pytest

from annual_report.form.forms import load_form
from annual_report.prose.judging.judge import judge
from annual_report.prose.reading.read import read_passage

FORM = load_form("2021")


def rules(text: str) -> list[str]:
    verdicts = judge(read_passage(text, "2021", 2024, topic=""), FORM, dict.fromkeys(FORM.cells, 0))
    return [each.rule for each in verdicts if each.agreement == "differs"]


@pytest.mark.parametrize(
    "text", ["满意率102%。", "办理完成的占102%。", "投诉量同比下降120%。", "压缩办理时限，压缩率160%。"]
)
def test_more_than_all_is_told(text: str) -> None:
    assert rules(text) == ["M-05"]


@pytest.mark.parametrize(
    "text",
    [
        "访问量同比增长200.0%。",
        "实现了200%的增长。",
        "涨幅为300%。",
        "是上年的150%。",
        "完成全年任务的120%。",
        "好评率提高到95%。",
    ],
)
def test_what_may_be_more_than_all_is_let_pass(text: str) -> None:
    assert rules(text) == []


@pytest.mark.parametrize(("rate", "found"), [("95.37", []), ("99.1", ["M-04"]), ("80.1", ["M-04"])])
def test_a_rate_lies_between_what_its_part_and_its_whole_allow(rate: str, found: list[str]) -> None:
    assert rules(f"受理事项30万余件，其中线上受理28万余件，网办率{rate}%。") == found
