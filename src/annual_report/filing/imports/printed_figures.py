"""What is printed in a cell: a figure, a mark that means missing, a blank, or something that a person must look at."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal, NamedTuple

from annual_report.filing.numbers import MISSING_MARKS, parse_figure

Kind = Literal["words", "figure", "odd", "blank"]

# A comma stands between groups of three digits, and nowhere else: 9,705 and no 97,05.
NUMBER = r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
# A figure as it may stand in running text, with the unit that some offices add; signs stand before a change.
FIGURE = re.compile(rf"[-+]?{NUMBER}(?:万元|元|件|项|条|个|次|人)?")
# Begins like a figure and is none, as in 7（其中修订3件）; the number of a label is followed by 、 or a full stop.
BEGINS_LIKE_A_FIGURE = re.compile(r"[-+]?[0-9](?![0-9]?\s*[.、,]\s*[^0-9\s])(?![0-9]{3}\s*年)")
WITH_UNIT = re.compile(rf"(?P<number>[-+]?{NUMBER})(?P<unit>\D*)")

# Two numbers in one cell; and what a figure that begins with a zero begins with.
APART, TOO_LONG_FOR_A_ZERO = re.compile(r"[0-9]\s+[0-9]"), re.compile(r"-?0[0-9]")

# Digits that stand for the number of a note, as in 12² or 12①: they are no digits of a figure.
OF_A_NOTE = re.compile("([¹²³⁰-₟①-⓿㉈-㉏㉑-㉟㊱-㊿]+)")

# What a workbook shows where a formula cannot be calculated: a cell of its own, and no words of a label.
ERRORS = {"#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#N/A"}

SIGNS = dict.fromkeys(map(ord, "−－﹣"), "-") | {ord("＋"): "+"}

UNIT_LEFT_OUT = "单位「{unit}」已去掉"
PLUS_LEFT_OUT = "正号已去掉"
COMMA_LEFT_OUT = "千位分隔的逗号已去掉"
OTHER_UNIT = "「{found}」带的单位不是本列的单位（{unit}）"
OTHER_WORDS = "这一格除了数字还有别的文字「{found}」"
LEADING_ZERO = "「{found}」以 0 开头，可能是几个数连在一起"
WITH_BLANKS = "「{found}」中间有空格，可能是两个数"


class Written(NamedTuple):
    """What is written into a CSV file for a cell, what was changed on the way, and why nothing could be."""

    text: str
    remark: str = ""
    refusal: str = ""


def plain_digits(text: str) -> str:
    """Return a text with digits, signs and stops as a keyboard writes them."""
    if text.isascii():  # as nearly every figure is printed
        return text.strip()
    parts = [
        part if place % 2 else unicodedata.normalize("NFKC", part) for place, part in enumerate(OF_A_NOTE.split(text))
    ]
    return "".join(parts).translate(SIGNS).strip()


def is_figure(text: str) -> bool:
    """Whether a text is a figure and nothing else."""
    return bool(FIGURE.fullmatch(plain_digits(text)))


def kind_of(text: str) -> Kind:
    """Return what stands in a cell: a mark that means missing is a figure, what begins like one and is none is odd."""
    plain = plain_digits(text)
    if FIGURE.fullmatch(plain) or (plain and plain.upper() in MISSING_MARKS):
        return "figure"
    if BEGINS_LIKE_A_FIGURE.match(plain) or plain.upper() in ERRORS:
        return "odd"
    return "words" if plain else "blank"


def write(printed: str, kind: str, unit: str) -> Written:
    """Return what a CSV file gets for what is printed in a cell of a kind and unit; no digit is ever changed."""
    text = plain_digits(printed)
    if text.isdigit():
        return _checked(text, kind)
    if text.upper() in MISSING_MARKS:
        return Written(text)
    if APART.search(text):
        return Written("", refusal=WITH_BLANKS.format(found=text))
    found = WITH_UNIT.fullmatch(text)
    if found and found["unit"].strip() and FIGURE.fullmatch(text):
        return _without_unit(found["number"], found["unit"].strip(), text, kind, unit)
    if kind == "change" and text.startswith("+"):
        return _also(_checked(text[1:], kind), PLUS_LEFT_OUT)
    return _checked(text, kind)


def _without_unit(number: str, found: str, text: str, kind: str, unit: str) -> Written:
    if found != unit:
        return Written("", refusal=OTHER_UNIT.format(found=text, unit=unit))
    return _also(_checked(number, kind), UNIT_LEFT_OUT.format(unit=found))


def _also(written: Written, remark: str) -> Written:
    return written._replace(remark="；".join(filter(None, (remark, written.remark))))


def _checked(text: str, kind: str) -> Written:
    if TOO_LONG_FOR_A_ZERO.match(text):
        return Written("", refusal=LEADING_ZERO.format(found=text))
    if not FIGURE.fullmatch(text):
        return Written("", refusal=OTHER_WORDS.format(found=text))
    value, wrong = parse_figure(text, kind)
    if wrong or value is None:
        return Written("", refusal=wrong)
    return Written(text.replace(",", ""), remark=COMMA_LEFT_OUT if "," in text else "")
