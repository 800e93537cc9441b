"""What the tables count: the topics, and the measure that a count is of."""

from __future__ import annotations

from typing import NamedTuple


class Measure(NamedTuple):
    """What the tables know a count as. NOTHING where they do not count it; a claim has None where nobody can tell.

    `topic` and `stage` are keys of measures.yaml: applications.received, review.upheld, normative_documents.issued.
    """

    table: str
    topic: str = ""
    stage: str = ""
    results: tuple[str, ...] = ()
    group: str = ""
    applicant: str = ""

    def __bool__(self) -> bool:
        return bool(self.table)


NOTHING = Measure("")
APPLICATIONS, CASES, DISCLOSURE, RATES = "applications", "review_litigation", "disclosure", "rates"
APPLICATION = "application"
ROUTES = frozenset({"review", "litigation", "direct_suit", "suit_after_review"})
BOTH_ROUTES = ROUTES | {"cases"}
DECISIONS = frozenset({"licences", "penalties", "coercion"})
DOCUMENTS = frozenset({"normative_documents", "rules"})
FEE, PROCESSING_FEE, NOBODY_KNOWS = "administrative_fees", "processing_fee", "?"
# What a table counts; other topics (投诉, 培训) are left alone.
TABLE_TOPICS = BOTH_ROUTES | DECISIONS | DOCUMENTS | {APPLICATION, FEE}
# What was done to applications, and the stage that it makes: the first of them that a piece names.
ACTS = {"due": "to_handle", "new": "new", "close": "closed", "receive": "received", "handle": "handled"}
CARRIED = frozenset({"carried_in", "carried_out", "carried"})


def received(stage: str, applicant: str = "") -> Measure:
    """Return the measure of a stage of the applications."""
    return Measure(APPLICATIONS, stage=stage, applicant=applicant)
