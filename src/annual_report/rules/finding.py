"""One finding, and the mistake that explains it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from annual_report.filing.place import Place

OUTCOMES = ("passed", "failed", "broken", "not_assessable", "waived")
SEVERITIES = {"critical": "错误", "warning": "提醒", "info": "提示"}

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


@dataclass(frozen=True)
class Explanation:
    """A smallest set of changes after which every equality holds, and what probably happened, in Chinese."""

    changes: tuple[Change, ...]
    cause: str


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


FULFILLED, UNFULFILLED, UNDECIDED = "fulfilled", "unfulfilled", "undecided"
STATES = {FULFILLED: "符合", UNFULFILLED: "不符", UNDECIDED: "待人定"}


@dataclass(frozen=True)
class PointFinding:
    """What became of one point that the place of an agency asks for; `why` is empty where it is fulfilled.

    `score` are the points that it is worth in an assessment, None where nobody said. Where no rule can tell, `state` is
    undecided, and `why` says what a person should look at.
    """

    id: str
    place: str
    words: str
    state: str
    why: str
    basis: str
    score: Any = None


def worst(outcomes: Iterable[str]) -> str:
    """Return what counts for a rule judged in several parts: what could not be judged is never a pass."""
    order = ("passed", "not_assessable", "waived", "failed", "broken")
    return max(outcomes, key=order.index)
