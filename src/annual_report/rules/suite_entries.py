"""Make a rule of one object of a suite: strictly, with what the form knows filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from great_expectations.compatibility import pydantic
from great_expectations.exceptions import ExpectationNotFoundError
from great_expectations.expectations.expectation import Expectation
from great_expectations.expectations.registry import get_expectation_impl

from annual_report.errors import RuleError
from annual_report.form.forms import Form, load_forms
from annual_report.rules.finding import SEVERITIES
from annual_report.rules.rule import Rule
from annual_report.rules.suite_files import SuiteEntry, refuse_unknown
from annual_report.rules.views.view import Shape

ENTRY_KEYS = {"type", "kwargs", "severity", "meta"}
RULE_META = {"rule", "label", "basis", "explain"}
OPTIONAL_META = {"at", "follows", "waivable", "absent", "replaces"}

# What stands in a list of names for all that the form has of a family.
FAMILY = "family"

# The families whose lines and columns the words of a rule count.
OUTCOME, APPLICANT = "outcome", "applicant"
NUMERALS = "零一二三四五六七八九十"

UNKNOWN_TYPE = "{file}  没有「{type}」这种规则"
WRONG_ARGUMENTS = "{file}  规则 {rule} 的参数有误：{reason}"
WRONG_META = "{file}  规则 {rule} 缺少：{keys}"
WRONG_SEVERITY = "{file}  规则 {rule} 的 severity 应是 critical、warning 或 info"
WRONG_ABSENT = '{file}  规则 {rule} 的 absent 应写明哪个格式没有它和原因，如 {{"2019": "没有这一行"}}'
WRONG_REPLACES = "{file}  规则 {rule} 的 replaces 只能是 true"
UNKNOWN_FAMILY = "{file}  规则 {rule} 提到的 {family} 在这一视图里没有：应是格式里的行、列、组或 families 之一"


def fill_in(entry: SuiteEntry, form: Form, shape: Shape) -> SuiteEntry:
    """Return an object with the names of every family in place of the family, and what the form says of itself."""
    meta = {
        key: _of_form(value, form) if key in ("label", "basis", "explain") else value
        for key, value in entry.meta.items()
    }
    data = {**entry.data, "meta": meta} if entry.meta else entry.data
    return entry._replace(data={**data, "kwargs": _with_names(entry.data.get("kwargs", {}), entry, shape)})


def rule_of(entry: SuiteEntry) -> Rule:
    """Return the rule that an object states. Raises RuleError for what is missing, unknown or cannot be so."""
    refuse_unknown(entry.data, ENTRY_KEYS, entry.file, f"规则 {entry.rule}")
    refuse_unknown(entry.meta, RULE_META | OPTIONAL_META, entry.file, f"规则 {entry.rule} 的 meta")
    missing = RULE_META - set(entry.meta)
    if missing:
        raise RuleError(WRONG_META.format(file=entry.file, rule=entry.rule, keys="、".join(sorted(missing))))
    if entry.data.get("severity") not in SEVERITIES:
        raise RuleError(WRONG_SEVERITY.format(file=entry.file, rule=entry.rule))
    if entry.meta.get("replaces", True) is not True:
        raise RuleError(WRONG_REPLACES.format(file=entry.file, rule=entry.rule))
    return Rule(
        id=entry.rule,
        label=entry.meta["label"],
        basis=entry.meta["basis"],
        explain=entry.meta["explain"],
        severity=entry.data["severity"],
        at=entry.meta.get("at", ""),
        follows=tuple(entry.meta.get("follows", ())),
        expectation=_expectation(entry),
        waivable=entry.meta.get("waivable", ""),
        absent=_absent(entry),
    )


def _of_form(text: Any, form: Form) -> Any:
    """Return what is said of a rule with what the form says of itself in place of its names."""
    for name, word in form.make_once(_words_of).items() if isinstance(text, str) else ():
        text = text.replace(name, word)
    return text


def _words_of(form: Form) -> dict[str, str]:
    """Return the notice that set a form up, how many figures it has, how many kinds of applicants, and the numbers of
    its outcomes and of their total: all that another form has otherwise."""
    table = form.table("applications")
    outcomes = next(line for line in table.line_headings() if OUTCOME in line.families).children
    groups, totals = ([each.ordinal for each in outcomes if each.total is wanted] for wanted in (False, True))
    return {
        "{form}": form.basis,
        "{form_figures}": str(len(form.cells)),
        "{form_applicants}": _in_chinese(len(table.columns_named[APPLICANT])),
        "{form_outcomes}": f"{groups[0]}至{groups[-1]}",
        "{form_outcomes_total}": totals[0],
    }


def _in_chinese(count: int) -> str:
    return NUMERALS[count] if count < len(NUMERALS) else str(count)


def _with_names(value: Any, entry: SuiteEntry, shape: Shape) -> Any:
    if isinstance(value, dict):
        return {key: _with_names(each, entry, shape) for key, each in value.items()}
    if isinstance(value, list):
        return [name for each in value for name in _names(each, entry, shape)]
    return value


def _names(value: Any, entry: SuiteEntry, shape: Shape) -> Iterator[Any]:
    if not isinstance(value, dict) or set(value) != {FAMILY}:
        yield _with_names(value, entry, shape)
        return
    names = shape.families.get(value[FAMILY]) if isinstance(value[FAMILY], str) else None
    if not names:
        raise RuleError(UNKNOWN_FAMILY.format(file=entry.file, rule=entry.rule, family=value[FAMILY]))
    yield from names


def _absent(entry: SuiteEntry) -> Mapping[str, str]:
    absent = entry.meta.get("absent")
    if absent is None:
        return {}
    known = {form.version for form in load_forms()}
    if not isinstance(absent, dict) or set(absent) - known or not all(map(_is_said, absent.values())):
        raise RuleError(WRONG_ABSENT.format(file=entry.file, rule=entry.rule))
    return absent


def _is_said(reason: Any) -> bool:
    return isinstance(reason, str) and bool(reason.strip())


def _expectation(entry: SuiteEntry) -> Expectation:
    try:
        kind = get_expectation_impl(entry.data["type"])
    except (ExpectationNotFoundError, KeyError) as error:
        raise RuleError(UNKNOWN_TYPE.format(file=entry.file, type=entry.data.get("type", ""))) from error
    try:
        return kind(**entry.data.get("kwargs", {}), meta=dict(entry.meta), severity=entry.data["severity"])
    except (pydantic.ValidationError, TypeError, ValueError) as error:
        raise RuleError(WRONG_ARGUMENTS.format(file=entry.file, rule=entry.rule, reason=error)) from error
