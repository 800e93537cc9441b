"""How a comparison of two editions is worded: what the terminal, the page and the workbook say alike."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from jinja2 import Environment
from rapidfuzz.distance import Indel, Postfix, Prefix

from annual_report.filing.comparison import (
    ADDED,
    CELL,
    CHANGED,
    FIGURE,
    KINDS,
    MOVED,
    REMOVED,
    SENTENCE,
    Comparison,
    Disagreement,
    Side,
    kinds_among,
)
from annual_report.review.problem_words import say_value
from annual_report.wording import plain

UNITS = {CELL: "格", FIGURE: "个数", SENTENCE: "句"}


class SideWords(NamedTuple):
    """How the two editions are called, and how what differs is: two entries are equals, two editions old and new."""

    first: str
    second: str
    changes: Mapping[str, str]


class MarkedWords(NamedTuple):
    """A part of a sentence, and whether the other edition has it otherwise."""

    text: str
    differs: bool


ENTRIES = SideWords(
    *("第一份", "第二份"),
    {CHANGED: "不同", ADDED: "只在第二份", REMOVED: "只在第一份", MOVED: "换了位置"},
)
EDITIONS = SideWords("旧", "新", {CHANGED: "改动", ADDED: "新增", REMOVED: "删去", MOVED: "移动"})
ALL_ALIKE, DIFFERENT = "比了 {count} {unit}，全部相同", "比了 {count} {unit}，{differing} 处不同"
OPEN = "{count} 格没有比"
NOTHING = "没有这一项"
FALLEN, RISEN = "{number}", "+{number}"
PER_CENT = "{share}%"

# Of a longer sentence only what differs is quoted, with so many characters around it.
LONGEST_SENTENCE, AROUND = 70, 14
TOO_SHORT = 1
MORE = "…"


def let_compare(pages: Environment) -> None:
    """Give the pages what the template of comparisons asks for: its words, and how sides are said."""
    pages.filters |= {
        "summary": summary_of,
        "kinds": kinds_among,
        "pieces": pieces_of,
        "difference": say_difference,
        "share": say_share,
    }
    pages.globals |= {"kind_names": KINDS}


def summary_of(comparison: Comparison) -> list[str]:
    """Say of every kind how much was compared and how much of it differs; what was not compared is no part of it."""
    counted = {kind: len(comparison.of_kind(kind)) for kind in KINDS}
    lines = []
    for kind, name in KINDS.items():
        count, differing = comparison.compared[kind], counted[kind]
        words = DIFFERENT if differing else ALL_ALIKE
        if count or differing:
            lines.append(f"{name}：{words.format(count=count, unit=UNITS[kind], differing=differing)}")
    if comparison.open_cells and lines:
        lines[0] += f"，{OPEN.format(count=comparison.open_cells)}"
    return lines


def say_side(side: Side | None) -> str:
    """Say what an edition holds: what is blank, and what is not there at all, is named."""
    return NOTHING if side is None else say_value(side.text)


def say_sides(each: Disagreement) -> tuple[str, str]:
    """Say what both editions hold; of long sentences that are alike for a good part, where they differ."""
    first, second = say_side(each.first), say_side(each.second)
    if each.kind != SENTENCE or each.change != CHANGED:
        return first, second
    return _around_difference(first, second)


def pieces_of(each: Disagreement) -> tuple[list[MarkedWords], list[MarkedWords]]:
    """Return what both editions hold in pieces, those that the other does not have marked, where a sentence changed."""
    first, second = say_side(each.first), say_side(each.second)
    if each.kind != SENTENCE or each.change != CHANGED:
        return [MarkedWords(first, False)], [MarkedWords(second, False)]
    return _pieces(first, second), _pieces(second, first)


def _pieces(text: str, other: str) -> list[MarkedWords]:
    found: list[MarkedWords] = []
    for step in Indel.opcodes(text, other):
        words, differs = text[step.src_start : step.src_end], step.tag != "equal"
        # A character or two that happen to be alike in the midst of what differs would only unsettle the eye.
        differs = differs or (bool(found) and len(words) <= TOO_SHORT and step.src_end < len(text))
        if words and found and found[-1].differs == differs:
            found[-1] = MarkedWords(found[-1].text + words, differs)
        elif words:
            found.append(MarkedWords(words, differs))
    return found


def _around_difference(first: str, second: str) -> tuple[str, str]:
    if max(len(first), len(second)) <= LONGEST_SENTENCE:
        return first, second
    before = Prefix.similarity(first, second)
    after = min(Postfix.similarity(first, second), min(len(first), len(second)) - before)
    start = max(0, before - AROUND)
    return _part(first, start, len(first) - after + AROUND), _part(second, start, len(second) - after + AROUND)


def _part(text: str, start: int, end: int) -> str:
    return f"{MORE if start else ''}{text[start:end]}{MORE if end < len(text) else ''}"


def say_difference(each: Disagreement) -> str:
    """Say by how much the second is more, or less; nothing where one of them is no number."""
    difference = each.difference
    if difference is None:
        return ""
    return (RISEN if difference > 0 else FALLEN).format(number=plain(difference))


def say_share(each: Disagreement) -> str:
    """Say the difference in per cent of the first; nothing where there is no such share."""
    share = each.share
    return "" if share is None else PER_CENT.format(share=_signed(share))


def _signed(share: Decimal) -> str:
    return (RISEN if share > 0 else FALLEN).format(number=plain(share))
