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
CLAUSE_END = re.compile(r"[，,：:、]")

# A number may stand before what it counts: 12件解读材料.
BEFORE = 12

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
    """Whether a sentence has the words and, near or behind them, a number with a unit, or says that there is none."""
    for sentence in SENTENCE.findall(text):
        for match in words.finditer(sentence):
            near = sentence[max(0, match.start() - BEFORE) :]
            if NONE.search(_clause_around(sentence, match)) or _has_quantity(near):
                return True
    return False


def _clause_around(sentence: str, match: re.Match[str]) -> str:
    before = CLAUSE_END.split(sentence[: match.start()])[-1]
    return before + match[0] + CLAUSE_END.split(sentence[match.end() :])[0]


def _has_quantity(words: str) -> bool:
    found = phrases()
    exempt = [*found.exempt_spans(words)]
    spans = (match.span() for match in found.quantity.finditer(words) if not match[0].rstrip().endswith(("%", "％")))
    return any(_has_unit(words[start:end]) and not _lies_in(start, exempt) for start, end in spans)


def _has_unit(quantity: str) -> bool:
    return not quantity.strip()[-1:].isdigit()


def _lies_in(at: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)
