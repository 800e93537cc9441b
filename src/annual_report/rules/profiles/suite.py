"""The rules that the points of a place become: objects of a suite, as if somebody had written them there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from annual_report import paths
from annual_report.form.forms import Form
from annual_report.rules.profiles.points import LOCAL, LocalPoint, judged_by_words, load_profile
from annual_report.rules.suite_files import SuiteEntry

if TYPE_CHECKING:  # Great Expectations takes seconds to import
    from annual_report.rules.rule import Suite

ABOUT = "{name}的要求每点一行"
TOO_LONG = "{{where}} 有 {{characters}} 字（不计空白），多于 {most} 字"
NOT_GIVEN = "{{where}}{aspect}没有写明：{{missing}}"
NOT_SAID = "{{where}}{aspect}没有写到：{{missing}}"
SAYS = "{{where}}{aspect}写着「{{found}}」：请改掉"
OF_ASPECT = "的“{aspect}”"

BETWEEN, IN_SET = "expect_column_values_to_be_between", "expect_column_values_to_be_in_set"


def suite_of(points: Sequence[LocalPoint], form: Form) -> Suite:
    """Return the suite of the points of one place that are about words: one rule a point."""
    from annual_report.rules.suites import make_suite

    own = judged_by_words(points)
    name = load_profile(own[0].place).name
    return make_suite(LOCAL, ABOUT.format(name=name), [*_entries(own)], form)


def _entries(points: Sequence[LocalPoint]) -> Iterator[SuiteEntry]:
    for each in points:
        kind, column, kwargs, explain = _judged(each)
        meta = {"rule": each.id, "label": each.point.words, "basis": each.basis, "explain": explain, "at": column}
        data = {
            "type": kind,
            "kwargs": {"column": column, **kwargs, "row_condition": _where(each)},
            "severity": each.point.severity,
            "meta": meta,
        }
        yield SuiteEntry(data, paths.stored_name(paths.profiles()[each.place]))


def _judged(each: LocalPoint) -> tuple[str, str, Mapping[str, Any], str]:
    """Return the type of the expectation, the column it looks at, its arguments, and what to say where it fails."""
    point = each.point
    if point.at_most:
        return BETWEEN, "characters", {"max_value": point.at_most}, TOO_LONG.format(most=point.at_most)
    column, words = ("found", SAYS) if point.never else ("missing", NOT_GIVEN if point.gives else NOT_SAID)
    aspect = OF_ASPECT.format(aspect=point.aspect) if point.aspect else " "
    return IN_SET, column, {"value_set": [""]}, words.format(aspect=aspect)


def _where(each: LocalPoint) -> Mapping[str, Any]:
    """Return the condition on a row: it is that of the point, and the agency is of a kind that it is asked of."""
    own = _comparison("key", "==", each.id)
    if not each.point.kinds:
        return own
    return {"type": "and", "conditions": [own, _comparison("kind", "IN", [*each.point.kinds])]}


def _comparison(column: str, operator: str, parameter: Any) -> Mapping[str, Any]:
    return {"type": "comparison", "column": {"name": column}, "operator": operator, "parameter": parameter}
