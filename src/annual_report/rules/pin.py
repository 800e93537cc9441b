"""The rules that a form must have, whoever's suites are read: one that vanished would look like one that holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from annual_report import paths
from annual_report.errors import RuleError
from annual_report.rules.rule import Suite
from annual_report.rules.suite_files import read_json

NOT_PINNED = "没有 {file}：它记着每个套件该有哪些规则，请运行 make rules 生成"
NO_PIN = "{file}  应逐个写明套件、规则和条数：请运行 make rules 重写"
RULES_MISSING = "{common}、{folder} 里缺少规则：{rules}。请补回；确实不要的，改好 {pinned}（make rules 按现有套件重写）"
WHOLE_SUITE = "整个套件 {suite}"
SOME_RULES = "套件 {suite} 的 {rules}"
FEWER = "{rule}（应有 {wanted} 条，只有 {found} 条）"


def rules_of(suites: Iterable[Suite]) -> dict[str, dict[str, int]]:
    """Return how many parts every rule has, by suite: what the pin of a form holds."""
    return {suite.name: dict(Counter(rule.id for rule in suite.rules)) for suite in suites}


def require_pinned(suites: Iterable[Suite], version: str) -> None:
    """Raise RuleError where a rule that the form must have is not there, or where nobody pinned them."""
    there = rules_of(suites)
    short = [words for suite, rules in _pinned_rules(version).items() if (words := _lacks(suite, rules, there))]
    if short:
        folders = {"common": paths.common_expectations(), "folder": paths.expectations_folder(version)}
        places = {**folders, "pinned": paths.pinned_rules(version)}
        shown = {name: paths.stored_name(place) for name, place in places.items()}
        raise RuleError(RULES_MISSING.format(**shown, rules="；".join(short)))


def _lacks(suite: str, wanted: Mapping[str, int], there: Mapping[str, Mapping[str, int]]) -> str:
    """Say which rules a suite lacks; empty where it lacks none."""
    if suite not in there:
        return WHOLE_SUITE.format(suite=suite)
    found = there[suite]
    short = [_lack(rule, count, found.get(rule, 0)) for rule, count in wanted.items() if found.get(rule, 0) < count]
    return SOME_RULES.format(suite=suite, rules="、".join(short)) if short else ""


def _lack(rule: str, wanted: int, found: int) -> str:
    return FEWER.format(rule=rule, wanted=wanted, found=found) if found else rule


def _pinned_rules(version: str) -> dict[str, dict[str, int]]:
    path = paths.pinned_rules(version)
    file = paths.stored_name(path)
    if not path.is_file():
        raise RuleError(NOT_PINNED.format(file=file))
    pinned = read_json(path.read_bytes(), file, "整个文件")
    if not pinned or not all(map(_is_pin, pinned.values())):
        raise RuleError(NO_PIN.format(file=file))
    return {**pinned}


def _is_pin(rules: Any) -> bool:
    """Whether something says how many parts every rule of a suite has."""
    return isinstance(rules, dict) and bool(rules) and all(type(count) is int and count > 0 for count in rules.values())
