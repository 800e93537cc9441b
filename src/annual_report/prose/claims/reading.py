"""Read the claims out of the composed prose: every quantity, and every statement that there was none."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from itertools import pairwise
from typing import NamedTuple

from annual_report.filing.figures import MARKED
from annual_report.filing.place import OF_THE_PROSE, PREVIOUS
from annual_report.form.forms import Form
from annual_report.prose.claims.literal_prefilter import may_hold
from annual_report.prose.claims.phrases import phrases
from annual_report.prose.claims.segmentation import Sentence, sentences_of
from annual_report.prose.claims.subject_file import NUMBER, OTHER_NUMBER
from annual_report.prose.claims.subjects import Subject, Subjects, load_subjects, near
from annual_report.prose.compose import Prose
from annual_report.prose.reading.quantities import Quantity, read_quantity

CLAUSE_END = re.compile(r"[，。；：！？（）\n]")
NO_WORD = re.compile(r"[\d\W]")
PERCENT = "%"
LONGEST_LEAD = 12


@dataclass(frozen=True)
class Claim:
    """One quantity in the prose, or one statement that there was none (kind none: it says 0).

    `sources` are the cells or figures it is bound to, empty where it was typed. `subject` is the code of what it speaks
    about: empty where that is nothing the tables count, None where nobody can tell. `context` is its sentence up to
    the end of its clause, with ＃ for it and ＊ for the quantities before it. `row` is its row in the file.
    """

    section: str
    sentence: int
    text: str
    kind: str  # quantity | percent | none
    quantity: Quantity | None
    subject: str | None
    last_year: bool
    context: str
    file: str
    row: int
    column: int
    sources: tuple[str, ...] = ()

    @cached_property
    def clause(self) -> str:
        """What its clause says before it."""
        return CLAUSE_END.split(self.context.partition(NUMBER)[0])[-1]

    @cached_property
    def lead(self) -> str:
        """What leads up to it since the number before, in its clause."""
        return self.clause.rpartition(OTHER_NUMBER)[2].lstrip("、和及与")


def claims_of(prose: Prose, form: Form, year: int) -> list[Claim]:
    """Return the claims of every section, in reading order."""
    subjects = load_subjects(form.version)
    return [claim for code in prose.sections for claim in _Section(code, prose, subjects, year).claims()]


class _Span(NamedTuple):
    """Where a quantity stands in the text of a section, and what it is bound to."""

    start: int
    end: int
    sources: tuple[str, ...]


class _Section:
    """The claims of one section."""

    def __init__(self, code: str, prose: Prose, subjects: Subjects, year: int) -> None:
        self.code, self.subjects = code, subjects
        self.passage = prose.passages[code]
        self.rows = _Rows(self.passage.source, self.passage.first_row)
        self.text, self.bound = _unmark(prose.sections[code])
        # The sentences of a paragraph ask one after another.
        self.quantities_near = cache(partial(near, subjects.quantities))
        self.statements_near = cache(partial(near, subjects.statements))
        self.last_year = re.compile(rf"上(?:一)?年|去年|{year - 1}年")

    def claims(self) -> Iterator[Claim]:
        """Yield the claims in reading order; in a sentence, statements that there was none come last."""
        starts = [span.start for span in self.spans]
        for number, sentence in enumerate(sentences_of(self.text), 1):
            spans = self.spans[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
            for span, context in zip(spans, self._contexts(sentence, spans), strict=True):
                yield self._quantity(number, sentence, span, context)
            yield from self._statements(number, sentence)

    @cached_property
    def spans(self) -> list[_Span]:
        """The quantities, bound and typed, in reading order."""
        masked = _mask(self.text, [(start, end) for start, end, _ in self.bound])
        masked = _mask(masked, [*phrases().exempt_spans(masked)])
        typed = (_Span(*match.span(), ()) for match in phrases().quantity.finditer(masked))
        return sorted([*self.bound, *typed])

    def _quantity(self, number: int, sentence: Sentence, span: _Span, context: str) -> Claim:
        words = self.text[span.start : span.end]
        quantity = read_quantity(words)
        subject = self._subject(span, context, sentence.paragraph, quantity)
        row, column = self.rows.locate(words if not span.sources else _words_before(self.text, span.start))
        return Claim(
            section=self.code,
            sentence=number,
            text=words,
            kind="percent" if quantity and quantity.unit == PERCENT else "quantity",
            quantity=quantity,
            subject=subject,
            last_year=self._speaks_of_last_year(context, subject),
            context=context,
            file=self.passage.file,
            row=row,
            column=column,
            sources=span.sources,
        )

    def _contexts(self, sentence: Sentence, spans: Sequence[_Span]) -> Iterator[str]:
        """Yield for each quantity the sentence up to the end of its clause: ＊ for each before it, ＃ for itself."""
        before, at = "", sentence.start
        for span, following in pairwise([*spans, _Span(sentence.end, sentence.end, ())]):
            before += self.text[at : span.start]
            yield before + NUMBER + CLAUSE_END.split(self.text[span.end : following.start], maxsplit=1)[0]
            before, at = before + OTHER_NUMBER, span.end

    def _subject(self, span: _Span, context: str, paragraph: str, quantity: Quantity | None) -> str | None:
        """Return the subject of a quantity: one bound to cells knows them; of any other its words must tell."""
        if any(OF_THE_PROSE not in source for source in span.sources):
            cells = [source.removeprefix(PREVIOUS) for source in span.sources]
            return self.subjects.bound_to(cells) if quantity is None or quantity.unit != PERCENT else ""
        if quantity is None or not self._is_counted(quantity):
            return ""
        before = context.partition(NUMBER)[0] + NUMBER
        for subject in self.quantities_near(paragraph):
            if subject.named_in(before) or (context != before and subject.named_in(context)):
                return subject.code
        # A typed number of cases in a clause about the ledger counts something in it, only nobody can tell what.
        clause = CLAUSE_END.split(context)[-1]
        is_ledger = quantity.unit in phrases().subject_units and phrases().ledger.search(clause)
        return None if is_ledger and not span.sources else ""

    def _is_counted(self, quantity: Quantity) -> bool:
        return quantity.unit in phrases().subject_units or quantity.unit in ("元", "万元")

    def _speaks_of_last_year(self, context: str, subject: str | None) -> bool:
        clause = CLAUSE_END.split(context.partition(NUMBER)[0])[-1]
        return subject not in ("carried_in", "received_and_carried_in") and bool(self.last_year.search(clause))

    def _statements(self, number: int, sentence: Sentence) -> Iterator[Claim]:
        taken: list[tuple[int, int]] = []
        for subject in self.statements_near(sentence.paragraph):
            match = subject.named_in(sentence.words) if may_hold(sentence.words, subject.words) else None
            # The more specific statement comes first; its words say nothing more general beside it.
            if match and not any(start < match.end() and match.start() < end for start, end in taken):
                taken.append(match.span())
                yield self._statement(number, match.group(), subject)

    def _statement(self, number: int, words: str, subject: Subject) -> Claim:
        row, column = self.rows.locate(words)
        return Claim(
            section=self.code,
            sentence=number,
            text=words,
            kind="none",
            quantity=read_quantity("0件"),
            subject=subject.code,
            last_year=False,
            context=words,
            file=self.passage.file,
            row=row,
            column=column,
        )


def _unmark(marked: str) -> tuple[str, list[_Span]]:
    """Return the text a reader sees, and where in it each bound figure stands with its sources."""
    text, bound, position = "", [], 0
    for match in MARKED.finditer(marked):
        text += marked[position : match.start()]
        if match.group(1):
            bound.append(_Span(len(text), len(text) + len(match.group(2)), tuple(match.group(1).split())))
        text += match.group(2)
        position = match.end()
    return text + marked[position:], bound


def _mask(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return a text in which some parts, in reading order, are hidden."""
    pieces, at = [], 0
    for start, end in spans:
        pieces += [text[at:start], "※" * (end - start)]
        at = end
    return "".join([*pieces, text[at:]])


def _words_before(text: str, end: int) -> str:
    """Return the words that lead up to a placeholder: they stand in the source as they are printed."""
    return NO_WORD.split(text[max(0, end - LONGEST_LEAD) : end])[-1]


class _Rows:
    """Finds typed words again in the source, going forward, so that equal words are told apart."""

    def __init__(self, source: str, first_row: int) -> None:
        self.source, self.first_row, self.position = source, first_row, 0
        self.line_starts = [0, *(match.end() for match in re.finditer("\n", source))]

    def locate(self, words: str) -> tuple[int, int]:
        found = self.source.find(words.strip(), self.position)
        found = found if found >= 0 else self.source.find(words.strip())
        if found < 0:
            return self.first_row, 1
        self.position = found + len(words.strip())
        line = bisect_right(self.line_starts, found) - 1
        return self.first_row + line, found - self.line_starts[line] + 1
