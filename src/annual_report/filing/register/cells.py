"""What a cell of a register may say: a day as Excel writes it, yes or no, a number without anybody's name."""

from __future__ import annotations

import re
from datetime import date

from annual_report.filing.personal_data import find_personal, mask
from annual_report.wording import FULL_WIDTH

# As Excel and the systems of offices write it, with the day of the week or the time of the day behind it.
DAY = re.compile(
    r"(?P<year>\d{4})(?:\s*(?P<mark>[-/.])\s*(?P<month>\d{1,2})\s*(?P=mark)\s*(?P<day>\d{1,2})"
    r"|\s*年\s*(?P<month_>\d{1,2})\s*月\s*(?P<day_>\d{1,2})\s*日|(?P<month__>\d{2})(?P<day__>\d{2}))"
    r"(?:\s*[（(]?(?:星期|周)[一二三四五六日天][）)]?)?(?:[ T]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)?"
)
# A day as Excel keeps it, without its format: 45356 is 2024-03-05.
SERIAL = re.compile(r"[34]\d{4}(?:\.\d+)?")
LIKE_A_DAY = re.compile(r"[\d年月日./:T星期周 \-]{1,24}")
# A long number as Excel shows it where a column is narrow: its last digits are lost.
SHORTENED = re.compile(r"\d(?:\.\d+)?E\+\d+", re.IGNORECASE)

# What people write where there is nothing.
NOTHING = {"", "-", "—", "——", "–", "/", "\\", "无"}
YES = {"是", "1", "√", "✓", "y", "yes", "true"}
NO = {*NOTHING, "否", "0", "×", "n", "no", "false"}

BLANK = "没有填"
NO_DAY = "{found}不是日期：请写成 2024-03-05、2024/3/5 或 2024年3月5日"
NO_SUCH_DAY = "没有「{found}」这一天：请核对"
OF_EXCEL = "「{found}」像是 Excel 里没有格式的日期：请把这一列设成日期格式后重新保存"
NO_FLAG = "{found}不认识：是的写「是」，不是的写「否」或留空"
LOST_DIGITS = "「{found}」是 Excel 缩写的长编号，后几位已经丢了：请把这一列设成文本格式，重新填写编号"
NO_NUMBER = "{found}不像编号：编号里要有数字，不要写姓名"
PERSONAL = "像是{kind}（{found}）：登记簿里不写个人信息，请删去"


def read_number(text: str) -> tuple[str, str]:
    """Return the number of an application or a case, or what is wrong with it."""
    personal = personal_in(text)
    return ("", personal) if personal else read_plain_number(text)


def read_plain_number(text: str) -> tuple[str, str]:
    """Return the same of a text that surely holds nothing of a person."""
    if SHORTENED.fullmatch(text):
        return "", LOST_DIGITS.format(found=text)
    has_digit = any(map(str.isdecimal, text))
    wrong = "" if has_digit else NO_NUMBER.format(found=_hide(text)) if text else BLANK
    return "" if wrong else text, wrong


def read_day(text: str) -> tuple[date | None, str]:
    """Return a day, None where nothing is written, or what is wrong with what is."""
    words = text.translate(FULL_WIDTH).strip()
    if words in NOTHING:
        return None, ""
    match = DAY.fullmatch(words)
    if not match:
        return None, OF_EXCEL.format(found=words) if SERIAL.fullmatch(words) else NO_DAY.format(found=_hide(words))
    month, day = (match[name] or match[f"{name}_"] or match[f"{name}__"] for name in ("month", "day"))
    parts = (match["year"], month, day)
    try:
        return date(*map(int, parts)), ""
    except ValueError:
        return None, NO_SUCH_DAY.format(found=words)


def read_day_needed(text: str) -> tuple[date | None, str]:
    """Return a day, or what is wrong; there must be one."""
    day, wrong = read_day(text)
    return day, wrong or ("" if day else BLANK)


def read_flag(text: str) -> tuple[bool, str]:
    """Return whether a cell says yes, or what is wrong with it; nothing written is no."""
    words = text.translate(FULL_WIDTH).strip().lower()
    return words in YES, "" if words in YES | NO else NO_FLAG.format(found=_hide(text))


def personal_in(text: str) -> str:
    """Say what of a person a text seems to hold, without telling it; nothing where there is none."""
    found = next(find_personal(text, in_register=True), None)
    return PERSONAL.format(kind=found.kind, found=mask(text[found.start : found.end])) if found else ""


def _hide(text: str) -> str:
    """Return what a cell holds as a message repeats it: what looks like a day is shown, all else may be a name."""
    shown = LIKE_A_DAY.fullmatch(text.translate(FULL_WIDTH)) and not personal_in(text)
    return f"「{text if shown else mask(text)}」"
