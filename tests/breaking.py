"""The lines of breakages.yaml and variations.yaml, how one is applied to a sound report, and what must come of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from annual_report import paths
from annual_report.filing.report import Entry, Report
from annual_report.filing.waivers import Waiver
from annual_report.form.forms import Form, load_forms
from annual_report.rules.findings import Findings
from annual_report.rules.suites import load_suites
from annual_report.rules.validation import validate_all
from annual_report.steps.ingest import ingest
from registers import with_cases, with_registers
from rolling_up import judge_county

Breakages = dict[str, dict[str, Any]]


def read_breakages(path: Path) -> Breakages:
    """Read lines of breakages; each is named by its rule, and by a word where a rule has several."""
    breakages: Breakages = yaml.safe_load(path.read_text(encoding="utf-8"))
    return breakages


BREAKAGES_FILE = paths.PROJECT / "tests/breakages.yaml"
BREAKAGES = read_breakages(BREAKAGES_FILE)
VARIATIONS: Breakages = yaml.safe_load((paths.PROJECT / "tests/variations.yaml").read_text("utf-8"))

# What a line says that is about a county, not about one report.
ROLL_UP = "roll_up"

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


def judge_all(breakages: Breakages) -> dict[str, Findings]:
    """Return what the rules say of every breakage; those of one form are judged in one run."""
    found = {line: judge_county(breakage[ROLL_UP]) for line, breakage in breakages.items() if ROLL_UP in breakage}
    reports = {line: broken(breakage) for line, breakage in breakages.items() if ROLL_UP not in breakage}
    for form in {report.form.version for report in reports.values()}:
        lines = [line for line, report in reports.items() if report.form.version == form]
        found |= dict(zip(lines, validate_all([reports[line] for line in lines]), strict=True))
    return found


def unseen(judged: Mapping[str, Findings]) -> list[str]:
    """Return the lines whose rule does not fail, and those that break a rule itself."""
    return [
        line for line, each in judged.items() if line.split()[0] not in failed_rules(each) or each.summary["broken"]
    ]


def without_breakage(judged: Mapping[str, Findings]) -> set[str]:
    """Return the ids of rules that no line is for, and the ids that lines name and no form has."""
    return {rule for findings in judged.values() for rule in findings.outcomes} ^ {line.split()[0] for line in judged}


def too_few_breakages(breakages: Breakages) -> set[str]:
    """Return the rules that are in more parts than they have lines: each part needs a line of its own."""
    lines = Counter(line.split()[0] for line in breakages)
    parts = [Counter(rule.id for suite in load_suites(form.version) for rule in suite.rules) for form in load_forms()]
    return {rule for form in parts for rule, count in form.items() if "{" not in rule and lines[rule] < count}


def failed_rules(findings: Findings) -> set[str]:
    """Return the ids of the rules that failed."""
    return {finding.rule for finding in findings.failed()}


def fails_just(findings: Findings, fails: Mapping[str, str | None]) -> bool:
    """Whether just these rules failed; where a label is named, in just the part of this label."""
    labels = [(each.rule, each.label) for each in findings.failed()]
    return failed_rules(findings) == set(fails) and all(fails[rule] in (None, label) for rule, label in labels)


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


def _swap(report: Report, changes: dict[str, list[str]]) -> Report:
    """Put words of a section in the place of others that stand there."""
    texts = {code: report.narrative[code].source for code in changes}
    assert all(old in texts[code] for code, (old, _) in changes.items())
    return _replace_prose(report, {code: texts[code].replace(*swap) for code, swap in changes.items()})


def _longer(report: Report, characters: dict[str, int]) -> Report:
    """Add so many characters to a section."""
    return _prose(report, {code: "写" * count for code, count in characters.items()})


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


def _register(report: Report, changes: dict[str, dict[str, Any]]) -> Report:
    """Let registers agree with table 三, but for what the first new, carried or pending line says."""
    return with_registers(report, changes)


def _cases(report: Report, first: dict[str, Any]) -> Report:
    """Let a register of cases agree with table 四, but for what its first line says."""
    return with_cases(report, first)


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
    "swap": _swap,
    "longer": _longer,
    "quotation": _quotation,
    "waivers": _waivers,
    "register": _register,
    "cases": _cases,
}
