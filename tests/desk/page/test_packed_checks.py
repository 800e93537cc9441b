"""Checks in few bytes say what they said, and the page judges them as Great Expectations does."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from annual_report.desk.checks import checks_of
from annual_report.desk.page.data import page_data
from annual_report.desk.page.packed_checks import pack_checks
from annual_report.filing.report import Report
from evaluated import verdicts_of
from scripted import needs_node, said_by

JUDGE = """const page = data.page;
const [checks, read] = [unpack_js.unpackChecks(page.packed), figures_js.figureReader(page.reading)];
const judge = findings_js.judgeOf(page.cells, checks, read);
return judge(page.work.texts, page.previous).judged
  .filter((each) => each.verdict)
  .map(({ check, verdict }) => [check.suite, check.rule, check.label, check.key, verdict]);"""


def judged_by_page(report: Report) -> dict[tuple[str, ...], str]:
    data = {"page": page_data(report)}
    rows = said_by("findings unpack figures", JUDGE, json.loads(json.dumps(data)))
    return {tuple(row[:-1]): row[-1] for row in rows}


@needs_node
@pytest.mark.parametrize(
    "figures",
    [
        {},
        {
            "applications.received.total": 3185,
            "applications.granted.business": None,
            "review_litigation.review.total": 0,
        },
        {"disclosure.administrative_fees.fees": Decimal("5102781.46001")},
    ],
)
def test_the_page_says_of_figures_what_the_checks_say(yunze: Report, figures: dict[str, Any]) -> None:
    report = yunze.with_values(figures)
    assert judged_by_page(report) == verdicts_of(checks_of(report), report)


def test_words_that_many_checks_share_stand_once(yunze: Report) -> None:
    packed = pack_checks(checks_of(yunze))
    assert len(packed["texts"]) == len(set(packed["texts"])) < 100
