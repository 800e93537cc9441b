"""Say which findings follow from which, so that one slip reads as one problem."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from annual_report.rules.finding import Equation, Finding, Slip
from annual_report.rules.findings import Findings

Vector = dict[str, Fraction]


def follow(findings: Findings, slips: Sequence[Slip], numbers: Mapping[int, int]) -> tuple[Finding, ...]:
    """Return the findings with the slip that explains each, and what it follows from: within a slip, one leads.

    `numbers` holds, by the position of a finding, the number of its slip.
    """
    failed = {each.rule for each in findings.found if each.outcome == "failed"}
    links = consequences(findings)
    slip_of = {position: slips[number - 1] for position, number in numbers.items()}
    leaders = {rule: slip.rules[0] for slip in slips for rule in slip.rules}
    found = []
    for position, each in enumerate(findings.found):
        if each.outcome == "failed" and each.equation:
            rules = slip_of[position].rules if position in slip_of else (each.rule,)
            linked = (rule for rule in links.get(each.rule, ()) if rule in rules)
            follows = [] if rules[0] == each.rule else [rules[0], *linked]
        else:
            own = [rule for rule in each.follows if rule in failed]
            follows = [*(leaders.get(rule, rule) for rule in own), *own]
        found.append(replace(each, follows=tuple(dict.fromkeys(follows)), slip=numbers.get(position, 0)))
    return tuple(found)


def consequences(findings: Findings) -> dict[str, list[str]]:
    """Return, for every failed balance that is a consequence, the failed balances it is a consequence of.

    A failed balance follows from others when it is a combination of them and of the balances that hold: with all line
    sums in order, a wrong sum in the column 总计 is nothing but the wrong sums of the six columns beside it. The
    balance over the fewest cells leads.
    """
    links: dict[str, list[str]] = {}
    failed = failed_balances(findings)
    known = Combinations()
    for equation in findings.sound if failed else ():
        known.learn(equation)
    for finding in failed:
        shares = known.learn(finding.equation, finding.rule)
        if shares is not None:
            # The likeliest cause first: the one that is off by as much.
            causes = [each for each in failed if each.rule in shares]
            causes.sort(key=lambda each: abs(each.imbalance) != abs(finding.imbalance))
            links[finding.rule] = [cause.rule for cause in causes]
    return links


def failed_balances(findings: Findings) -> list[Finding]:
    """Return the equalities that failed, the one over the fewest cells first."""
    failed = (each for each in findings.found if each.outcome == "failed" and each.equation)
    return sorted(failed, key=lambda each: len(each.equation))


@dataclass
class Combinations:
    """Equalities in echelon form: whether another is a combination of them, and of which of those that have a name."""

    _rows: dict[str, tuple[Vector, Vector]] = field(default_factory=dict)

    def learn(self, equation: Equation, name: str = "") -> set[str] | None:
        """Return the names an equality is made up of; None where it says something new, which is then known."""
        rest: Vector = {}
        _add(rest, {cell: Fraction(coefficient) for cell, coefficient in equation}.items(), Fraction(1))
        shares: Vector = {name: Fraction(1)} if name else {}
        for cell, (row, names) in self._rows.items():
            share = rest.get(cell)
            if share:
                _add(rest, row.items(), -share)
                _add(shares, names.items(), -share)
        if not rest:
            return set(shares) - {name}
        cell, leading = next(iter(rest.items()))
        self._rows[cell] = (_scale(rest, 1 / leading), _scale(shares, 1 / leading))
        return None


def _add(vector: Vector, terms: Iterable[tuple[str, Fraction]], times: Fraction) -> None:
    for cell, coefficient in terms:
        vector[cell] = vector.get(cell, Fraction()) + times * coefficient
        if not vector[cell]:
            del vector[cell]


def _scale(vector: Mapping[str, Fraction], factor: Fraction) -> Vector:
    return {cell: coefficient * factor for cell, coefficient in vector.items()}
