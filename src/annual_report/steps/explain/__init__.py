"""Say which cell is probably wrong: the findings that one slip explains, and every smallest way to mend them.

The equalities are taken from the findings themselves, over all tables and last year's report together, so that there is
no second copy of the rules. `system` knows their algebra, `search` looks for the smallest sets of cells, `hypotheses`
for slips of whole lines, `slips` tells independent mistakes apart, `causes` gives them words, `following` says which
finding leads.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import replace

from annual_report.model.findings import Change, Explanation, Finding, Findings, Place, Slip
from annual_report.steps.explain.causes import weigh
from annual_report.steps.explain.following import consequences, failed_balances
from annual_report.steps.explain.ledger import Ledger, ledger_of
from annual_report.steps.explain.slips import Changes, Inquiry, Part, is_many
from annual_report.steps.explain.system import as_figure

SECONDS = 1.8  # what is found then has still to be weighed
MOST = 50
MISSING_FIGURE = "C-01"
MORE = "另有 {count} 种可能没有列出"


def explain(findings: Findings) -> Findings:
    """Fill in the slips, likeliest explanation first, and what every failed finding follows from.

    Takes two seconds at most; a slip's remark says where that was not enough. What is proposed is never applied.
    """
    if not findings.open and not failed_balances(findings):
        return replace(findings, found=_follow(findings, ()))
    ledger = ledger_of(findings)
    parts = Inquiry(ledger, time.monotonic() + SECONDS).run()
    slips = [slip for slip in (_slip(part, ledger, findings) for part in parts) if slip.rules]
    order = [each.rule for each in findings.found]
    slips.sort(key=lambda slip: order.index(slip.rules[0]))
    return replace(findings, found=_follow(findings, slips), slips=tuple(slips))


def _slip(part: Part, ledger: Ledger, findings: Findings) -> Slip:
    ranked = _ranked(part, ledger)
    cut = MORE.format(count=len(ranked) - MOST) if len(ranked) > MOST else ""
    remark = "；".join(filter(None, (part.remark, cut)))
    return Slip(_rules(part, ledger, findings), ranked[:MOST], remark)


def _ranked(part: Part, ledger: Ledger) -> tuple[Explanation, ...]:
    """Return the explanations of a part, the likeliest first.

    A slip of a whole line comes before the smallest sets where those take many cells, else after them.
    """
    many = is_many(part.smallest)
    weighed = [(1, *weigh(ledger, changes), changes) for changes in part.smallest]
    weighed += [(0 if many else 2, *weigh(ledger, changes, cause), changes) for changes, cause in part.whole]
    weighed.sort(key=lambda each: each[:3])
    return tuple(Explanation(_changes(changes, ledger), cause) for _, _, cause, changes in weighed)


def _changes(changes: Changes, ledger: Ledger) -> tuple[Change, ...]:
    """Return changes in the printed order of the form."""
    places = ((place, changes[address]) for address, place in ledger.places.items() if address in changes)
    return tuple(Change(place, as_figure(value, place)) for place, value in places)


def _rules(part: Part, ledger: Ledger, findings: Findings) -> tuple[str, ...]:
    """Return the failed rules that a part explains: first the one that leads, then in the order of the findings."""
    balances = [each.rule for each in failed_balances(findings) if each.equation in set(part.equations)]
    missing = {_position(ledger.places[cell]) for cell in part.missing}
    members = (
        each.rule
        for each in findings.found
        if each.outcome == "failed"
        and (each.rule in balances or not set(balances).isdisjoint(each.follows) or _lacks(each, missing))
    )
    return tuple(dict.fromkeys([*balances[:1], *members]))


def _lacks(finding: Finding, missing: set[tuple[str, int, int]]) -> bool:
    """Whether a finding says of one of some cells that its figure is missing."""
    return finding.rule == MISSING_FIGURE and bool(finding.cells) and _position(finding.cells[0]) in missing


def _position(place: Place) -> tuple[str, int, int]:
    return place.file, place.row, place.col


def _follow(findings: Findings, slips: Iterable[Slip]) -> tuple[Finding, ...]:
    """Return the findings with what each follows from: within a slip, one leads."""
    failed = {each.rule for each in findings.found if each.outcome == "failed"}
    links = consequences(findings)
    mates: dict[str, tuple[str, ...]] = {each.rule: (each.rule,) for each in failed_balances(findings)}
    mates |= {rule: slip.rules for slip in slips for rule in slip.rules if rule in mates}
    return tuple(replace(each, follows=tuple(_followed(each, failed, links, mates))) for each in findings.found)


def _followed(
    finding: Finding, failed: set[str], links: Mapping[str, list[str]], mates: Mapping[str, tuple[str, ...]]
) -> Iterable[str]:
    if finding.rule not in mates:
        own = [rule for rule in finding.follows if rule in failed]
        return dict.fromkeys([*(mates.get(rule, (rule,))[0] for rule in own), *own])
    leader, *others = mates[finding.rule]
    if leader == finding.rule:
        return ()
    return dict.fromkeys([leader, *(rule for rule in links.get(finding.rule, ()) if rule in others)])
