"""What a figure is that somebody has to look up, and who has it: the cell dictionary beside a task."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from annual_report.filing.report import Report
from annual_report.form.cell_dictionary import Definition, definition_of
from annual_report.review.check_list import Task


@dataclass(frozen=True)
class DefinedCell:
    """A cell as the form calls it, and what its figure is."""

    label: str
    definition: Definition


def defined_cell_of(task: Task, report: Report | None) -> DefinedCell | None:
    """Return the first cell of this report's tables that a task is about; None where it is about none.

    That is what the likeliest explanation changes, else what the finding names first. Prose is no cell, nor is a figure
    of last year's report.
    """
    cells = report.form.cells if report else {}
    place = next((each for each in (task.place, *task.leading.cells) if each and each.address in cells), None)
    return DefinedCell(place.label, definition_of(report.form, place.address)) if report and place else None


def owners_of(tasks: Iterable[Task], report: Report | None) -> list[str]:
    """Return who has the figures that some tasks are about, each once."""
    cells = (defined_cell_of(task, report) for task in tasks)
    return list(dict.fromkeys(cell.definition.who for cell in cells if cell))
