"""Bind typed numbers: where in narrative.md each stands, and that the prose stays the same with placeholders instead.

Where a number stands is told by composing the prose once more with a mark in the place of every typed number, so that
equal numbers, branches that are not taken and loops are told apart. That nothing else changes is proved the same way.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from annual_report.errors import InputError
from annual_report.filing.figures import Figure
from annual_report.filing.report import Passage, Quotation, Report
from annual_report.paths import NARRATIVE_FILE
from annual_report.prose.compose import compose
from annual_report.prose.judged import JudgedProse, ProseNumber
from annual_report.prose.name_list import placeholder
from annual_report.prose.suggest import Suggestion, suggestion_for
from annual_report.prose.written import Bound, PrintedSection

TAG_OR_NUMBER = re.compile(r"\{[{%].*?[}%]\}|(?P<number>[0-9][0-9.,]*)", re.DOTALL)
MARK = "记号{number}"


@dataclass(frozen=True)
class Binding:
    """A typed number and the placeholder that says the same; where it stands in the passage and where it is printed."""

    section: str
    start: int
    words: str
    placeholder: str
    printed: Bound

    @property
    def end(self) -> int:
        """Where the typed words end in the passage."""
        return self.start + len(self.words)


@dataclass(frozen=True)
class BoundProse:
    """What can be bound in a report's own prose, the passages after that, and the typed numbers that stay."""

    bindings: tuple[Binding, ...]
    passages: Mapping[str, Passage]
    left: tuple[ProseNumber, ...]


def bind(report: Report) -> BoundProse:
    """Bind every typed number of narrative.md that has a placeholder. Raises InputError where prose is unreadable."""
    found = JudgedProse(report, compose(report)).numbers
    numbers = [each for each in found if not each.sources and is_own(each.passage.printed.passage, report)]
    places = _places(report)
    suggested = [_binding(each, report, places) for each in numbers]
    kept = _provable(report, [each for each in suggested if each])
    left = (number for number, binding in zip(numbers, suggested, strict=True) if binding not in kept)
    return BoundProse(tuple(kept), with_bindings(report, kept), tuple(left))


def is_own(passage: Passage, report: Report) -> bool:
    """Whether an agency wrote a passage, and it is no default wording."""
    return passage.file == f"{report.folder}/{NARRATIVE_FILE}"


def _binding(number: ProseNumber, report: Report, places: Mapping[tuple[str, int], int]) -> Binding | None:
    suggestion, section, start = suggestion_for(number, report), number.passage.section, number.span[0]
    if suggestion is None:
        return None
    words = number.passage.printed.text[start : start + suggestion.length]
    digits = next((at for at, character in enumerate(words) if character.isdecimal()), 0)
    at = places.get((section, start + digits), -1) - digits
    if at < 0 or not report.narrative[section].source.startswith(words, at):
        return None
    return Binding(section, at, words, suggestion.placeholder, _printed(start, suggestion))


def _printed(start: int, suggestion: Suggestion) -> Bound:
    return Bound(start, start + suggestion.length, suggestion.sources)


def _places(report: Report) -> dict[tuple[str, int], int]:
    """Return where in its passage stands every typed number, by its section and where it is printed there.

    A number that is printed more than once, or not at all, has no place.
    """
    passages = report.narrative.items()
    return {(code, printed): at for code, passage in passages for printed, at in _places_in(passage, report)}


def _places_in(passage: Passage, report: Report) -> Iterator[tuple[int, int]]:
    numbers = [match for match in TAG_OR_NUMBER.finditer(passage.source) if match["number"]]
    marks = {MARK.format(number=number): match for number, match in enumerate(numbers)}
    quotations = {name: _quotation(name, match.group()) for name, match in marks.items()} | {**report.quotations}
    marked = _replace(passage, [(match.start(), match.end(), placeholder(name)) for name, match in marks.items()])
    try:
        composed = compose(replace(report, narrative={passage.section: marked}, quotations=quotations))
    except InputError:  # longer than a section may be
        return
    bound = [each for each in PrintedSection(composed.sections[passage.section], marked).bound if each.sources]
    times = Counter(each.sources for each in bound)
    for each in bound:
        if each.sources[0] in marks and times[each.sources] == 1:
            yield each.start, marks[each.sources[0]].start()


def _quotation(name: str, number: str) -> Quotation:
    return Quotation(Figure(0, sources=(name,), words=number), "", "", 0, 0)


def _provable(report: Report, bindings: Sequence[Binding]) -> list[Binding]:
    """Return the bindings after which the prose is what it was; where not all are, those of each half that are."""
    if not bindings or _stays_the_same(report, bindings):
        return [*bindings]
    if len(bindings) == 1:
        return []
    middle = len(bindings) // 2
    first, second = _provable(report, bindings[:middle]), _provable(report, bindings[middle:])
    return [*first, *second] if _stays_the_same(report, [*first, *second]) else first


def _stays_the_same(report: Report, bindings: Sequence[Binding]) -> bool:
    """Whether the composed prose is the same to the character, and bound where it was and where it should be."""
    passages = with_bindings(report, bindings)
    try:
        after = compose(replace(report, narrative=passages)).sections
    except InputError:
        return False
    before = compose(report).sections
    return all(
        _printed_as(after[code], passages[code], PrintedSection(before[code], report.narrative[code]), bindings)
        for code in before
    )


def _printed_as(after: str, passage: Passage, before: PrintedSection, bindings: Sequence[Binding]) -> bool:
    printed = PrintedSection(after, passage)
    wanted = [*before.bound, *(each.printed for each in bindings if each.section == passage.section)]
    return printed.text == before.text and printed.bound == sorted(wanted)


def with_bindings(report: Report, bindings: Sequence[Binding]) -> dict[str, Passage]:
    """Return the passages of a report with placeholders for typed numbers."""
    return {
        code: _replace(passage, [(each.start, each.end, each.placeholder) for each in bindings if each.section == code])
        for code, passage in report.narrative.items()
    }


def _replace(passage: Passage, changes: Iterable[tuple[int, int, str]]) -> Passage:
    """Return a passage with other words between some places."""
    pieces, at = [], 0
    for start, end, words in sorted(changes):
        pieces += [passage.source[at:start], words]
        at = end
    return replace(passage, source="".join([*pieces, passage.source[at:]]))
