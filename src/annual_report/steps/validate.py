"""Let Great Expectations judge a report: every suite over its view, every outcome by rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

import pandas as pd

from annual_report.errors import RuleError
from annual_report.model.findings import Equation, Finding, Findings, Place, worst
from annual_report.model.report import Report
from annual_report.model.views import View, views_of
from annual_report.wording import plain

if TYPE_CHECKING:
    from great_expectations.core import ExpectationSuiteValidationResult, ExpectationValidationResult
    from great_expectations.datasource.fluent.interfaces import Batch

    from annual_report.model.rules import Rule, Suite

# Great Expectations reorders results; each carries the position of its rule.
POSITION = "position"

NO_SUITE = "数据视图 {views} 没有对应的规则套件"
NO_VIEW = "规则套件 {suites} 没有对应的数据视图"
VIEW_BROKEN = "数据视图 {view} 与套件不符（{type}）：{observed}"
NOT_ASSESSABLE = "无法判断：缺少 {missing}"
RULE_RAISED = "规则执行出错：{reason}"
RULE_SKIPPED = "规则没有在全部 {expected} 行上执行（只执行了 {seen} 行）"


def validate(report: Report) -> Findings:
    """Judge a report by the suites of its form.

    Every rule comes out as passed, failed, broken or not_assessable. Raises RuleError for a suite that cannot be read or does not fit.
    """
    # Great Expectations takes seconds to import; a notebook that only ingests should not wait for it.
    from annual_report.model.rules import load_suites, require_columns

    views = views_of(report)
    suites = load_suites(report.form.version)
    _require_same_names(views, suites)
    for suite in suites:
        require_columns(suite, list(views[suite.name].frame.columns))
    judgements = [judgement for suite in suites for judgement in _judge(suite, views[suite.name])]
    return Findings(
        outcomes=_by_rule(judgements),
        found=tuple(each.finding for each in judgements if each.finding),
        sound=tuple(each.equation for each in judgements if each.outcome == "passed" and each.equation),
    )


@dataclass(frozen=True)
class Judgement:
    """What became of one rule on one row of its view."""

    rule: str
    outcome: str
    finding: Finding | None
    equation: Equation = ()


def _by_rule(judgements: list[Judgement]) -> dict[str, str]:
    outcomes: dict[str, list[str]] = defaultdict(list)
    for judgement in judgements:
        outcomes[judgement.rule].append(judgement.outcome)
    return {rule: worst(outcomes[rule]) for rule in sorted(outcomes)}


def _judge(suite: Suite, view: View) -> Iterator[Judgement]:
    """Judge every rule of a suite on every row of its view."""
    result = _run(suite, view.frame)
    results = {each.expectation_config.meta[POSITION]: each for each in result.results if each.expectation_config}
    for position, _ in enumerate(suite.structure):
        _require_structure(view, results[position])
    for position, rule in enumerate(suite.rules, len(suite.structure)):
        yield from _outcomes(rule, view, results[position])


def _run(suite: Suite, frame: pd.DataFrame) -> ExpectationSuiteValidationResult:
    from great_expectations import ExpectationSuite

    stated = [*suite.structure, *(rule.expectation for rule in suite.rules)]
    expectations = [
        expectation.copy(update={"meta": {POSITION: position}}) for position, expectation in enumerate(stated)
    ]
    return _batch(frame).validate(
        ExpectationSuite(name=suite.name, expectations=expectations),
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
    import great_expectations as gx

    context = gx.get_context(mode="ephemeral")
    context.enable_analytics(False)
    context.variables.progress_bars = {"globally": False}
    return (
        context.data_sources.add_pandas("report")
        .add_dataframe_asset("view")
        .add_batch_definition_whole_dataframe("all")
    )


def _outcomes(rule: Rule, view: View, result: ExpectationValidationResult) -> Iterator[Judgement]:
    rows = view.frame.query(rule.condition) if rule.condition else view.frame
    broken = _why_broken(result, expected=len(rows))
    unexpected = set() if broken else {each["key"] for each in result.result["unexpected_index_list"]}
    # A rule with a condition is judged on every row it could not rule out: unknown is not "does not apply".
    unknown = view.frame[rule.condition_columns].isna().any(axis=1)
    judged = [*rows.to_dict("records"), *view.frame[unknown].to_dict("records")]
    if not judged:
        yield Judgement(rule.id.format(number=1), "broken" if broken else "passed", _broken(rule, broken))
    for row in judged:
        rule_id = rule.id.format(number=row["number"])
        equation = _equation(rule, row, view)
        missing = [column for column in rule.needed_columns if row[column] is None]
        if broken:
            yield Judgement(rule_id, "broken", _broken(rule, broken, rule_id))
        elif row["key"] in unexpected:
            yield Judgement(rule_id, "failed", _failed(rule, rule_id, row, view), equation)
        elif missing:
            yield Judgement(rule_id, "not_assessable", _not_assessable(rule, rule_id, row, view, missing))
        else:
            yield Judgement(rule_id, "passed", None, equation)


def _why_broken(result: ExpectationValidationResult, expected: int) -> str:
    """Say why a result cannot be trusted; empty where it can."""
    if result.exception_info.get("raised_exception", True):
        return RULE_RAISED.format(reason=result.exception_info.get("exception_message") or result.exception_info)
    seen = result.result.get("element_count")
    return "" if seen == expected else RULE_SKIPPED.format(expected=expected, seen=seen)


def _require_structure(view: View, result: ExpectationValidationResult) -> None:
    if not result.success and result.expectation_config:
        observed = result.result or result.exception_info
        raise RuleError(VIEW_BROKEN.format(view=view.name, type=result.expectation_config.type, observed=observed))


def _require_same_names(views: dict[str, View], suites: list[Suite]) -> None:
    names = {suite.name for suite in suites}
    if set(views) - names:
        raise RuleError(NO_SUITE.format(views="、".join(sorted(set(views) - names))))
    if names - set(views):
        raise RuleError(NO_VIEW.format(suites="、".join(sorted(names - set(views)))))


def _failed(rule: Rule, rule_id: str, row: dict[str, Any], view: View) -> Finding:
    left, right = _sides(rule, row)
    imbalance = left - right if left is not None else None
    words = {**row, "where": _where(rule, row, view), "left": left, "right": right, "imbalance": imbalance}
    return Finding(
        rule=rule_id,
        outcome="failed",
        severity=rule.severity,
        label=rule.label,
        message=rule.explain.format_map({key: _shown(value) for key, value in words.items()}),
        basis=rule.basis,
        cells=_cells(rule, row, view),
        left=left,
        right=right,
        equation=_equation(rule, row, view),
        follows=tuple(each.format(number=row["number"]) for each in rule.follows),
    )


def _not_assessable(rule: Rule, rule_id: str, row: dict[str, Any], view: View, missing: list[str]) -> Finding:
    places = [place for column in missing for place in view.places.get((row["key"], column), ())]
    names = [place.label for place in places] or [view.labels.get(column, column) for column in missing]
    message = NOT_ASSESSABLE.format(missing="、".join(names))
    return Finding(rule_id, "not_assessable", rule.severity, rule.label, message, rule.basis, tuple(places))


def _broken(rule: Rule, reason: str, rule_id: str = "") -> Finding | None:
    if not reason:
        return None
    return Finding(rule_id or rule.id.format(number=1), "broken", rule.severity, rule.label, reason, rule.basis)


def _sides(rule: Rule, row: dict[str, Any]) -> tuple[Any, Any]:
    """Return both sides of a balance as exact sums."""
    if not rule.is_balance:
        return None, None
    left, right = (sum((row[column] for column in rule.kwargs.get(side, [])), 0) for side in ("left", "right"))
    return left, right


def _equation(rule: Rule, row: dict[str, Any], view: View) -> Equation:
    """Return the coefficient of every cell of an equality; empty for other rules."""
    if not rule.is_balance or rule.kwargs.get("comparison", "==") != "==":
        return ()
    return tuple(
        (f"{place.table}.{place.line}.{place.column}", sign)
        for side, sign in (("left", 1), ("right", -1))
        for column in rule.kwargs.get(side, [])
        for place in view.places.get((row["key"], column), ())
    )


def _cells(rule: Rule, row: dict[str, Any], view: View) -> tuple[Place, ...]:
    """Return the cells a rule compared, the one an office would name first."""
    columns = sorted(rule.columns, key=lambda column: column != rule.at)
    places = (place for column in columns for place in view.places.get((row["key"], column), ()))
    return tuple(dict.fromkeys(places))


def _where(rule: Rule, row: dict[str, Any], view: View) -> str:
    cells = _cells(rule, row, view)
    return cells[0].label if cells else ""


def _shown(value: Any) -> Any:
    return plain(value) if isinstance(value, Decimal) else value
