"""What may stand in a cell, and what it means."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from annual_report.filing.figures import Number
from annual_report.wording import FULL_WIDTH, excerpt

# Missing is not zero: these marks are kept and reported (C-01 in docs/facts.md), never read as a number.
MISSING_MARKS = frozenset({"", "/", "-", "–", "—", "——", "N/A", "不适用"})
LARGEST_FIGURE = 10**12
MOST_DIGITS = 12
MOST_DECIMALS = 10

# A comma or a blank may stand between real groups of three digits, one and the same throughout: 1,234,567 or 1 234 567.
BLANKS = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\u3000"), " ")
SIGNS = {ord("\N{MINUS SIGN}"): "-"}
AS_MEANT = FULL_WIDTH | BLANKS | SIGNS
GROUPED = r"[1-9][0-9]{0,2}(?:(?:,[0-9]{3})+|(?: [0-9]{3})+)"
WHOLE = re.compile(rf"[0-9]+|{GROUPED}")
DECIMAL = re.compile(rf"(?:{WHOLE.pattern})(?:\.[0-9]+)?")

NEGATIVE = "「{found}」是负数：这里只能填 0 或正数"
IN_BRACKETS = "「{found}」用括号表示负数：请用负号，如 -3"
NOT_WHOLE = "「{found}」有小数：件数只能填整数"
SCIENTIFIC = "「{found}」是科学计数法（Excel 显示所致）：请把单元格设为数值格式，重新填写完整数字"
UNIT_INSIDE = "「{found}」除数字外还有别的字：请只填数字 {number}，单位和符号不要写"
NOT_A_NUMBER = "「{found}」不是数字：请核对后填阿拉伯数字，没有就填 0"
DATE = "「{found}」像是日期（Excel 会把 1-2 这样的内容改成日期）：请把单元格设为数值格式，重新填写数字"
NOT_GROUPED = "「{found}」像是两个数，或者分隔符不对：请核对后只填一个数（千分位只认三位一组，如 1,234）"
INVISIBLE = "「{found}」里有看不见的字符：请清空这一格，重新输入数字"
EXCEL_ERROR = "「{found}」是 Excel 的错误值：请改好公式，或直接填数字"
FORMULA = "「{found}」是公式：请填公式算出的数字"
LARGE_UNIT = "「{found}」带有百、千、万、亿或元：请换算成本表的单位，填完整数字"
TOO_BIG = "「{found}」大得不合常理（超过一万亿）：请检查是否连写了两个数"
TOO_FINE = "「{found}」的小数太长（最多 {limit} 位）：请按台账上的数填"

# Words and signs that make another number, or a vague one, of the digits beside them: 约5, 5余, 5%, >5, .5.
CHANGES_MEANING = re.compile(r"[约近超余多来几数上下内左右足第‰%°/~～—–\-≈<>≤≥±^.,:：]")


def parse_figure(text: str, kind: str) -> tuple[Number | None, str]:
    """Read what stands in a cell: its value (None where missing or unreadable) and what is wrong with it, if anything.

    Full-width digits and thousands separators are read; nothing else is guessed.
    """
    if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS:  # as nearly every figure is written
        return (Decimal(text) if kind == "money" else int(text)), ""
    meant = text.translate(AS_MEANT).strip()
    if re.sub(r"\s+", "", meant).upper() in MISSING_MARKS:
        return None, ""
    unsigned = re.sub("^[-+]", "", meant) if kind == "change" else meant
    if not (DECIMAL if kind == "money" else WHOLE).fullmatch(unsigned):
        return None, _why_unreadable(meant, kind).format(found=_visible(text), number=_only_number(meant))
    digits = re.sub("[, ]", "", meant)
    value = Decimal(digits)
    if abs(value) > LARGEST_FIGURE:
        return None, TOO_BIG.format(found=_visible(text))
    if len(digits.partition(".")[2]) > MOST_DECIMALS:
        return None, TOO_FINE.format(found=_visible(text), limit=MOST_DECIMALS)
    return (value if kind == "money" else int(value)), ""


def _visible(text: str) -> str:
    """Return what a message quotes of a cell: what a person sees there."""
    return excerpt("".join(each for each in text.strip() if not _is_invisible(each)))


def _is_invisible(character: str) -> bool:
    return unicodedata.category(character) in ("Cf", "Cc") and not character.isspace()


def _why_unreadable(meant: str, kind: str) -> str:
    if any(map(_is_invisible, meant)):
        return INVISIBLE
    for pattern, message in REASONS:
        if pattern.fullmatch(meant):
            return OF_A_CHANGE.get(meant[0], message) if kind == "change" else message
    return UNIT_INSIDE if _only_number(meant) else NOT_A_NUMBER


def _only_number(meant: str) -> str:
    """Return the number among words that say nothing about it; nothing where it may mean another one."""
    numbers = re.findall(r"[0-9]+(?:\.[0-9]+)?", meant)
    if len(numbers) != 1 or len(numbers[0]) > MOST_DIGITS:
        return ""
    beside = meant.replace(numbers[0], "", 1)
    more = any(unicodedata.numeric(each, None) is not None for each in beside)
    return "" if more or CHANGES_MEANING.search(beside) else numbers[0]


# The first pattern that fits tells why; what fits none has a unit in it, or no number at all.
REASONS = (
    (re.compile(r"#.*", re.DOTALL), EXCEL_ERROR),
    (re.compile(r"[=@].*", re.DOTALL), FORMULA),
    (
        re.compile(
            r"[0-9]{1,4}[-/年][0-9]{1,2}(?:[-/月日号][0-9]{0,2}日?)?(?: [0-9:]+)?|[0-9]{1,2}月(?:[0-9]{1,2}[日号])?"
        ),
        DATE,
    ),
    (re.compile(r"[0-9]{1,2}-[A-Za-z]{3}|[A-Za-z]{3}-[0-9]{2}"), DATE),
    (re.compile(r"[0-9.]+[eE][+-]?[0-9]+"), SCIENTIFIC),
    (re.compile(r"-[0-9,. ]+|\([0-9,. ]+\)"), NEGATIVE),
    (re.compile(r"[0-9,. ]*[0-9] ?[百千万亿元].*", re.DOTALL), LARGE_UNIT),
    (DECIMAL, NOT_WHOLE),
    (re.compile(r"[0-9]+(?:[,.'\s]+[0-9]+)*[,.\s]*"), NOT_GROUPED),
)

# A change may be negative, but not in just any way.
OF_A_CHANGE = {"(": IN_BRACKETS, "-": NOT_GROUPED}

# How a cell is read, as data: for a form that reads where no Python runs.
READING = {
    "missing": sorted(MISSING_MARKS),
    "largest": str(LARGEST_FIGURE),
    "most_digits": MOST_DIGITS,
    "most_decimals": MOST_DECIMALS,
    "whole": WHOLE.pattern,
    "decimal": DECIMAL.pattern,
    "changes_meaning": CHANGES_MEANING.pattern,
    "reasons": [{"pattern": pattern.pattern, "message": message} for pattern, message in REASONS],
    "of_a_change": OF_A_CHANGE,
    "invisible": INVISIBLE,
    "unit_inside": UNIT_INSIDE,
    "not_a_number": NOT_A_NUMBER,
    "too_big": TOO_BIG,
    "too_fine": TOO_FINE,
}
