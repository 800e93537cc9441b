"""Filled in, saved by LibreOffice, read back: its live checks say what Great Expectations says, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from annual_report import paths
from annual_report.filing.imports.filled.book import open_filled
from annual_report.filing.imports.filled.folder import fill_in
from annual_report.filing.imports.importing import Wanted
from annual_report.filing.new import as_csv, rows_of
from annual_report.filing.report import Report
from annual_report.wording import plain
from breaking import broken
from evaluated import judged_by_great_expectations
from workbooks import SOFFICE, save_in_libreoffice, typed, verdicts_in

LEDGERS = {
    "2021": {"set": {"applications.received.total": 99, "applications.carried_in.natural_person": None}},
    "2019": {"report": ["hewan", 2020], "set": {"disclosure.rules.public": 0, "disclosure.licences.change": -3}},
}


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_a_workbook_comes_back_from_libreoffice_with_all_that_was_typed_and_judged_alike(tmp_path: Path) -> None:
    reports = {name: broken(line) for name, line in LEDGERS.items()}
    contents = save_in_libreoffice({name: typed(report) for name, report in reports.items()}, tmp_path)
    for name, report in reports.items():
        assert verdicts_in(contents[name], report) == judged_by_great_expectations([report])[0]
        require_files_as_typed(report, contents[name], tmp_path)


def require_files_as_typed(report: Report, content: bytes, folder: Path) -> None:
    """Read a workbook into a new folder: its files are those that a clerk would have typed, to the byte."""
    book = open_filled(content)
    assert book is not None
    done = fill_in(Wanted(folder / "填报表.xlsx", "", None, report.agency.name, folder), book)
    assert done.folder == folder / report.slug / str(report.year)
    for table in report.form.tables:
        texts = {each: "" if value is None else plain(value) for each, value in report.ledger.values.items()}
        as_typed = "\ufeff" + as_csv(rows_of(table, texts))
        assert (done.folder / table.file).read_bytes() == as_typed.encode(), table.file
    narrative = (done.folder / paths.NARRATIVE_FILE).read_text(encoding="utf-8")
    assert all(passage.source.strip() in narrative for passage in report.narrative.values())
