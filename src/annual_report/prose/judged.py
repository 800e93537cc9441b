"""The whole prose of a report, read and held against its tables: the one reading that every rule and command shares."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from annual_report.filing.place import OF_THE_PROSE, PREVIOUS, PROSE, Place
from annual_report.filing.report import Report
from annual_report.form.named_cells import cells_of
from annual_report.prose.compose import Prose
from annual_report.prose.headings import read_under_headings
from annual_report.prose.judging.judge import judge
from annual_report.prose.judging.verdicts import Agreement, ClaimVerdict
from annual_report.prose.reading.claim import ClauseClaim
from annual_report.prose.reading.measures_file import load_measures
from annual_report.prose.reading.nouns import Token
from annual_report.prose.reading.quantities import quantity_of
from annual_report.prose.reading.read import PassageReading
from annual_report.prose.written import PrintedSection

BOLD = "**"
NO_LEAD = re.compile(r"[，。；：！？、（）()\n|*]|\d[^，。；、]?")
# What a placeholder with a filter computes: 占比, 同比.
COMPUTED = frozenset({"share", "rate", "growth", "delta", "times", "same"})


@dataclass(frozen=True)
class ProsePassage:
    """Words of a section under one heading, as they were read. `start` is where they begin in the printed section."""

    section: str
    title: str
    start: int
    printed: PrintedSection
    reading: PassageReading

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where in the printed section stands what lies between two places of the folded words."""
        first, last = self.reading.folded.printed_span(start, end)
        return self.start + first, self.start + last

    def place(self, start: int, end: int, label: str = "") -> Place:
        """Return where in the file stands what is printed between two places of the section."""
        row, column = self.printed.locate(start, end)
        words, passage = self.printed.text[start:end].strip(), self.printed.passage
        return Place(PROSE, self.section, "", label or self.title, passage.file, row, column, words)


@dataclass(frozen=True)
class PlacedClaim:
    """A claim of the prose, and where it stands."""

    claim: ClauseClaim
    passage: ProsePassage

    @property
    def section(self) -> str:
        """The code of its section."""
        return self.passage.section

    @property
    def quote(self) -> str:
        """Its clause as it is printed, on one line; of Markdown the words."""
        start, end = self.passage.span(self.claim.start, self.claim.end)
        return " ".join(self.passage.printed.text[start:end].replace(BOLD, "").split())

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """What its number is bound to: addresses of cells, or figures.<name>; nothing where it was typed."""
        span = self.claim.number
        return self.passage.printed.sources(*self.passage.span(*span)) if span else ()

    @property
    def is_bound(self) -> bool:
        """Whether its number comes from cells of the tables."""
        return any(OF_THE_PROSE not in source for source in self.sources)

    def place(self, label: str = "") -> Place:
        """Return where its number stands in narrative.md; its clause where it has none."""
        return self.passage.place(*self.passage.span(*(self.claim.number or (self.claim.start, self.claim.end))), label)


@dataclass(frozen=True)
class ProseVerdict(PlacedClaim):
    """A claim of the prose beside the tables."""

    verdict: ClaimVerdict

    @property
    def says_cells(self) -> bool:
        """Whether it is a count of this year's tables that says exactly what its cells add up to."""
        verdict, claim = self.verdict, self.claim
        is_count = claim.kind == "count" and claim.exact and not claim.years_off
        return is_count and verdict.agreement is Agreement.AGREES and claim.low in verdict.values


@dataclass(frozen=True)
class ProseNumber:
    """A number of the prose, of whatever it is: as it is printed, what it is bound to, and where it stands.

    `verdicts` are those on the claims that were made of it: none where no table counts such a thing.
    """

    text: str
    passage: ProsePassage
    span: tuple[int, int]
    sources: tuple[str, ...]
    verdicts: tuple[ProseVerdict, ...] = ()

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells whose sum it says exactly, as measures.yaml names them; nothing where nobody can tell.

        A name may stand for a group: applications.received.organisations (`cells_of` gives its cells).
        """
        return next((each.verdict.cells for each in self.verdicts if each.says_cells), ())

    def with_lead(self, longest: int) -> str:
        """Return it with the words that lead up to it since the last mark or number, the last of them where many."""
        before = self.passage.printed.text[max(0, self.span[0] - longest - 1) : self.span[0]]
        lead = NO_LEAD.split(before)[-1].strip()
        return f"{'…' if len(lead) > longest else ''}{lead[-longest:]}{self.text}"

    def place(self, label: str = "") -> Place:
        """Return where it stands in narrative.md."""
        return self.passage.place(*self.span, label)


class JudgedProse:
    """Every claim of a report's prose with its verdict, and every number in it, in reading order."""

    def __init__(self, report: Report, prose: Prose) -> None:
        self.passages = tuple(_read(report, prose))
        self._by_name = {passage.reading.name: passage for passage in self.passages}
        self._report = report

    @property
    def fees(self) -> list[PlacedClaim]:
        """What is said of the processing fee: an amount, or that none was charged."""
        return [each for each in self.claims if each.claim.kind in ("fee", "no_fee")]

    @cached_property
    def claims(self) -> tuple[PlacedClaim, ...]:
        """What the prose claims, also where nothing comes of it."""
        return tuple(PlacedClaim(claim, passage) for passage in self.passages for claim in passage.reading.claims)

    @cached_property
    def verdicts(self) -> tuple[ProseVerdict, ...]:
        """What comes of every claim; that of a figure bound to the cells in question agrees by construction."""
        return tuple(map(self._placed, judge_claims([each.claim for each in self.claims], self._report)))

    @cached_property
    def numbers(self) -> tuple[ProseNumber, ...]:
        """Every number of the prose but those with a form of their own: dates, document numbers, telephones."""
        verdicts: dict[tuple[str, int], list[ProseVerdict]] = {}
        for each in self.verdicts:
            if each.claim.number:
                verdicts.setdefault((each.claim.passage, each.claim.number[0]), []).append(each)
        return tuple(_numbers(self.passages, verdicts))

    def _placed(self, verdict: ClaimVerdict) -> ProseVerdict:
        found = ProseVerdict(verdict.claim, self._by_name[verdict.claim.passage], verdict)
        if verdict.agreement is not Agreement.AGREES and self._agrees_by_construction(found):
            return replace(found, verdict=replace(verdict, agreement=Agreement.AGREES, unknown=()))
        return found

    def _agrees_by_construction(self, found: ProseVerdict) -> bool:
        if not found.is_bound:
            return False
        year = PREVIOUS if found.claim.is_of_last_year else ""
        cells = (cell for each in found.verdict.cells for cell in cells_of(self._report.form, each))
        known = {f"{year}{cell}" for cell in cells}
        if found.claim.kind in COMPUTED or set(found.sources) <= known:
            return True
        is_sum = found.verdict.rule == load_measures().rules.sum
        return is_sum and all(PlacedClaim(part, found.passage).is_bound for part in found.claim.parts)


def judge_claims(claims: Sequence[ClauseClaim], report: Report) -> list[ClaimVerdict]:
    """Return what comes of claims beside a report's tables, and beside those of last year where they are there."""
    before = (report.form, report.previous.values) if report.previous else None
    return judge(claims, report.form, report.ledger.values, before)


def _read(report: Report, prose: Prose) -> Iterator[ProsePassage]:
    version, agency = report.form.version, report.agency
    names = (agency.name, agency.self_name, *agency.predecessors)
    for code, composed in prose.sections.items():
        printed, title = PrintedSection(composed, prose.passages[code]), report.form.section(code).title
        for part, reading in read_under_headings(printed.text, version, report.year, code, names):
            yield ProsePassage(code, title, part.start, printed, reading)


def _numbers(
    passages: tuple[ProsePassage, ...], verdicts: Mapping[tuple[str, int], list[ProseVerdict]]
) -> Iterator[ProseNumber]:
    for passage in passages:
        for number in passage.reading.numbers:
            span = passage.span(_start(number), number.end)
            found = tuple(verdicts.get((passage.reading.name, number.start), ()))
            text = passage.printed.text[slice(*span)].strip()
            yield ProseNumber(text, passage, span, passage.printed.sources(*span), found)


def _start(number: Token) -> int:
    """Return where a number begins: behind 达到, which only leads up to it, but not behind 近."""
    match = number.match
    quantity = quantity_of(match) if match else None
    if match is None or quantity is None or quantity.exact is None:
        return number.start
    return match.start("digits" if match["digits"] else "chinese")
