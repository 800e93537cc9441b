"""Adding a rule is one object and one line, changing a severity one word: both done to a copy of the project's data."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

import rule_book
from annual_report import paths
from annual_report.__main__ import main
from annual_report.errors import RuleError
from annual_report.form.forms import load_forms
from annual_report.rules.suites import load_suites
from breaking import (
    BREAKAGES_FILE,
    failed_rules,
    judge_all,
    read_breakages,
    too_few_breakages,
    unseen,
    without_breakage,
)

OBJECT = """
    {
      "type": "expect_balance",
      "kwargs": {
        "left": ["corrected"],
        "comparison": "<=",
        "right": ["total"]
      },
      "severity": "warning",
      "meta": {
        "rule": "T4-98",
        "label": "结果纠正不多于总计",
        "basis": "由合计和非负推出",
        "explain": "{where} {left} 件，多于总计 {right}",
        "at": "corrected"
      }
    },"""
LINE = "T4-98: {set: {review_litigation.review.corrected: 100000}}\n"

# Reports in which nothing is wrong, one of each form.
SOUND = {"2021": {"report": ["yunze", 2024]}, "2019": {"report": ["hewan", 2020]}}


@pytest.fixture
def expectations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of expectations/ that the program reads instead."""
    folder = Path(shutil.copytree(paths.EXPECTATIONS, tmp_path / "expectations"))
    monkeypatch.setenv(paths.EXPECTATIONS_VARIABLE, str(folder))
    return folder


@pytest.fixture
def added(expectations: Path, tmp_path: Path) -> Path:
    """The copy with one object more, and a copy of breakages.yaml with one line more."""
    suite = expectations / "common/review_litigation.json"
    head = '"expectations": ['
    suite.write_text(suite.read_text(encoding="utf-8").replace(head, head + OBJECT), encoding="utf-8")
    breakages = Path(shutil.copy(BREAKAGES_FILE, tmp_path))
    breakages.write_text(breakages.read_text(encoding="utf-8") + LINE, encoding="utf-8")
    return breakages


def test_a_rule_is_one_object_and_one_line(added: Path) -> None:
    """All that the tests ask of a rule is true of it, under every form, and it stands in the rule book."""
    breakages = read_breakages(added)
    judged = judge_all(breakages)
    assert unseen(judged) == []
    assert without_breakage(judged) == too_few_breakages(breakages) == set()
    assert [failed_rules(each) for each in judge_all(SOUND).values()] == [set(), set()]
    page = rule_book.page(breakages)
    assert page.count("| T4-98 | 结果纠正不多于总计 | 结果纠正 ≤ 总计 | 提醒 |") == len(load_forms())
    assert page.count("`{set: {review_litigation.review.corrected: 100000}}`") == len(load_forms())


def test_a_rule_without_its_line_is_missed_and_so_is_a_line_without_its_rule(added: Path) -> None:
    text = added.read_text(encoding="utf-8")
    added.write_text(text.replace(LINE, "").replace("F-11: {prose", "F-12: {prose"), encoding="utf-8")
    lines = {line: each for line, each in read_breakages(added).items() if line.startswith(("T4", "F-1"))}
    assert {"T4-98", "F-12"} <= without_breakage(judge_all(lines))
    assert "T4-98" in too_few_breakages(lines)


def test_a_rule_once_pinned_is_missed_when_it_vanishes(
    added: Path, expectations: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`make rules` pins what was added; from then on it must be there."""
    for form in load_forms():
        (tmp_path / f"{form.version}.json").write_text(rule_book.pinned(form), encoding="utf-8")
    monkeypatch.setattr(paths, "pinned_rules", lambda version: tmp_path / f"{version}.json")
    load_suites("2021")
    suite = expectations / "common/review_litigation.json"
    suite.write_text(suite.read_text(encoding="utf-8").replace(OBJECT, ""), encoding="utf-8")
    with pytest.raises(RuleError, match="套件 review_litigation 的 T4-98"):
        load_suites("2021")


def test_a_severity_is_one_word(expectations: Path, params: Path, tmp_path: Path) -> None:
    """What was a remark for every reader is now a hint, in the findings, on the page and in the rule book."""
    suite = expectations / "common/figures.json"
    suite.write_text(suite.read_text(encoding="utf-8").replace('"warning"', '"info"'), encoding="utf-8")
    figures = params / "yunze/2024/figures.csv"
    rows = [row.rpartition(",")[0] + "," if row.startswith("信息处理费,") else row for row in _rows(figures)]
    figures.write_text("\n".join(rows) + "\n", encoding="utf-8")
    options = ["--agency", "yunze", "--year", "2024", "--params", str(params), "--out", str(tmp_path / "out")]
    assert main(["check", *options]) == 0
    place = tmp_path / "out/yunze/2024"
    (finding,) = json.loads((place / "findings.json").read_text(encoding="utf-8"))["findings"]
    assert (finding["rule"], finding["severity"]) == ("P-01", "info")
    page = BeautifulSoup((place / "findings.html").read_text(encoding="utf-8"), "html.parser")
    assert "错误 0 个 提醒 0 个 提示 1 个" in " ".join(page.get_text(" ").split())
    assert rule_book.page().count("| P-01 | 正文引用的数字都要写来源 | source 不空 | 提示 |") == len(load_forms())


def _rows(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines()
