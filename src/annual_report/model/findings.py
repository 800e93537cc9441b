"""Findings: where a report and the rules differ."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from annual_report.errors import LedgerError, RuleError
from annual_report.wording import plain

OUTCOMES = ("passed", "failed", "broken", "not_assessable", "waived")
SEVERITIES = {"critical": "错误", "warning": "提醒", "info": "提示"}

# How findings travel from the notebook to the commands around it.
FINDINGS_MIME = "application/vnd.annual-report.findings+json"

NOT_SOUND = "报告有 {count} 处错误，不能发布；全部问题见上表和 findings.json"
RULE_BROKE = "规则本身出错，无法判断报告是否合格：{rules}"
ALL_SOUND = "全部 {count} 条规则通过"


# The coefficient of every cell of a balance: left positive, right negative, summing to zero where it holds.
Equation = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Place:
    """A cell, or a row of prose, that a finding points at; row and col count from 1 in the file as it is stored."""

    table: str
    line: str
    column: str
    label: str
    file: str
    row: int
    col: int
    value: Any

    def as_dict(self) -> dict[str, Any]:
        value = plain(self.value) if isinstance(self.value, Decimal) else self.value
        return {**asdict(self), "value": value}


@dataclass(frozen=True)
class Finding:
    """One rule that did not pass on one row of its view.

    `left`, `right` and `imbalance` are set where the rule compares two sides. `follows` names the failed rules that
    this one is a consequence of.
    """

    rule: str
    outcome: str
    severity: str
    label: str
    message: str
    basis: str
    cells: tuple[Place, ...] = ()
    left: Any = None
    right: Any = None
    equation: Equation = ()
    follows: tuple[str, ...] = ()

    @property
    def imbalance(self) -> Any:
        return None if self.left is None or self.right is None else self.left - self.right

    @property
    def blocks(self) -> bool:
        return self.outcome == "failed" and self.severity == "critical"

    def as_dict(self) -> dict[str, Any]:
        """Return the finding as findings.json stores it."""
        sides = {name: _number(getattr(self, name)) for name in ("left", "right", "imbalance")}
        return {
            **{key: getattr(self, key) for key in ("rule", "outcome", "severity", "label", "message", "basis")},
            **sides,
            "cells": [place.as_dict() for place in self.cells],
            "follows": list(self.follows),
        }


@dataclass(frozen=True)
class Findings:
    """What became of every rule, a finding for each that did not pass, and the balances that hold."""

    outcomes: Mapping[str, str]
    found: tuple[Finding, ...]
    sound: tuple[Equation, ...] = ()

    @property
    def summary(self) -> dict[str, int]:
        counts = Counter(self.outcomes.values())
        return {outcome: counts[outcome] for outcome in OUTCOMES}

    def failed(self, severity: str | None = None) -> list[Finding]:
        """Return the failed findings, the gravest first, in the order of the form."""
        order = list(SEVERITIES)
        failed = (each for each in self.found if each.outcome == "failed" and severity in (None, each.severity))
        return sorted(failed, key=lambda each: order.index(each.severity))

    def raise_for_critical(self) -> None:
        """Stop here unless the report may be published: RuleError where a rule broke, LedgerError where one failed."""
        broken = [each.rule for each in self.found if each.outcome == "broken"]
        if broken:
            raise RuleError(RULE_BROKE.format(rules="、".join(dict.fromkeys(broken))))
        blocking = [each for each in self.found if each.blocks]
        if blocking:
            raise LedgerError(NOT_SOUND.format(count=len(blocking)))

    def as_dict(self) -> dict[str, Any]:
        """Return what findings.json holds."""
        return {
            "summary": self.summary,
            "rules": dict(self.outcomes),
            "findings": [finding.as_dict() for finding in self.found],
        }

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        shown = [each for each in self.found if each.outcome in ("failed", "broken")]
        text = [f"{SEVERITIES[each.severity]}  {each.rule}  {each.message}" for each in shown]
        return {
            FINDINGS_MIME: self.as_dict(),
            "text/html": _as_html(shown) if shown else f"<p>{self._sound()}</p>",
            "text/plain": "\n".join(text) or self._sound(),
        }

    def _sound(self) -> str:
        return ALL_SOUND.format(count=self.summary["passed"])


def worst(outcomes: Iterable[str]) -> str:
    """Return what counts for a rule judged in several parts: what could not be judged is never a pass."""
    order = ("passed", "not_assessable", "waived", "failed", "broken")
    return max(outcomes, key=order.index)


def _as_html(shown: list[Finding]) -> str:
    rows = (
        f"<tr><td>{SEVERITIES[each.severity]}</td><td>{html.escape(each.rule)}</td><td>{html.escape(each.message)}</td>"
        f"<td>{html.escape(_position(each))}</td></tr>"
        for each in shown
    )
    head = "<tr><th>程度</th><th>规则</th><th>问题</th><th>位置</th></tr>"
    return f"<table class='findings'>{head}{''.join(rows)}</table>"


def _position(finding: Finding) -> str:
    return f"{finding.cells[0].file}:{finding.cells[0].row}:{finding.cells[0].col}" if finding.cells else ""


def _number(value: Any) -> Any:
    return plain(value) if isinstance(value, Decimal) else value
