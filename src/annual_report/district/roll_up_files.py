"""Where a roll-up is written: beside the report of the government, with a record of what was written."""

from __future__ import annotations

from pathlib import Path

from annual_report.build.outputs.table import ROLL_UP_FILES
from annual_report.build.recorded_files import write_recorded
from annual_report.district.roll_up import RolledUp
from annual_report.review.roll_up_workbook import roll_up_workbook
from annual_report.rules.roll_up_json import as_dict


def write_roll_up(place: Path, rolled: RolledUp) -> tuple[Path, list[str]]:
    """Write the workbook and rollup.json; return the workbook, and what of a person's was kept under which name."""
    book, record = ROLL_UP_FILES
    data = {**as_dict(rolled.roll_up, rolled.findings), "draft": _draft(rolled)}
    kept = write_recorded(place, {book: roll_up_workbook(rolled.roll_up, rolled.findings)}, record, data)
    return place / book, kept


def _draft(rolled: RolledUp) -> list[dict[str, object]]:
    return [
        {"file": each.file.name, "state": each.state, "differences": len(each.differences)} for each in rolled.draft
    ]
