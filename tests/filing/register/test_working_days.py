"""Terms run by working days: holidays moved by the State Council, and weekends worked in their place."""

from __future__ import annotations

from datetime import date

import pytest

from annual_report.filing.register.working_days import working_days_between


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (date(2024, 3, 4), date(2024, 3, 4), 0),  # the day itself is not counted
        (date(2024, 3, 4), date(2024, 3, 5), 1),
        (date(2024, 3, 8), date(2024, 3, 11), 1),  # over a weekend
        (date(2024, 9, 30), date(2024, 10, 8), 1),  # over the holidays of October
        (date(2024, 10, 11), date(2024, 10, 12), 1),  # a Saturday worked in their place
        (date(2019, 12, 30), date(2020, 1, 2), 2),  # over the end of a year
        (date(2024, 3, 5), date(2024, 3, 4), 0),
        (date(2026, 12, 30), date(2027, 1, 5), None),  # no notice yet when this was written
        (date(1999, 1, 4), date(1999, 1, 5), None),
    ],
)
def test_working_days_are_those_of_the_notices(first: date, last: date, days: int | None) -> None:
    assert working_days_between(first, last) == days
