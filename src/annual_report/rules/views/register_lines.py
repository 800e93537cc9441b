"""The view of the lines of a register; lines of which the rules see the same are one row, however many they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from annual_report.filing.register.lines import Application, say_rows
from annual_report.filing.register.working_days import working_days_between
from annual_report.rules.views.catalogue import Reading, declare
from annual_report.rules.views.register_places import places_of_lines
from annual_report.rules.views.view import Others, RowPlaces, Rows, Shape, View

REGISTER_LINES = "register.lines"

# In which column of the file a clerk looks for what a column of the view says.
LABELS = {
    "received_off": "收到日期",
    "replied_off": "答复日期",
    "days_before_receipt": "答复日期",
    "working_days": "答复日期",
    "has_outcome": "办理结果",
    "has_reply": "答复日期",
}
NO_CALENDAR = "无法判断：register.csv {lines}的期限要数工作日，而节假日安排还没有（或太早）：请更新 chinesecalendar"


class LineTraits(NamedTuple):
    """What the rules see of a line: years off the report's own, days, working days until it was answered.

    Of a line that is carried forward and not answered they are counted until the end of the year. `tells_extension`
    says whether the register has a column for extended terms.
    """

    carried_in: bool
    carried_forward: bool
    has_outcome: bool
    has_reply: bool
    tells_extension: bool
    has_extension: bool
    received_off: int
    replied_off: int | None
    days_before_receipt: int
    working_days: int | None


COLUMNS = (*LineTraits._fields, "year", "lines")


@declare(REGISTER_LINES, lambda _: Shape(COLUMNS, "^lines[0-9]+$"), is_optional=True)
def register_lines(reading: Reading) -> View | None:
    """One row per group of applications that the rules see alike, and the rows of the file that it stands for."""
    register, year = reading.report.register, reading.report.year
    if register is None:
        return None
    rows: Rows = {}
    named: Others = {}
    for traits, lines in _groups(register.lines, year).items():
        key = f"lines{len(rows) + 1:05d}"
        rows[key] = {**traits._asdict(), "year": year, "lines": say_rows(lines)}
        named |= {(key, column): places_of_lines(register, lines, label) for column, label in LABELS.items()}
    unknown = {
        (key, "working_days"): NO_CALENDAR.format(**row) for key, row in rows.items() if row["working_days"] is None
    }
    return View(REGISTER_LINES, COLUMNS, rows, RowPlaces(others=named), reasons=unknown)


def _groups(lines: Iterable[Application], year: int) -> Mapping[LineTraits, list[int]]:
    """Return the rows of the lines that are seen alike; dates that come again and again are looked at once."""
    alike: defaultdict[tuple[object, ...], list[Application]] = defaultdict(list)
    for each in lines:
        flags = (bool(each.outcome), each.carried_in, each.carried_forward, each.extended)
        alike[each.received, each.replied, *flags].append(each)
    groups: defaultdict[LineTraits, list[int]] = defaultdict(list)
    for together in alike.values():
        groups[_traits(together[0], year)] += [each.row for each in together]
    return {traits: sorted(rows) for traits, rows in groups.items()}


def _traits(line: Application, year: int) -> LineTraits:
    received, replied = line.received, line.replied
    end = replied or (date(year, 12, 31) if line.carried_forward else received)
    return LineTraits(
        carried_in=line.carried_in,
        carried_forward=line.carried_forward,
        has_outcome=bool(line.outcome),
        has_reply=replied is not None,
        tells_extension=line.extended is not None,
        has_extension=bool(line.extended),
        received_off=received.year - year,
        replied_off=replied.year - year if replied else None,
        days_before_receipt=max(0, (received - replied).days) if replied else 0,
        working_days=working_days_between(received, end),
    )
