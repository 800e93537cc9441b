"""Run one suite over its view and say what became of every rule on every row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import great_expectations as gx
import pandas as pd
from great_expectations.core import ExpectationSuiteValidationResult, ExpectationValidationResult
from great_expectations.datasource.fluent.interfaces import Batch

from annual_report.errors import RuleError
from annual_report.model.findings import Equation, Finding
from annual_report.model.rules import Rule, Suite
from annual_report.model.views import View
from annual_report.steps.validate.wording import broken_finding, equation_of, failed_finding, not_assessable_finding

# Great Expectations reorders results; each carries the position of its rule.
POSITION = "position"

VIEW_BROKEN = "数据视图 {view} 与套件不符（{type}）：{observed}"
RULE_RAISED = "规则执行出错：{reason}"
RULE_LEFT_OUT = "套件 {suite} 里的规则没有结果：{rules}"
RULE_SKIPPED = "规则没有在全部 {expected} 行上执行（只执行了 {seen} 行）"


@dataclass(frozen=True)
class Judgement:
    """What became of one rule on one row of its view."""

    rule: str
    outcome: str
    finding: Finding | None
    equation: Equation = ()


def judge(suite: Suite, view: View) -> Iterator[Judgement]:
    """Judge every rule of a suite on every row of its view."""
    result = _run(suite, view.frame)
    results = {each.expectation_config.meta[POSITION]: each for each in result.results if each.expectation_config}
    _require_all(suite, results)
    for position, _ in enumerate(suite.structure):
        _require_structure(view, results[position])
    for position, rule in enumerate(suite.rules, len(suite.structure)):
        yield from _outcomes(rule, view, results[position])


def _require_all(suite: Suite, results: Mapping[int, ExpectationValidationResult]) -> None:
    """Raise RuleError where the engine left out a rule: what was never judged must not look like a pass."""
    stated = [*(["结构"] * len(suite.structure)), *(rule.id for rule in suite.rules)]
    left_out = [name for position, name in enumerate(stated) if position not in results]
    if left_out:
        raise RuleError(RULE_LEFT_OUT.format(suite=suite.name, rules="、".join(left_out)))


def _run(suite: Suite, frame: pd.DataFrame) -> ExpectationSuiteValidationResult:
    stated = [*suite.structure, *(rule.expectation for rule in suite.rules)]
    expectations = [
        expectation.copy(update={"meta": {POSITION: position}}) for position, expectation in enumerate(stated)
    ]
    return _batch(frame).validate(
        gx.ExpectationSuite(name=suite.name, expectations=expectations),
        result_format={
            "result_format": "COMPLETE",
            "unexpected_index_column_names": ["key"],
            "return_unexpected_index_query": False,
        },
    )


def _batch(frame: pd.DataFrame) -> Batch:
    return _whole_dataframe().get_batch(batch_parameters={"dataframe": frame})


@cache
def _whole_dataframe() -> Any:
    context = gx.get_context(mode="ephemeral")
    context.enable_analytics(False)
    context.variables.progress_bars = {"globally": False}
    return (
        context.data_sources.add_pandas("report")
        .add_dataframe_asset("view")
        .add_batch_definition_whole_dataframe("all")
    )


def _outcomes(rule: Rule, view: View, result: ExpectationValidationResult) -> Iterator[Judgement]:
    rows, broken = _rows(rule, view.frame)
    broken = broken or _why_broken(result, expected=len(rows))
    unexpected = set() if broken else {each["key"] for each in result.result["unexpected_index_list"]}
    # A rule with a condition is judged on every row it could not rule out: unknown is not "does not apply".
    unknown = view.frame[rule.condition_columns].isna().any(axis=1)
    judged = [*_records(rows), *_records(view.frame[unknown])]
    if not judged:
        yield Judgement(rule.id.format(number=1), "broken" if broken else "passed", broken_finding(rule, broken))
    for row in judged:
        rule_id = rule.id.format(number=row["number"])
        equation = equation_of(rule, row, view)
        missing = [column for column in rule.needed_columns if row[column] is None]
        if broken:
            yield Judgement(rule_id, "broken", broken_finding(rule, broken, rule_id))
        elif row["key"] in unexpected:
            yield Judgement(rule_id, "failed", failed_finding(rule, rule_id, row, view), equation)
        elif missing:
            finding = not_assessable_finding(rule, rule_id, row, view, missing)
            yield Judgement(rule_id, "not_assessable", finding, equation)
        else:
            yield Judgement(rule_id, "passed", None, equation)


def _rows(rule: Rule, frame: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """Return the rows a rule speaks about, or why they cannot be told."""
    try:
        return (frame.query(rule.condition) if rule.condition else frame), ""
    except Exception as error:  # a condition is data: whatever is wrong with it, the rule is broken
        return frame, RULE_RAISED.format(reason=error)


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def _why_broken(result: ExpectationValidationResult, expected: int) -> str:
    """Say why a result cannot be trusted; empty where it can."""
    if result.exception_info.get("raised_exception", True):
        return RULE_RAISED.format(reason="；".join(_messages(result.exception_info)) or "原因不明")
    seen = result.result.get("element_count")
    return "" if seen == expected else RULE_SKIPPED.format(expected=expected, seen=seen)


def _messages(exception_info: Any) -> list[str]:
    """Return what was raised; Great Expectations files it under one or several metrics."""
    if not isinstance(exception_info, dict):
        return []
    own = [str(exception_info["exception_message"])] if exception_info.get("exception_message") else []
    nested = [message for part in exception_info.values() for message in _messages(part)]
    return list(dict.fromkeys([*own, *nested]))


def _require_structure(view: View, result: ExpectationValidationResult) -> None:
    if not result.success and result.expectation_config:
        observed = result.result or result.exception_info
        raise RuleError(VIEW_BROKEN.format(view=view.name, type=result.expectation_config.type, observed=observed))
