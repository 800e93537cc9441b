"""Take away a report that no longer holds where there is no room to put anything in its place."""

from __future__ import annotations

import errno
from contextlib import suppress
from pathlib import Path

from annual_report.errors import AnnualReportError
from annual_report.publish.workshops import locked
from annual_report.publish.written import is_as_written, written

# How a disk says that nothing more can be written: it is full, or the share or the file may not be larger.
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def is_for_want_of_room(error: BaseException | None) -> bool:
    """Whether an error, or what it came from, was that nothing more could be written."""
    if error is None:
        return False
    return getattr(error, "errno", None) in NO_ROOM or is_for_want_of_room(error.__cause__)


def withdraw(place: Path) -> None:
    """Remove every output that is byte for byte as it was written; what a person edited stays.

    It needs no room: a full disk must not keep a report that looks current.
    """
    with suppress(OSError, AnnualReportError), locked(place):
        known = written(place, place)
        for file in [each for each in place.iterdir() if is_as_written(each, known)]:
            file.unlink()
