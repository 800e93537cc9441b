"""What may stand in a cell, and what it means."""

from __future__ import annotations

import re
from decimal import Decimal

from annual_report.model.figures import Number
from annual_report.wording import FULL_WIDTH

# Missing is not zero: these marks are kept and reported (facts: C-01), never read as a number.
MISSING_MARKS = frozenset({"", "/", "-", "–", "—", "——", "N/A", "不适用"})
LARGEST_FIGURE = 10**12
MOST_DIGITS = 12

WHOLE = re.compile(r"[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+")
DECIMAL = re.compile(rf"(?:{WHOLE.pattern})(?:\.[0-9]+)?")

NEGATIVE = "「{found}」是负数：这里只能填 0 或正数"
NOT_WHOLE = "「{found}」有小数：件数只能填整数"
SCIENTIFIC = "「{found}」是科学计数法（Excel 显示所致）：请把单元格设为数值格式，重新填写完整数字"
UNIT_INSIDE = "「{found}」含有文字：请只填数字 {number}，单位不要写"
NOT_A_NUMBER = "「{found}」不是数字：请核对后填阿拉伯数字"
EXCEL_ERROR = "「{found}」是 Excel 的错误值：请改好公式，或直接填数字"
FORMULA = "「{found}」是公式：请填公式算出的数字"
LARGE_UNIT = "「{found}」带有万、亿或元：请换算成本表的单位，填完整数字"
TOO_BIG = "「{found}」大得不合常理（超过一万亿）：请检查是否连写了两个数"


def parse_figure(text: str, kind: str) -> tuple[Number | None, str]:
    """Read what stands in a cell: its value (None where missing or unreadable) and what is wrong with it, if anything.

    Full-width digits, blanks and thousands separators are read; nothing else is guessed.
    """
    if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS:  # as nearly every figure is written
        return (Decimal(text) if kind == "money" else int(text)), ""
    digits = re.sub(r"\s+", "", text.translate(FULL_WIDTH))
    if digits.upper() in MISSING_MARKS:
        return None, ""
    unsigned = digits.removeprefix("-") if kind == "change" else digits
    if not (DECIMAL if kind == "money" else WHOLE).fullmatch(unsigned):
        return None, _why_unreadable(digits, text)
    value = Decimal(digits.replace(",", ""))
    if abs(value) > LARGEST_FIGURE:
        return None, TOO_BIG.format(found=text)
    return (value if kind == "money" else int(value)), ""


def _why_unreadable(digits: str, text: str) -> str:
    for pattern, message in REASONS:
        if pattern.fullmatch(digits):
            return message.format(found=text)
    numbers = re.findall(r"[0-9]+(?:\.[0-9]+)?", digits)
    return (UNIT_INSIDE if len(numbers) == 1 else NOT_A_NUMBER).format(found=text, number=numbers[0] if numbers else "")


# The first pattern that fits tells why; what fits none has a unit in it, or no number at all.
REASONS = (
    (re.compile(r"#.*"), EXCEL_ERROR),
    (re.compile(r"[=@].*"), FORMULA),
    (re.compile(r"[0-9.]+[eE][+-]?[0-9]+"), SCIENTIFIC),
    (re.compile(r"[-−][0-9,.]+|\([0-9,.]+\)"), NEGATIVE),
    (re.compile(r"[0-9,.]*[0-9][万亿元].*"), LARGE_UNIT),
    (DECIMAL, NOT_WHOLE),
)
