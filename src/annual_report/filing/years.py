"""Years as a person chooses several of them: 2019-2024, 2021、2023-2024, 2021- …"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from annual_report.errors import InputError, Problem
from annual_report.filing.folders import LAST_YEAR, YEAR
from annual_report.wording import FULL_WIDTH, excerpt

FIRST_YEAR = 2008  # the 条例 is in force since May of that year

# What stands between what is chosen, and between the first and the last of some years.
AND = re.compile(r"[\s,，、;；]+")
GLUED = re.compile(r"\s*([-–—~～至到])\s*")
YEAR_WORD = re.compile(r"(?<=\d)年")

BAD_YEARS = "YEARS={years} 读不懂：请写成 2019-2024、2021- 或 2019,2021-2024"
BACKWARDS = "YEARS={years} 前后反了：请写成 {first}-{last}"


@dataclass(frozen=True)
class ChosenYears:
    """The years that a person chose, and those of them that were named: an open end (2021-) names none."""

    years: frozenset[int]
    named: frozenset[int]

    def __contains__(self, year: int) -> bool:
        return year in self.years

    def __str__(self) -> str:
        return f"{min(self.named)}–{max(self.named)} 年"


def parse_years(text: str) -> ChosenYears | None:
    """Read the years that were chosen; None where nothing was, which means all there are.

    Raises InputError for what are no years.
    """
    typed = YEAR_WORD.sub("", text.translate(FULL_WIDTH).strip())
    if not typed:
        return None
    parts = [_years_in(part, text) for part in AND.split(GLUED.sub("-", typed)) if part]
    if not parts:
        raise _refusal(text)
    years, named = (frozenset(year for part in each for year in part) for each in zip(*parts, strict=True))
    return ChosenYears(years, named)


def _years_in(part: str, text: str) -> tuple[range, Iterable[int]]:
    """Return the years of one part, and those of them that it names."""
    ends = [each for each in part.split("-") if each]
    if not ends or part.count("-") > 1 or not all(map(YEAR.fullmatch, ends)):
        raise _refusal(text)
    is_open = part.startswith("-") or part.endswith("-")
    first = FIRST_YEAR if part.startswith("-") else int(ends[0])
    last = LAST_YEAR if part.endswith("-") else int(ends[-1])
    if first > last:
        raise InputError([Problem(BACKWARDS.format(years=excerpt(text), first=last, last=first), found=text)])
    years = range(first, last + 1)
    return years, map(int, ends) if is_open else years


def _refusal(text: str) -> InputError:
    return InputError([Problem(BAD_YEARS.format(years=excerpt(text)), found=text)])
