"""Words and numbers the way an office writes them: comparing labels, suggesting names, saying quantities."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from math import prod
from typing import Any

# Full-width forms only: NFKC would also turn ① into 1 and ½ into three characters.
FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}

# Whichever quotation marks a label was typed with, it is the same label.
QUOTES = dict.fromkeys(map(ord, "“”„‟‘’‚‛「」『』〝〞'"), '"')

# Where the vagueness word stands: 近30万件, 30万余件, 30万件以上.
BEFORE_NUMBER = frozenset({"近", "约", "超", "超过", "不足"})
BEFORE_UNIT = frozenset({"余", "多"})
AFTER_UNIT = frozenset({"以上", "以内", "左右", "以下"})
VAGUENESS = BEFORE_NUMBER | BEFORE_UNIT | AFTER_UNIT

LARGE_UNITS: tuple[tuple[Decimal, str], ...] = ((Decimal(10**8), "亿"), (Decimal(10**4), "万"))

# What belongs to the number though it was written into the unit (万条, 亿元, 千件); but 百分点 and 千克 are units.
SCALE = re.compile("[百千]?(?:万亿|[万亿])|[百千](?![分克米瓦卡伏兆帕])")
SCALES = {"百": Decimal(100), "千": Decimal(1000), **{word: size for size, word in LARGE_UNITS}}
LONGEST_LABEL = 60
LONGEST_EXCERPT = 40
MOST_NEAR = 3

# What commands a terminal, turns the direction of writing or ends a line without being seen: control characters but
# tab and line feed, marks of direction, separators of lines and paragraphs, halves of characters.
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)

# What CI servers take for a command: GitHub's at the beginning of a line, those of Azure and TeamCity anywhere in it.
LOG_COMMAND = re.compile(r"(?<![^\s]):(?=:)|#(?=#\w*\[)")

MISSING_WORD = "〔未填〕"
NO_SHARE_WORD = "〔分母为0〕"


def fold(text: str) -> str:
    """Return a text as labels are compared: after NFKC, without white space and characters of no width."""
    return _folded_label(text) if len(text) <= LONGEST_LABEL else _fold(text)


def _fold(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).translate(QUOTES)
    if not folded.isprintable():  # as every text with a character of no width
        folded = "".join(character for character in folded if unicodedata.category(character) != "Cf")
    return re.sub(r"\s+", "", folded)


# Labels are compared again and again, prose only once.
_folded_label = lru_cache(maxsize=4096)(_fold)


def make_visible(text: str) -> str:
    """Return a text in which characters that command instead of being seen are shown escaped; line feeds stay."""
    return HIDDEN.sub(lambda match: _escape(ord(match.group())), text)


def on_one_line(text: str) -> str:
    """Return a visible text without line feeds."""
    return make_visible(text).replace("\n", "⏎")


def make_harmless(text: str) -> str:
    """Return text that commands neither a terminal nor who reads the log; its lines stay."""
    return LOG_COMMAND.sub(lambda match: _escape(ord(match.group())), make_visible(text))


def _escape(code: int) -> str:
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return ；是不是「…」？ for the nearest known word, or nothing where none is near."""
    near = nearest(word, known)
    return f"；是不是「{near}」？" if near else ""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that looks most like this one, or nothing where none does."""
    return next(iter(all_nearest(word, known)), "")


def all_nearest(word: str, known: Iterable[str]) -> list[str]:
    """Return the known words that look most like this one, several where they do so equally; none where none does."""
    folded, key = {fold(each).lower(): each for each in known}, fold(word).lower()
    near = difflib.get_close_matches(key, folded, n=MOST_NEAR, cutoff=0.5)
    alike = [difflib.SequenceMatcher(None, each, key).ratio() for each in near]
    return [folded[each] for each, ratio in zip(near, alike, strict=True) if ratio == alike[0]]


def join_words(words: Iterable[str]) -> str:
    """Join names as Chinese does: 甲、乙、丙."""
    return "、".join(words)


def excerpt(text: str, longest: int = LONGEST_EXCERPT) -> str:
    """Return as much of a text as a message quotes of it, on one line."""
    line = re.sub(r"\s*[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]\s*", "⏎", text)
    return line if len(line) <= longest else f"{line[:longest]}…"


def say_quantity(value: Decimal | int | None, unit: str = "", vagueness: str = "") -> str:
    """Say a quantity: an exact one digit by digit (14069件), a vague large one in 万 or 亿 (30万余件, 近1.2亿元).

    A vague word stands behind the whole number, also where its 万 was written into the unit: 61.2万余条.
    """
    if value is None:
        return f"{MISSING_WORD}{unit}"
    number, unit = _say_vaguely(value, unit) if vagueness else (plain(value), unit)
    if vagueness in BEFORE_NUMBER:
        return f"{vagueness}{number}{unit}"
    if vagueness in AFTER_UNIT:
        return f"{number}{unit}{vagueness}"
    return f"{number}{vagueness}{unit}"


def _say_vaguely(value: Decimal | int, unit: str) -> tuple[str, str]:
    """Return the words of a number, with the 万 or 亿 of its unit, and what remains of the unit.

    300000 of 万件 are 30亿件; 15000 of 亿元 are 1.5万亿元.
    """
    scale = SCALE.match(unit)
    if scale is None:
        return say_rounded(value), unit
    words, rest = scale.group(), unit[scale.end() :]
    if value < LARGE_UNITS[-1][0] or "亿" in words:
        return f"{say_rounded(value)}{words}", rest
    return say_rounded(Decimal(value) * prod(SCALES[word] for word in words)), rest


def say_rounded(value: Decimal | int) -> str:
    """Say a large number in the largest of 万 and 亿 it reaches: 300000 is 30万, 77000 is 7.7万."""
    for size, word in LARGE_UNITS:
        if value >= size:
            return f"{plain((Decimal(value) / size).normalize())}{word}"
    return plain(value)


def say_change(now: Decimal | int, before: Decimal | int, unit: str = "", digits: int = 1) -> str:
    """Say how a figure moved since last year: 同比增长12.3%, 与上年持平; after a zero, in units: 比上年增加5件."""
    if now == before:
        return "与上年持平"
    difference = max(now, before) - min(now, before)
    if before == 0:
        return f"比上年{'增加' if now > before else '减少'}{plain(difference)}{unit}"
    return f"同比{'增长' if now > before else '下降'}{percent(difference, before, digits)}%"


def percent(part: Decimal | int, whole: Decimal | int, digits: int) -> Decimal:
    """Return part of whole in per cent, rounded half up to the printed digits."""
    return round_half_up(Decimal(part) * 100 / Decimal(whole), digits)


def round_half_up(value: Decimal, digits: int) -> Decimal:
    """Round to so many digits after the point, a half away from zero."""
    return value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def plain(value: Decimal | int) -> str:
    """Write a number in plain digits, never in scientific notation; the digits after the point are kept as given."""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def as_stored(value: Any) -> Any:
    """Return a figure as JSON stores it: money as text, which keeps its digits; all else as it is."""
    return plain(value) if isinstance(value, Decimal) else value
