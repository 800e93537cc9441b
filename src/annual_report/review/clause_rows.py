"""How every clause of a report's prose was read, and what came of it: a row a claim, in words for a clerk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from annual_report.errors import Position
from annual_report.filing.report import Report
from annual_report.form.forms import Form
from annual_report.form.named_cells import label_of
from annual_report.prose.headings import read_under_headings
from annual_report.prose.judged import judge_claims
from annual_report.prose.judging.verdicts import Agreement, ClaimVerdict
from annual_report.prose.meaning_names import say_claim
from annual_report.prose.reading.claim import ClauseClaim
from annual_report.rules.views.catalogue import Reading
from annual_report.rules.views.expected import say_expected
from annual_report.wording import join_words

NOT_COMPARED = "不比"
OUTCOMES = {Agreement.AGREES: "一致", Agreement.DIFFERS: "不符", Agreement.UNCLEAR: "无法判断"}
BLANK = "表里还没填：{cells}"


class ClauseRow(NamedTuple):
    """One claim: where it stands, its words, what was understood, whether the tables agree, and what they say.

    `unknown` are the words of the clause that words.yaml does not know; `outcome` is one of OUTCOMES or NOT_COMPARED.
    """

    section: str
    position: Position
    quote: str
    understood: str
    outcome: str
    rule: str = ""
    tables: str = ""
    unknown: tuple[str, ...] = ()


def rows_of_report(report: Report) -> Iterator[ClauseRow]:
    """Yield a row for everything that the prose of a report claims, in reading order."""
    judged = Reading(report).judged
    verdicts = _by_claim(each.verdict for each in judged.verdicts)
    for each in judged.claims:
        where = each.passage.title, each.place().position, each.quote
        for verdict in verdicts[id(each.claim)] or [None]:
            yield _row(*where, each.claim, verdict, report.form, report.year, report)


def rows_of_text(text: str, file: str, form: Form, year: int, report: Report | None = None) -> Iterator[ClauseRow]:
    """Yield the same rows for any text; without a report nothing is compared."""
    for part, reading in read_under_headings(text, form.version, year):
        verdicts = _by_claim(judge_claims(reading.claims, report) if report else ())
        for claim in reading.claims:
            first, last = reading.folded.printed_span(*(claim.number or (claim.start, claim.end)))
            where = _position(text, part.start + min(first, last), file)
            for verdict in verdicts[id(claim)] or [None]:
                yield _row("", where, " ".join(claim.quote.split()), claim, verdict, form, year, report)


def _by_claim(verdicts: Iterable[ClaimVerdict]) -> defaultdict[int, list[ClaimVerdict | None]]:
    found: defaultdict[int, list[ClaimVerdict | None]] = defaultdict(list)
    for each in verdicts:
        found[id(each.claim)].append(each)
    return found


def _position(text: str, at: int, file: str) -> Position:
    return Position(file, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def _row(
    section: str,
    position: Position,
    quote: str,
    claim: ClauseClaim,
    verdict: ClaimVerdict | None,
    form: Form,
    year: int,
    report: Report | None,
) -> ClauseRow:
    row = ClauseRow(section, position, quote, say_claim(claim, form.version, year), NOT_COMPARED, unknown=claim.unknown)
    if verdict is None or report is None:
        return row
    return row._replace(outcome=OUTCOMES[verdict.agreement], rule=verdict.rule, tables=_tables(verdict, report))


def _tables(verdict: ClaimVerdict, report: Report) -> str:
    if verdict.agreement is Agreement.DIFFERS:
        return say_expected(report, verdict)
    if verdict.missing:
        return BLANK.format(cells=_labels(verdict.missing, report))
    return _labels(verdict.cells, report)


def _labels(cells: Iterable[str], report: Report) -> str:
    return join_words(label_of(report.form, each) for each in cells)
