"""Write what follows from the suites: docs/rules.md, with the smallest breakages, and which rules each form must have.

`make rules` does so; a test keeps both in step.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

import yaml

import profile_book
from annual_report import paths
from annual_report.form.forms import Form, load_forms
from annual_report.rules.finding import SEVERITIES
from annual_report.rules.pin import rules_of
from annual_report.rules.rule import Rule, Suite
from annual_report.rules.suites import read_suites
from breaking import BREAKAGES, Breakages
from official_names import names_of
from rule_algebra import algebra_of

PAGE = paths.PROJECT / "docs/rules.md"

HEAD = """# 规则手册

本页由 `expectations/` 的规则套件和 `tests/breakages.yaml` 生成（`make rules`），不要手工修改。

**错误**：不改正或不经说明（见 waivers.yaml）不能发布。**提醒**：需要人看一眼。**提示**：供参考。
缺少数字、上年报告或 agency.yaml 的内容时，规则的结果是「无法判断」，不算通过。
“最小的例子”是能让规则报出来的最小改动，每次测试都照做一遍；没有写明单位的，改的是虚构的云泽市 2024 年报告。
"""
NO_CONTRADICTION = "没有矛盾：全部规则能同时成立，而且每一格都可以不是 0。"
NO_EXAMPLE = "这一格式还没有样例报告（tests/rule_algebra.py 的 SOUND），规则之间没有核对。"
CONTRADICTION = "有矛盾：规则全部成立时，这些格只能是 0：{cells}。"
COLUMNS = "| 规则 | 内容 | 怎么判断 | 程度 | 依据 | 最小的例子 |"
MARKS = {"==": "＝", "<=": " ≤ ", ">=": " ≥ "}

# Of a longer sum the first and the last term are told, and how many there are.
LONGEST_SUM = 6


def page(breakages: Breakages = BREAKAGES) -> str:
    """Return the whole page: a table for every suite of every form, and for every notice of a place."""
    forms = reversed(load_forms())
    return "\n".join([HEAD, *(line for form in forms for line in _form(form, breakages)), *profile_book.lines()])


def pinned(form: Form) -> str:
    """Return what is pinned of a form: every rule by its suite, and in how many parts."""
    return json.dumps(rules_of(read_suites(form.version)), indent=2, sort_keys=True) + "\n"


def _form(form: Form, breakages: Breakages) -> Iterator[str]:
    suites = read_suites(form.version)
    last = form.last_year or ""
    ids = {rule.id for suite in suites for rule in suite.rules}
    expectations = sum(len(suite.rules) for suite in suites)
    yield f"## {form.version} 年格式（{form.first_year}–{last} 年的报告，{form.basis}）\n"
    yield f"{len(suites)} 个套件，{expectations} 条判断，{len(ids)} 种规则（{{number}} 是行号或列号，一种算多条）。\n"
    names = names_of(form)
    for suite in suites:
        yield from _suite(suite, breakages, names.get(suite.name, {}))
    yield from _between_rules(form)


def _between_rules(form: Form) -> Iterator[str]:
    """Yield what the linear rules of a form say of each other."""
    yield "### 规则之间\n"
    found = algebra_of(form)
    if found is None:
        yield f"{NO_EXAMPLE}\n"
        return
    yield f"表格数字之间的等式 {found.equalities} 条，不等式 {found.inequalities} 条（逐行、逐栏计）。\n"
    yield f"- {CONTRADICTION.format(cells=_labels(form, found.only_zero)) if found.only_zero else NO_CONTRADICTION}"
    for rule, others in found.implied.items():
        yield f"- {rule} 由别的规则推出：{_runs(others)}。"
    yield f"- 没有等式联系的格，填错了只能靠别处核对：{_labels(form, found.untied)}。"
    yield ""


def _labels(form: Form, cells: Iterable[str]) -> str:
    return "、".join(form.cells[cell].label if cell in form.cells else cell for cell in cells)


def _runs(ids: Iterable[str]) -> str:
    """Return some ids with those that follow each other in short: T3-R02 至 T3-R25."""
    runs: list[list[str]] = []
    for each in sorted(ids, key=_number_in):
        if runs and _number_in(each) == (_number_in(runs[-1][-1])[0], _number_in(runs[-1][-1])[1] + 1):
            runs[-1].append(each)
        else:
            runs.append([each])
    return "、".join(f"{run[0]} 至 {run[-1]}" if len(run) > 2 else "、".join(run) for run in runs)


def _number_in(rule: str) -> tuple[str, int]:
    name = rule.rstrip("0123456789")
    return name, int(rule.removeprefix(name) or 0)


def _suite(suite: Suite, breakages: Breakages, names: Mapping[str, str]) -> Iterator[str]:
    yield f"### {suite.name}\n\n{suite.about}\n"
    yield f"{COLUMNS}\n|---|---|---|---|---|---|"
    for _, parts in groupby(suite.rules, key=lambda rule: (rule.id, rule.label)):
        yield _row(list(parts), breakages, names)
    yield ""


def _row(parts: list[Rule], breakages: Breakages, names: Mapping[str, str]) -> str:
    first = parts[0]
    formulas = dict.fromkeys(in_words(formula(rule), names) for rule in parts)
    severities = dict.fromkeys(SEVERITIES[rule.severity] for rule in parts)
    severity = "、".join(severities) + ("（可说明）" if first.waivable else "")
    cells = (first.id, first.label, "；".join(formulas), severity, first.basis, example(first, breakages))
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def formula(rule: Rule) -> str:
    """Return what a rule compares, by the columns of its view, and where it applies."""
    kwargs = rule.kwargs
    what = {
        "expect_balance": _balance,
        "expect_no_leap": lambda each: f"{each['now']} 与 {each['before']} 相差不到 {each['times']} 倍",
        "expect_column_values_to_be_in_set": lambda each: f"{each['column']} ∈ {_set(each)}",
        "expect_column_values_to_not_be_in_set": lambda each: f"{each['column']} ∉ {_set(each)}",
        "expect_column_values_to_be_between": _between,
        "expect_column_values_to_not_be_null": lambda each: f"{each['column']} 不空",
        "expect_column_values_to_be_null": lambda each: f"{each['column']} 为空",
        "expect_column_values_to_match_regex": lambda each: f"{each['column']} 形如 `{each['regex']}`",
        "expect_column_pair_values_to_be_equal": lambda each: f"{each['column_A']} = {each['column_B']}",
    }
    kind = rule.expectation.configuration.type
    where = " 且 ".join(condition.query for condition in rule.conditions)
    return what.get(kind, lambda _: kind)(kwargs) + (f"（{where}）" if where else "")


def in_words(text: str, names: Mapping[str, str]) -> str:
    """Return a formula in the words of the form: received + carried_in is 一＋二."""
    return re.sub(r"(?<!')\b[a-z][a-z_]*\b", lambda match: names.get(match.group(), match.group()), text)


def example(rule: Rule, breakages: Breakages) -> str:
    """Return the first breakage of a rule, as it stands in the file."""
    lines = (change for line, change in breakages.items() if rule.covers(line.split()[0]))
    change = next(lines, None)
    if change is None:
        return ""
    words = yaml.safe_dump(change, allow_unicode=True, default_flow_style=True, sort_keys=False, width=1000)
    return f"`{words.strip()}`"


def _balance(kwargs: Any) -> str:
    left, right = (_sum(kwargs.get(side, [])) for side in ("left", "right"))
    return f"{left}{MARKS[kwargs.get('comparison', '==')]}{right}"


def _sum(terms: list[str]) -> str:
    if len(terms) > LONGEST_SUM:
        return f"{terms[0]}＋…＋{terms[-1]}（{len(terms)} 项）"
    return "＋".join(terms) or "0"


def _set(kwargs: Any) -> str:
    return "{" + ", ".join("空" if value == "" else str(value) for value in kwargs["value_set"]) + "}"


def _between(kwargs: Any) -> str:
    least, most = kwargs.get("min_value"), kwargs.get("max_value")
    return "".join(
        [f"{least} ≤ " if least is not None else "", kwargs["column"], f" ≤ {most}" if most is not None else ""]
    )


def check() -> str:
    """Return what the linear rules say of each other, in words; exits where they contradict each other."""
    lines = [line for form in load_forms() for line in (f"{form.version} 年格式", *_between_rules(form))]
    found = [algebra for form in load_forms() if (algebra := algebra_of(form))]
    words = "\n".join(lines)
    if any(algebra.only_zero for algebra in found):
        raise SystemExit(words)
    return words


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        print(check())
    PAGE.write_text(page(), encoding="utf-8")
    for each in load_forms():
        paths.pinned_rules(each.version).write_text(pinned(each), encoding="utf-8")
