"""Suites load strictly: what is not understood is refused with its file, never skipped."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annual_report import paths
from annual_report.errors import RuleError
from annual_report.filing.report import Report
from annual_report.rules.suite_files import read_suite_file
from annual_report.rules.suites import load_suites
from annual_report.steps.validate import validate

SUITE = "applications.by_column.json"
ROWS = {"type": "expect_table_row_count_to_equal", "kwargs": {"value": 7}}


@pytest.fixture
def suites(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of expectations/common that a test may spoil; the program reads it instead."""
    folder = Path(shutil.copytree(paths.EXPECTATIONS, tmp_path / "expectations"))
    monkeypatch.setenv(paths.EXPECTATIONS_VARIABLE, str(folder))
    return folder / "common"


def edit(suites: Path, change: Callable[[dict[str, Any]], object]) -> None:
    data = json.loads((suites / SUITE).read_text(encoding="utf-8"))
    change(data)
    (suites / SUITE).write_text(json.dumps(data), encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda suite: suite.update(expectation=[]), "不认识的内容：expectation"),
        (lambda suite: suite.update(name="other"), "与文件名不一致"),
        (lambda suite: suite.update(meta={"abuot": "甲"}), "不认识的内容：abuot"),
        (lambda suite: suite.update(expectations=[]), "套件里没有规则"),
        (lambda suite: suite.update(expectations=["T3-01"]), "expectations 的每一条 应是花括号括起来的内容"),
        (
            lambda suite: suite["expectations"][0].update(ROWS),
            "行名由格式决定，套件里不用写：请删去 expect_table_row_count",
        ),
        (lambda suite: suite["expectations"][0].update(type="expect_balanse"), "没有「expect_balanse」这种规则"),
        (lambda suite: suite["expectations"][0].update(kwarg={}), "不认识的内容：kwarg"),
        (lambda suite: suite["expectations"][0]["kwargs"].update(rigth=["total"]), "参数有误"),
        (lambda suite: suite["expectations"][0]["kwargs"].update(comparison="="), "参数有误"),
        (lambda suite: suite["expectations"][0]["kwargs"].update(left=[{"family": "outcmes"}]), "提到的 outcmes"),
        (lambda suite: suite["expectations"][0].update(severity="fatal"), "severity"),
        (lambda suite: suite["expectations"][0].pop("severity"), "severity"),
        (lambda suite: suite["expectations"][0]["meta"].pop("basis"), "缺少：basis"),
        (lambda suite: suite["expectations"][0]["meta"].update(bais="x"), "不认识的内容：bais"),
        (lambda suite: suite["expectations"][0]["meta"].update(absent={"2020": "没有"}), "absent 应写明"),
        (lambda suite: suite["expectations"][0]["meta"].update(absent={"2019": " "}), "absent 应写明"),
    ],
)
def test_suite_with_a_mistake_is_refused(suites: Path, change: Callable[[dict[str, Any]], object], words: str) -> None:
    edit(suites, change)
    with pytest.raises(RuleError, match=words):
        load_suites("2021")


def test_suite_that_is_no_json_is_refused_with_its_line(suites: Path) -> None:
    (suites / SUITE).write_text('{\n"name": "applications.by_column",,\n}', encoding="utf-8")
    with pytest.raises(RuleError, match=f"{SUITE}:2 "):
        load_suites("2021")


def test_all_that_a_suite_of_version_0_1_states_of_structure_is_named_at_once(suites: Path) -> None:
    stated = [
        ROWS,
        {"type": "expect_table_columns_to_match_set", "kwargs": {"column_set": ["key"]}},
        {"type": "expect_column_distinct_values_to_equal_set", "kwargs": {"column": "key", "value_set": ["a"]}},
        {"type": "expect_column_values_to_not_be_null", "kwargs": {"column": "key"}},
        {"type": "expect_column_values_to_match_regex", "kwargs": {"column": "key", "regex": "a"}},
    ]
    edit(suites, lambda suite: suite["expectations"].extend(stated))
    with pytest.raises(RuleError, match="请删去 " + "、".join(str(each["type"]) for each in stated) + "（没有写 meta"):
        load_suites("2021")


def test_folder_without_suites_is_refused_and_says_who_chose_it(suites: Path) -> None:
    shutil.rmtree(suites.parent)
    with pytest.raises(RuleError, match=r"common、2021 里没有规则套件：.*请检查 ANNUAL_REPORT_EXPECTATIONS"):
        load_suites("2021")


def test_folder_without_the_common_rules_is_refused(suites: Path) -> None:
    shutil.rmtree(suites)
    with pytest.raises(RuleError, match="缺少规则：整个套件 applications"):
        load_suites("2021")


def test_view_without_suite_and_suite_without_view_are_refused(suites: Path, luolong: Report) -> None:
    data = json.loads((suites / SUITE).read_text(encoding="utf-8"))
    (suites / "applicatons.by_column.json").write_text(json.dumps(data | {"name": "applicatons.by_column"}))
    with pytest.raises(RuleError, match=r"applicatons\.by_column 没有对应的数据视图"):
        validate(luolong)
    (suites / "applicatons.by_column.json").unlink()
    (suites / SUITE).unlink()
    with pytest.raises(RuleError, match=r"缺少规则：整个套件 applications\.by_column。"):
        validate(luolong)


def copy(entry: dict[str, Any], **meta: str) -> dict[str, Any]:
    return {**entry, "meta": entry["meta"] | meta}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda rules: rules.pop(0), "套件 applications.by_column 的 T3-S{number}。"),
        (lambda rules: rules[1]["meta"].update(rule="T3-J{number}"), "的 T3-I{number}。"),
        (lambda rules: rules.pop(2), "的 T3-01（应有 2 条，只有 1 条）。"),
        (lambda rules: rules.append(rules[0]), "规则 T3-S{number} 有两条一模一样"),
        (lambda rules: rules.__setitem__(2, rules[3]), "规则 T3-01 有两条一模一样"),
    ],
)
def test_rule_that_is_gone_renamed_or_doubled_is_named(
    suites: Path, change: Callable[[list[dict[str, Any]]], object], words: str
) -> None:
    """Nobody would miss it: what is not judged looks sound."""
    edit(suites, lambda suite: change(suite["expectations"]))
    with pytest.raises(RuleError) as refused:
        load_suites("2021")
    assert words in str(refused.value)


def test_rule_may_be_added(suites: Path) -> None:
    """An analyst's own rules need no pin; those of the form must be there all the same."""
    edit(suites, lambda suite: suite["expectations"].append(copy(suite["expectations"][0], rule="T3-98")))
    edit(suites, lambda suite: suite["expectations"].append(copy(suite["expectations"][0], label="甲")))
    (added,) = (suite for suite in load_suites("2021") if suite.name == "applications.by_column")
    assert [rule.id for rule in added.rules[-2:]] == ["T3-98", "T3-S{number}"]


def test_form_without_a_pin_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "PINNED", tmp_path)
    with pytest.raises(RuleError, match="make rules"):
        load_suites("2021")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda suite: suite["expectations"][0]["kwargs"].update(right=["outcome_total"]), "没有的列：outcome_total"),
        (lambda suite: suite["expectations"][0]["meta"].update(explain="{total}"), "没有的列：total"),
    ],
)
def test_suite_that_does_not_fit_its_view_is_refused(
    suites: Path, luolong: Report, change: Callable[[dict[str, Any]], object], words: str
) -> None:
    edit(suites, change)
    with pytest.raises(RuleError, match=words):
        validate(luolong)


def test_rule_that_raises_is_broken_and_stops_the_gate(suites: Path, luolong: Report) -> None:
    """A limit that cannot be compared with a figure is the suite's mistake, not the agency's."""
    edit(
        suites,
        lambda suite: suite["expectations"].append(
            {
                "type": "expect_column_values_to_be_between",
                "kwargs": {"column": "received", "min_value": "2024-01-01"},
                "severity": "warning",
                "meta": {"rule": "T3-99", "label": "甲", "basis": "乙", "explain": "丙"},
            }
        ),
    )
    findings = validate(luolong)
    assert findings.outcomes["T3-99"] == "broken"
    assert findings.summary["broken"] == 1
    with pytest.raises(RuleError, match="T3-99"):
        findings.raise_for_critical()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b'{"cells": {}}', b'{"cells": {"C-01": "1"}}', b"\xff"])
def test_a_pin_that_cannot_be_read_pins_nothing_and_is_refused(
    content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "2021.json").write_bytes(content)
    monkeypatch.setattr(paths, "PINNED", tmp_path)
    with pytest.raises(RuleError, match=r"2021\.json"):
        load_suites("2021")


def test_a_key_that_stands_twice_in_a_suite_is_refused(tmp_path: Path) -> None:
    """The last one would count: a severity could be softened without anyone seeing it."""
    with pytest.raises(RuleError, match=r"cells\.json  「severity」在同一个花括号里写了两次"):
        read_suite_file(tmp_path / "cells.json", b'{"expectations": [{"severity": "critical", "severity": "info"}]}')
    with pytest.raises(RuleError, match=r"cells\.json:1  不是合法的 JSON"):
        read_suite_file(tmp_path / "cells.json", b"[" * 100_000)
