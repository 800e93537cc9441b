"""Tasks of one kind in one place, put together: a folder that is still to be filled in must not fill the screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from annual_report.filing.place import PROSE, Place
from annual_report.review.check_list import Task
from annual_report.review.problem_words import is_to_fill
from annual_report.rules.finding import Finding
from annual_report.rules.findings import MOST_APART


@dataclass(frozen=True)
class Bundle:
    """One task, or many of one rule in one place."""

    tasks: tuple[Task, ...]

    @property
    def first(self) -> Task:
        return self.tasks[0]

    @property
    def findings(self) -> list[Finding]:
        return [each for task in self.tasks for each in (task.leading, *task.alike)]

    @property
    def count(self) -> int:
        """How often the rule is broken here."""
        return len(self.findings)

    @property
    def is_many(self) -> bool:
        """Whether more stands for one than its own words say."""
        return len(self.tasks) > 1 or (PROSE in _kind_of(self.first) and self.count > 1)

    @property
    def places(self) -> list[Place]:
        """The first cell of every finding."""
        return [finding.cells[0] for finding in self.findings if finding.cells]

    @property
    def is_filled(self) -> bool:
        """Whether other figures give every one that is missing."""
        return all(task.explanations for task in self.tasks)

    @property
    def is_blank(self) -> bool:
        """Whether all that is wrong is that figures are missing."""
        return len(self.places) == self.count and all(place.value is None for place in self.places)


def bundles_of(tasks: Sequence[Task]) -> list[Bundle]:
    """Put together what one rule finds in one file of figures, if it is much, and in one section of prose.

    What has an explanation, or something that follows from it, stands by itself, but for figures that are missing and
    can be told from others. The order of the first ones is kept.
    """
    kinds: dict[tuple[Any, ...], list[Task]] = {}
    for task in tasks:
        kinds.setdefault(_kind_of(task), []).append(task)
    return [bundle for kind, alike in kinds.items() for bundle in _bundles_of_a_kind(kind, alike)]


def _bundles_of_a_kind(kind: tuple[Any, ...], tasks: list[Task]) -> list[Bundle]:
    together = Bundle(tuple(tasks))
    return [together] if together.count > (1 if PROSE in kind else MOST_APART) else [Bundle((task,)) for task in tasks]


def _kind_of(task: Task) -> tuple[Any, ...]:
    """Return what tasks have in common that may stand together; the number of one that may not."""
    finding = task.leading
    if not _may_stand_with_others(task) or not finding.cells:
        return (task.number,)
    place = finding.cells[0]
    section = place.line if place.table == PROSE else ""
    return finding.rule, finding.severity, finding.label, place.file, place.table, section


def _may_stand_with_others(task: Task) -> bool:
    is_plain = len(task.explanations) < 2 and all(map(is_to_fill, task.explanations))
    return is_plain and not (task.following or task.remark)
