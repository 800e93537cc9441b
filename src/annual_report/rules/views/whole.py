"""The views of the report as a whole: one row each, about its tables together, its fees and its dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from annual_report.filing.figures import Figure, Number, without_marks
from annual_report.filing.place import PROSE, Place
from annual_report.filing.report import Quotation, Report
from annual_report.form.forms import Form
from annual_report.prose.compose import Prose
from annual_report.prose.judged import PlacedClaim
from annual_report.prose.phrases import phrases
from annual_report.prose.reading.claim import ClauseClaim
from annual_report.rules.profiles.deadlines import deadline_of
from annual_report.rules.views.catalogue import Reading, declare
from annual_report.rules.views.personal import PERSONAL_COLUMNS, personal_row
from annual_report.rules.views.view import Cells, Others, RowPlaces, Shape, View, make_view

YUAN_IN_A_WAN = 10_000
FEE_UNITS = {"元": 1, "万元": YUAN_IN_A_WAN}
SMALLEST_FEE = 10

PUBLISHED = "agency.yaml 的 published（{year} 年的发布日期）"
DEADLINE = "agency.yaml 的 kind 或 deadlines.publish"
DEADLINE_OF_A_TOWN = "agency.yaml 的 deadlines.publish（《条例》没有规定乡镇、街道的期限，按当地通知写）"
SET_BY = "（{notice}）"
LAST_YEAR = "上年的报告"
FEE_LINE = "applications.fee_unpaid.total"
FEES = "disclosure.administrative_fees.fees"

# What is compared across the tables; the cases are those of every procedure, the other answers those that need no
# review before a suit.
TOTALS = {
    "cases": (),
    "reviews": ("review_litigation.review.total",),
    "suits_after_review": ("review_litigation.suit_after_review.total",),
    "applications": ("applications.received.total", "applications.carried_in.total"),
    "closed": ("applications.outcomes_total.total",),
    "direct_suits": ("review_litigation.direct_suit.total",),
    "other_answers": (),
}
# Answers over which one may only sue after a 行政复议: a family of the form, as all outcomes are.
REVIEW_FIRST, OUTCOME = "review_first", "outcome"
REPORT_COLUMNS = (
    *("all_zero", "year", *TOTALS, *(f"{name}_two_years" for name in TOTALS)),
    *("published", "deadline", "days_late", "days_early"),
    *PERSONAL_COLUMNS,
)
FEE_COLUMNS = (
    *("year", "fees", "fees_in_yuan", "unpaid", "processing_fee", "says_none", "mentions_fee", "says_nothing"),
    *("charged_elsewhere", "processing_fee_rest", "fee_on_file"),
)


@declare("report", lambda _: Shape(REPORT_COLUMNS, ("report",)))
def whole_report(reading: Reading) -> View:
    """One row: whether all is zero, the cases beside the applications of two years, the day of publication, and what
    looks like a datum of a person outside of the prose."""
    report = reading.report
    totals = report.form.make_once(_totals)
    now = {name: _sum(report, cells) for name, cells in totals.items()}
    before = {name: _sum(report, cells, last_year=True) for name, cells in totals.items()}
    personal, at = personal_row(report)
    row = {
        "all_zero": all(value == 0 for value in report.ledger.values.values()),
        "year": report.year,
        **now,
        **{f"{name}_two_years": _two_years(now[name], before[name]) for name in TOTALS},
        **_publication(report),
        **personal,
    }
    cells = {("report", name): addresses for name, addresses in totals.items()}
    places = RowPlaces(report.places, cells, {("report", "personal"): at})
    labels = {f"{name}_two_years": LAST_YEAR for name in TOTALS}
    deadline = DEADLINE_OF_A_TOWN if report.agency.is_of_a_town else DEADLINE
    dated = {"days_late": deadline if row["published"] else PUBLISHED.format(year=report.year)}
    return make_view("report", {"report": row}, places, **labels, **dated)


def _totals(form: Form) -> dict[str, tuple[str, ...]]:
    procedures = form.table("review_litigation").lines
    cases = tuple(f"review_litigation.{line.code}.total" for line in procedures)
    return {**TOTALS, "cases": cases, "other_answers": tuple(_other_answers(form))}


def _other_answers(form: Form) -> Iterator[str]:
    lines = form.table("applications").lines_named
    return (f"applications.{line}.total" for line in lines[OUTCOME] if line not in lines[REVIEW_FIRST])


@declare("fees", lambda _: Shape(FEE_COLUMNS, ("fees",)))
def fees(reading: Reading) -> View:
    """One row: the fees of table 二 (万元), the processing fee the prose names (元), and what section 六 says of it."""
    report, prose, found = reading.report, reading.prose, reading.judged.fees
    said = [each for each in found if each.claim.kind == "fee"]
    amounts = [_yuan(each.claim) for each in said]
    charged = report.ledger.values.get(FEES)
    words = without_marks(prose.sections.get("other", "")).strip()
    row = {
        "year": report.year,
        "fees": charged,
        "fees_in_yuan": None if charged is None else Decimal(charged) * YUAN_IN_A_WAN,
        "unpaid": report.ledger.values.get(FEE_LINE),
        "processing_fee": max((amount for amount in amounts if amount is not None), default=None),
        "says_none": any(_says_none(each.claim) for each in found if each.section == "other"),
        "mentions_fee": bool(phrases().fee.search(words)),
        "says_nothing": bool(phrases().nothing.match(words)),
        "charged_elsewhere": any((_yuan(each.claim) or 0) > 0 for each in said if each.section != "other"),
        "fee_on_file": _fee_on_file(report),
    }
    row["processing_fee_rest"] = None if row["processing_fee"] is None else row["processing_fee"] % SMALLEST_FEE
    return make_view("fees", {"fees": row}, _fee_places(report, prose, said))


def _fee_places(report: Report, prose: Prose, said: Sequence[PlacedClaim]) -> RowPlaces:
    passage = prose.passages.get("other")
    title = report.form.section("other").title
    section = (Place(PROSE, "other", "", title, passage.file, passage.first_row, 1, ""),) if passage else ()
    amounts = tuple(each.place() for each in said)
    columns = {"fees": FEES, "fees_in_yuan": FEES, "unpaid": FEE_LINE}
    cells: Cells = {("fees", column): (cell,) for column, cell in columns.items() if cell in report.places}
    others: Others = {
        **{("fees", column): section for column in ("says_none", "mentions_fee", "says_nothing", "charged_elsewhere")},
        ("fees", "fee_on_file"): tuple(_place_on_file(name, each) for name, each in _fees_on_file(report)),
        **{("fees", column): amounts for column in ("processing_fee", "processing_fee_rest")},
    }
    return RowPlaces(report.places, cells, others)


def _fee_on_file(report: Report) -> Decimal | None:
    """Return the fee that figures.csv keeps, in yuan; the largest where several do, None where none does."""
    amounts = (_yuan_on_file(quotation.figure) for _, quotation in _fees_on_file(report))
    return max((amount for amount in amounts if amount is not None), default=None)


def _fees_on_file(report: Report) -> Iterator[tuple[str, Quotation]]:
    return ((name, each) for name, each in report.quotations.items() if phrases().fee_on_file.search(name))


def _place_on_file(name: str, quotation: Quotation) -> Place:
    return Place("figures", name, "", name, quotation.file, quotation.row, quotation.column, quotation.figure.value)


def _yuan_on_file(figure: Figure) -> Decimal | None:
    if figure.value is None or figure.unit not in FEE_UNITS:
        return None
    return Decimal(figure.value) * FEE_UNITS[figure.unit]


def _says_none(claim: ClauseClaim) -> bool:
    return claim.kind == "no_fee" or (claim.exact and not claim.low)


def _yuan(claim: ClauseClaim) -> Decimal | None:
    return claim.low * FEE_UNITS[claim.unit] if claim.exact and claim.unit in FEE_UNITS else None


def _sum(report: Report, cells: Sequence[str], last_year: bool = False) -> Number | None:
    ledger = report.previous if last_year else report.ledger
    values = [ledger.values.get(cell) for cell in cells] if ledger else [None]
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None


def _two_years(now: Number | None, before: Number | None) -> Number | None:
    """Return the sum of two years; of an unknown last year, this year's where it is not 0 and so answers alone."""
    if now is None or before is None:
        return now or None
    return now + before


def _publication(report: Report) -> dict[str, Any]:
    published, (deadline, notice) = report.agency.published.get(report.year), deadline_of(report)
    known = published is not None and deadline is not None
    return {
        "published": "" if published is None else published.isoformat(),
        "deadline": "" if deadline is None else deadline.isoformat() + (SET_BY.format(notice=notice) if notice else ""),
        "days_late": (published - deadline).days if known and published and deadline else None,
        "days_early": (date(report.year + 1, 1, 1) - published).days if published else None,
    }
