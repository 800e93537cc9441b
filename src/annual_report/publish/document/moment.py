"""The date a document bears: never the clock's."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime

from annual_report.publish.document.blocks import Document

# What reproducible builds agree on: seconds since 1970.
EPOCH_VARIABLE = "SOURCE_DATE_EPOCH"

YEAR = re.compile(r"(\d{4})年")
UNKNOWN = datetime(1980, 1, 1, tzinfo=UTC)


def moment_of(document: Document) -> datetime:
    """Return SOURCE_DATE_EPOCH where it is set, else the first day after the year that is reported."""
    epoch = os.environ.get(EPOCH_VARIABLE, "")
    if epoch.isascii() and epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), UTC)
    found = YEAR.search(document.title)
    year = dict(document.properties).get("year") or (found[1] if found else "")
    known = year.isascii() and year.isdigit() and 1980 <= int(year) < 9999
    return datetime(int(year) + 1, 1, 1, tzinfo=UTC) if known else UNKNOWN
