"""The lines of a register are counted into the cells of the official table, totals included."""

from __future__ import annotations

from datetime import date

from annual_report.filing.register.lines import Application, Case, CaseRegister, Register
from annual_report.filing.register.tally import tally_applications, tally_cases
from annual_report.form.forms import load_form

FORM = load_form("2021")
DAY = date(2024, 3, 5)
LINES = (
    Application(2, "1", DAY, "natural_person", "granted", DAY, False, False),
    Application(3, "2", DAY, "business", "granted", DAY, True, False),
    Application(4, "3", DAY, "natural_person", "", None, False, True),
)


def test_every_cell_of_table_three_is_counted_with_the_lines_behind() -> None:
    tally = tally_applications(Register("register.csv", {}, LINES), FORM)
    table = FORM.table("applications")
    assert list(tally.counts) == [str(cell.address) for cell in table.cells]
    assert {address: rows for address, rows in tally.rows.items() if rows} == {
        "applications.received.natural_person": (2, 4),
        "applications.received.total": (2, 4),
        "applications.carried_in.business": (3,),
        "applications.carried_in.total": (3,),
        "applications.granted.natural_person": (2,),
        "applications.granted.business": (3,),
        "applications.granted.total": (2, 3),
        "applications.outcomes_total.natural_person": (2,),
        "applications.outcomes_total.business": (3,),
        "applications.outcomes_total.total": (2, 3),
        "applications.carried_forward.natural_person": (4,),
        "applications.carried_forward.total": (4,),
    }


def test_every_cell_of_table_four_is_counted() -> None:
    lines = (Case(2, "1", "review", "upheld"), Case(3, "2", "review", "pending"), Case(4, "3", "direct_suit", "upheld"))
    counts = tally_cases(CaseRegister("cases.csv", {}, lines), FORM).counts
    assert len(counts) == 15
    assert {address: count for address, count in counts.items() if count} == {
        "review_litigation.review.upheld": 1,
        "review_litigation.review.pending": 1,
        "review_litigation.review.total": 2,
        "review_litigation.direct_suit.upheld": 1,
        "review_litigation.direct_suit.total": 1,
    }
