"""Whose figure may be behind a gap: what speaks for a unit, or for the government itself, and how unlikely it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from annual_report.filing.figures import Number
from annual_report.filing.place import Place
from annual_report.filing.roll_up.sums import counted
from annual_report.filing.roll_up.units import RollUp, UnitReport
from annual_report.rules.explain.causes import HANDS
from annual_report.rules.finding import Change
from annual_report.rules.findings import Findings
from annual_report.wording import plain

# What was added up wrongly, in all cells of a unit alike.
LEFT, DOUBLED = "left_out", "twice"

LEFT_OUT = "汇总时漏加了{unit}：{figures}"
TWICE = "汇总时把{unit}加了两次：{figures}"
OWN_FINDING = "{unit}自己的检查也指出：{cause}"
OWN_OF_GOVERNMENT = "本级自己的检查也指出：{cause}"
LAST_YEARS = "{unit}填的是 {was}，上年是 {to}：改成与上年相同就对上了"
HAND = "{unit}{words}"
LAST_YEAR = "（上年 {before}）"
AS_SUMMED = "本级按各单位之和填，就对上了"
GOVERNMENT = "本级"

# How unlikely; what a hand does to digits adds its own.
COST_OF_OWN_FINDING, COST_OF_LEFT_OUT, COST_OF_TWICE, COST_OF_LAST_YEAR = 0.7, 0.4, 0.6, 2.0
COST_OF_A_HAND, COST_OF_ANYTHING = 1.0, 6.0
# A figure below this is some unit's by chance.
ALONE, COST_OF_CHANCE = 3, 1.5
# How many proposals of a report's own findings are asked.
MOST_ASKED = 5


# What the rules say of the report of each unit, and of the government, by code.
Asked = Mapping[str, Findings]


class SumGap(NamedTuple):
    """A figure that is filed otherwise than the units sum up to."""

    place: Place
    summed: Number

    @property
    def size(self) -> Number:
        filed: Number = self.place.value
        return filed - self.summed


class Suspicion(NamedTuple):
    """Of one gap: whose figure, what probably happened (of which kind), how unlikely that is, and the change."""

    unit: str
    kind: str
    cost: float
    words: str
    change: Change


def suspicions_of_unit(unit: UnitReport, gap: SumGap, roll_up: RollUp, asked: Asked) -> Iterator[Suspicion]:
    """Yield what would close a gap if a unit's figure was wrong, or was added up wrongly."""
    address = gap.place.address
    was = counted(unit, address, roll_up)
    if was is None or unit.ledger is None:
        return
    alike = [each for each in roll_up.units if counted(each, address, roll_up) == was]
    by_chance = COST_OF_CHANCE if max(gap.size, -gap.size) < ALONE or len(alike) > 1 else 0.0
    government = Change(gap.place, gap.summed)
    if was and gap.size == -was:
        yield Suspicion(unit.name, LEFT, COST_OF_LEFT_OUT + by_chance, LEFT_OUT, government)
    if was and gap.size == was:
        yield Suspicion(unit.name, DOUBLED, COST_OF_TWICE + by_chance, TWICE, government)
    to, before = was + gap.size, unit.before.values.get(address) if unit.before else None
    if to < 0:
        return
    place = unit.ledger.place(address)
    change = Change(place, place.value + gap.size)
    for cause in _proposals(asked.get(unit.slug), change):
        yield Suspicion(unit.name, "own", COST_OF_OWN_FINDING, OWN_FINDING.format(unit=unit.name, cause=cause), change)
    if before and to == before and was != before:
        words = LAST_YEARS.format(unit=unit.name, was=plain(was), to=plain(before))
        yield Suspicion(unit.name, "last_year", COST_OF_LAST_YEAR + by_chance, words, change)
    for cost, words in _hands(was, to):
        said = HAND.format(unit=unit.name, words=words) + (LAST_YEAR.format(before=plain(before)) if before else "")
        yield Suspicion(unit.name, "hand", COST_OF_A_HAND + cost + by_chance, said, change)


def suspicions_of_government(gap: SumGap, roll_up: RollUp, asked: Asked) -> Iterator[Suspicion]:
    """Yield what would close a gap if the government's own figure was wrong; one thing always would."""
    change = Change(gap.place, gap.summed)
    yield Suspicion(GOVERNMENT, "sum", COST_OF_ANYTHING, AS_SUMMED, change)
    for cost, words in _hands(gap.place.value, gap.summed):
        yield Suspicion(GOVERNMENT, "hand", COST_OF_A_HAND + cost, HAND.format(unit=GOVERNMENT, words=words), change)
    for cause in _proposals(asked.get(roll_up.slug), change):
        yield Suspicion(GOVERNMENT, "own", COST_OF_OWN_FINDING, OWN_OF_GOVERNMENT.format(cause=cause), change)


def _proposals(findings: Findings | None, change: Change) -> Iterator[str]:
    """Yield why the findings on a report propose the same change of the same cell, too."""
    for slip in findings.slips if findings else ():
        for explanation in slip.explanations[:MOST_ASKED]:
            if any(each.place.address == change.place.address and each.to == change.to for each in explanation.changes):
                yield explanation.cause
                break


def _hands(was: Number, to: Number) -> Iterator[tuple[float, str]]:
    """Yield what a hand does to digits, how unlikely it is and how it is called, the likeliest only."""
    one, other = plain(was), plain(to)
    if len(one) == len(other) == 1:  # any digit is another one
        return
    few = 1.0 if min(len(one), len(other)) == 1 else 0.0
    found = [(cost + few, words.format(was=one, to=other)) for slips, cost, words in HANDS if slips(one, other)]
    yield from sorted(found)[:1]
