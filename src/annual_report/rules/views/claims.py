"""The view of what the prose claims: what each claim says, what the tables say, and whether both agree."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from annual_report.filing.place import PREVIOUS, Place
from annual_report.filing.report import Report
from annual_report.form.named_cells import cells_of
from annual_report.prose.judged import ProseVerdict
from annual_report.prose.judging.verdicts import Agreement
from annual_report.rules.finding import Evidence
from annual_report.rules.views.catalogue import Reading, declare
from annual_report.rules.views.expected import say_expected
from annual_report.rules.views.view import Cells, Others, RowPlaces, Rows, Shape, View
from annual_report.wording import excerpt, join_words

COLUMNS = (
    *("section", "text", "kind", "rule", "topic", "agreement", "certain", "said", "expected"),
    *("is_typed", "is_exact", "counts_carry_over", "cut_off", "says_some", "tables_have_some"),
)
JUDGED = ("agreement", "counts_carry_over", "cut_off", "says_some")
CLAIMS = "claims"

WHICH_LINE = "「{words}」说的是哪一项，无法判断{unknown}"
UNKNOWN_WORDS = "（不认识：{words}）"
NO_LAST_YEAR = "「{words}」要与上年比，没有上年的报告，无法判断"
# How the prose is named as a witness of a figure.
IN_PROSE = "正文“{text}”"
OF_LAST_YEAR = frozenset({"growth", "times", "delta", "same", "previous"})


@declare(CLAIMS, lambda _: Shape(COLUMNS, "^claim[0-9]+$"))
def claims(reading: Reading) -> View:
    """One row per claim of the prose that the tables, or other claims, can be held against; `agreement` is agrees or
    differs, and missing where nobody can tell: then it is said which words were not understood. `topic` is the kind of
    applicant where one is named.
    """
    report = reading.report
    rows: Rows = {}
    cells: Cells = {}
    others: Others = {}
    reasons: dict[tuple[str, str], str] = {}
    for number, each in enumerate(reading.judged.verdicts, 1):
        key = f"claim{number:04d}"
        rows[key] = _row(report, each)
        cells[key, "expected"] = tuple(_addresses(report, each))
        others |= dict.fromkeys(((key, column) for column in JUDGED), tuple(_places(report, each)))
        if rows[key]["agreement"] is None and not each.verdict.missing:
            reasons[key, "agreement"] = _why_unclear(report, each)
    return View(CLAIMS, COLUMNS, rows, RowPlaces(report.places, cells, others), reasons=reasons)


def evidence_of(view: View) -> tuple[Evidence, ...]:
    """Return what the prose says exactly of cells that it is not bound to."""
    return tuple(
        Evidence(cells, row["said"], IN_PROSE.format(text=row["text"]))
        for key, row in view.rows.items()
        if row["is_typed"] and row["is_exact"] and (cells := view.places.cells(key, "expected"))
    )


def _row(report: Report, each: ProseVerdict) -> dict[str, object]:
    verdict, claim = each.verdict, each.claim
    judged = verdict.agreement is not Agreement.UNCLEAR
    compared = judged and bool(verdict.sums) and not claim.limits
    return {
        "section": each.section,
        "text": each.quote,
        "kind": claim.kind,
        "rule": verdict.rule,
        "topic": (claim.measure and claim.measure.applicant) or claim.topic,
        "agreement": verdict.agreement.value if judged else None,
        "certain": verdict.certain,
        "said": verdict.said,
        "expected": say_expected(report, verdict) if verdict.agreement is Agreement.DIFFERS else "",
        "is_typed": not each.is_bound,
        "is_exact": claim.exact or claim.kind in ("none", "all"),
        "counts_carry_over": judged and _counts_carry_over(report, each),
        "cut_off": verdict.cut_off,
        "says_some": claim.low > 0 if compared else None,
        "tables_have_some": max(verdict.values) > 0 if compared else None,
    }


def _addresses(report: Report, each: ProseVerdict) -> Iterator[str]:
    """Yield the cells that a total of the prose was held against; where several sums agree, those of the first."""
    verdict, claim = each.verdict, each.claim
    first = verdict.sums[0].cells if verdict.sums else ()
    cells = verdict.cells if verdict.agreement is Agreement.AGREES else first
    if not claim.scope and claim.kind in ("count", "previous", "none", "all"):
        yield from _expand(report, each, cells)


def _expand(report: Report, each: ProseVerdict, cells: tuple[str, ...]) -> Iterator[str]:
    is_of_last_year = each.claim.kind == "previous" or each.claim.years_off
    for named in cells:
        yield from (f"{PREVIOUS if is_of_last_year else ''}{cell}" for cell in cells_of(report.form, named))


def _places(report: Report, each: ProseVerdict) -> Iterator[Place | Callable[[], Place]]:
    """Yield the place of a claim, and those of the cells it was held against."""
    if each.verdict.missing:
        yield from (partial(report.places.__getitem__, cell) for cell in each.verdict.missing)
        return
    yield each.place
    if each.verdict.agreement is Agreement.DIFFERS:
        for cell in dict.fromkeys(_expand(report, each, each.verdict.cells)):
            yield partial(report.places.__getitem__, cell)


def _counts_carry_over(report: Report, each: ProseVerdict) -> bool:
    """Whether a number of received applications is the one together with those carried in."""
    received, carried_in = (report.ledger.values[f"applications.{line}.total"] for line in ("received", "carried_in"))
    of_all = each.claim.stage == "received" and each.claim.exact and not each.claim.limits
    return bool(of_all and carried_in and received is not None and each.claim.low == received + carried_in)


def _why_unclear(report: Report, each: ProseVerdict) -> str:
    """Say why nobody can tell whether a claim agrees."""
    words = excerpt(each.quote)
    if each.claim.kind in OF_LAST_YEAR and report.previous is None:
        return NO_LAST_YEAR.format(words=words)
    unknown = join_words(each.verdict.unknown)
    return WHICH_LINE.format(words=words, unknown=UNKNOWN_WORDS.format(words=unknown) if unknown else "")
