"""Say whose figure would close the gap between what a government files and what its units sum up to.

Asked are the unit's own findings, last year's figure, what a hand does to digits, and whether a unit was left out or
added twice. One slip behind several cells comes before several behind one each. What is proposed is never applied.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from annual_report.filing.figures import Number
from annual_report.filing.place import Place
from annual_report.filing.roll_up.sums import cell_sums, counted
from annual_report.filing.roll_up.units import RollUp, UnitReport
from annual_report.rules.explain.causes import HANDS
from annual_report.rules.finding import Change, Explanation, Slip
from annual_report.rules.findings import Findings
from annual_report.wording import join_words, plain

RULE = "U-01"
LEFT_OUT = "汇总时漏加了{unit}：{figures}"
WHOLLY_LEFT_OUT = "汇总时漏加了{unit}整份：{figures}"
TWICE = "汇总时把{unit}加了两次：{figures}"
OWN_FINDING = "{unit}自己的检查也指出：{cause}"
OWN_OF_GOVERNMENT = "本级自己的检查也指出：{cause}"
LAST_YEARS = "{unit}填的是 {was}，上年是 {to}：改成与上年相同就对上了"
HAND = "{unit}{words}"
LAST_YEAR = "（上年 {before}）"
AS_SUMMED = "本级按各单位之和填，就对上了"
GOVERNMENT = "本级"
MORE = "等 {count} 格"
UNDECIDED = "没有一个单位的数字特别像是错的，请逐个核对"

# How unlikely; what a hand does to digits adds its own.
COST_OF_WHOLE, COST_OF_OWN_FINDING, COST_OF_LEFT_OUT, COST_OF_TWICE, COST_OF_LAST_YEAR = 0.2, 0.7, 0.4, 0.6, 2.0
COST_OF_A_HAND, COST_OF_ANYTHING = 1.0, 6.0
# A figure below this is some unit's by chance.
ALONE, COST_OF_CHANCE = 3, 1.5
CLEARLY = 0.25
MOST_EXPLANATIONS, MOST_NAMED = 5, 3


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


Asked = Mapping[str, Findings]
Group = dict[str, Suspicion]


def explain_gaps(roll_up: RollUp, asked: Asked) -> list[tuple[Slip, tuple[str, ...]]]:
    """Return the slips behind the gaps, each with the addresses of the cells that it explains, the most cells first.

    `asked` are the findings on each unit's own report, and on the government's, by code.
    """
    gaps = {each.place.address: each for each in gaps_of(roll_up)}
    groups = _groups(gaps, roll_up, asked)
    left, found = dict.fromkeys(gaps), list[tuple[Slip, tuple[str, ...]]]()
    while left:
        best = max(groups.values(), key=lambda group: _gain(group, left))
        cells = tuple(cell for cell in left if cell in best)
        found.append((_slip(cells, groups.values(), best), cells))
        left = dict.fromkeys(cell for cell in left if cell not in best)
    return found


def gaps_of(roll_up: RollUp) -> Iterator[SumGap]:
    """Yield every figure that is known on both sides and differs."""
    for address, each in cell_sums(roll_up).items():
        value = roll_up.filed.ledger.values.get(address) if roll_up.filed else None
        if roll_up.filed and value is not None and each.total is not None and value != each.total:
            yield SumGap(roll_up.filed.ledger.place(address), each.total)


def _groups(gaps: Mapping[str, SumGap], roll_up: RollUp, asked: Asked) -> dict[tuple[str, str], Group]:
    """Return what is suspected of all gaps, by unit and kind."""
    groups: dict[tuple[str, str], Group] = {}
    for address, gap in gaps.items():
        suspicions = [each for unit in roll_up.units for each in _of_unit(unit, gap, roll_up, asked)]
        for each in (*suspicions, *_of_government(gap, roll_up, asked)):
            groups.setdefault((each.unit, each.kind), {})[address] = each
    for (name, kind), group in [*groups.items()]:
        if kind == "left_out" and _is_whole(name, group, roll_up):
            del groups[name, kind]
            whole = {cell: each._replace(kind="whole", cost=COST_OF_WHOLE) for cell, each in group.items()}
            groups[name, "whole"] = whole
    return groups


def _is_whole(name: str, group: Group, roll_up: RollUp) -> bool:
    """Whether all that a unit filed is missing in the sums."""
    unit = next(each for each in roll_up.units if each.name == name)
    figures = {address for address in roll_up.form.cells if counted(unit, address, roll_up)}
    return figures == group.keys()


def _of_unit(unit: UnitReport, gap: SumGap, roll_up: RollUp, asked: Asked) -> Iterator[Suspicion]:
    address = gap.place.address
    was = counted(unit, address, roll_up)
    if was is None or unit.ledger is None:
        return
    alike = [each for each in roll_up.units if counted(each, address, roll_up) == was]
    by_chance = COST_OF_CHANCE if max(gap.size, -gap.size) < ALONE or len(alike) > 1 else 0.0
    government = Change(gap.place, gap.summed)
    if was and gap.size == -was:
        yield Suspicion(unit.name, "left_out", COST_OF_LEFT_OUT + by_chance, LEFT_OUT, government)
    if was and gap.size == was:
        yield Suspicion(unit.name, "twice", COST_OF_TWICE + by_chance, TWICE, government)
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


def _of_government(gap: SumGap, roll_up: RollUp, asked: Asked) -> Iterator[Suspicion]:
    change = Change(gap.place, gap.summed)
    yield Suspicion(GOVERNMENT, "sum", COST_OF_ANYTHING, AS_SUMMED, change)
    for cost, words in _hands(gap.place.value, gap.summed):
        yield Suspicion(GOVERNMENT, "hand", COST_OF_A_HAND + cost, HAND.format(unit=GOVERNMENT, words=words), change)
    for cause in _proposals(asked.get(roll_up.slug), change):
        yield Suspicion(GOVERNMENT, "own", COST_OF_OWN_FINDING, OWN_OF_GOVERNMENT.format(cause=cause), change)


def _proposals(findings: Findings | None, change: Change) -> Iterator[str]:
    """Yield why the findings on a report propose the same change of the same cell, too."""
    for slip in findings.slips if findings else ():
        for explanation in slip.explanations[:MOST_EXPLANATIONS]:
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


def _gain(group: Group, left: Mapping[str, object]) -> float:
    """Return how much is explained by one slip: the more cells and the likelier, the more."""
    covered = [each for cell, each in group.items() if cell in left]
    return sum(COST_OF_ANYTHING + 1 - each.cost for each in covered)


def _slip(cells: Sequence[str], groups: Iterable[Group], best: Group) -> Slip:
    """Return the slip behind some cells, with all else that would explain every one of them, the likeliest first."""
    able = [group for group in groups if group is not best and all(cell in group for cell in cells)]
    able.sort(key=lambda group: (sum(group[cell].cost for cell in cells), group[cells[0]].unit))
    chosen = [best, *able][:MOST_EXPLANATIONS]
    costs = [sum(group[cell].cost for cell in cells) / len(cells) for group in chosen]
    likely = costs[0] < COST_OF_ANYTHING and (len(costs) < 2 or costs[1] - costs[0] > CLEARLY)
    return Slip((RULE,), tuple(_explanation(group, cells) for group in chosen), "" if likely else UNDECIDED, likely)


def _explanation(group: Group, cells: Sequence[str]) -> Explanation:
    suspicions = [group[cell] for cell in cells]
    kind, first = suspicions[0].kind, suspicions[0]
    if kind in ("left_out", "twice", "whole"):
        words = {"left_out": LEFT_OUT, "twice": TWICE, "whole": WHOLLY_LEFT_OUT}[kind]
        cause = words.format(unit=first.unit, figures=_figures(suspicions))
    else:
        named = list(dict.fromkeys(each.words for each in suspicions))
        more = MORE.format(count=len(suspicions)) if len(named) > MOST_NAMED else ""
        cause = "；".join(named[:MOST_NAMED]) + more
    return Explanation(tuple(each.change for each in suspicions), cause)


def _figures(suspicions: Sequence[Suspicion]) -> str:
    """Return the figures that were left out, or added twice, with the cells that they stand in."""
    sizes = [abs(Decimal(each.change.place.value) - Decimal(each.change.to)) for each in suspicions[:MOST_NAMED]]
    named = [f"{each.change.place.label} {plain(size)}" for each, size in zip(suspicions, sizes, strict=False)]
    return join_words(named) + (MORE.format(count=len(suspicions)) if len(suspicions) > MOST_NAMED else "")
