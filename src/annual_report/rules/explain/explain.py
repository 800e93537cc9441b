"""Say which cell is probably wrong: the findings that one slip explains, and every smallest way to mend them.

The equalities are taken from the findings themselves, over all tables and last year's report together, so that there is
no second copy of the rules. `system` knows their algebra, `search` looks for the smallest sets of cells, `hypotheses`
for slips of many cells (`moves` on a `board`), `slips` tells independent mistakes apart, `causes` gives them words,
`following` says which finding leads.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import replace

from annual_report.filing.place import PROSE, Place
from annual_report.rules.explain.accounts import Accounts, accounts_of
from annual_report.rules.explain.causes import COST_OF_ANY_FIGURE, Cause, weigh
from annual_report.rules.explain.following import failed_balances, follow
from annual_report.rules.explain.slips import Changes, Inquiry, Part
from annual_report.rules.explain.system import as_figure
from annual_report.rules.finding import Change, Explanation, Finding, Slip
from annual_report.rules.findings import Findings

SECONDS = 1.8  # what is found then has still to be weighed
MOST = 50
CLEARLY = 0.25  # by how much likelier a clear explanation is than the next
MISSING_FIGURE = "C-01"
MORE = "另有 {count} 种可能没有列出"


def explain(findings: Findings) -> Findings:
    """Fill in the slips, likeliest explanation first, and what every failed finding follows from.

    Takes two seconds at most; a slip's remark says where that was not enough. What is proposed is never applied.
    """
    if not findings.open and not failed_balances(findings):
        return replace(findings, found=follow(findings, (), {}))
    accounts = accounts_of(findings)
    parts = Inquiry(accounts, time.monotonic() + SECONDS).run()
    explained = ((part, _members(part, accounts, findings)) for part in parts)
    in_order = sorted((each for each in explained if each[1]), key=lambda each: each[1][0])
    slips = tuple(
        _slip(part, accounts, [findings.found[member].rule for member in members]) for part, members in in_order
    )
    numbers = {member: number for number, (_, members) in enumerate(in_order, 1) for member in members}
    return replace(findings, found=follow(findings, slips, numbers), slips=slips)


def _slip(part: Part, accounts: Accounts, rules: Iterable[str]) -> Slip:
    weighed = _weigh_part(part, accounts)
    explanations = tuple(Explanation(_changes(changes, accounts), cause.words) for cause, changes in weighed[:MOST])
    cut = MORE.format(count=len(weighed) - MOST) if len(weighed) > MOST else ""
    remark = "；".join(filter(None, (part.remark, cut)))
    return Slip(tuple(dict.fromkeys(rules)), explanations, remark, _leads(weighed))


def _weigh_part(part: Part, accounts: Accounts) -> list[tuple[Cause, Changes]]:
    """Return what explains a part, the likeliest first: a slip of many cells is known to be likelier."""
    whole = [(weigh(accounts, each.changes, each), each.changes) for each in part.whole]
    smallest = [(weigh(accounts, changes), changes) for changes in part.smallest]
    return [*sorted(whole, key=lambda each: each[0]), *sorted(smallest, key=lambda each: each[0])]


def _leads(weighed: Sequence[tuple[Cause, Changes]]) -> bool:
    """Whether the first of several explanations is clearly likelier than the next, and likely in itself."""
    if len(weighed) < 2:
        return bool(weighed)
    (first, changes), (second, _), *_ = weighed
    return second.cost - first.cost > CLEARLY and first.cost < COST_OF_ANY_FIGURE * len(changes)


def _changes(changes: Changes, accounts: Accounts) -> tuple[Change, ...]:
    """Return changes in the printed order of the form."""
    places = ((place, changes[address]) for address, place in accounts.places.items() if address in changes)
    return tuple(Change(place, as_figure(value, place)) for place, value in places)


def _members(part: Part, accounts: Accounts, findings: Findings) -> list[int]:
    """Return the positions of the failed findings that a part explains, first of the one that leads."""
    failed = [number for number, each in enumerate(findings.found) if each.outcome == "failed"]
    equations = set(part.equations)
    balances = [each for each in failed if findings.found[each].equation in equations]
    balances.sort(key=lambda each: len(findings.found[each].equation))
    rules = {findings.found[balance].rule for balance in balances}
    missing = {_position(accounts.places[cell]) for cell in part.missing}
    others = [
        number
        for number in failed
        if not (each := findings.found[number]).equation
        and (not rules.isdisjoint(each.follows) or _is_about_missing(each, missing))
    ]
    return [*balances[:1], *sorted([*balances[1:], *others])]


def _is_about_missing(finding: Finding, missing: set[tuple[str, int, int]]) -> bool:
    """Whether a finding is there because figures are missing, and all of those are among some cells.

    It is about the first of its cells, or, in the prose, about what that quotes.
    """
    blank = [_position(cell) for cell in finding.cells if cell.value is None]
    at = finding.cells[:1]
    is_about = any(cell.value is None or (cell.table == PROSE and finding.rule == MISSING_FIGURE) for cell in at)
    return is_about and bool(blank) and missing.issuperset(blank)


def _position(place: Place) -> tuple[str, int, int]:
    return place.file, place.row, place.col
