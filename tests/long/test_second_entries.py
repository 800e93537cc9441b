"""Five hundred slips that no rule can find, in ledgers of both forms: each is found beside a second entry. Run by
`make test-second`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from annual_report.desk.editions.compare import compare
from annual_report.desk.editions.of_report import edition_of_report
from annual_report.desk.editions.second_entry import read_second
from annual_report.form.forms import load_form
from annual_report.rules.validation import validate_all
from annual_report.steps.ingest import ingest
from second_slips import file_report, file_tables, slips

SLIPS = 250


@pytest.mark.parametrize("version", ["2019", "2021"])
def test_every_slip_that_no_rule_finds_is_found_by_a_second_entry(version: str, tmp_path: Path) -> None:
    form, found, reports, slipped_reports = load_form(version), 0, [], []
    for number, (figures, slipped) in enumerate(slips(version, range(SLIPS))):
        first, second = tmp_path / f"first {number}", tmp_path / f"second {number}"
        folder = file_report(first, version, figures)
        report = ingest("mouju", form.first_year, first)
        file_tables(second, form, slipped)
        comparison = compare(edition_of_report(report, ""), read_second(second, report, folder))
        wanted = {cell: (figures[cell], value) for cell, value in slipped.items() if value != figures[cell]}
        sides = {each.address: (each.first, each.second) for each in comparison.disagreements}
        assert {cell: tuple(side and side.value for side in pair) for cell, pair in sides.items()} == wanted
        found += 1
        reports.append(report)
        slipped_reports.append(report.with_values({**slipped}))
    outcomes = [[dict(each.outcomes) for each in validate_all(each)] for each in (reports, slipped_reports)]
    assert outcomes[0] == outcomes[1]
    print(f"{version}: {found} of {SLIPS} slips found, by rules 0")
