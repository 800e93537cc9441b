"""Judge: hold every claim of a report against its tables, and where given against those of the year before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from annual_report.filing.figures import Number
from annual_report.form.forms import Form
from annual_report.prose.judging.balance import judge_balance
from annual_report.prose.judging.beside import Beside
from annual_report.prose.judging.changes import judge_delta, judge_growth, judge_same, judge_times
from annual_report.prose.judging.counts import judge_count, judge_previous
from annual_report.prose.judging.figures import FormFigures
from annual_report.prose.judging.members import judge_members
from annual_report.prose.judging.percentages import judge_percentage, judge_rate_of_a_part
from annual_report.prose.judging.shares import judge_rate, judge_share
from annual_report.prose.judging.statements import judge_all, judge_none
from annual_report.prose.judging.sums import judge_scattered, judge_sums
from annual_report.prose.judging.temper import temper
from annual_report.prose.judging.together import judge_outcomes, judge_repetitions, judge_shares_together
from annual_report.prose.judging.totals import judge_totals_behind
from annual_report.prose.judging.verdicts import Agreement, ClaimVerdict, differs, unclear
from annual_report.prose.reading.claim import ClauseClaim

Values = Mapping[str, Number | None]


def judge(
    claims: Sequence[ClauseClaim], form: Form, values: Values, previous: tuple[Form, Values] | None = None
) -> list[ClaimVerdict]:
    """Return what comes of the claims of a report: claim by claim, then of all together.

    `values` are the figures by address; `previous` those of the year before, by the form of that year.
    """
    beside = Beside(claims, FormFigures(form, values), FormFigures(*previous) if previous else None)
    return temper([*_verdicts(beside)])


def _verdicts(beside: Beside) -> Iterator[ClaimVerdict]:
    agreed: set[int] = set()
    for claim in beside.claims:
        for verdict in JUDGES[claim.kind](claim, beside) if claim.kind in JUDGES else ():
            if verdict.agreement is Agreement.AGREES:
                agreed.add(id(verdict.claim))
            yield verdict
    for claim in beside.claims:
        if claim.unit == "%":
            yield from judge_percentage(claim, beside)
    yield from judge_sums(beside, agreed)
    yield from judge_scattered(beside)
    yield from judge_totals_behind(beside)
    yield from judge_members(beside)
    yield from judge_balance(beside, agreed)
    yield from judge_outcomes(beside)
    yield from judge_shares_together(beside)
    yield from judge_repetitions(beside)


def _judge_fee(claim: ClauseClaim, beside: Beside) -> Iterator[ClaimVerdict]:
    """信息处理费380元 is part of 行政事业性收费; where that is 0, nobody can tell whether it was counted there."""
    cells = "disclosure.administrative_fees.fees"
    listed = beside.now.total(cells)
    said = claim.low / (1 if claim.unit == "万元" else 10000)
    if listed is None or claim.limits or not claim.exact:
        return
    if 0 < listed < said:
        yield differs(claim, beside.now.rules.fee, said, listed, cells=(cells,))
    elif said and not listed:
        yield unclear(claim, beside.now.rules.fee)


JUDGES: dict[str, Callable[[ClauseClaim, Beside], Iterator[ClaimVerdict]]] = {
    "count": judge_count,
    "previous": judge_previous,
    "none": judge_none,
    "all": judge_all,
    "delta": judge_delta,
    "growth": judge_growth,
    "times": judge_times,
    "same": judge_same,
    "share": judge_share,
    "rate": judge_rate,
    "rate_of": judge_rate_of_a_part,
    "fee": _judge_fee,
}
