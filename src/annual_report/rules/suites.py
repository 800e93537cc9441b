"""Read the suites of a form version, strictly: what is not understood is refused, never skipped."""

from __future__ import annotations

import contextlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from string import Formatter
from typing import Any

import great_expectations.expectations  # noqa: F401  (registers the expectations that suites name)
from great_expectations.compatibility import pydantic
from great_expectations.exceptions import ExpectationNotFoundError
from great_expectations.expectations.expectation import Expectation
from great_expectations.expectations.registry import get_expectation_impl

from annual_report import paths
from annual_report.errors import RuleError
from annual_report.rules.finding import SEVERITIES
from annual_report.rules.rule import Rule, Suite

# Great Expectations passes vacuously on empty or null data, so every suite begins by stating what it looks at.
STRUCTURE = (
    ("expect_table_row_count_to_equal", "expect_table_row_count_to_be_between"),
    ("expect_table_columns_to_match_set",),
    ("expect_column_distinct_values_to_equal_set", "expect_column_values_to_match_regex"),
    ("expect_column_values_to_not_be_null",),
)
SUITE_KEYS = {"name", "expectations", "meta"}
EXPECTATION_KEYS = {"type", "kwargs", "severity", "meta"}
RULE_META = {"rule", "label", "basis", "explain"}
OPTIONAL_META = {"at", "follows", "waivable"}

# What the explanation of a rule may say beside the columns of its view.
WORDS_OF_A_FINDING = {"where", "left", "right", "imbalance"}

NO_SUITES = "{folder} 里没有规则套件"
NOT_JSON = "{file}:{line}  不是合法的 JSON：{reason}"
UNKNOWN_KEYS = "{file}  {where} 有不认识的内容：{keys}"
WRONG_NAME = "{file}  套件名 {name} 与文件名不一致"
NO_RULES = "{file}  套件里没有规则"
UNKNOWN_TYPE = "{file}  没有「{type}」这种规则"
WRONG_ARGUMENTS = "{file}  规则 {rule} 的参数有误：{reason}"
WRONG_META = "{file}  规则 {rule} 缺少：{keys}"
NO_STRUCTURE = "{file}  套件必须先检查行数、列名、行名和非空，第 {position} 条应是 {types}"
WRONG_SEVERITY = "{file}  规则 {rule} 的 severity 应是 critical、warning 或 info"
BAD_EXPLANATION = "{suite}  规则 {rule} 的 explain 有误：{reason}"
DOUBLED = "{file}  规则 {rule} 有两条一模一样：请删去一条，或改好其中一条"
NOT_PINNED = "没有 {file}：它记着每个套件该有哪些规则，请运行 make rules 生成"
RULES_MISSING = "{folder} 里缺少规则：{rules}。请补回；确实不要的，改好 {pinned}（make rules 按现有套件重写）"
WHOLE_SUITE = "整个套件 {suite}"
SOME_RULES = "套件 {suite} 的 {rules}"
FEWER = "{rule}（应有 {wanted} 条，只有 {found} 条）"
UNKNOWN_COLUMNS = "{suite}  规则 {rule} 用到了没有的列：{columns}"


def load_suites(version: str) -> list[Suite]:
    """Read every suite of a form version.

    Raises RuleError for an unknown rule type, key, argument or severity, for a suite without its structure, and where a
    rule that the form must have is not there: what nobody judges must not look sound. There may be more.
    """
    suites = read_suites(version)
    _require_pinned(suites, version)
    return suites


def read_suites(version: str) -> list[Suite]:
    """Read the suites that there are, be they all or not. Raises RuleError as above for one with a mistake."""
    folder = paths.expectations_folder(version)
    files = sorted(folder.glob("*.json"))
    if not files:
        raise RuleError(NO_SUITES.format(folder=paths.stored(folder)))
    return [load_suite(file) for file in files]


def rules_of(suites: Iterable[Suite]) -> dict[str, dict[str, int]]:
    """Return how many parts every rule has, by suite: what the pin of a form holds."""
    return {suite.name: dict(Counter(rule.id for rule in suite.rules)) for suite in suites}


def _require_pinned(suites: Iterable[Suite], version: str) -> None:
    there = rules_of(suites)
    short = [words for suite, rules in _pinned(version).items() if (words := _short_of(suite, rules, there))]
    if short:
        places = {"folder": paths.expectations_folder(version), "pinned": paths.pinned_rules(version)}
        shown = {name: paths.stored(place) for name, place in places.items()}
        raise RuleError(RULES_MISSING.format(**shown, rules="；".join(short)))


def _short_of(suite: str, wanted: Mapping[str, int], there: Mapping[str, Mapping[str, int]]) -> str:
    """Say which rules a suite lacks; empty where it lacks none."""
    if suite not in there:
        return WHOLE_SUITE.format(suite=suite)
    found = there[suite]
    short = [_short(rule, count, found.get(rule, 0)) for rule, count in wanted.items() if found.get(rule, 0) < count]
    return SOME_RULES.format(suite=suite, rules="、".join(short)) if short else ""


def _short(rule: str, wanted: int, found: int) -> str:
    return FEWER.format(rule=rule, wanted=wanted, found=found) if found else rule


def _pinned(version: str) -> dict[str, dict[str, int]]:
    """Return the rules that a form must have, whoever's suites are read. Raises RuleError where nobody pinned them."""
    path = paths.pinned_rules(version)
    if not path.is_file():
        raise RuleError(NOT_PINNED.format(file=paths.stored(path)))
    pinned: dict[str, dict[str, int]] = json.loads(path.read_text(encoding="utf-8"))
    return pinned


def load_suite(path: Path) -> Suite:
    """Read one suite. Raises RuleError as load_suites does."""
    return _suite(path, path.read_bytes())


def rehearse() -> None:
    """Do beforehand what a child of this process would do anew, and what no change of a file makes stale."""
    for version in sorted(each.name for each in paths.expectations_folder("").glob("*/")):
        with contextlib.suppress(RuleError):
            for suite in load_suites(version):
                require_columns(
                    suite, [*suite.structure_columns, *(name for rule in suite.rules for name in rule.columns)]
                )


# Each suite is several hundred objects of Great Expectations; they are the same for as long as its text is.
@lru_cache(maxsize=128)
def _suite(path: Path, content: bytes) -> Suite:
    file = paths.stored(path)
    data = _read_json(path, content)
    _refuse_unknown(data, SUITE_KEYS, file, "套件")
    if data.get("name") != path.stem:
        raise RuleError(WRONG_NAME.format(file=file, name=data.get("name")))
    entries = data.get("expectations") or []
    _require_structure(entries, file)
    if len(entries) == len(STRUCTURE):
        raise RuleError(NO_RULES.format(file=file))
    _refuse_doubled(entries, file)
    structure = tuple(_expectation(entry, file) for entry in entries[: len(STRUCTURE)])
    rules = tuple(_rule(entry, file) for entry in entries[len(STRUCTURE) :])
    about = str((data.get("meta") or {}).get("about", ""))
    return Suite(data["name"], about, structure, rules, sha256(content).hexdigest())


def require_columns(suite: Suite, columns: list[str]) -> None:
    """Raise RuleError where a rule reads, or speaks of, a column that its view does not have."""
    for rule in suite.rules:
        unknown = [column for column in [*rule.columns, *_spoken_of(rule, suite)] if column not in columns]
        if unknown:
            raise RuleError(UNKNOWN_COLUMNS.format(suite=suite.name, rule=rule.id, columns="、".join(unknown)))


def _spoken_of(rule: Rule, suite: Suite) -> list[str]:
    """Return the columns that the explanation of a rule names. Raises RuleError for one that cannot be filled in."""
    try:
        fields = [(name, form) for _, name, form, _ in Formatter().parse(rule.explain) if name is not None]
    except ValueError as error:
        raise RuleError(BAD_EXPLANATION.format(suite=suite.name, rule=rule.id, reason=error)) from error
    if any(form or not name.isidentifier() for name, form in fields):
        raise RuleError(BAD_EXPLANATION.format(suite=suite.name, rule=rule.id, reason="{ } 里只能写列名"))
    return [name for name, _ in fields if name not in WORDS_OF_A_FINDING]


def _read_json(path: Path, content: bytes) -> dict[str, Any]:
    try:
        data = json.loads(content)
    except json.JSONDecodeError as error:
        raise RuleError(NOT_JSON.format(file=paths.stored(path), line=error.lineno, reason=error.msg)) from error
    return data if isinstance(data, dict) else {}


def _require_structure(entries: list[dict[str, Any]], file: str) -> None:
    for position, types in enumerate(STRUCTURE):
        if position >= len(entries) or entries[position].get("type") not in types:
            raise RuleError(NO_STRUCTURE.format(file=file, position=position + 1, types=" / ".join(types)))


def _refuse_doubled(entries: list[dict[str, Any]], file: str) -> None:
    """Raise RuleError for a rule that stands there twice: a copy that was never edited hides that another is gone."""
    for position, entry in enumerate(entries):
        if entry in entries[:position]:
            rule = (entry.get("meta") or {}).get("rule", entry.get("type"))
            raise RuleError(DOUBLED.format(file=file, rule=rule))


def _rule(entry: dict[str, Any], file: str) -> Rule:
    meta = entry.get("meta", {})
    name = str(meta.get("rule", entry.get("type")))
    missing = RULE_META - set(meta)
    if missing:
        raise RuleError(WRONG_META.format(file=file, rule=name, keys="、".join(sorted(missing))))
    _refuse_unknown(meta, RULE_META | OPTIONAL_META, file, f"规则 {name} 的 meta")
    if entry.get("severity") not in SEVERITIES:
        raise RuleError(WRONG_SEVERITY.format(file=file, rule=name))
    return Rule(
        id=name,
        label=meta["label"],
        basis=meta["basis"],
        explain=meta["explain"],
        severity=entry["severity"],
        at=meta.get("at", ""),
        follows=tuple(meta.get("follows", ())),
        expectation=_expectation(entry, file),
        waivable=meta.get("waivable", ""),
    )


def _expectation(entry: dict[str, Any], file: str) -> Expectation:
    name = entry.get("meta", {}).get("rule", entry.get("type"))
    _refuse_unknown(entry, EXPECTATION_KEYS, file, f"规则 {name}")
    try:
        kind = get_expectation_impl(entry["type"])
    except ExpectationNotFoundError as error:
        raise RuleError(UNKNOWN_TYPE.format(file=file, type=entry["type"])) from error
    try:
        return kind(**entry.get("kwargs", {}), meta=entry.get("meta"), severity=entry.get("severity", "critical"))
    except (pydantic.ValidationError, TypeError, ValueError) as error:
        raise RuleError(WRONG_ARGUMENTS.format(file=file, rule=name, reason=error)) from error


def _refuse_unknown(data: dict[str, Any], known: set[str], file: str, where: str) -> None:
    unknown = set(data) - known
    if unknown:
        raise RuleError(UNKNOWN_KEYS.format(file=file, where=where, keys="、".join(sorted(unknown))))
