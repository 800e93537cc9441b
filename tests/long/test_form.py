"""填报表.html in headless Chromium: it judges as Great Expectations does. `make test-browser`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annual_report import paths
from annual_report.desk.checks import checks_of
from annual_report.desk.page.write import START, form_page
from annual_report.filing.report import Report
from annual_report.steps.ingest import ingest
from breaking import EXAMPLES
from browsing import named, needs_browser, said_in, violations
from evaluated import Verdicts, judged_by_great_expectations
from mutating import mutated

pytestmark = needs_browser

# Of five variants of two reports: 500 ledgers.
LEDGERS_OF_A_PAGE = 50

# A report of each form.
REPORTS = [("yunze", 2024, paths.PARAMS), ("hewan", 2020, EXAMPLES)]

# The page as its scripts know it, for tests to look at.
KNOWN = "window.page = "


def opened(report: Report) -> str:
    """Return the page of a report, open to tests."""
    text = form_page(report).decode()
    assert text.count(START) == 1
    return text.replace(START, KNOWN + START)


def variants(report: Report) -> Iterator[Report]:
    """Yield a report as agencies of other powers would file it, after other years."""
    powers = report.agency.powers
    none = powers.model_copy(update={"licensing": False, "penalties": False, "coercion": None})
    yield report
    yield replace(report, previous=None)
    yield replace(report, agency=report.agency.model_copy(update={"powers": none, "level": "县级", "kind": "部门"}))
    before = report.previous or report.ledger
    yield replace(report, previous=mutated(replace(report, ledger=before), 7).ledger)
    yield replace(report, previous=report.ledger)


# What the page says of every check, a letter for each.
LETTERS = {"p": "passed", "f": "failed", "n": "not_assessable", "-": ""}
JUDGE = """const judged = LEDGERS.map((texts) => page.form.judge(texts, page.data.previous).judged);
return judged.map((each) => each.map(({ verdict }) => verdict[0] || "-").join(""));"""


@pytest.mark.parametrize(("agency", "year", "params"), REPORTS)
def test_the_page_judges_as_great_expectations_does(agency: str, year: int, params: Path, tmp_path: Path) -> None:
    reports, judged = list[Report](), list[Verdicts]()
    for number, variant in enumerate(variants(ingest(agency, year, params))):
        own = [mutated(variant, LEDGERS_OF_A_PAGE * number + seed) for seed in range(LEDGERS_OF_A_PAGE)]
        judged += judged_by_page(variant, own, tmp_path)
        reports += own
    expected = judged_by_great_expectations(reports)
    for number, (said, verdicts) in enumerate(zip(judged, expected, strict=True)):
        assert said == verdicts, number
    failed = sum([*verdicts.values()].count("failed") for verdicts in expected)
    print(f"\n{agency}: {len(expected)} ledgers, {sum(map(len, expected))} verdicts alike, {failed} of them failed")
    assert failed > len(expected)


def judged_by_page(variant: Report, reports: list[Report], folder: Path) -> list[Verdicts]:
    """Return what the page of one report says of others' ledgers."""
    ledgers = json.dumps([report.ledger.texts for report in reports])
    letters = said_in(opened(variant), JUDGE.replace("LEDGERS", ledgers), folder)
    where = [(each.suite, each.rule, each.label, each.key) for each in checks_of(variant)]
    told = [zip(where, (LETTERS[letter] for letter in each), strict=True) for each in letters]
    return [{place: verdict for place, verdict in each if verdict} for each in told]


# Everything that may be seen: a wrong figure, a blank one, an unreadable one in hand, a notice, what was opened.
SPOIL = """const put = (cell, text) => page.desk.change("texts", { [cell]: text });
put("applications.received.total", "3185"); put("applications.granted.business", "/");
put("applications.granted.research", "约3");
document.querySelectorAll("details").forEach((each) => (each.open = true));
document.querySelector('[data-cell="applications.granted.research"]').focus();
"""


@pytest.mark.parametrize("size", ["1440,1000", "390,844"])
@pytest.mark.parametrize(("agency", "year", "params"), REPORTS)
def test_the_page_has_no_violations(agency: str, year: int, params: Path, size: str, tmp_path: Path) -> None:
    page = opened(ingest(agency, year, params))
    assert named(violations(page, tmp_path, SPOIL, size)) == []
