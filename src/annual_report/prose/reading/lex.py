"""Lex a folded passage: characters to tokens, once, the longest word first."""

from __future__ import annotations

import re

from annual_report.prose.reading.nouns import Token
from annual_report.prose.reading.own_forms import NUMBER_STARTS, SPECIAL, SPECIAL_STARTS
from annual_report.prose.reading.quantities import NUMERALS, chinese_number
from annual_report.prose.reading.vocabulary import Vocabulary

MARKS = frozenset("，。；：！？（）、\n")
# What a form of its own means, where that is the same for all of it.
MEANINGS = {
    **{"broken": ("broken", ""), "month": ("period", "part"), "range": ("period", "years"), "by": ("among", "by")},
    **{"whole": ("filler", "date"), "asofthis": ("filler", "date"), "inline": ("filler", "bracket")},
}
DOUBLINGS = {"": "2", "一": "2", "两": "4", "二": "4"}


def lex(text: str, vocabulary: Vocabulary) -> list[Token]:
    """Return the tokens of a text. What no word, number or form of its own covers is unknown text."""
    tokens: list[Token] = []
    at, unknown = 0, 0
    while at < len(text):
        token = _token_at(text, at, vocabulary, inside_unknown=unknown < at)
        if token is not None:
            if unknown < at:
                tokens.append(Token("text", "", text[unknown:at], unknown, at))
            tokens.append(token)
            at = unknown = token.end
        else:
            at += 1
    if unknown < at:
        tokens.append(Token("text", "", text[unknown:at], unknown, at))
    return tokens


def _token_at(text: str, at: int, vocabulary: Vocabulary, *, inside_unknown: bool) -> Token | None:
    """Return what begins at a place; None where unknown text begins or goes on there."""
    character = text[at]
    size = _longest_word(text, at, vocabulary)
    special = SPECIAL.match(text, at) if character in SPECIAL_STARTS else None
    if special and special.end() - at > size and not _stands_in_numerals(special, text, at):
        return _own_form(special)
    number = vocabulary.number.match(text, at) if character in NUMBER_STARTS else None
    if number and number.end() - at > size and _counts(number):
        return Token("number", "", number.group(), at, number.end(), number)
    if size == 1 and inside_unknown and character in vocabulary.groups["inner"]:
        return None  # the 收 of 征收, the 未 of 从未
    if size:
        word = text[at : at + size]
        return Token(*vocabulary.meanings[word], word, at, at + size)
    return Token("mark", character, character, at, at + 1) if character in MARKS else None


def _longest_word(text: str, at: int, vocabulary: Vocabulary) -> int:
    sizes = vocabulary.lengths.get(text[at], ())
    fitting = (size for size in sizes if at + size <= len(text) and text[at : at + size] in vocabulary.meanings)
    return next(fitting, 0)


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
    elif name == "year":
        digits = match.group().rstrip("年度")
        kind, value = "year", digits if digits.isdecimal() else str(int(chinese_number(digits)))
    elif name == "double":
        kind, value = "double", DOUBLINGS[found["times"]]
    return Token(kind, value, match.group(), match.start(), match.end())
