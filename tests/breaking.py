"""The lines of breakages.yaml and variations.yaml, and how one is applied to a sound report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import yaml

from annual_report import paths
from annual_report.filing.report import Entry, Report
from annual_report.filing.waivers import Waiver
from annual_report.form.forms import Form
from annual_report.steps.ingest import ingest

BREAKAGES: dict[str, dict[str, Any]] = yaml.safe_load((paths.PROJECT / "tests/breakages.yaml").read_text("utf-8"))
VARIATIONS: dict[str, dict[str, Any]] = yaml.safe_load((paths.PROJECT / "tests/variations.yaml").read_text("utf-8"))

# Examples that are none of the repository's own reports: the form of 2019 at work.
EXAMPLES = paths.PROJECT / "tests/data/params"


def broken(breakage: dict[str, Any]) -> Report:
    """Return a sound report with the changes that a line describes."""
    changes = dict(breakage)
    agency, year = changes.pop("report", ["yunze", 2024])
    report = ingest(agency, year, paths.PARAMS if (paths.PARAMS / agency).is_dir() else EXAMPLES)
    for kind, change in changes.items():
        report = CHANGES[kind](report, change)
    return report


def _set(report: Report, figures: dict[str, Any]) -> Report:
    return report.with_values({address: _exact(value) for address, value in figures.items()})


def _add(report: Report, differences: dict[str, int]) -> Report:
    return report.with_values({address: report.ledger.values[address] + by for address, by in differences.items()})


def _zero(report: Report, _: bool) -> Report:
    return report.with_values(dict.fromkeys(report.ledger.values, 0))


def _text(report: Report, texts: dict[str, str]) -> Report:
    entries = report.ledger.entries
    return _with_entries(report, {address: entries[address]._replace(text=text) for address, text in texts.items()})


def _with_entries(report: Report, changes: dict[str, Entry]) -> Report:
    return replace(report, ledger=report.ledger.with_entries(changes))


def _previous(report: Report, figures: dict[str, Any] | str) -> Report:
    if figures == "zero":
        return replace(report, previous=report.ledger.with_values(dict.fromkeys(report.ledger.values, 0)))
    exact = {address: _exact(value) for address, value in figures.items()}
    return replace(report, previous=report.previous.with_values(exact))


def _powers(report: Report, powers: dict[str, bool]) -> Report:
    mine = report.agency.powers.model_copy(update=powers)
    return replace(report, agency=report.agency.model_copy(update={"powers": mine}))


def _level(report: Report, level: str) -> Report:
    powers = report.agency.powers.model_copy(update={"rulemaking": None})
    return replace(report, agency=report.agency.model_copy(update={"level": level, "powers": powers}))


def _agency(report: Report, changes: dict[str, Any]) -> Report:
    return replace(report, agency=report.agency.model_copy(update=changes))


def _unplace(report: Report, address: str) -> Report:
    return _with_entries(report, {address: report.ledger.entries[address]._replace(row=0)})


def _copied(report: Report, section: str) -> Report:
    return replace(report, previous_narrative={section: report.narrative[section]})


def _granted(report: Report, line: str) -> Report:
    """Let natural persons hand in three applications, which all end in one line."""
    lines = ("received", "outcomes_total", line)
    columns = ("natural_person", "total")
    return report.with_values({f"applications.{each}.{column}": 3 for each in lines for column in columns})


def _year(report: Report, year: int) -> Report:
    return replace(report, year=year)


def _kind(report: Report, kinds: dict[str, str]) -> Report:
    """Give some figures another kind: the form is the same otherwise."""
    form = replace(report.form)
    cells = {address: replace(cell, kind=kinds.get(address, cell.kind)) for address, cell in form.cells.items()}
    form.__dict__["cells"] = cells
    assert isinstance(form, Form)
    return replace(report, form=form)


def _prose(report: Report, texts: dict[str, str]) -> Report:
    return _replace_prose(report, {code: report.narrative[code].source + "\n\n" + text for code, text in texts.items()})


def _replace_prose(report: Report, texts: dict[str, str]) -> Report:
    passages = {code: replace(report.narrative[code], source=text) for code, text in texts.items()}
    return replace(report, narrative={**report.narrative, **passages})


def _quotation(report: Report, changes: dict[str, dict[str, Any]]) -> Report:
    quotations = dict(report.quotations)
    for name, change in changes.items():
        quotation = quotations[name]
        if "value" in change:
            quotation = replace(quotation, figure=replace(quotation.figure, value=change["value"]))
        quotations[name] = replace(quotation, source=change.get("source", quotation.source))
    return replace(report, quotations=quotations)


def _waivers(report: Report, decisions: list[dict[str, Any]]) -> Report:
    rest = {"reason": "已核对", "who": "张三", "when": date(2025, 1, 12), "file": "waivers.yaml", "row": 1}
    return replace(report, waivers=tuple(Waiver(**rest, **decision) for decision in decisions))


def _exact(value: Any) -> Any:
    return Decimal(str(value)) if isinstance(value, float) else value


CHANGES: dict[str, Callable[[Report, Any], Report]] = {
    "set": _set,
    "add": _add,
    "zero": _zero,
    "text": _text,
    "previous": _previous,
    "powers": _powers,
    "agency": _agency,
    "unplace": _unplace,
    "copied": _copied,
    "figures": _granted,
    "level": _level,
    "year": _year,
    "kind": _kind,
    "prose": _prose,
    "replace_prose": _replace_prose,
    "quotation": _quotation,
    "waivers": _waivers,
}
