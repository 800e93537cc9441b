"""The sentences of a prose, and how those of two editions belong together: alike, changed, moved, added, removed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from rapidfuzz import fuzz, process

from annual_report.desk.editions.edition import Sentence
from annual_report.wording import fold

# A sentence with the mark that ends it and what closes behind that. The end of a line is none: a document may break
# its lines anywhere. Only a row of a table is by itself.
SENTENCE = re.compile(r"(?m:^\s*\|.*$)|(?:(?!\n\s*\|)[^。！？!?])+(?:[。！？!?]+[”’」』）)》]*)?")
BREAK = re.compile(r"\s*\n\s*")
# What is printed bold is the same sentence.
BOLD = "**"

# From so many parts of a hundred on, two sentences in the same place are one that was changed; elsewhere it takes more.
SAME_PLACE, ELSEWHERE = 50, 75
# So many pairs are looked at; a prose of thousands of sentences on both sides is no report.
MOST_PAIRS = 1_000_000


class Pair(NamedTuple):
    """Two sentences that belong together, or one alone; `moved` where they stand in another order."""

    first: Sentence | None
    second: Sentence | None
    moved: bool = False

    @property
    def section(self) -> str:
        """The section in which it stands, that of the first edition where it stands in both."""
        sentence = self.first or self.second
        return sentence.section if sentence else ""


def cut(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield every sentence of a text, as it is read, and where it begins and ends."""
    for found in SENTENCE.finditer(text):
        words = BREAK.sub("", found.group().replace(BOLD, "").strip())
        if fold(words):
            start = found.start() + len(found.group()) - len(found.group().lstrip())
            yield words, start, found.end()


def differing(first: Sequence[Sentence], second: Sequence[Sentence]) -> list[Pair]:
    """Return the sentences that are not alike, paired where one became the other, in the order of the first."""
    blocks = [*_blocks(first, second)]
    moved = _moved([each for here, _ in blocks for each in here], [each for _, there in blocks for each in there])
    gone = {id(sentence) for pair in moved for sentence in pair[:2]}
    pairs: list[Pair] = [*moved]
    lost: list[Sentence] = []
    new: list[Sentence] = []
    for block in blocks:
        here, there = ([each for each in part if id(each) not in gone] for part in block)
        changed, here, there = _pair(here, there, SAME_PLACE)
        pairs += changed
        lost += here
        new += there
    changed, lost, new = _pair(lost, new, ELSEWHERE)
    alone = [*(Pair(each, None) for each in lost), *(Pair(None, each) for each in new)]
    return _in_order([*pairs, *changed, *alone], first, second)


def _blocks(first: Sequence[Sentence], second: Sequence[Sentence]) -> Iterator[tuple[list[Sentence], list[Sentence]]]:
    """Yield what stands in one place on either side and is not alike."""
    one, other = ([(each.section, fold(each.side.text)) for each in sentences] for sentences in (first, second))
    for tag, start, end, begin, stop in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag != "equal":
            yield [*first[start:end]], [*second[begin:stop]]


def _moved(lost: Sequence[Sentence], new: Sequence[Sentence]) -> list[Pair]:
    """Pair what stands word for word on both sides."""
    waiting: dict[str, list[Sentence]] = {}
    for sentence in reversed(new):
        waiting.setdefault(fold(sentence.side.text), []).append(sentence)
    return [Pair(each, found.pop(), moved=True) for each in lost if (found := waiting.get(fold(each.side.text)))]


def _pair(
    first: Sequence[Sentence], second: Sequence[Sentence], least: int
) -> tuple[list[Pair], list[Sentence], list[Sentence]]:
    """Pair sentences that are like each other, the likest first, and return what is left on each side."""
    if not first or not second or len(first) * len(second) > MOST_PAIRS:
        return [], [*first], [*second]
    texts = [[fold(each.side.text) for each in sentences] for sentences in (first, second)]
    likeness = process.cdist(*texts, scorer=fuzz.ratio, score_cutoff=least)
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    for one, other in sorted(zip(*likeness.nonzero(), strict=True), key=lambda at: (-likeness[at], at)):
        if one not in chosen and other not in taken:
            chosen[one] = other
            taken.add(other)
    pairs = [Pair(first[one], second[other]) for one, other in sorted(chosen.items())]
    here = [each for number, each in enumerate(first) if number not in chosen]
    return pairs, here, [each for number, each in enumerate(second) if number not in taken]


def _in_order(pairs: list[Pair], first: Sequence[Sentence], second: Sequence[Sentence]) -> list[Pair]:
    """Sort by section, then by the place in the edition that has it, the first before the second."""
    sections = list(dict.fromkeys(each.section for each in (*first, *second)))
    place = {id(each): number for sentences in (first, second) for number, each in enumerate(sentences)}

    def key(pair: Pair) -> tuple[int, int, bool]:
        return sections.index(pair.section), place[id(pair.first or pair.second)], pair.first is None

    return sorted(pairs, key=key)
