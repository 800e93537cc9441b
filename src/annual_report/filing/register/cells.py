"""What a cell of a register may say: a day as Excel writes it, yes or no, a number without anybody's name."""

from __future__ import annotations

import re
from datetime import date

from annual_report.filing.personal_data import find_personal, mask
from annual_report.wording import FULL_WIDTH

DAY = re.compile(
    r"(?P<year>\d{4})(?:(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})"
    r"|年(?P<month_>\d{1,2})月(?P<day_>\d{1,2})日)(?:[ T]0{1,2}:00(?::00)?)?"
)
# A day as Excel keeps it, without its format: 45356 is 2024-03-05.
SERIAL = re.compile(r"[34]\d{4}")
LIKE_A_DAY = re.compile(r"[\d年月日./:T \-]{1,20}")

YES = {"是", "1", "√", "✓", "y", "yes", "true"}
NO = {"", "否", "0", "×", "n", "no", "false"}

BLANK = "没有填"
NO_DAY = "{found}不是日期：请写成 2024-03-05、2024/3/5 或 2024年3月5日"
NO_SUCH_DAY = "没有「{found}」这一天：请核对"
OF_EXCEL = "「{found}」像是 Excel 里没有格式的日期：请把这一列设成日期格式后重新保存"
NO_FLAG = "{found}不认识：是的写「是」，不是的写「否」或留空"
NO_NUMBER = "{found}不像编号：编号里要有数字，不要写姓名"
PERSONAL = "像是{kind}（{found}）：登记簿里不写个人信息，请删去"


def read_number(text: str) -> tuple[str, str]:
    """Return the number of an application or a case, or what is wrong with it."""
    personal = personal_in(text)
    return ("", personal) if personal else read_plain_number(text)


def read_plain_number(text: str) -> tuple[str, str]:
    """Return the same of a text that surely holds nothing of a person."""
    has_digit = any(map(str.isdecimal, text))
    wrong = "" if has_digit else NO_NUMBER.format(found=_hide(text)) if text else BLANK
    return "" if wrong else text, wrong


def read_day(text: str) -> tuple[date | None, str]:
    """Return a day, None where nothing is written, or what is wrong with what is."""
    words = text.translate(FULL_WIDTH).strip()
    match = DAY.fullmatch(words)
    if not match:
        advice = OF_EXCEL.format(found=words) if SERIAL.fullmatch(words) else NO_DAY.format(found=_hide(words))
        return None, advice if words else ""
    parts = (match["year"], match["month"] or match["month_"], match["day"] or match["day_"])
    try:
        return date(*map(int, parts)), ""
    except ValueError:
        return None, NO_SUCH_DAY.format(found=words)


def read_day_needed(text: str) -> tuple[date | None, str]:
    """Return a day, or what is wrong; there must be one."""
    return read_day(text) if text else (None, BLANK)


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
