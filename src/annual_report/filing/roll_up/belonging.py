"""Who belongs to whom: the units of a government, as they name their parent and as it lists them.

What is told in two ways that do not agree is refused: a unit that is counted twice, or nowhere, would never be missed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from annual_report.errors import InputError, Problem
from annual_report.filing.agency import bare_name
from annual_report.filing.problems import Problems
from annual_report.filing.roll_up.members import Member, Members
from annual_report.wording import nearest

NO_UNITS = (
    "{name} 没有下级单位：请在各单位的 agency.yaml 写 parent: {name}，"
    "并在 {name} 自己的 agency.yaml 的 units 列出全部单位（包括政府办公室）"
)
CIRCLE = "上下级绕成了圈：{names}：请改正其中一个 agency.yaml 的 parent"
TWO_PARENTS = "{unit} 的 parent 是「{parent}」，{name} 的 units 里却也有它：一个单位只能有一个上级，请改正其中一处"
TWO_LISTS = "{unit} 同时在 {name} 和 {other} 的 units 里：一个单位只能有一个上级，请从其中一处删去"
UNKNOWN_PARENT = (
    "{unit} 的上级「{parent}」不在 params 里，是不是「{name}」？是的，请改正 parent，否则会漏加这个单位；"
    "不是的，请给「{parent}」也建一个有 agency.yaml 的文件夹"
)
LISTED_TWICE = "{name} 的 units 里「{unit}」写了两次：请删去一处"


@dataclass(frozen=True)
class Belonging:
    """One unit of a government: its folder, None where it has none; whether the government lists it."""

    name: str
    member: Member | None
    is_listed: bool

    @property
    def slug(self) -> str:
        """The code of a unit; its name where it has no folder."""
        return self.member.slug if self.member else self.name


@dataclass(frozen=True)
class Units:
    """The units of a government in one year, and those it had that need not report; whether it lists its units."""

    expected: tuple[Belonging, ...]
    excused: tuple[Belonging, ...]
    is_listed: bool


def units_of(government: Member, members: Members, year: int) -> Units:
    """Return the units of a government in a year, in the order of its list, others behind.

    Raises InputError for a circle, a unit of two governments, one that is listed twice, a parent that is probably this
    government under another name, and where there are no units at all.
    """
    units = all_units_of(government, members)
    if not units:
        raise InputError([Problem(NO_UNITS.format(name=government.name), government.file)])
    merged = {bare_name(name) for each in members if each.agency for name in each.agency.predecessors}
    expected = [each for each in units if _is_expected(each, year, merged)]
    excused = [each for each in units if each not in expected]
    return Units(tuple(expected), tuple(excused), bool(government.agency and government.agency.units))


def all_units_of(government: Member, members: Members) -> list[Belonging]:
    """Return every unit that a government ever had, as far as anybody says. Raises InputError as `units_of`."""
    _refuse_circle(government, members)
    problems = Problems()
    # Who is named as a parent must be one.
    problems.catch(members.named, government.name)
    listed = problems.catch(_listed, government, members) or []
    known = {each.slug for each in listed}
    for each in listed:
        problems.catch(_require_one_parent, each, government, members)
    problems.catch(_refuse_nearly_named, government, members)
    problems.raise_any()
    others = [each for each in members.claiming.get(bare_name(government.name), ()) if each.slug not in known]
    return [*listed, *(Belonging(each.name, each, False) for each in others)]


def _listed(government: Member, members: Members) -> list[Belonging]:
    names = government.agency.units if government.agency else []
    found = [Belonging(member.name if (member := members.called(name)) else name, member, True) for name in names]
    slugs = [each.slug for each in found]
    twice = [each for number, each in enumerate(found) if each.slug in slugs[:number]]
    if twice:
        words = LISTED_TWICE.format(name=government.name, unit=twice[0].name)
        raise InputError([Problem(words, government.file, found=twice[0].name)])
    return found


def _require_one_parent(unit: Belonging, government: Member, members: Members) -> None:
    parent = unit.member.agency.parent if unit.member and unit.member.agency else None
    if unit.member and parent and members.named(parent) is not government:
        words = TWO_PARENTS.format(unit=unit.name, parent=parent, name=government.name)
        raise InputError([Problem(words, unit.member.file, found=parent)])
    for other in (*members.listing.get(unit.name, ()), *members.listing.get(unit.slug, ())):
        if other is not government:
            words = TWO_LISTS.format(unit=unit.name, name=government.name, other=other.name)
            raise InputError([Problem(words, other.file, found=unit.name)])


def _refuse_nearly_named(government: Member, members: Members) -> None:
    """Raise InputError for a unit whose parent is nobody, but is called almost like a government."""
    names, own = {bare_name(each) for each in members.names}, bare_name(government.name)
    # Most names are not like it at all.
    near = [parent for parent in members.claiming if parent not in names and nearest(parent, [own])]
    for unit in (each for parent in near if nearest(parent, names) == own for each in members.claiming[parent]):
        parent = unit.agency.parent if unit.agency else ""
        words = UNKNOWN_PARENT.format(unit=unit.name, parent=parent, name=government.name)
        raise InputError([Problem(words, unit.file, found=parent or "")])


def _refuse_circle(government: Member, members: Members) -> None:
    """Raise InputError where a government belongs to itself through others."""
    chain = [government]
    for above in _above(government, members):
        chain.append(above)
        if above in chain[:-1]:
            names = " → ".join(each.name for each in chain)
            raise InputError([Problem(CIRCLE.format(names=names), government.file)])


def _above(member: Member, members: Members) -> Iterator[Member]:
    above: Member | None = member
    while above and above.agency and above.agency.parent:
        above = members.named(above.agency.parent)
        if above:
            yield above


def _is_expected(unit: Belonging, year: int, merged: set[str]) -> bool:
    """Whether a unit must report: unless it says otherwise, or it was merged into another and filed no more."""
    if unit.member is None or unit.member.agency is None:
        return True
    said = unit.member.agency.expected.get(year)
    is_gone = bare_name(unit.name) in merged and not any(each >= year for each in unit.member.years)
    return said if said is not None else not is_gone
