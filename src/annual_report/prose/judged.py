"""The whole prose of a report, read and held against its tables: the one reading that every rule and command shares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from annual_report.filing.place import OF_THE_PROSE, PROSE, Place
from annual_report.filing.report import Report
from annual_report.form.named_cells import cells_of
from annual_report.prose.compose import Prose
from annual_report.prose.headings import cut_at_headings
from annual_report.prose.judging.judge import judge
from annual_report.prose.judging.verdicts import Agreement, ClaimVerdict
from annual_report.prose.reading.claim import ClauseClaim
from annual_report.prose.reading.measures_file import load_measures
from annual_report.prose.reading.nouns import Token
from annual_report.prose.reading.quantities import quantity_of
from annual_report.prose.reading.read import PassageReading, read_whole_passage, topic_of_heading
from annual_report.prose.written import PrintedSection

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
class ProseVerdict:
    """A claim of the prose beside the tables, and where it stands.

    `sources` are what its number is bound to: addresses of cells, or figures.<name>; nothing where it was typed.
    """

    verdict: ClaimVerdict
    passage: ProsePassage
    sources: tuple[str, ...] = ()

    @property
    def claim(self) -> ClauseClaim:
        """What the prose says."""
        return self.verdict.claim

    @property
    def section(self) -> str:
        """The code of its section."""
        return self.passage.section

    @property
    def quote(self) -> str:
        """Its clause as it is printed, on one line."""
        start, end = self.passage.span(self.claim.start, self.claim.end)
        return " ".join(self.passage.printed.text[start:end].split())

    @property
    def is_bound(self) -> bool:
        """Whether its number comes from cells of the tables."""
        return _is_of_cells(self.sources)

    @property
    def says_cells(self) -> bool:
        """Whether it is a count of this year's tables that says exactly what its cells add up to."""
        verdict, claim = self.verdict, self.claim
        is_count = claim.kind == "count" and claim.exact and not claim.years_off
        return is_count and verdict.agreement is Agreement.AGREES and claim.low in verdict.values

    def place(self, label: str = "") -> Place:
        """Return where its number stands in narrative.md; its clause where it has none."""
        return self.passage.place(*self.passage.span(*(self.claim.number or (self.claim.start, self.claim.end))), label)


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

    def place(self, label: str = "") -> Place:
        """Return where it stands in narrative.md."""
        return self.passage.place(*self.span, label)


class JudgedProse:
    """Every claim of a report's prose with its verdict, and every number in it, in reading order."""

    def __init__(self, report: Report, prose: Prose) -> None:
        self.passages = tuple(_read(report, prose))
        self._by_name = {passage.reading.name: passage for passage in self.passages}
        self._report = report

    @cached_property
    def claims(self) -> tuple[ClauseClaim, ...]:
        """What the prose claims, also where nothing came of it."""
        return tuple(claim for passage in self.passages for claim in passage.reading.claims)

    @cached_property
    def verdicts(self) -> tuple[ProseVerdict, ...]:
        """What comes of every claim; that of a figure bound to the cells in question agrees by construction."""
        report = self._report
        before = (report.form, report.previous.values) if report.previous else None
        return tuple(map(self._placed, judge(self.claims, report.form, report.ledger.values, before)))

    @cached_property
    def numbers(self) -> tuple[ProseNumber, ...]:
        """Every number of the prose but those with a form of their own: dates, document numbers, telephones."""
        verdicts: dict[tuple[str, int], list[ProseVerdict]] = {}
        for each in self.verdicts:
            if each.claim.number:
                verdicts.setdefault((each.claim.passage, each.claim.number[0]), []).append(each)
        return tuple(_numbers(self.passages, verdicts))

    def _placed(self, verdict: ClaimVerdict) -> ProseVerdict:
        passage = self._by_name[verdict.claim.passage]
        found = ProseVerdict(verdict, passage, _sources(verdict.claim, passage))
        if verdict.agreement is not Agreement.AGREES and self._agrees_by_construction(found):
            return replace(found, verdict=replace(verdict, agreement=Agreement.AGREES, unknown=()))
        return found

    def _agrees_by_construction(self, found: ProseVerdict) -> bool:
        claim, cells = found.claim, found.verdict.cells
        if not found.is_bound:
            return False
        known = {address for each in cells for address in cells_of(self._report.form, each)}
        if claim.kind in COMPUTED or set(found.sources) <= known:
            return True
        is_sum = found.verdict.rule == load_measures().rules.sum
        return is_sum and all(map(_is_of_cells, (_sources(part, found.passage) for part in claim.parts)))


def _read(report: Report, prose: Prose) -> Iterator[ProsePassage]:
    version = report.form.version
    for code, composed in prose.sections.items():
        printed, title = PrintedSection(composed, prose.passages[code]), report.form.section(code).title
        for number, part in enumerate(cut_at_headings(printed.text), 1):
            topic = ""
            for heading in part.over:
                topic = topic_of_heading(heading, version, topic)
            reading = read_whole_passage(part.text, version, report.year, f"{code} {number}", topic)
            yield ProsePassage(code, title, part.start, printed, reading)


def _sources(claim: ClauseClaim, passage: ProsePassage) -> tuple[str, ...]:
    return passage.printed.sources(*passage.span(*claim.number)) if claim.number else ()


def _numbers(
    passages: tuple[ProsePassage, ...], verdicts: Mapping[tuple[str, int], list[ProseVerdict]]
) -> Iterator[ProseNumber]:
    for passage in passages:
        for number in passage.reading.numbers:
            span = passage.span(_start(number), number.end)
            found = tuple(verdicts.get((passage.reading.name, number.start), ()))
            text = passage.printed.text[slice(*span)].strip()
            yield ProseNumber(text, passage, span, passage.printed.sources(*span), found)


def _is_of_cells(sources: tuple[str, ...]) -> bool:
    return any(not source.startswith(OF_THE_PROSE) for source in sources)


def _start(number: Token) -> int:
    """Return where a number begins: behind 达到, which only leads up to it, but not behind 近."""
    match = number.match
    quantity = quantity_of(match) if match else None
    if match is None or quantity is None or quantity.exact is None:
        return number.start
    return match.start("digits" if match["digits"] else "chinese")
