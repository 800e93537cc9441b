"""Cut a section at its headings: a heading says what the words under it are about, and is no sentence itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from annual_report.prose.phrases import phrases
from annual_report.prose.reading.read import PassageReading, read_whole_passage, topic_of_heading

# （一）, （1）, 1. and 1、 at the head of a line, with the marks of Markdown that may stand before them.
HEADING = re.compile(
    r"^[^\S\n]*(?:#{1,6}[^\S\n]*)?(?:\*\*)?"
    r"(?P<number>[（(](?:[一二三四五六七八九十]+|\d{1,2})[）)]|\d{1,2}(?:[.．](?!\d)|、))(?P<words>[^\n。：:；;，,]*)",
    re.MULTILINE,
)
# A longer one, or one with a number in it, is a sentence.
LONGEST_HEADING = 24
ENDS = frozenset("。：:\n*")
IN_BRACKETS = ("（", "(")
# A table that was typed: its cells stand between |, or apart by tabs.
TYPED_TABLE = re.compile(r"^[^\n]*(?:\||\t)[^\n]*$", re.MULTILINE)


class HeadedText(NamedTuple):
    """Words of a section under one heading, and where they begin in the section.

    `over` are the headings above them, the innermost last: （二）依申请公开, 1.收到申请情况. Typed tables and lists of
    contacts are blanks: they are no sentences.
    """

    start: int
    text: str
    over: tuple[str, ...] = ()


def cut_at_headings(section: str) -> list[HeadedText]:
    """Return a section, as it is printed, in the order of its headings."""
    return [each for each in _cut(_without_tables(section)) if each.text.strip()]


def read_under_headings(
    section: str, version: str, year: int, name: str = "", own_names: Sequence[str] = ()
) -> Iterator[tuple[HeadedText, PassageReading]]:
    """Yield a section part by part, each with its reading: the headings over it say what it is about."""
    for number, part in enumerate(cut_at_headings(section), 1):
        topic = ""
        for heading in part.over:
            topic = topic_of_heading(heading, version, topic)
        yield part, read_whole_passage(part.text, version, year, f"{name} {number}", topic, own_names)


def _cut(section: str) -> Iterator[HeadedText]:
    over: tuple[str, ...] = ()
    start = 0
    for found in HEADING.finditer(section):
        is_heading = _is_heading(found, section)
        if not is_heading and not found["number"].startswith(IN_BRACKETS):
            continue
        yield HeadedText(start, section[start : found.start()], over)
        above = () if _is_of_the_second_level(found) else over[:1]
        over = (*above, found["words"].strip()[:LONGEST_HEADING])
        start = found.end() if is_heading else found.end("number")
    yield HeadedText(start, section[start:], over)


def _is_heading(found: re.Match[str], section: str) -> bool:
    """Whether it stands apart from the sentences under it."""
    words = found["words"].strip()
    apart = section[found.end() : found.end() + 1] in ENDS
    return apart and 0 < len(words) <= LONGEST_HEADING and not re.search(r"\d", words)


def _is_of_the_second_level(found: re.Match[str]) -> bool:
    return not any(digit.isascii() and digit.isdigit() for digit in found["number"])


def _without_tables(section: str) -> str:
    """Return a section with blanks in place of what is no sentence, as long as it was."""
    for pattern in (TYPED_TABLE, phrases().contacts):
        section = pattern.sub(lambda found: " " * len(found.group()), section)
    return section
