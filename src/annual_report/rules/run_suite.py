"""Run one suite over a view of one or many reports, and say what became of every rule on every row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
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
from annual_report.rules.memory.patches import remember
from annual_report.rules.rule import Condition, Rule, Suite
from annual_report.rules.views.view import KEY, REPORT, View, frame_of

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
    rows = _Rows(frame)
    return [_judgement(rule, rows, results[position]) for position, rule in enumerate(suite.rules, first)]


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
    with remember():
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


class _Rows:
    """The rows of a frame, by number; what several rules ask of them is found out once."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self.frame = frame
        self._missing: dict[str, Mask] = {}
        self._holding: dict[str, Mask] = {}

    @cached_property
    def number_of(self) -> dict[tuple[int, str], int]:
        """The number of a row, by its report and its key."""
        keys = zip(self.frame[REPORT], self.frame[KEY], strict=True)
        return {key: number for number, key in enumerate(keys)}

    def nowhere(self) -> Mask:
        return np.zeros(len(self.frame), dtype=bool)

    def missing(self, columns: Sequence[str]) -> Mask:
        """Return the rows in which one of some columns holds nothing."""
        missing = self.nowhere()
        for column in columns:
            missing |= self._missing_in(column)
        return missing

    def judged(self, conditions: Sequence[Condition]) -> tuple[Mask, Mask]:
        """Return the rows a rule surely speaks about, and those together with the rows that it may speak about.

        Unknown is not "does not apply": only a condition that is known not to hold rules a row out.
        """
        spoken_of = judged = ~self.nowhere()
        for condition in conditions:
            holds = self._satisfying(condition.query)
            spoken_of, judged = spoken_of & holds, judged & (holds | self.missing(condition.columns))
        return spoken_of, judged

    def failed(self, result: ExpectationValidationResult) -> Mask:
        """Return the rows that a result names as unexpected."""
        failed, unexpected = self.nowhere(), result.result["unexpected_index_list"] or ()
        failed[[self.number_of[each[REPORT], each[KEY]] for each in unexpected]] = True
        return failed

    def _missing_in(self, column: str) -> Mask:
        if column not in self._missing:
            self._missing[column] = self.frame[column].isna().to_numpy(dtype=bool)
        return self._missing[column]

    def _satisfying(self, query: str) -> Mask:
        if query not in self._holding:
            self._holding[query] = self.frame.index.isin(self.frame.query(query).index)
        return self._holding[query]


def _judgement(rule: Rule, rows: _Rows, result: ExpectationValidationResult) -> Judgement:
    missing, nowhere = rows.missing(rule.needed_columns), rows.nowhere()
    try:
        spoken_of, judged = rows.judged(rule.conditions)
    except Exception as error:  # a condition is data: whatever is wrong with it, the rule is broken
        return Judgement(rule, ~nowhere, nowhere, missing, RULE_RAISED.format(reason=error))
    broken = _why_broken(result, expected=int(spoken_of.sum()))
    if broken:
        return Judgement(rule, judged, nowhere, missing, broken)
    return Judgement(rule, judged, rows.failed(result), missing)


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
