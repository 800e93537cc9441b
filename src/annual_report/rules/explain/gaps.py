"""Say whose figure would close the gap between what a government files and what its units sum up to.

Asked are the unit's own findings, last year's figure, what a hand does to digits, and whether a unit was left out or
added twice. One slip behind several cells comes before several behind one each. What is proposed is never applied.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from annual_report.filing.roll_up.sums import cell_sums, counted
from annual_report.filing.roll_up.units import RollUp
from annual_report.rules.explain.suspicions import (
    COST_OF_ANYTHING,
    DOUBLED,
    LEFT,
    Asked,
    SumGap,
    Suspicion,
    suspicions_of_government,
    suspicions_of_unit,
)
from annual_report.rules.finding import Explanation, Slip
from annual_report.wording import join_words, plain

RULE = "U-01"
WHOLLY_LEFT_OUT = "汇总时漏加了{unit}整份：{figures}"
MORE = " 等 {count} 格"
UNDECIDED = "没有一个单位的数字特别像是错的，请逐个核对"

# A unit of which nothing at all was added up.
WHOLE, COST_OF_WHOLE = "whole", 0.2
CLEARLY = 0.25
MOST_EXPLANATIONS, MOST_NAMED = 5, 3

# What is suspected of some cells, by address.
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
        suspicions = [each for unit in roll_up.units for each in suspicions_of_unit(unit, gap, roll_up, asked)]
        for each in (*suspicions, *suspicions_of_government(gap, roll_up, asked)):
            groups.setdefault((each.unit, each.kind), {})[address] = each
    for (name, kind), group in [*groups.items()]:
        if kind == LEFT and _is_whole(name, group, roll_up):
            del groups[name, kind]
            whole = {
                cell: each._replace(kind=WHOLE, words=WHOLLY_LEFT_OUT, cost=COST_OF_WHOLE)
                for cell, each in group.items()
            }
            groups[name, WHOLE] = whole
    return groups


def _is_whole(name: str, group: Group, roll_up: RollUp) -> bool:
    """Whether all that a unit filed is missing in the sums."""
    unit = next(each for each in roll_up.units if each.name == name)
    figures = {address for address in roll_up.form.cells if counted(unit, address, roll_up)}
    return figures == group.keys()


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
    first = suspicions[0]
    if first.kind in (LEFT, DOUBLED, WHOLE):
        cause = first.words.format(unit=first.unit, figures=_figures(suspicions))
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
