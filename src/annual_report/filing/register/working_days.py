"""Working days by the notices of the State Council on holidays and on weekends worked in their place.

They are kept by chinesecalendar (MIT, no dependencies, 2004 on). Of the packages compared in November 2026, workalendar
ends with 2023, and holidays counts a year that no notice is out for yet as if it had no holiday moved.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate

import chinese_calendar


def working_days_between(first: date, last: date) -> int | None:
    """Return how many working days lie after one day, up to another and with it; 0 where that is no later.

    A term that runs from a day does not count the day itself. None where a year is not covered: nothing is guessed.
    """
    if last <= first:
        return 0
    until = [_worked_until(year) for year in range(first.year, last.year + 1)]
    if not all(until):
        return None
    whole = sum(year[-1] for year in until[:-1])
    return whole + until[-1][last.timetuple().tm_yday] - until[0][first.timetuple().tm_yday]


@lru_cache(maxsize=64)
def _worked_until(year: int) -> Sequence[int]:
    """Return the working days of a year up to each of its days, the first for none; nothing for an unknown year."""
    days = (date(year, 12, 31) - date(year, 1, 1)).days + 1
    try:
        worked = [chinese_calendar.is_workday(date(year, 1, 1) + timedelta(each)) for each in range(days)]
    except NotImplementedError:
        return ()
    return tuple(accumulate(map(int, worked), initial=0))
