"""The file of a place is read strictly: whatever is wrong with it is told by file and line, and ends in 3."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from annual_report.__main__ import main
from annual_report.errors import RuleError
from annual_report.steps.ingest import ingest
from annual_report.steps.validate import validate

Place = Callable[[str], Path]

HEAD = """name: 某市
notices:
  - basis: 某市的通知
    first_year: 2021
    points:
"""
LIMIT = "      - {number: 1, words: 不超过 10 字, section: overview, at_most: 10}\n"
POINT = "      - {{number: 2, words: 一点, {what}}}\n"


def judge(params: Path) -> None:
    validate(ingest("yunze", 2024, params))


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("section: overview", "「notices.points」.*正好写一个"),
        ("section: overview, at_most: 9, never: [好]", "正好写一个"),
        ("at_most: 9", "要写明 section"),
        ("rules: [F-05], section: other", "rules、person 不写"),
        ("section: overview, aspect: 监督保障, at_most: 9", "aspect 只能和"),
        ("person: 请核对, severity: critical", "不写 severity"),
        ("rules: [F-05], severity: critical, kinds: [部门]", "不能再写 kinds"),
        ("section: overveiw, never: [好]", "没有「overveiw」这一节；是不是「overview」"),
        ("section: overview, aspect: 平台, never: [好]", "没有「平台」这个方面"),
        ("section: overview, gives: {申请数: '{{ 申请.本年新收.总数 }}'}", "没有「申请.本年新收.总数」这个数字"),
        ("rules: [F-55]", "没有「F-55」这条规则；是不是「F-05」"),
        ("section: other, says: {费: '信息（('}", "不是正则表达式"),
        ("section: other, never: [好], score: 0", "大于 0"),
    ],
)
def test_a_point_that_does_not_fit_is_told_with_its_line(place: Place, params: Path, what: str, said: str) -> None:
    place(HEAD + LIMIT + POINT.format(what=what))
    with pytest.raises(RuleError, match=f"^profiles/moushi.yaml:7:.*(?:{said})"):
        judge(params)


def test_two_points_of_one_number_are_told(place: Place, params: Path) -> None:
    place(HEAD + LIMIT + LIMIT)
    with pytest.raises(RuleError, match=r"moushi\.yaml:7:10  「number」写的 1 在这里是第二次出现"):
        judge(params)


def test_a_notice_that_ends_before_it_begins_is_told(place: Place, params: Path) -> None:
    place(HEAD.replace("first_year: 2021", "first_year: 2025\n    last_year: 2024") + LIMIT)
    with pytest.raises(RuleError, match="last_year 不能早于 first_year"):
        judge(params)


def test_a_broken_file_ends_a_check_in_3_and_says_where(
    place: Place, params: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place(HEAD + LIMIT.replace("words", "wrods"))
    where = [f"--params={params}", f"--out={tmp_path / 'out'}"]
    assert main(["check", "--agency=yunze", "--year=2024", *where]) == 3
    printed = capsys.readouterr().out
    assert "profiles/moushi.yaml:6:" in printed
    assert "没有「notices.points.wrods」这一项" in "".join(printed.split("\n       "))


def test_a_broken_file_of_one_place_leaves_agencies_of_other_places_alone(
    place: Place, params: Path, tmp_path: Path
) -> None:
    place("name: 某市\n")
    where = [f"--params={params}", f"--out={tmp_path / 'out'}"]
    assert main(["check", "--agency=luolong", "--year=2024", *where]) == 0
