"""What becomes of a waiver once the report is judged: which findings it settles, or why it settles none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from annual_report.filing.figures import Number
from annual_report.filing.place import PROSE, REGISTER, Place
from annual_report.filing.waivers import Waiver
from annual_report.rules.finding import Finding
from annual_report.rules.findings import Findings
from annual_report.wording import fold, plain

if TYPE_CHECKING:  # Great Expectations takes seconds to import
    from annual_report.rules.rule import Rule

State = Literal["used", "void", "unused", "vague", "forbidden", "unknown"]

BLANK = "空白"
# What a decision names by its words, not by a figure: sentences, and lines of a register.
IN_WORDS = (PROSE, REGISTER)
CHANGED = "{label} 当时是 {before}，现在是 {now}"


@dataclass(frozen=True)
class Effect:
    """A waiver and its state.

    used: it settles `findings`. void: a value that it was decided on has changed (`changes` says how). unused: its rule
    holds there. vague: it does not say which of the findings of its rule it is about. forbidden: a rule that nobody may
    waive. unknown: no such rule.
    """

    waiver: Waiver
    state: State
    findings: tuple[Finding, ...] = ()
    changes: tuple[str, ...] = ()


def effects_of(waivers: Sequence[Waiver], findings: Findings, rules: Iterable[Rule]) -> tuple[Effect, ...]:
    """Return what becomes of each waiver, given the findings that the rules made."""
    known = tuple(rules)
    return tuple(_effect(waiver, findings, known) for waiver in waivers)


def _effect(waiver: Waiver, findings: Findings, rules: Sequence[Rule]) -> Effect:
    parts = [rule for rule in rules if rule.covers(waiver.rule)]
    if not parts or waiver.rule not in findings.outcomes:
        return Effect(waiver, "unknown")
    failed = [each for each in findings.failed() if each.rule == waiver.rule]
    there = [each for each in failed if _is_about(waiver, each)]
    # A rule may have a critical part and one that only warns.
    severities = {part.severity for part in parts if part.may_be_waived}
    allowed = [each for each in there if each.severity in severities]
    if not severities or (there and not allowed):
        return Effect(waiver, "forbidden")
    return _effect_on(waiver, allowed) or Effect(waiver, "vague" if failed and _is_vague(waiver) else "unused")


def _effect_on(waiver: Waiver, there: Sequence[Finding]) -> Effect | None:
    changes = {each: _changes(waiver, each) for each in there}
    settled = tuple(each for each in there if not changes[each])
    if settled:
        return Effect(waiver, "used", settled)
    if there:
        return Effect(waiver, "void", changes=changes[there[0]])
    return None


def _is_about(waiver: Waiver, finding: Finding) -> bool:
    """Whether a waiver names what a finding points at: some of its figures, else its words, else nothing at all."""
    figures, words = _figures(finding), [place for place in finding.cells if place.table in IN_WORDS]
    if not waiver.cells.keys() <= figures.keys() or (figures and not waiver.cells):
        return False
    if waiver.words is None:
        return bool(figures) or not words
    return any(fold(waiver.words) == fold(place.value or place.label) for place in words)


def _is_vague(waiver: Waiver) -> bool:
    return not waiver.cells and waiver.words is None


def _changes(waiver: Waiver, finding: Finding) -> tuple[str, ...]:
    figures = _figures(finding)
    return tuple(
        CHANGED.format(label=figures[address].label, before=_in_words(before), now=_in_words(figures[address].value))
        for address, before in waiver.cells.items()
        if figures[address].value != before
    )


def _figures(finding: Finding) -> dict[str, Place]:
    """Return the cells of a finding by address; figures.<name> for those of figures.csv."""
    return {place.address.rstrip("."): place for place in finding.cells if place.table not in IN_WORDS}


def _in_words(value: Number | None) -> str:
    return BLANK if value is None else plain(value)
