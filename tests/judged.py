"""A few invented figures, and what comes of a text beside them."""

from __future__ import annotations

from annual_report.form.forms import load_form
from annual_report.prose.judging.judge import judge
from annual_report.prose.judging.verdicts import Agreement, ClaimVerdict
from annual_report.prose.reading.read import read_passage

FORM, YEAR = load_form("2021"), 2024
FIGURES = {
    "applications.received.natural_person": 15,
    "applications.received.business": 5,
    "applications.received.total": 20,
    "applications.carried_in.total": 2,
    "applications.granted.total": 12,
    "applications.partly_granted.total": 1,
    "applications.not_held.total": 4,
    "applications.correction_overdue.total": 2,
    "applications.outcomes_total.total": 19,
    "applications.carried_forward.total": 3,
    "review_litigation.review.upheld": 4,
    "review_litigation.review.corrected": 1,
    "review_litigation.review.total": 5,
    "review_litigation.direct_suit.upheld": 2,
    "review_litigation.direct_suit.total": 2,
    "disclosure.rules.issued": 1,
    "disclosure.normative_documents.issued": 3,
}


def judged(text: str, previous: int | None = None, **changes: int) -> list[ClaimVerdict]:
    """Return the verdicts on a text; `changes` name a cell with __ for its points, `previous` is received last year."""
    changed = {address.replace("__", "."): value for address, value in changes.items()}
    values = {**dict.fromkeys(FORM.cells, 0), **FIGURES, **changed}
    before = {**dict.fromkeys(FORM.cells, 0), "applications.received.total": previous or 0}
    return judge(read_passage(text, "2021", YEAR), FORM, values, (FORM, before) if previous is not None else None)


def differing(text: str, **changes: int) -> list[str]:
    """Return the rules that a text breaks."""
    return [each.rule for each in judged(text, **changes) if each.agreement is Agreement.DIFFERS]


def unclear_in(text: str, **changes: int) -> list[str]:
    """Return what of a text nobody can tell."""
    return [each.claim.quote for each in judged(text, **changes) if each.agreement is Agreement.UNCLEAR]
