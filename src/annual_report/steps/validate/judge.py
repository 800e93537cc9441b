"""Run one suite over a view of one or many reports, and say what became of every rule on every row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import great_expectations as gx
import numpy as np
import pandas as pd
from great_expectations.core import ExpectationSuiteValidationResult, ExpectationValidationResult
from great_expectations.datasource.fluent.interfaces import Batch
from great_expectations.expectations import ExpectCompoundColumnsToBeUnique
from great_expectations.expectations.expectation import Expectation
from numpy.typing import NDArray

from annual_report.errors import RuleError
from annual_report.model.rules import Condition, Rule, Suite
from annual_report.model.views.view import KEY, REPORT, View, frame_of

Mask = NDArray[np.bool_]

# Great Expectations reorders results; each carries the position of its rule.
POSITION = "position"

VIEW_BROKEN = "数据视图 {view} 与套件不符（{type}）：{observed}"
RULE_RAISED = "规则执行出错：{reason}"
RULE_LEFT_OUT = "套件 {suite} 里的规则没有结果：{rules}"
RULE_SKIPPED = "规则没有在全部 {expected} 行上执行（只执行了 {seen} 行）"


@dataclass(frozen=True)
class Judgement:
    """What became of one rule: on which rows it was judged, where it failed, where something was missing.

    The masks run over the rows of the frame; `broken` says why the rule itself failed, empty where it did not.
    """

    rule: Rule
    judged: Mask
    failed: Mask
    missing: Mask
    broken: str = ""


def judge(suite: Suite, views: Sequence[View]) -> list[Judgement]:
    """Judge every rule of a suite on every row of a view of several reports, in one run.

    Raises RuleError where a view is not what the suite says it looks at.
    """
    frame = frame_of(views)
    result = run(suite, frame, len(views))
    results = {each.expectation_config.meta[POSITION]: each for each in result.results if each.expectation_config}
    _require_all(suite, results)
    first = len(suite.structure)
    for position in (*range(first), first + len(suite.rules)):
        _require_structure(suite, results[position])
    return [_judgement(rule, frame, results[position]) for position, rule in enumerate(suite.rules, first)]


def _require_all(suite: Suite, results: Mapping[int, ExpectationValidationResult]) -> None:
    """Raise RuleError where the engine left out a rule: what was never judged must not look like a pass."""
    stated = [*(["结构"] * len(suite.structure)), *(rule.id for rule in suite.rules), "结构"]
    left_out = [name for position, name in enumerate(stated) if position not in results]
    if left_out:
        raise RuleError(RULE_LEFT_OUT.format(suite=suite.name, rules="、".join(left_out)))


def run(suite: Suite, frame: pd.DataFrame, reports: int = 1) -> ExpectationSuiteValidationResult:
    """Let Great Expectations evaluate a suite on the rows of so many reports."""
    structure = [_for_many(expectation, reports) for expectation in suite.structure]
    # With as many rows as all reports together should have, no row twice is: each report has each of its rows.
    unique = ExpectCompoundColumnsToBeUnique(column_list=[REPORT, KEY])
    stated = [*structure, *(rule.expectation for rule in suite.rules), unique]
    expectations = [each.copy(update={"meta": {POSITION: position}}) for position, each in enumerate(stated)]
    return _batch(frame).validate(
        gx.ExpectationSuite(name=suite.name, expectations=expectations),
        result_format={
            "result_format": "COMPLETE",
            "unexpected_index_column_names": [REPORT, KEY],
            "return_unexpected_index_query": False,
        },
    )


def _for_many(expectation: Expectation, reports: int) -> Expectation:
    """Return what a suite states about one report, stated about several under each other."""
    kwargs = expectation.configuration.kwargs
    if "column_set" in kwargs:
        return expectation.copy(update={"column_set": [REPORT, *kwargs["column_set"]]})
    counts = {key: kwargs[key] * reports for key in ("value", "min_value", "max_value") if key in kwargs}
    return expectation.copy(update=counts)


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


def _judgement(rule: Rule, frame: pd.DataFrame, result: ExpectationValidationResult) -> Judgement:
    missing = _missing(frame, rule.needed_columns)
    nowhere = np.zeros(len(frame), dtype=bool)
    try:
        spoken_of, judged = _rows(rule.conditions, frame)
    except Exception as error:  # a condition is data: whatever is wrong with it, the rule is broken
        return Judgement(rule, ~nowhere, nowhere, missing, RULE_RAISED.format(reason=error))
    broken = _why_broken(result, expected=int(spoken_of.sum()))
    if broken:
        return Judgement(rule, judged, nowhere, missing, broken)
    return Judgement(rule, judged, _failed(frame, result), missing)


def _rows(conditions: Sequence[Condition], frame: pd.DataFrame) -> tuple[Mask, Mask]:
    """Return the rows a rule surely speaks about, and those together with the rows that it may speak about.

    Unknown is not "does not apply": only a condition that is known not to hold rules a row out.
    """
    spoken_of = judged = np.ones(len(frame), dtype=bool)
    for condition in conditions:
        holds = frame.index.isin(frame.query(condition.query).index)
        spoken_of, judged = spoken_of & holds, judged & (holds | _missing(frame, condition.columns))
    return spoken_of, judged


def _missing(frame: pd.DataFrame, columns: Sequence[str]) -> Mask:
    return np.asarray(frame[list(columns)].isna().to_numpy().any(axis=1), dtype=bool)


def _failed(frame: pd.DataFrame, result: ExpectationValidationResult) -> Mask:
    unexpected = {(each[REPORT], each[KEY]) for each in result.result["unexpected_index_list"] or ()}
    if not unexpected:
        return np.zeros(len(frame), dtype=bool)
    rows = zip(frame[REPORT], frame[KEY], strict=True)
    return np.fromiter((row in unexpected for row in rows), dtype=bool, count=len(frame))


def _why_broken(result: ExpectationValidationResult, expected: int) -> str:
    """Say why a result cannot be trusted; empty where it can."""
    if result.exception_info.get("raised_exception", True):
        return RULE_RAISED.format(reason="；".join(_messages(result.exception_info)) or "原因不明")
    seen = result.result.get("element_count")
    return "" if seen == expected else RULE_SKIPPED.format(expected=expected, seen=seen)


def _messages(exception_info: Any) -> Iterator[str]:
    """Yield what was raised; Great Expectations files it under one or several metrics."""
    if not isinstance(exception_info, dict):
        return
    if exception_info.get("exception_message"):
        yield str(exception_info["exception_message"])
    for part in exception_info.values():
        yield from _messages(part)


def _require_structure(suite: Suite, result: ExpectationValidationResult) -> None:
    if not result.success and result.expectation_config:
        observed = result.result or result.exception_info
        raise RuleError(VIEW_BROKEN.format(view=suite.name, type=result.expectation_config.type, observed=observed))
