"""The lines of profiles.yaml: of every place a report that fulfils what it asks, and what breaks each point."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from annual_report import paths
from annual_report.filing.report import Report
from annual_report.rules.findings import Findings
from annual_report.rules.validation import validate_all
from breaking import broken

LOCAL_BREAKAGES_FILE = paths.PROJECT / "tests/profiles.yaml"


class LocalBreakage(NamedTuple):
    """A change after which one point is not fulfilled; none for the report that fulfils all."""

    place: str
    point: str
    change: dict[str, Any]
    report: Report


def read_local_breakages(path: Path = LOCAL_BREAKAGES_FILE) -> list[LocalBreakage]:
    """Return every line of the file, that of a sound report with no point."""
    places = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [line for place, lines in places.items() for line in _lines(place, lines)]


def _lines(place: str, lines: dict[str, Any]) -> Iterator[LocalBreakage]:
    for point, change in {"": {}, **lines["breakages"]}.items():
        yield LocalBreakage(place, point, change, broken(_together(lines["sound"], change)))


def _together(sound: dict[str, Any], change: dict[str, Any]) -> dict[str, Any]:
    """Return a sound report with a change: prose that the change replaces, too, is that of the change."""
    both = sound.keys() & change.keys()
    return {**sound, **change, **{key: {**sound[key], **change[key]} for key in both}}


def judge_local_breakages(lines: list[LocalBreakage]) -> list[Findings]:
    """Return what the rules say of every line, all in one run."""
    return validate_all([line.report for line in lines])
