"""Take away a report that no longer holds where there is no room to put anything in its place."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from annual_report.build.outputs.table import is_ours
from annual_report.build.putting.records import is_unchanged, known_fingerprints
from annual_report.build.putting.rescue import keep
from annual_report.build.putting.workshops import lock
from annual_report.errors import NO_ROOM, AnnualReportError


def is_for_want_of_room(error: BaseException | None) -> bool:
    """Whether an error, or what it came from, was that nothing more could be written."""
    if error is None:
        return False
    return getattr(error, "errno", None) in NO_ROOM or is_for_want_of_room(error.__cause__)


def withdraw(place: Path) -> list[str]:
    """Remove every output that is byte for byte as it was written; say under which name one that was edited is kept.

    It needs no room: a full disk must not keep a report that looks current.
    """
    said: list[str] = []
    with suppress(OSError, AnnualReportError), lock(place):
        known = known_fingerprints(place, place)
        ours = [path for path in sorted(place.iterdir()) if is_ours(path.name)]
        for file in [each for each in ours if is_unchanged(each, known)]:
            file.unlink()
            ours.remove(file)
        for edited in ours:
            said += keep(edited, place)
    return said
