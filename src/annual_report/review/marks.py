"""Which figures of the official tables bear the number of a task."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from annual_report.filing.report import Report
from annual_report.review.check_list import CheckList, Task
from annual_report.review.problem_words import circled_number


@dataclass(frozen=True)
class Sign:
    """The number of a task beside a figure; `likely` where its likeliest explanation changes that figure."""

    number: int
    likely: bool

    @property
    def text(self) -> str:
        return circled_number(self.number)


def marks_of(check_list: CheckList, report: Report) -> dict[str, list[Sign]]:
    """Return the signs that stand beside every figure of this report that may be the cause of a problem."""
    marks: dict[str, dict[int, bool]] = {}
    for task in check_list.tasks:
        for address, likely in _suspect_figures(task, report):
            signs = marks.setdefault(address, {})
            signs[task.number] = signs.get(task.number, False) or likely
    return {address: [Sign(number, likely) for number, likely in signs.items()] for address, signs in marks.items()}


def _suspect_figures(task: Task, report: Report) -> list[tuple[str, bool]]:
    """Return the suspect figures of a task by address; those of last year's tables are not on this page."""
    return [
        (place.address, likely)
        for place, likely in task.suspects
        if str(PurePosixPath(place.file).parent) == report.folder and place.address in report.form.cells
    ]
