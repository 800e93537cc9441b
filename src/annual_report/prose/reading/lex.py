"""Lex a folded passage: characters to tokens, so that as little as can be stays unknown."""

from __future__ import annotations

import re

from annual_report.prose.reading.nouns import Token
from annual_report.prose.reading.own_forms import NUMBER_STARTS, SPECIAL, SPECIAL_STARTS
from annual_report.prose.reading.quantities import NUMERALS, chinese_number
from annual_report.prose.reading.vocabulary import Vocabulary

MARKS = frozenset("，。；：！？（）、\n")
FORM_STARTS = SPECIAL_STARTS | NUMBER_STARTS | MARKS
# What a form of its own means, where that is the same for all of it.
MEANINGS = {
    **{
        "broken": ("broken", ""),
        "month": ("period", "part"),
        "range": ("period", "years"),
        "lately": ("period", "years"),
        "soon": ("mind", "on_time"),
        "by": ("among", "by"),
    },
    **{"whole": ("filler", "date"), "asofthis": ("filler", "date"), "inline": ("filler", "bracket")},
    **{"pending": ("act", "carry_out"), "absent": ("result", "absent"), "onward": ("act", "carry")},
    **{"within": ("mind", "on_time"), "seen": ("among", "by")},
}
# What begins at a place: a form of its own, a word of so many characters, or 0 where nobody knows.
Step = Token | int
DOUBLINGS = {"": "2", "一": "2", "两": "4", "二": "4"}


def lex(text: str, vocabulary: Vocabulary) -> list[Token]:
    """Return the tokens of a text. What no word, number or form of its own covers is unknown text.

    Of all ways to part the text, it is the one that leaves the fewest characters unknown, then the one of the fewest
    words: 及其他处理 is 及 and 其他处理, not 及其, 他 and 处理.
    """
    steps = _best_steps(text, vocabulary)
    tokens: list[Token] = []
    at, unknown = 0, 0
    while at < len(text):
        token = _token(steps[at], text, at, vocabulary)
        if token is None or (unknown < at and token.text in vocabulary.groups["inner"]):
            at += 1  # the 收 of 征收, the 未 of 从未 are no words
            continue
        if unknown < at:
            tokens.append(Token("text", "", text[unknown:at], unknown, at))
        tokens.append(token)
        at = unknown = token.end
    if unknown < at:
        tokens.append(Token("text", "", text[unknown:at], unknown, at))
    return tokens


def _best_steps(text: str, vocabulary: Vocabulary) -> list[Step]:
    """Return for every place what begins there on the best way to the end of the text."""
    costs: list[tuple[int, int]] = [(0, 0)] * (len(text) + 1)
    steps: list[Step] = [0] * len(text)
    for at in reversed(range(len(text))):
        sizes = _words_at(text, at, vocabulary)
        form = _form_at(text, at, sizes[0] if sizes else 0, vocabulary) if text[at] in FORM_STARTS else None
        if form is not None:
            unknown, words = costs[form.end]
            costs[at], steps[at] = (unknown, words + 1), form
            continue
        unknown, words = costs[at + 1]
        costs[at] = (unknown + 1, words + 1)
        for size in sizes:  # the longest first: of two ways that are as good, its first word is longer
            unknown, words = costs[at + size]
            if (unknown, words + 1) < costs[at]:
                costs[at], steps[at] = (unknown, words + 1), size
    return steps


def _token(step: Step, text: str, at: int, vocabulary: Vocabulary) -> Token | None:
    if isinstance(step, Token):
        return step
    word = text[at : at + step]
    return Token(*vocabulary.meanings[word], word, at, at + step) if step else None


def _words_at(text: str, at: int, vocabulary: Vocabulary) -> list[int]:
    """Return the sizes of the words that begin at a place, the longest first."""
    meanings = vocabulary.meanings
    sizes = [
        size
        for size in vocabulary.lengths.get(text[at : at + 2], ())
        if at + size <= len(text) and text[at : at + size] in meanings
    ]
    if text[at] in meanings and sizes[-1:] != [1]:
        sizes.append(1)
    return sizes


def _form_at(text: str, at: int, longest: int, vocabulary: Vocabulary) -> Token | None:
    """Return the number, the mark or the form of its own that begins at a place and is longer than every word there."""
    character = text[at]
    special = SPECIAL.match(text, at) if character in SPECIAL_STARTS else None
    if (
        special
        and special.end() - at + (special.lastgroup == "absent") > longest
        and not _stands_in_numerals(special, text, at)
    ):
        return _own_form(special)
    number = vocabulary.number.match(text, at) if character in NUMBER_STARTS else None
    if number and number.end() - at > longest and _counts(number):
        return Token("number", "", number.group(), at, number.end(), number)
    marks = not longest and character in MARKS
    return Token("mark", character, character, at, at + 1) if marks else None


def _stands_in_numerals(special: re.Match[str], text: str, at: int) -> bool:
    return special.lastgroup == "by" and at > 0 and text[at - 1] in NUMERALS


def _counts(number: re.Match[str]) -> bool:
    return bool(number["digits"] or number["unit"] or number["chinese"].startswith("百分之"))


def _own_form(match: re.Match[str]) -> Token:
    found = match.groupdict()
    name = next(name for name, value in found.items() if value is not None)
    kind, value = MEANINGS.get(name, ("filler", name))
    if name == "asof":
        kind, value = "year", found["asofyear"]
    elif name == "since":
        kind, value = "since", found["sinceyear"]
    elif name == "year":
        digits = match.group().rstrip("年度")
        kind, value = "year", digits if digits.isdecimal() else str(int(chinese_number(digits)))
    elif name == "double":
        kind, value = "double", DOUBLINGS[found["times"]]
    return Token(kind, value, match.group(), match.start(), match.end())
