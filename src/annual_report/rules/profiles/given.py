"""What a section gives of that which a notice asks for: quantities beside some words, figures, words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from annual_report.filing.figures import MARKED, without_marks
from annual_report.filing.place import OF_THE_PROSE
from annual_report.form.forms import Form
from annual_report.prose.claims.phrases import phrases
from annual_report.prose.names import quoted_cells

SENTENCE = re.compile(r"[^。；;！\n]+")
CLAUSE_END = re.compile(r"[，,：:]")

# A number may stand before what it counts, 12件解读材料, and in the clause behind: 通过网站等渠道，发布信息100条.
BEFORE, CLAUSES_BEHIND = 12, 2

# Whoever says that there is none has said how many.
NONE = re.compile(r"未|没有|无|尚不|不编")


def quantities_missing(
    marked: str, asked: Mapping[str, str | re.Pattern[str]], form: Form, read: Iterable[tuple[str, ...]]
) -> Iterator[str]:
    """Yield the names of what a text gives no number of; `read` are the cells of the figures typed in it."""
    bound = {frozenset(match[1].split()) for match in MARKED.finditer(marked)}
    given = bound | {frozenset(cells) for cells in read}
    plain = without_marks(marked)
    for name, each in asked.items():
        found = _sources(form, each) in given if isinstance(each, str) else _is_counted(plain, each)
        if not found:
            yield name


def _sources(form: Form, name: str) -> frozenset[str]:
    """Return what a figure goes back to that is quoted by this name: cells of the tables, a row of figures.csv."""
    return frozenset(quoted_cells(form, name) or [f"{OF_THE_PROSE}{name}"])


def _is_counted(text: str, words: re.Pattern[str]) -> bool:
    """Whether a sentence has the words and near them a number with a unit, or says that there is none."""
    found = ((sentence, match) for sentence in SENTENCE.findall(text) for match in words.finditer(sentence))
    return any(_is_counted_there(sentence, *match.span()) for sentence, match in found)


def _is_counted_there(sentence: str, start: int, end: int) -> bool:
    before = CLAUSE_END.split(sentence[:start])[-1]
    behind = CLAUSE_END.split(sentence[end:])[:CLAUSES_BEHIND]
    clause = before + sentence[start:end] + behind[0]
    return bool(NONE.search(clause)) or _has_quantity(before[-BEFORE:] + sentence[start:end] + "，".join(behind))


def _has_quantity(words: str) -> bool:
    found = phrases()
    exempt = [*found.exempt_spans(words)]
    spans = (match.span() for match in found.quantity.finditer(words) if not match[0].rstrip().endswith(("%", "％")))
    return any(_has_unit(words[start:end]) and not _lies_in(start, exempt) for start, end in spans)


def _has_unit(quantity: str) -> bool:
    return not quantity.strip()[-1:].isdigit()


def _lies_in(at: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)
