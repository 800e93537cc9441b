"""Roll-ups of the invented county as the lines of breakages.yaml describe them."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from annual_report import paths
from annual_report.district.roll_up import gather, read_filed, roll_up
from annual_report.filing.agency import read_agency
from annual_report.filing.new import create
from annual_report.filing.roll_up.units import RollUp
from annual_report.rules.findings import Findings
from counties import GOVERNMENT, NEW, YEAR, change_agency, figures_of, invent_county, write_tables, write_unit


def judge_county(change: Mapping[str, Any]) -> Findings:
    """Return what the rules say of the county with one thing otherwise."""
    with TemporaryDirectory() as folder:
        return roll_up(GOVERNMENT, YEAR, _changed(Path(folder), change)).findings


def read_county(change: Mapping[str, Any]) -> RollUp:
    """Return the roll-up of the county with one thing otherwise, judged by nobody."""
    with TemporaryDirectory() as folder:
        params = _changed(Path(folder), change)
        found = gather(GOVERNMENT, YEAR, params)
        return replace(found, filed=read_filed(found, params)[0])


def _changed(folder: Path, change: Mapping[str, Any]) -> Path:
    params = invent_county(folder)
    for kind, what in change.items():
        CHANGES[kind](params, what)
    return params


def _filed(params: Path, figures: Mapping[str, int]) -> None:
    """Let the government file the sums, but for some figures."""
    assert read_agency(params / GOVERNMENT / paths.AGENCY_FILE)
    create(GOVERNMENT, YEAR, "", params)
    write_tables(params / GOVERNMENT / str(YEAR), {**figures_of(sum(NEW.values())), **figures})


def _without(params: Path, slugs: list[str]) -> None:
    for slug in slugs:
        shutil.rmtree(params / slug / str(YEAR))


def _unreadable(params: Path, slugs: list[str]) -> None:
    for slug in slugs:
        (params / slug / str(YEAR) / "applications.csv").write_text("?\n", encoding="utf-8")


def _agencies(params: Path, changes: Mapping[str, Mapping[str, Any]]) -> None:
    for slug, change in changes.items():
        change_agency(params, slug, **change)


def _figures(params: Path, changes: Mapping[str, Mapping[str, int]]) -> None:
    for slug, change in changes.items():
        write_unit(params, slug, YEAR, {**figures_of(NEW[slug]), **change})


def _copied(params: Path, slugs: list[str]) -> None:
    one, other = (params / slug / str(YEAR) / paths.NARRATIVE_FILE for slug in slugs)
    shutil.copy(one, other)


CHANGES = {
    "filed": _filed,
    "without": _without,
    "unreadable": _unreadable,
    "agencies": _agencies,
    "figures": _figures,
    "copied": _copied,
}
