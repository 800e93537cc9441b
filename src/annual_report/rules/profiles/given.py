"""What a part of a section gives of that which a notice asks for: numbers beside some words, figures, words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from annual_report.filing.place import OF_THE_PROSE
from annual_report.form.forms import Form
from annual_report.prose.names import quoted_cells

Span = tuple[int, int]

SENTENCE = re.compile(r"[^。；;！\n]+")
CLAUSE_END = re.compile(r"[，,：:]")

# A number may stand before what it counts, 12件解读材料, and in the clause behind: 通过网站等渠道，发布信息100条.
BEFORE, CLAUSES_BEHIND = 12, 2
# No clause is longer: a text without an end must not cost the square of its length.
FARTHEST = 200

# Whoever says that there is none has said how many.
NONE = re.compile(r"未|没有|无|尚不|不编")


@dataclass(frozen=True)
class SectionPart:
    """A part of a section, as it is printed.

    `numbers` are where the counts in it begin, in reading order; `figures` what its numbers are of: the cells of each
    together, or figures.<name>.
    """

    text: str
    numbers: tuple[int, ...] = ()
    figures: frozenset[frozenset[str]] = frozenset()


def quantities_missing(part: SectionPart, asked: Mapping[str, str | re.Pattern[str]], form: Form) -> Iterator[str]:
    """Yield the names of what is asked for, and of which a part gives no number."""
    for name, each in asked.items():
        given = _sources(form, each) in part.figures if isinstance(each, str) else _is_counted(part, each)
        if not given:
            yield name


def _sources(form: Form, name: str) -> frozenset[str]:
    """Return what a figure goes back to that is quoted by this name: cells of the tables, a row of figures.csv."""
    return frozenset(quoted_cells(form, name) or [f"{OF_THE_PROSE}{name}"])


def _is_counted(part: SectionPart, words: re.Pattern[str]) -> bool:
    """Whether a sentence has the words and near them a number, or says that there is none."""
    sentences = (sentence.span() for sentence in SENTENCE.finditer(part.text))
    found = ((sentence, match.span()) for sentence in sentences for match in words.finditer(part.text, *sentence))
    return any(_is_counted_there(part, *sentence, *words) for sentence, words in found)


def _is_counted_there(part: SectionPart, first: int, last: int, start: int, end: int) -> bool:
    before = CLAUSE_END.split(part.text[max(first, start - FARTHEST) : start])[-1]
    behind = CLAUSE_END.split(part.text[end : min(last, end + FARTHEST)])[:CLAUSES_BEHIND]
    clause = before + part.text[start:end] + behind[0]
    nearest = bisect_left(part.numbers, start - min(len(before), BEFORE))
    farthest = end + len("，".join(behind))
    return bool(NONE.search(clause)) or any(each < farthest for each in part.numbers[nearest : nearest + 1])
