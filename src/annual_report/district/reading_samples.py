"""What the prose of many reports shows of the reading: the words that it does not know, and clauses with a word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from annual_report.errors import InputError
from annual_report.filing.folders import find_agency, reports_in
from annual_report.prose.judging.verdicts import Agreement
from annual_report.review.clause_rows import OUTCOMES, ClauseRow, rows_of_report
from annual_report.steps.ingest import ingest

SAMPLES = 3


class UnknownWord(NamedTuple):
    """A word that words.yaml does not know: how often it stands beside a number, how often that left a number unclear,
    and the first clause with it."""

    word: str
    times: int
    unclear: int
    clause: ClauseRow


class UnknownWords(NamedTuple):
    """Unknown words, those first that left most unclear; how many reports were read, and how many could not be."""

    words: list[UnknownWord]
    reports: int
    unreadable: int


def unknown_words(agency: str, year: int | None, params: Path) -> UnknownWords:
    """Return the words that the reading of reports does not know."""
    counts: Counter[str] = Counter()
    unclear: Counter[str] = Counter()
    clauses: dict[str, ClauseRow] = {}
    reports = [*_read(agency, year, params)]
    for row in (row for rows in reports for row in rows or ()):
        counts.update(row.unknown)
        unclear.update(row.unknown if row.outcome == OUTCOMES[Agreement.UNCLEAR] else ())
        for word in row.unknown:
            clauses.setdefault(word, row)
    words = [UnknownWord(word, count, unclear[word], clauses[word]) for word, count in counts.items()]
    words.sort(key=lambda each: (-each.unclear, -each.times, each.word))
    unreadable = sum(rows is None for rows in reports)
    return UnknownWords(words, len(reports) - unreadable, unreadable)


def clauses_with(word: str, agency: str, year: int | None, params: Path) -> list[ClauseRow]:
    """Return the first clauses of the reports that a word stands in."""
    found = (row for rows in _read(agency, year, params) for row in rows or () if word in row.quote)
    return [*islice(found, SAMPLES)]


def _read(agency: str, year: int | None, params: Path) -> Iterator[list[ClauseRow] | None]:
    """Yield the clauses of every report; None where one cannot be read: make check says why."""
    if agency:
        find_agency(agency, params)
    for each in reports_in(params, agency, year):
        try:
            yield [*rows_of_report(ingest(*each, params))]
        except InputError:
            yield None
