"""Mistakes put into an invented province, one of each kind that an office looks for, and the truth about them.

What stands in a unit's tables before the sums are made is added up by its governments as it was filed; what is changed
afterwards its governments do not know of.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from province.figures import Sheet
from province.units import Unit

RULES, DOCUMENTS = "disclosure.rules", "disclosure.normative_documents"
JOINT = 2
CELL_OFF = "cell_off"


@dataclass(frozen=True)
class Mistake:
    """One mistake: its kind, the unit and the government it shows in, the cells, and the rules that should see it."""

    kind: str
    unit: str
    government: str
    year: int
    cells: tuple[str, ...] = ()
    copied_from: str = ""

    def as_row(self) -> dict[str, Any]:
        """Return what the truth file says of it."""
        row = {name: value for name, value in vars(self).items() if value not in ("", ())}
        return {**row, "rules": [*RULES_OF[self.kind]]}


@dataclass
class Changes:
    """What is otherwise than a sound province: reports not there, cells off, prose copied, master data."""

    mistakes: list[Mistake] = field(default_factory=list)
    gone: set[tuple[int, int]] = field(default_factory=set)
    off: dict[int, dict[str, int]] = field(default_factory=dict)
    slips: list[tuple[int, str, int]] = field(default_factory=list)
    prose: dict[tuple[int, int], int] = field(default_factory=dict)
    agency: dict[int, dict[str, Any]] = field(default_factory=dict)


@dataclass
class Ground:
    """The province that mistakes are planted in, before anything is summed up; they are about the last year."""

    units: Sequence[Unit]
    sheets: dict[int, Sheet]
    changes: Changes

    @property
    def year(self) -> int:
        return max(self.sheets)

    def government_of(self, kind: str, unit: int) -> str:
        """Return the government that a mistake shows in: that of the unit, or the unit itself."""
        return self.units[unit if kind == CELL_OFF else self.units[unit].above].slug

    def record(self, kind: str, unit: int, *cells: str, year: int = 0, copied_from: str = "") -> None:
        """Remember what was planted."""
        names = self.units[unit].slug, self.government_of(kind, unit)
        self.changes.mistakes.append(Mistake(kind, *names, year or self.year, cells, copied_from))


def plant(units: Sequence[Unit], sheets: dict[int, Sheet], times: int, seed: int) -> Changes:
    """Plant every kind of mistake so many times, each under a government of its own, so that none hides another.

    Raises ValueError where the province is too small for that.
    """
    chance = random.Random(f"mistakes {seed}")
    ground = Ground(units, sheets, Changes())
    for kind in KINDS:
        for _ in range(times):
            _plant_one(kind, ground, chance)
    return ground.changes


def _plant_one(kind: str, ground: Ground, chance: random.Random) -> None:
    fits, spoil = KINDS[kind]
    taken = {mistake.government for mistake in ground.changes.mistakes}
    free = (number for number in range(len(ground.units)) if ground.government_of(kind, number) not in taken)
    found = [number for number in free if fits(ground, number)]
    if not found:
        message = f"a province of {len(ground.units)} units has no room for another {kind}"
        raise ValueError(message)
    spoil(ground, chance.choice(found))


def _files(ground: Ground, number: int) -> bool:
    unit = ground.units[number]
    return ground.year in unit.years and not unit.is_vertical and unit.above >= 0


def _is_department(ground: Ground, number: int) -> bool:
    return _files(ground, number) and ground.units[number].kind == "部门" and not ground.units[number].predecessors


def _leave_out(ground: Ground, number: int) -> None:
    ground.changes.gone.add((number, ground.year))
    ground.record("missing_unit", number)


def _is_county(ground: Ground, number: int) -> bool:
    return ground.units[number].is_government and ground.units[number].level == "县级"


def _put_a_cell_off(ground: Ground, number: int) -> None:
    cell = "disclosure.licences.decisions"
    ground.changes.off[number] = {cell: 9}
    ground.record(CELL_OFF, number, cell)


def _count_rules_twice(ground: Ground, number: int) -> None:
    """A department files a 规章 of its government as well, and both are added up."""
    cells = (f"{RULES}.issued", f"{RULES}.in_force")
    _add(ground, number, cells, 1)
    ground.record("double_rules", number, *cells)


def _count_joint_documents_twice(ground: Ground, number: int) -> None:
    """A department files documents that another leads, says so, and both are added up."""
    cells = (f"{DOCUMENTS}.issued", f"{DOCUMENTS}.in_force")
    _add(ground, number, cells, JOINT)
    ground.changes.agency[number] = {"jointly_issued": {ground.year: {"制发": JOINT, "有效": JOINT}}}
    ground.record("joint_documents", number, *cells)


def _may_leave(ground: Ground, number: int) -> bool:
    """Whether a vertical body can go without leaving applications behind that nobody carries on."""
    unit, before = ground.units[number], ground.sheets.get(ground.year - 1)
    if not unit.is_vertical or before is None:
        return False
    return before.of(number, "applications.carried_forward.total") == 0


def _let_a_vertical_body_out(ground: Ground, number: int) -> None:
    ground.sheets[ground.year].numbers[number] = 0
    ground.changes.gone.add((number, ground.year))
    ground.changes.agency[number] = {"expected": {ground.year: False}}
    ground.record("vertical_body", number)


def _is_successor(ground: Ground, number: int) -> bool:
    return bool(ground.units[number].predecessors)


def _break_the_carry_over(ground: Ground, number: int) -> None:
    """A new unit carries in more than those that it was made of had left; its own ledger holds."""
    lines = ("carried_in", "granted", "outcomes_total")
    cells = tuple(f"applications.{line}.{column}" for line in lines for column in ("natural_person", "total"))
    year = ground.units[number].years[0]
    for cell in cells:
        ground.sheets[year].add(number, cell, 3)
    ground.record("carry_over", number, *cells[:2], year=year)


def _copy_the_sections(ground: Ground, number: int) -> None:
    """Sections 一 and 五 are those of another unit of the same government that calls itself alike."""
    other = _sibling(ground, number)
    assert other is not None
    ground.changes.prose[number, ground.year] = other
    ground.record("copied_sections", number, copied_from=ground.units[other].slug)


def _sibling(ground: Ground, number: int) -> int | None:
    unit = ground.units[number]
    alike = (
        other
        for other, each in enumerate(ground.units)
        if other != number and each.above == unit.above and each.self_name == unit.self_name and _files(ground, other)
    )
    return next(alike, None)


def _has_a_sibling(ground: Ground, number: int) -> bool:
    return _is_department(ground, number) and _sibling(ground, number) is not None


def _break_a_rule(ground: Ground, number: int) -> None:
    """A unit's table 四 does not add up; its government had the right figure."""
    cell = "review_litigation.review.total"
    ground.changes.slips.append((number, cell, 1))
    ground.record("broken_rule", number, cell)


def _add(ground: Ground, number: int, cells: Iterable[str], by: int) -> None:
    for cell in cells:
        ground.sheets[ground.year].add(number, cell, by)


Fits, Spoil = Callable[[Ground, int], bool], Callable[[Ground, int], None]
KINDS: dict[str, tuple[Fits, Spoil]] = {
    "carry_over": (_is_successor, _break_the_carry_over),
    "vertical_body": (_may_leave, _let_a_vertical_body_out),
    CELL_OFF: (_is_county, _put_a_cell_off),
    "double_rules": (_is_department, _count_rules_twice),
    "joint_documents": (_is_department, _count_joint_documents_twice),
    "missing_unit": (_is_department, _leave_out),
    "copied_sections": (_has_a_sibling, _copy_the_sections),
    "broken_rule": (_is_department, _break_a_rule),
}
# The rules that should see each kind: of the roll-up, and of the report itself.
RULES_OF = {
    "carry_over": ("U-06",),
    "vertical_body": ("U-05",),
    CELL_OFF: ("U-01",),
    "double_rules": ("U-01", "U-04", "T2-02"),
    "joint_documents": ("U-01", "U-04"),
    "missing_unit": ("U-02", "U-08"),
    "copied_sections": ("U-07",),
    "broken_rule": ("U-01", "T4-S1"),
}
