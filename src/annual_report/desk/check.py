"""One rule on one row as data: sums of cells, compared."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from annual_report.filing.figures import Number

# What a term takes of a cell: its figure; how many decimals the figure has; 1 where the cell is filled (blank), else 0;
# 1 where the figure is typed as it is properly written, else 0; what is typed there, for messages only.
Measure = Literal["value", "decimals", "filled", "blank", "written", "text"]

# These can be told of any cell; without the others' figure nothing can be.
TOLD_OF_BLANKS = ("filled", "blank", "text")

Relation = Literal["==", "!=", "<=", ">=", "<", ">"]

COMPARE: dict[Relation, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<=": operator.le,
    ">=": operator.ge,
    "<": operator.lt,
    ">": operator.gt,
}


@dataclass(frozen=True)
class Term:
    """So many times what is measured of a cell; the address of one of last year's begins with previous."""

    cell: str
    factor: int = 1
    measure: Measure = "value"


@dataclass(frozen=True)
class Sum:
    """The sum of some terms and a number. It is unknown where one of its terms is."""

    terms: tuple[Term, ...] = ()
    constant: Number = 0

    def times(self, factor: int) -> Sum:
        terms = (Term(each.cell, each.factor * factor, each.measure) for each in self.terms)
        return Sum(tuple(terms), self.constant * factor)

    def minus(self, other: Sum) -> Sum:
        taken = other.times(-1)
        return Sum(self.terms + taken.terms, self.constant + taken.constant)

    def measured(self, measure: Measure) -> Sum:
        """Return the sum of something else about the same cells."""
        return Sum(tuple(Term(term.cell, measure=measure) for term in self.terms))


@dataclass(frozen=True)
class Statement:
    """Two sides, compared exactly. Where one is unknown, so is whether it holds."""

    left: Sum
    relation: Relation
    right: Sum

    @property
    def terms(self) -> tuple[Term, ...]:
        return self.left.terms + self.right.terms


# Any of some clauses, in each of which all sentences hold. It is unknown where any sentence of any clause is.
Alternatives = tuple[tuple[Statement, ...], ...]


@dataclass(frozen=True)
class Check:
    """One rule on one row: where `when` holds, `holds` must.

    It does not apply where something in `when` is known not to hold. Otherwise it cannot be judged where anything in
    `when` or `holds` is unknown, where something in `needs` does not hold, or where `unknown` names what nobody gave.
    `at` is the cell to point at, the first of `cells`; `explain` is what to say of a failure, with names in braces:
    `words` says what each stands for (`left`, `right` and `imbalance` are those of the first sentence of `holds`).
    """

    suite: str
    rule: str
    key: str
    label: str
    basis: str
    severity: str
    explain: str
    cells: tuple[str, ...]
    holds: Alternatives
    when: tuple[Alternatives, ...] = ()
    needs: tuple[Alternatives, ...] = ()
    unknown: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    words: Mapping[str, Sum] = field(default_factory=dict, hash=False)

    @property
    def at(self) -> str:
        return self.cells[0] if self.cells else ""

    @property
    def sides(self) -> Statement:
        """What is compared in the first place."""
        return self.holds[0][0]


@dataclass(frozen=True)
class Checks:
    """Every check on the figures of a report, and the ids of the rules between figures that none can state."""

    stated: tuple[Check, ...]
    left_out: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Check]:
        return iter(self.stated)
