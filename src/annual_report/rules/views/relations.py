"""The views of how the quantities of the prose belong together: shares, totals and their parts, repetitions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_DOWN, ROUND_UP, Context, Decimal
from functools import partial
from itertools import pairwise
from typing import Any

from annual_report.filing.figures import Number
from annual_report.filing.place import OF_THE_PROSE
from annual_report.filing.report import Report
from annual_report.form.forms import Form
from annual_report.prose.claims import Claim, Share, Total, repetitions_of, shares_of, totals_of
from annual_report.prose.claims.phrases import phrases
from annual_report.prose.claims.subject_file import NUMBER
from annual_report.prose.claims.subjects import Subjects, load_subjects
from annual_report.rules.views.catalogue import Reading, declare
from annual_report.rules.views.claims import TableSide, place_of, side_of, table_side
from annual_report.rules.views.view import Others, RowPlaces, Rows, Shape, View, make_view
from annual_report.wording import percent, plain

SHARE_COLUMNS = ("text", "kind", "typed", "said", "printed", "expected", "least", "most")
TOTAL_COLUMNS = ("text", "kind", "whole", "least", "most", "parts_least", "parts_most")
REPETITION_COLUMNS = ("topic", "first", "second", "first_least", "first_most", "second_least", "second_most")

# What every application ends in: a family of the form. Its first two groups may be quoted as one.
OUTCOME, CLOSED = "outcome", "closed"
GRANTED_TOGETHER, GRANTED = "granted_or_partly", ("granted", "partly_granted")

OF_WHAT = "「{words}」说的是哪个数"
CHANGED, REVERSED = "{way} {value}%", "{way} {value}%：增长和下降写反了，应写{way}，不是{said}"
HUNDRED = Decimal(100)
PRINTED = Decimal("0.01")
ANY_SIZE = Context(prec=100)


@declare("shares", lambda _: Shape(SHARE_COLUMNS, "^share[0-9]+$"))
def shares(reading: Reading) -> View:
    """One row per percentage: what it says, what the tables give at the printed digits, the interval it must lie in.

    `printed` tells how a share or a change agrees with the tables: rounded, truncated or wrong; None where nobody can
    tell.
    """
    report, found = reading.report, reading.claims
    subjects = load_subjects(report.form.version)
    rows: Rows = {}
    named: Others = {}
    for number, share in enumerate(shares_of(found), 1):
        key = f"share{number:04d}"
        rows[key] = _share_row(report, subjects, share)
        words = f"{share.claim.lead}{share.claim.text}"
        said = (partial(place_of, report, share.claim),)
        named |= dict.fromkeys(((key, column) for column in ("said", "least", "most")), said)
        named[key, "printed"] = (partial(place_of, report, share.claim, OF_WHAT.format(words=words)),)
    return make_view("shares", rows, RowPlaces(others=named), SHARE_COLUMNS)


@declare("totals", lambda _: Shape(TOTAL_COLUMNS, "^total[0-9]+$"))
def totals(reading: Reading) -> View:
    """One row per quantity with parts: the interval it says, the interval its parts add up to.

    `kind` is parts for a list in a sentence, outcomes for the outcomes of all applications beside their total in the
    table, shares for percentages that should make up 100.
    """
    report, rows = reading.report, Rows()
    named: Others = {}
    for number, (claim, row) in enumerate(_totals(report, reading.claims), 1):
        key = f"total{number:04d}"
        rows[key] = row
        named |= {(key, column): (place_of(report, claim),) for column in ("parts_least", "parts_most")}
    return make_view("totals", rows, RowPlaces(others=named), TOTAL_COLUMNS)


@declare("repetitions", lambda _: Shape(REPETITION_COLUMNS, "^repetition[0-9]+$"))
def repetitions(reading: Reading) -> View:
    """One row per quantity that is said again in the same words: both intervals."""
    report, found = reading.report, reading.claims
    rows: Rows = {}
    named: Others = {}
    for number, each in enumerate(repetitions_of(found), 1):
        key = f"repetition{number:04d}"
        first, second = each.first.quantity, each.second.quantity
        if first and second:
            rows[key] = {"topic": each.topic, "first": each.first.text, "second": each.second.text}
            rows[key] |= {"first_least": first.low, "first_most": first.high}
            rows[key] |= {"second_least": second.low, "second_most": second.high}
            named |= {(key, column): (place_of(report, each.second),) for column in ("second_least", "second_most")}
    return make_view("repetitions", rows, RowPlaces(others=named), REPETITION_COLUMNS)


def _share_row(report: Report, subjects: Subjects, share: Share) -> dict[str, Any]:
    said, digits = _stated_percentage(share)
    true_value = _true_value(report, subjects, share)
    least, most = _interval(share)
    return {
        "text": f"{share.claim.lead}{share.claim.text}",
        "kind": _kind(subjects, share),
        "typed": not share.claim.sources,
        "said": said,
        "printed": None if said is None or true_value is None else _kind_of_rounding(said, true_value, digits),
        "expected": "" if true_value is None else _say_expected(share, said, true_value, digits),
        "least": least,
        "most": most,
    }


def _say_expected(share: Share, said: Decimal | None, true_value: Decimal, digits: int) -> str:
    """Say what the tables give; of a change in words, and where it goes the other way, that it does."""
    value = round(true_value, digits)
    if share.kind != "change":
        return f"{plain(value)}%"
    is_reverse = said is not None and said * value < 0
    words = REVERSED if is_reverse else CHANGED
    return words.format(
        way="下降" if value < 0 else "增长", said="下降" if share.falls else "增长", value=plain(abs(value))
    )


def _stated_percentage(share: Share) -> tuple[Decimal | None, int]:
    quantity = share.claim.quantity
    if quantity is None:
        return None, 0
    return (-quantity.low if share.falls else quantity.low), quantity.digits


def _kind(subjects: Subjects, share: Share) -> str:
    """Return share, change, rate_of (a rate whose parts stand in the sentence) or rate (any other)."""
    if share.kind == "rate":
        return "rate_of" if share.of else "rate"
    if share.part is None or share.part.subject is None:
        return share.kind
    subject = subjects.of(share.part.subject)
    of_tables = subject and (subject.cells if share.kind == "change" else subject.whole)
    return share.kind if of_tables else "rate" if share.kind == "share" else "other"


def _true_value(report: Report, subjects: Subjects, share: Share) -> Decimal | None:
    """Return the percentage the tables give; None where a figure is missing, or nobody can tell what it is of."""
    subject = subjects.of(share.part.subject) if share.part and not share.part.last_year else None
    if subject is None or share.part is None:
        return None
    now = table_side(report, subjects, share.part)
    if share.kind == "change":
        before = side_of(report, report.previous, subject.cells) if report.previous else TableSide(None, None)
        return _change(now.exact, before.exact)
    clause = share.claim.clause.rpartition("占")
    if not subject.whole or not phrases().whole.search("占" + clause[2] if clause[1] else ""):
        return None
    return _ratio(now.least if now.exact is None else now.exact, side_of(report, report.ledger, subject.whole).exact)


def _ratio(part: Number | None, whole: Number | None) -> Decimal | None:
    return None if part is None or not whole else Decimal(part) * HUNDRED / Decimal(whole)


def _change(now: Number | None, before: Number | None) -> Decimal | None:
    return None if now is None or not before else Decimal(now - before) * HUNDRED / Decimal(before)


def _kind_of_rounding(said: Decimal, true_value: Decimal, digits: int) -> str:
    """Say how a printed percentage came from the true one, by its digits."""
    if said == percent(true_value, 100, digits):
        return "rounded"
    return "truncated" if said == true_value.quantize(Decimal(1).scaleb(-digits), ROUND_DOWN) else "wrong"


def _interval(share: Share) -> tuple[Decimal | None, Decimal | None]:
    """Return the least and the most that a rate can be, by the quantities it is said of."""
    part, whole = share.part and share.part.quantity, share.of and share.of.quantity
    if not part or not whole or not whole.low:
        return None, None
    half_a_digit = Decimal(1).scaleb(-_stated_percentage(share)[1]) / 2
    least, most = part.low * HUNDRED / whole.high - half_a_digit, part.high * HUNDRED / whole.low + half_a_digit
    return least.quantize(PRINTED, ROUND_DOWN, ANY_SIZE), most.quantize(PRINTED, ROUND_UP, ANY_SIZE)


def _totals(report: Report, found: Sequence[Claim]) -> Iterator[tuple[Claim, dict[str, Any]]]:
    subjects = load_subjects(report.form.version)
    outcomes = list(_outcomes(report, subjects, found))
    following = {id(claim): after for claim, after in pairwise(found)}
    for total in totals_of(found):
        quantity = total.head.quantity
        # The outcomes of all applications are added up for themselves, and the rules of the tables add up their cells.
        if quantity and total.head.subject != CLOSED and not _is_of_tables(total):
            yield total.head, _total_row("parts", total.head, quantity.low, quantity.high, total.parts)
        yield from _shares_of_parts(total, following)
    if outcomes:
        closed = side_of(report, report.ledger, _cells(subjects, CLOSED)).exact
        yield outcomes[-1], _total_row("outcomes", outcomes[-1], closed, closed, outcomes)
        yield from _shares_of_parts(Total(outcomes[0], tuple(outcomes)), following)


def _is_of_tables(total: Total) -> bool:
    """Whether a total and all its parts are bound to cells."""
    return all(each.sources and OF_THE_PROSE not in each.sources[0] for each in (total.head, *total.parts))


def _outcomes(report: Report, subjects: Subjects, found: Iterable[Claim]) -> Iterator[Claim]:
    """Yield the quoted groups of outcomes, where all are quoted that are not 0."""
    quoted = {claim.subject: claim for claim in reversed([*found]) if claim.kind == "quantity" and not claim.last_year}
    groups = _outcome_groups(report.form, subjects)
    if GRANTED_TOGETHER in quoted:
        together = {GRANTED_TOGETHER: _cells(subjects, GRANTED_TOGETHER)}
        groups = together | {code: cells for code, cells in groups.items() if code not in GRANTED}
    needed = [code for code, cells in groups.items() if side_of(report, report.ledger, cells).least]
    if needed and all(each in quoted for each in needed):
        chosen = {id(claim) for subject, claim in quoted.items() if subject in groups}
        yield from (claim for claim in found if id(claim) in chosen)


def _outcome_groups(form: Form, subjects: Subjects) -> dict[str, tuple[str, ...]]:
    """Return the cells of every printed group of outcomes, by the subject that quotes it."""
    outcomes = next(line for line in form.table("applications").line_headings() if OUTCOME in line.families)
    groups = [form.addresses("applications", child.code, "total") for child in outcomes.children if not child.total]
    return {subjects.bound_to(cells): cells for cells in groups}


def _cells(subjects: Subjects, code: str) -> tuple[str, ...]:
    subject = subjects.of(code)
    return subject.cells if subject else ()


def _shares_of_parts(total: Total, following: Mapping[int, Claim]) -> Iterator[tuple[Claim, dict[str, Any]]]:
    """Yield the percentages of all parts together, where each part is followed by its own."""
    found = (following.get(id(part)) for part in total.parts)
    percentages = [each for each in found if each and each.kind == "percent" and "占" in each.clause]
    if len(percentages) == len(total.parts) > 1 and not any(percentage.sources for percentage in percentages):
        digits = min(percentage.quantity.digits for percentage in percentages if percentage.quantity)
        slack = Decimal(len(percentages)).scaleb(-digits) / 2
        yield percentages[-1], _total_row("shares", percentages[-1], HUNDRED - slack, HUNDRED + slack, percentages)


def _total_row(
    kind: str, claim: Claim, least: Number | None, most: Number | None, parts: Iterable[Claim]
) -> dict[str, Any]:
    quantities = [part.quantity for part in parts if part.quantity]
    return {
        "text": claim.context.replace(NUMBER, claim.text).rpartition("。")[2][-40:],
        "kind": kind,
        "whole": claim.text,
        "least": least,
        "most": most,
        "parts_least": sum((quantity.low for quantity in quantities), Decimal(0)),
        "parts_most": sum((quantity.high for quantity in quantities), Decimal(0)),
    }
