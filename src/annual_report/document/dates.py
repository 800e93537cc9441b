"""The date on a document; it is never taken from the clock."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from annual_report.document.blocks import Document
from annual_report.engine import settings
from annual_report.errors import InputError, Problem
from annual_report.wording import excerpt

YEAR = re.compile(r"(\d{4})年")
UNKNOWN = datetime(1980, 1, 1, tzinfo=UTC)

NO_MOMENT = "{variable}={value} 不是 1970 年以来的秒数：请改正，或不设"


def moment_of(document: Document) -> datetime:
    """Return SOURCE_DATE_EPOCH where it is set, else the first day after the year that is reported.

    Raises InputError for seconds that no calendar reaches.
    """
    epoch = settings.epoch()
    if epoch.isascii() and epoch.isdigit():
        return _moment_at(epoch)
    found = YEAR.search(document.title)
    year = dict(document.properties).get("year") or (found[1] if found else "")
    known = year.isascii() and year.isdigit() and 1980 <= int(year) < 9999
    return datetime(int(year) + 1, 1, 1, tzinfo=UTC) if known else UNKNOWN


def _moment_at(epoch: str) -> datetime:
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError) as error:
        message = NO_MOMENT.format(variable=settings.EPOCH_VARIABLE, value=excerpt(epoch))
        raise InputError([Problem(message, found=epoch)]) from error
