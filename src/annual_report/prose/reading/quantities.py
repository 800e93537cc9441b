"""Quantities as prose writes them: 1,234件, １２３件, 三十余件, 30万余件, 近1.2亿元, 95.37%, 百分之九十五."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from math import prod

from annual_report.wording import AFTER_UNIT, BEFORE_NUMBER, BEFORE_UNIT, SCALE, SCALES, fold

CHINESE_DIGITS = {
    digit: value for value, digits in enumerate(("〇零", "一", "二两", "三", "四")) for digit in digits
} | {digit: value for value, digit in enumerate("五六七八九", 5)}
CHINESE_TENS = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10**4, "亿": 10**8}
FACTORS = {**CHINESE_TENS, **LARGE}
NUMERALS = "".join([*CHINESE_DIGITS, *CHINESE_TENS, *LARGE])

# Thousands set apart by the comma of an enumeration: 1、234件.
ENUMERATED = re.compile(r"\d{1,3}(、\d{3})+")

# Nothing an office counts is larger, or finer.
UNBOUNDED = 10**18
MOST_DIGITS = 18
MOST_DECIMALS = 10

NUMBER = re.compile(rf"(?P<digits>\d[\d,]*(?:\.\d+)?)|(?P<chinese>(?:百分之)?[{NUMERALS}点]+)")


@dataclass(frozen=True)
class Quantity:
    """What a number in the prose says: an exact value, or an interval where it is vague; both ends included.

    `digits` is how many digits are printed after the point, `unit` what follows: 件, %, 万元. How vague words are
    read is M-03 in docs/facts.md.
    """

    low: Decimal
    high: Decimal
    unit: str
    digits: int = 0

    @property
    def exact(self) -> Decimal | None:
        return self.low if self.low == self.high else None


def quantity_of(match: re.Match[str]) -> Quantity | None:
    """Return what a number that fits `own_forms.number_pattern` says; None where it is absurdly long.

    An interval where it is vague (近200件), rounded (1.23万件), or in tenths (九成).
    """
    if is_absurd(match["digits"] or match["chinese"]):
        return None
    value, digits = _number(match)
    unit = "%" if (match["chinese"] or "").startswith("百分之") else match["unit"] or ""
    if unit == "成":
        return _tenths(value * 10, match)
    factor = FACTORS.get(match["large"] or "", 1)
    vagueness = match["vague1"] or match["vague2"] or match["after"] or match["before"] or ""
    place = _last_place(value, digits, factor) * factor
    low, high = _interval(value * factor, place, vagueness)
    if factor > 1 and digits and not vagueness:
        low, high = low - place / 2, high + place - 1  # 1.23万: rounded, or cut off
    return Quantity(low, high, unit, digits)


@lru_cache(maxsize=8192)
def read_quantity(words: str) -> Quantity | None:
    """Read a quantity; None where there is no number in it, or one that counts nothing: a code, an absurd size."""
    text = fold(words)
    if ENUMERATED.fullmatch(words):
        text = text.replace("、", ",")
    match = NUMBER.search(text)
    if match is None or is_absurd(match.group()):
        return None
    value, digits = _number(match)
    factor, vagueness, unit = _tail(text[: match.start()], text[match.end() :])
    if digits > MOST_DECIMALS or value * factor > UNBOUNDED:
        return None
    if "百分之" in match.group():
        unit = "%"
    low, high = _interval(value * factor, _last_place(value, digits, factor) * factor, vagueness)
    return Quantity(low, high, unit, digits)


def is_absurd(printed: str) -> bool:
    """Whether a number has more digits than anything that is counted."""
    return len(printed.replace(",", "").replace("，", "")) > MOST_DIGITS


def chinese_number(text: str) -> Decimal:
    """Read a number in Chinese numerals: 三十, 一百零五, 二〇二四, 九十五点三七."""
    whole, _, decimals = text.partition("点")
    fraction = "".join(str(CHINESE_DIGITS[digit]) for digit in decimals)
    if whole and all(character in CHINESE_DIGITS for character in whole):
        digits = "".join(str(CHINESE_DIGITS[digit]) for digit in whole)
        return Decimal(f"{digits}.{fraction or 0}")
    return Decimal(_chinese_whole(whole)) + (Decimal(f"0.{fraction}") if fraction else 0)


def _chinese_whole(text: str) -> int:
    for character, size in reversed(LARGE.items()):
        if character in text:
            head, _, tail = text.partition(character)
            return (_chinese_whole(head) or 1) * size + _chinese_whole(tail)
    total, digit = 0, 0
    for character in text:
        if character in CHINESE_TENS:
            total, digit = total + (digit or 1) * CHINESE_TENS[character], 0
        else:
            digit = CHINESE_DIGITS[character]
    return total + digit


def _number(match: re.Match[str]) -> tuple[Decimal, int]:
    """Return the value of a number and how many digits are printed after its point."""
    if match["digits"]:
        printed = match["digits"].replace(",", "").replace("，", "")
        return Decimal(printed), len(printed.partition(".")[2])
    numerals = match["chinese"].removeprefix("百分之")
    return chinese_number(numerals), len(numerals.partition("点")[2])


def _tail(before: str, after: str) -> tuple[int, str, str]:
    """Return the factor, the vagueness and the unit around a number: 近30万 余 件 以上."""
    vagueness = next((word for word in BEFORE_NUMBER if before.endswith(word)), "")
    factor = 1
    for _ in range(3):
        scale = SCALE.match(after)
        if scale and not after.startswith("万元"):
            factor, after = factor * prod(int(SCALES[each]) for each in scale.group()), after[scale.end() :]
        if after[:1] in BEFORE_UNIT:
            vagueness, after = after[0], after[1:]
    found = next((word for word in AFTER_UNIT if after.endswith(word)), "")
    return factor, vagueness or found, after.removesuffix(found)


def _tenths(value: Decimal, match: re.Match[str]) -> Quantity:
    if match["after"] == "左右":
        return Quantity(value - 5, value + 5, "%")
    if match["before"] in ("近", "将近", "不足", "不到"):
        return Quantity(value - 10, value, "%")
    if not (match["after"] or match["before"] or match["vague1"]):
        return Quantity(value - 3, value + 5, "%")
    above = match["after"] == "以上" or match["vague1"]
    return Quantity(value, Decimal(100) if above else value + 5, "%")


def _last_place(value: Decimal, digits: int, factor: int) -> Decimal:
    """Return the size of the last digit that is meant: 1000 for 3000, but 1 (万) for 30 in 30万, 0.1 for 7.7."""
    if digits or factor > 1 or value == 0:
        return Decimal(1).scaleb(-digits)
    plain = str(int(value))
    return Decimal(10) ** (len(plain) - len(plain.rstrip("0")))


def _interval(value: Decimal, place: Decimal, vagueness: str) -> tuple[Decimal, Decimal]:
    """Return the interval that a vague number stands for; counts are whole, so an open end is one less."""
    if vagueness in ("余", "多", "来", "有余"):
        return value, value + (place - 1 if place > 1 else place)
    if vagueness in ("近", "不足", "不到", "将近"):
        return value - place, value
    if vagueness in ("约", "左右", "大约"):
        return value - place / 2, value + place / 2
    if vagueness in ("以上", "超", "超过", "逾"):
        return value, Decimal(UNBOUNDED)
    if vagueness in ("以内", "以下"):
        return Decimal(0), value
    return value, value
