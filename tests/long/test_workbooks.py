"""Live checks against Great Expectations on many ledgers that were changed at random, worked out by LibreOffice.

WORKBOOKS=200 pytest tests/long/test_workbooks.py
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from annual_report.filing.figures import Number
from annual_report.filing.report import Report
from breaking import broken
from evaluated import disagreements, judged_by_great_expectations, spoiled_ledgers
from workbooks import LEDGERS, SOFFICE, require_files_as_typed, save_in_libreoffice, typed, verdicts_in

COUNT = int(os.environ.get("WORKBOOKS", "40"))
SOUND = ({}, {"report": ["hewan", 2020]}, {"report": ["luolong", 2024]})


def test_checks_judge_every_breakage_as_great_expectations_does() -> None:
    assert disagreements([*spoiled_ledgers()]) == []


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_a_workbook_comes_back_from_libreoffice_with_all_that_was_typed_and_judged_alike(tmp_path: Path) -> None:
    reports = {name: broken(line) for name, line in LEDGERS.items()}
    contents = save_in_libreoffice({name: typed(report) for name, report in reports.items()}, tmp_path)
    for name, report in reports.items():
        assert verdicts_in(contents[name], report) == judged_by_great_expectations([report])[0]
        require_files_as_typed(report, contents[name], tmp_path)


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_live_checks_judge_ledgers_changed_at_random_as_great_expectations_does(tmp_path: Path) -> None:
    reports = dict(_changed_at_random(COUNT))
    contents = save_in_libreoffice({name: typed(report) for name, report in reports.items()}, tmp_path)
    other = [
        name
        for name, report in reports.items()
        if verdicts_in(contents[name], report) != judged_by_great_expectations([report])[0]
    ]
    assert other == []
    print(f"{len(reports)} ledgers, every verdict of every rule on every row alike")


def _changed_at_random(count: int) -> Iterator[tuple[str, Report]]:
    chance = random.Random(14)
    for number in range(count):
        report = broken(dict(SOUND[number % len(SOUND)]))
        cells = chance.sample([*report.form.cells], chance.choice((1, 2, 5, 40)))
        yield f"{number}", report.with_values({cell: _another(report, cell, chance) for cell in cells})


def _another(report: Report, cell: str, chance: random.Random) -> Number | None:
    value, kind = report.ledger.values[cell] or 0, report.form.cells[cell].kind
    if kind == "money":
        return chance.choice((None, value, value + Decimal("0.0001"), Decimal("1000000.5"), Decimal("0.07")))
    return chance.choice((None, 0, value, value + 1, value + 100, value * 4 + 11, *((-2,) if kind == "change" else ())))
