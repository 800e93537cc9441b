"""Filled in, saved by LibreOffice, read back: its live checks say what Great Expectations says, and nothing is lost."""

from __future__ import annotations

from dataclasses import dataclass
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
from workbooks import SOFFICE, opened, put, save_in_libreoffice, saved, verdicts_in

pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")

LEDGERS = {
    "2021": {"set": {"applications.received.total": 99, "applications.carried_in.natural_person": None}},
    "2019": {"report": ["hewan", 2020], "set": {"disclosure.rules.public": 0, "disclosure.licences.change": -3}},
}


@dataclass(frozen=True)
class Returned:
    """A ledger, and the workbook that LibreOffice saved when it had been filled in by hand."""

    report: Report
    content: bytes


@pytest.fixture(scope="module")
def returned(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Returned]:
    reports = {name: broken(line) for name, line in LEDGERS.items()}
    typed = {}
    for name, report in reports.items():
        book = opened(report.with_values(dict.fromkeys(report.ledger.values)))
        put(book, report, report.ledger.values)
        typed[name] = saved(book)
    contents = save_in_libreoffice(typed, tmp_path_factory.mktemp("libreoffice"))
    return {name: Returned(report, contents[name]) for name, report in reports.items()}


@pytest.mark.parametrize("form", LEDGERS)
def test_live_checks_say_what_great_expectations_says(returned: dict[str, Returned], form: str) -> None:
    report, content = returned[form].report, returned[form].content
    assert verdicts_in(content, report) == judged_by_great_expectations([report])[0]


@pytest.mark.parametrize("form", LEDGERS)
def test_the_files_are_those_that_a_clerk_would_have_typed(
    returned: dict[str, Returned], form: str, tmp_path: Path
) -> None:
    report = returned[form].report
    book = open_filled(returned[form].content)
    assert book is not None
    done = fill_in(Wanted(tmp_path / "填报表.xlsx", "", None, report.agency.name, tmp_path), book)
    assert done.folder == tmp_path / report.slug / str(report.year)
    for table in report.form.tables:
        texts = {each: "" if value is None else plain(value) for each, value in report.ledger.values.items()}
        typed = "\ufeff" + as_csv(rows_of(table, texts))
        assert (done.folder / table.file).read_bytes() == typed.encode(), table.file
    narrative = (done.folder / paths.NARRATIVE_FILE).read_text(encoding="utf-8")
    assert all(passage.source.strip() in narrative for passage in report.narrative.values())
