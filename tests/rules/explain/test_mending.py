"""What a check list says follows from a problem is gone once that is mended, and nothing else is hidden by it."""

from __future__ import annotations

import random
from typing import Any

import pytest

from annual_report.filing.place import Place
from annual_report.filing.report import Report
from annual_report.review.check_list import Task, check_list_of
from annual_report.rules.explain.explain import explain
from annual_report.rules.finding import Finding
from annual_report.rules.validation import validate_all

REPORTS = 24
MOST_MISTAKES = 4

# A finding as it can be known again: its rule, and the cells it is about.
Name = tuple[str, frozenset[str]]


def damaged(report: Report, rng: random.Random) -> Report:
    """Return a report with some blank, misspelt, wrong and moved figures, in one table or in several."""
    cells = sorted(report.ledger.values)
    near = rng.randrange(len(cells) - 3)
    picked = [
        *rng.sample(cells, rng.randint(1, MOST_MISTAKES)),
        *(cells[near : near + 3] if rng.random() < 0.5 else ()),
    ]
    return report.with_values(
        {cell: rng.choice([None, None, wrong(report.ledger.values[cell], rng)]) for cell in picked}
    )


def wrong(value: Any, rng: random.Random) -> Any:
    return value + rng.randint(1, 90)


def listed(reports: list[Report]) -> list[list[Task]]:
    """Return the problems of every report, judged together."""
    return [list(check_list_of(explain(found)).tasks) for found in validate_all(reports)]


def mended(task: Task, report: Report, sound: Report) -> Report:
    """Return a report with the figures of one problem as it suggests them, else as they truly are."""
    changes = task.explanations[0].changes if task.explanations else ()
    cells = [cell for finding in (task.leading, *task.alike) for cell in finding.cells]
    truth = {
        address(cell): sound.ledger.values[address(cell)] for cell in cells if address(cell) in sound.ledger.values
    }
    return report.with_values({address(change.place): change.to for change in changes} if changes else truth)


def address(cell: Place) -> str:
    return f"{cell.table}.{cell.line}.{cell.column}"


def name(finding: Finding) -> Name:
    return finding.rule, frozenset(f"{cell.file} {address(cell)}" for cell in finding.cells)


def names(tasks: list[Task]) -> list[Name]:
    return [name(each) for task in tasks for each in (task.leading, *task.alike, *task.following)]


@pytest.fixture(scope="module")
def lists(yunze: Report) -> list[tuple[Report, list[Task]]]:
    rng = random.Random("mending")
    reports = [damaged(yunze, rng) for _ in range(REPORTS)]
    return list(zip(reports, listed(reports), strict=True))


def test_what_follows_is_gone_once_its_problem_is_mended(lists: list[tuple[Report, list[Task]]], yunze: Report) -> None:
    pairs = [(report, task) for report, tasks in lists for task in tasks]
    tried = [(report, task) for report, task in pairs if task.following and task.following_word == "随之不成立"]
    assert len(tried) > REPORTS / 2
    left = listed([mended(task, report, yunze) for report, task in tried])
    for (_, task), tasks in zip(tried, left, strict=True):
        still = {name(each) for each in task.following} & set(names(tasks))
        assert not still, (task.leading.message, still)


def test_every_blank_is_a_problem_of_its_own_or_named_in_that_of_its_row(
    lists: list[tuple[Report, list[Task]]],
) -> None:
    for report, tasks in lists:
        blank = {cell for cell, value in report.ledger.values.items() if value is None}
        said = {
            address(cell)
            for task in tasks
            for cell in (
                *(each.cells[0] for each in (task.leading, *task.alike) if each.rule == "C-01"),
                *(change.place for explanation in task.explanations[:1] for change in explanation.changes),
            )
        }
        assert blank <= said


def test_place_words_and_suggestion_of_a_blank_are_about_the_same_row(lists: list[tuple[Report, list[Task]]]) -> None:
    for _, tasks in lists:
        for task in (each for each in tasks if each.leading.rule == "C-01"):
            changes = [change.place for change in task.explanations[0].changes] if task.explanations else []
            cells = [*(each.cells[0] for each in (task.leading, *task.alike)), *changes]
            assert {(cell.file, cell.row) for cell in cells} == {(task.place.file, task.place.row)}
            assert {address(change) for change in changes} <= {
                address(each.cells[0]) for each in (task.leading, *task.alike)
            }
