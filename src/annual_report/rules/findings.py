"""Findings: where a report and the rules differ."""

from __future__ import annotations

import html
import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from annual_report.errors import LedgerError, RuleError
from annual_report.filing.place import Place, as_stored

OUTCOMES = ("passed", "failed", "broken", "not_assessable", "waived")
SEVERITIES = {"critical": "错误", "warning": "提醒", "info": "提示"}

# How findings travel from the notebook to the commands around it.
FINDINGS_MIME = "application/vnd.annual-report.findings+json"

NOT_SOUND = "报告有 {count} 处错误，不能发布；全部问题见上表和 findings.json"
RULE_BROKE = "规则本身出错，无法判断报告是否合格：{rules}"
SAME_KIND = "{message}（这样的共 {count} 处，逐处见 findings.html）"
ALL_SOUND = "全部 {count} 条规则通过"


# What one rule finds in one file of figures is told apart up to so many; more is counted. In one section of prose, one.
MOST_APART = 5
PROSE = "narrative"

# Slips that have several explanations each can be put together in very many ways.
MOST_EXPLANATIONS = 200

# How an explanation that is one move says of how many cells it speaks, all of them.
COUNTED = "，共 {count} 格"

# The coefficient of every cell of a balance: left positive, right negative, summing to zero where it holds.
Equation = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Evidence:
    """What something beside the ledger says of a cell, or of the sum of some cells: the prose, last year's report."""

    cells: tuple[str, ...]
    value: Any
    words: str


@dataclass(frozen=True)
class Change:
    """One cell that would hold another value; `to` is None where no single value follows."""

    place: Place
    to: Any

    def as_dict(self) -> dict[str, Any]:
        place = self.place.as_dict()
        return {**place, "from": place["value"], "to": as_stored(self.to)}


@dataclass(frozen=True)
class Explanation:
    """A smallest set of changes after which every equality holds, and what probably happened, in Chinese."""

    changes: tuple[Change, ...]
    cause: str

    def as_dict(self) -> dict[str, Any]:
        return {"changes": [change.as_dict() for change in self.changes], "cause": self.cause}


@dataclass(frozen=True)
class Slip:
    """Findings that one mistake explains: the rules that do not hold, and every smallest explanation, likeliest first.

    `remark` says in Chinese why the list may be incomplete; empty where every smallest explanation is there. `likely`
    says whether the first explanation is clearly likelier than the others.
    """

    rules: tuple[str, ...]
    explanations: tuple[Explanation, ...]
    remark: str = ""
    likely: bool = True

    def as_dict(self) -> dict[str, Any]:
        explanations = [explanation.as_dict() for explanation in self.explanations]
        return {
            "rules": list(self.rules),
            "explanations": explanations,
            "likely": self.likely,
            "remark": self.remark,
        }


@dataclass(frozen=True)
class Finding:
    """One rule that did not pass on one row of its view.

    `left`, `right` and `imbalance` are set where the rule compares two sides. `follows` names the failed rules that
    this one is a consequence of; `slip` is the number of the slip that explains it, counted from 1, 0 where none does.
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
    slip: int = 0

    @property
    def imbalance(self) -> Any:
        return None if self.left is None or self.right is None else self.left - self.right

    @property
    def blocks(self) -> bool:
        return self.outcome == "failed" and self.severity == "critical"

    def as_dict(self) -> dict[str, Any]:
        """Return the finding as findings.json stores it."""
        sides = {name: as_stored(getattr(self, name)) for name in ("left", "right", "imbalance")}
        return {
            **{key: getattr(self, key) for key in ("rule", "outcome", "severity", "label", "message", "basis")},
            **sides,
            "cells": [place.as_dict() for place in self.cells],
            "follows": list(self.follows),
            "slip": self.slip,
        }


@dataclass(frozen=True)
class Findings:
    """What became of every rule, and a finding for each that did not pass.

    For `explain`: the equalities that hold (`sound`) and that cannot be judged for want of a figure (`open`), where
    every cell stands (`places`, by address; last year's begin with previous.), and what else speaks of a cell
    (`evidence`). `slips` are what `explain` makes of it.
    """

    outcomes: Mapping[str, str]
    found: tuple[Finding, ...]
    sound: tuple[Equation, ...] = ()
    open: tuple[Equation, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    slips: tuple[Slip, ...] = ()
    of_draft: bool = field(default=False, compare=False)

    @property
    def summary(self) -> dict[str, int]:
        counts = Counter(self.outcomes.values())
        return {outcome: counts[outcome] for outcome in OUTCOMES}

    @property
    def explanations(self) -> list[Explanation]:
        """Every smallest set of changes that makes the whole ledger hold: an explanation of each slip, put together."""
        choices = itertools.product(*(slip.explanations for slip in self.slips if slip.explanations))
        together = itertools.islice(choices, MOST_EXPLANATIONS) if self.slips else ()
        return [
            Explanation(
                tuple(change for each in chosen for change in each.changes), "；".join(each.cause for each in chosen)
            )
            for chosen in together
        ]

    def beside(self, other: Findings) -> Findings:
        """Return these findings together with those of other rules on the same report."""
        outcomes = dict(sorted({**self.outcomes, **other.outcomes}.items()))
        return replace(self, outcomes=outcomes, found=(*self.found, *other.found))

    def failed(self, severity: str | None = None) -> list[Finding]:
        """Return the failed findings, the gravest first, in the order of the form."""
        order = list(SEVERITIES)
        failed = (each for each in self.found if each.outcome == "failed" and severity in (None, each.severity))
        return sorted(failed, key=lambda each: order.index(each.severity))

    def raise_for_critical(self) -> None:
        """Stop here unless the report may be published: RuleError where a rule broke, LedgerError where one failed.

        A draft goes on in spite of a failed rule: it says so on every page.
        """
        broken = [each.rule for each in self.found if each.outcome == "broken"]
        if broken:
            raise RuleError(RULE_BROKE.format(rules="、".join(dict.fromkeys(broken))))
        blocking = [each for each in self.found if each.blocks]
        if blocking and not self.of_draft:
            raise LedgerError(NOT_SOUND.format(count=len(blocking)))

    def as_dict(self) -> dict[str, Any]:
        """Return what findings.json holds."""
        return {
            "summary": self.summary,
            "rules": dict(self.outcomes),
            "findings": [finding.as_dict() for finding in self.found],
            "slips": [slip.as_dict() for slip in self.slips],
            "explanations": [explanation.as_dict() for explanation in self.explanations],
        }

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        shown = list(_together(each for each in self.found if each.outcome in ("failed", "broken")))
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


def _together(found: Iterable[Finding]) -> Iterator[Finding]:
    """Yield findings; of many of one rule in one file, or in one section of prose, the first with their number."""
    places: dict[tuple[str, ...], list[Finding]] = {}
    for each in found:
        cells = [(cell.file, cell.table, cell.line if cell.table == PROSE else "") for cell in each.cells[:1]]
        place = (each.rule, each.outcome, each.severity, each.label, *(part for cell in cells for part in cell))
        places.setdefault(place, []).append(each)
    for place, alike in places.items():
        if len(alike) > (1 if PROSE in place else MOST_APART):
            yield replace(alike[0], message=SAME_KIND.format(message=alike[0].message, count=len(alike)))
        else:
            yield from alike


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
