"""Findings: where a report and the rules differ."""

from __future__ import annotations

import html
import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from annual_report.errors import LedgerError, Problem, RuleError
from annual_report.filing.comparison import Comparison
from annual_report.filing.place import PROSE, Place
from annual_report.rules import findings_json
from annual_report.rules.finding import (
    OUTCOMES,
    SEVERITIES,
    Equation,
    Evidence,
    Explanation,
    Finding,
    PointFinding,
    Slip,
    worst,
)

# How findings travel from the notebook to the commands around it.
FINDINGS_MIME = "application/vnd.annual-report.findings+json"

NOT_SOUND = "报告有 {count} 处错误，不能发布；全部问题见上表和 findings.json"
RULE_BROKE = "规则本身出错，无法判断报告是否合格：{rules}"
SAME_KIND = "{message}（这样的共 {count} 处，逐处见 findings.html）"
ALL_SOUND = "全部 {count} 条规则通过"
CONTRADICTORY = "findings.json contradicts itself: what follows from the rest is not what is written"


# What one rule finds in one file of figures is told apart up to so many; more is counted. In one section of prose, one.
MOST_APART = 5

# Slips that have several explanations each can be put together in very many ways.
MOST_EXPLANATIONS = 200


@dataclass(frozen=True)
class Findings:
    """What became of every rule, and a finding for each that did not pass.

    For `explain`: the equalities that hold (`sound`) and that cannot be judged for want of a figure (`open`), where
    every cell stands (`places`, by address; last year's begin with previous.), and what else speaks of a cell
    (`evidence`). `slips` are what `explain` makes of it. `problems` say why nothing, or not all, could be judged.
    `points` say what became of what the place of the agency asks for, where it chose one. `second` says how another
    person's independent entry differs, where there is one.
    `counts` are the numbers of `summary` where the outcomes of single rules were left out. Findings `of_draft` stop no
    notebook.
    """

    outcomes: Mapping[str, str] = field(default_factory=dict)
    found: tuple[Finding, ...] = ()
    sound: tuple[Equation, ...] = ()
    open: tuple[Equation, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    slips: tuple[Slip, ...] = ()
    problems: tuple[Problem, ...] = ()
    points: tuple[PointFinding, ...] = ()
    second: Comparison | None = None
    counts: Mapping[str, int] | None = None
    of_draft: bool = field(default=False, compare=False)

    @property
    def summary(self) -> dict[str, int]:
        counts = Counter(self.outcomes.values()) if self.counts is None else self.counts
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
        """Return these findings together with others on the same report; what both judge ends as badly as in either."""
        both = {rule: worst([self.outcomes.get(rule, said), said]) for rule, said in other.outcomes.items()}
        outcomes = dict(sorted({**self.outcomes, **both}.items()))
        found, evidence = (*self.found, *other.found), (*self.evidence, *other.evidence)
        return replace(self, outcomes=outcomes, found=found, evidence=evidence)

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

    def without_grounds(self) -> Findings:
        """Return what is told of a report, without what only `explain` needs."""
        found = tuple(replace(each, equation=()) for each in self.found)
        return replace(self, found=found, sound=(), open=(), places={}, evidence=())

    def in_brief(self) -> Findings:
        """Return what a terminal shows among many reports: what does not hold, and how many rules came out how."""
        found = tuple(each for each in self.found if each.outcome != "not_assessable")
        return replace(self, outcomes={}, found=found, counts=self.summary)

    def as_dict(self) -> dict[str, Any]:
        """Return what findings.json holds."""
        return findings_json.as_dict(self)

    @classmethod
    def from_dict(cls, data: Any) -> Findings:
        """Return what findings.json holds. Raises ValueError for anything that `as_dict` does not write."""
        content = findings_json.from_dict(data)
        outcomes, found, slips, problems, points, second = content
        findings = cls(outcomes, found, slips=slips, problems=problems, points=points, second=second)
        if findings.as_dict() != data:
            raise ValueError(CONTRADICTORY)
        return findings

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        shown = list(_together(each for each in self.found if each.outcome in ("failed", "broken")))
        text = [f"{SEVERITIES[each.severity]}  {each.rule}  {each.message}" for each in shown]
        return {
            FINDINGS_MIME: self.as_dict(),
            "text/html": _as_html(shown) if shown else f"<p>{self._say_sound()}</p>",
            "text/plain": "\n".join(text) or self._say_sound(),
        }

    def _say_sound(self) -> str:
        return ALL_SOUND.format(count=self.summary["passed"])


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
        f"<td>{html.escape(each.cells[0].position.named if each.cells else '')}</td></tr>"
        for each in shown
    )
    head = "<tr><th>程度</th><th>规则</th><th>问题</th><th>位置</th></tr>"
    return f"<table class='findings'>{head}{''.join(rows)}</table>"
