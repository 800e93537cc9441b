"""Numbers that Word prints before a paragraph and does not store as text: 一、 and （二） and 3."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any, NamedTuple

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DIGITS = "〇一二三四五六七八九"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
CHINESE = {
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "ideographDigital",
    "chineseLegalSimplified",
}
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
DEEPEST = 8
PLACE = re.compile(r"%([1-9])")

# A level of a list: the format of its number, the text around it, and where it begins.
Level = tuple[str, str, int]


class WordList(NamedTuple):
    """A list: its levels, the shape that it counts together with others of that shape, and where it begins anew."""

    levels: dict[int, Level]
    shape: str
    anew: tuple[int, ...]


class Numbering:
    """The lists of a document, counted along as its paragraphs are read, in their order."""

    def __init__(self, part: Any, styles: Any) -> None:
        self._lists = _lists_of(part)
        self._styles = _numbers_of_styles(styles)
        self._counts: dict[str, list[int]] = defaultdict(lambda: [0] * 9)
        self._begun: set[str] = set()

    def number_before(self, paragraph: Any) -> str:
        """Return what Word prints before a paragraph; nothing where it is in no list, or has a mark instead."""
        found = self._list_of(paragraph)
        numbered = self._lists.get(found[0]) if found else None
        if not found or not numbered or found[1] > DEEPEST or found[1] not in numbered.levels:
            return ""
        name, depth = found
        counts, levels = self._counts_of(name, numbered), numbered.levels
        kind, text, start = levels[depth]
        counts[depth] = counts[depth] + 1 if counts[depth] else start
        counts[depth + 1 :] = [0] * (DEEPEST - depth)
        if kind in ("bullet", "none"):
            return ""
        return PLACE.sub(lambda place: _written(levels, counts, int(place[1]) - 1), text)

    def _counts_of(self, name: str, numbered: WordList) -> list[int]:
        """Return how far the levels have come: lists of one shape go on with each other, unless one begins anew."""
        counts = self._counts[numbered.shape]
        for depth in () if name in self._begun else numbered.anew:
            counts[depth:] = [0] * (9 - depth)
        self._begun.add(name)
        return counts

    def _list_of(self, paragraph: Any) -> tuple[str, int] | None:
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return None
        style = _value(properties.find(f"{W}pStyle"))
        numbers = properties.find(f"{W}numPr")
        if numbers is None:
            return self._styles.get(style)
        name = _value(numbers.find(f"{W}numId")) or self._styles.get(style, ("", 0))[0]
        return name, _whole(_value(numbers.find(f"{W}ilvl")))


def _written(levels: dict[int, Level], counts: list[int], depth: int) -> str:
    kind, _, start = levels.get(depth, ("decimal", "", 1))
    number = counts[depth] or start
    if kind in CHINESE:
        return in_chinese(number)
    if kind == "decimalFullWidth":
        return str(number).translate(WIDE)
    if kind.startswith("decimalEnclosedCircle") and number <= len(CIRCLED):
        return CIRCLED[number - 1]
    return str(number) if kind.startswith("decimal") else ""


def in_chinese(number: int) -> str:
    """Return a number below 100 as headings count: 九, 十, 十一, 二十."""
    tens, ones = divmod(number, 10)
    if not 0 < number < 100:
        return str(number)
    return (DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (DIGITS[ones] if ones else "")


def _lists_of(part: Any) -> dict[str, WordList]:
    if part is None:
        return {}
    abstract = {each.get(f"{W}abstractNumId"): each for each in part.findall(f"{W}abstractNum")}
    lists = {}
    for each in part.findall(f"{W}num"):
        name = _value(each.find(f"{W}abstractNumId"))
        if name in abstract:
            starts = {
                _whole(change.get(f"{W}ilvl")): _whole(_value(change.find(f"{W}startOverride")), 1)
                for change in each.findall(f"{W}lvlOverride")
            }
            levels = dict(_level(level, starts) for level in abstract[name].findall(f"{W}lvl"))
            lists[each.get(f"{W}numId")] = WordList(levels, name, tuple(depth for depth in starts if depth <= DEEPEST))
    return lists


def _level(level: Any, starts: dict[int, int]) -> tuple[int, Level]:
    depth = _whole(level.get(f"{W}ilvl"))
    start = starts.get(depth, _whole(_value(level.find(f"{W}start")), 1))
    return depth, (_value(level.find(f"{W}numFmt")) or "decimal", _value(level.find(f"{W}lvlText")), start)


def _numbers_of_styles(styles: Any) -> dict[str, tuple[str, int]]:
    """Return the list that each style puts its paragraphs in."""
    if styles is None:
        return {}
    found = {}
    for style in styles.findall(f"{W}style"):
        numbers = style.find(f"{W}pPr/{W}numPr")
        if numbers is not None:
            depth = _whole(_value(numbers.find(f"{W}ilvl")))
            found[style.get(f"{W}styleId")] = (_value(numbers.find(f"{W}numId")), depth)
    return found


def _value(element: Any) -> str:
    return "" if element is None else element.get(f"{W}val") or ""


def _whole(text: str | None, otherwise: int = 0) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else otherwise
