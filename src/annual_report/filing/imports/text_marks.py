"""What converters put into a text beside its words: marks of Markdown, lines of boxes, unseen characters."""

from __future__ import annotations

import re

# Characters without width at the edge of what is printed; inside a figure they stay, and a person must look at it.
UNSEEN = "[\u00ad\u200b-\u200f\u2060\ufeff]+"
EDGES = re.compile(rf"(?<![^\s|｜]){UNSEEN}|{UNSEEN}(?![^\s|｜])")
BLANK = re.compile(r"&(?:nbsp|ensp|emsp|#160|#xa0);", re.IGNORECASE)
BREAK = re.compile(r"(?P<before>\S?)[ ]{0,9}<br\s?/?>[ ]{0,9}(?=(?P<after>\S?))", re.IGNORECASE)
# A pipe stays escaped: it parts no cells.
ESCAPE = re.compile(r"\\([!-/:-@\[-`{}~])")

# A figure, or a mark for a missing one, that is set in another typeface, all of it and nothing else.
PRINTED = r"(\\?[-+−－]?[0-9０-９.,]+[万元件项条个次人]{0,2}|\\?[-—–/])"
EMPHASIS = re.compile(rf"(?<![^\s|｜])(\*{{1,3}}|_{{1,3}}|`{{1,2}}|\${{1,2}})\s?{PRINTED}\s?\1(?![^\s|｜])")
ELEMENT = re.compile(rf"(?<![^\s|｜])<(b|strong|i|em|u)>\s?{PRINTED}\s?</\1>(?![^\s|｜])", re.IGNORECASE)
CELLS = re.compile(r"[|｜\t]")

# Lines of a box are drawn with characters of their own: those that stand upright part cells.
BOX = re.compile("[\u2500-\u257f]")
NO_WORDS = re.compile("[\\s|\u2500-\u257f]+")
UPRIGHT = re.compile("[\u2502\u2503\u2506\u2507\u250a\u250b\u254e\u254f\u2551]")
RULE = "---"


def without_marks(line: str) -> str:
    """Return a line of text as a reader sees it, its cells between pipes."""
    text = BLANK.sub("\xa0", EDGES.sub("", line))
    if BOX.search(text):
        text = RULE if NO_WORDS.fullmatch(text) else UPRIGHT.sub("|", text)
    if CELLS.search(text):
        text = BREAK.sub(_joined, text)
        text = ELEMENT.sub(r"\2", EMPHASIS.sub(r"\2", text))
    elif found := EMPHASIS.fullmatch(text.strip()) or ELEMENT.fullmatch(text.strip()):
        text = found[2]
    return ESCAPE.sub(r"\1", text)


def _joined(found: re.Match[str]) -> str:
    """Return what a broken line of a cell is joined with: nothing between words, a blank beside a figure."""
    is_words = not (found["before"] + found["after"]).isascii()
    return found["before"] + ("" if is_words and not _touches_a_figure(found) else " ")


def _touches_a_figure(found: re.Match[str]) -> bool:
    return any((each.isascii() and each.isalnum()) or each.isdecimal() for each in (found["before"], found["after"]))
