"""JSON as people read it: Chinese as it is, keys in reading order."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from annual_report.whole_files import write_whole

READING_ORDER = (
    *(
        "agency",
        "name",
        "year",
        "form",
        "status",
        "summary",
        "problems",
        "critical",
        "warning",
        "info",
        "passed",
        "failed",
        "broken",
    ),
    *("not_assessable", "waived", "rule", "outcome", "severity", "text", "role", "colspan", "rowspan", "table", "line"),
    *(
        "column",
        "label",
        "message",
        "basis",
        "left",
        "right",
        "imbalance",
        "cells",
        "follows",
        "slip",
        "file",
        "row",
        "col",
    ),
    *("found", "unit", "value", "caption", "width", "widths", "head_rows", "rows", "findings", "rules", "figures"),
    *("from", "to", "changes", "cause", "slips", "explanations", "likely", "remark"),
    *("tables", "inputs", "templates", "outputs", "packages", "commit", "seconds"),
)


def write_json(path: Path, data: object) -> None:
    """Write data as JSON, as a whole."""
    write_whole(path, as_json(data))


def as_json(data: object) -> str:
    """Return data as JSON: Chinese as it is, keys in reading order, one newline at the end."""
    return json.dumps(_in_reading_order(data), ensure_ascii=False, indent=2) + "\n"


def _in_reading_order(data: Any) -> Any:
    """Order keys as people read them: a notebook stores them by the alphabet, so both ways of writing agree."""
    if isinstance(data, list):
        return [_in_reading_order(each) for each in data]
    if not isinstance(data, dict):
        return data
    keys = sorted(data, key=lambda key: (READING_ORDER.index(key) if key in READING_ORDER else len(READING_ORDER), key))
    return {key: _in_reading_order(data[key]) for key in keys}
