"""Every figure changed, every rule changed: each change of a figure is found, each change of a rule fails a test.

Run by name: `make test-mutation`. Prints how many mutants there were.
"""

from __future__ import annotations

import copy
import shutil
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from annual_report import paths
from annual_report.errors import InputError, RuleError
from annual_report.filing.report import Report
from annual_report.form.forms import load_form
from annual_report.rules.assemble import JudgedView, assemble
from annual_report.rules.findings import Findings
from annual_report.rules.run_suite import judge
from annual_report.rules.suite_files import SuiteEntry
from annual_report.rules.suites import entries_of, make_suite
from annual_report.rules.validation import validate_all
from annual_report.rules.views import View, views_of
from annual_report.rules.views.catalogue import MAKERS
from annual_report.steps.ingest import ingest
from balances import BALANCES, LEDGER_CELLS, broken_by
from breaking import BREAKAGES, EXAMPLES, ROLL_UP, VARIATIONS, broken, fails_just

Object = dict[str, Any]

# What the rules say of the examples of the repository.
SOUND: dict[str, set[str]] = {"luolong": {"C-07", "F-07"}, "yunze": set(), "hewan": set()}

EXAMPLE_REPORTS = (("luolong", 2024), ("yunze", 2024), ("hewan", 2020))

# Figures that no rule ties to another one of the same report: numbers of decisions, fees and items are counted each for
# itself, and nothing in table 二 adds up. The stock of documents is tied to last year's, where there is one, and
# is never less than what was issued and not repealed (T2-01).
FREE = {
    "2021": ("disclosure.",),
    "2019": ("disclosure.",),
}
TIED = {"yunze": ("disclosure.rules.", "disclosure.normative_documents.")}


def folder_of(agency: str) -> Path:
    return paths.PARAMS if (paths.PARAMS / agency).is_dir() else EXAMPLES


@pytest.mark.parametrize(("agency", "year"), EXAMPLE_REPORTS)
def test_every_changed_figure_is_found_or_stands_for_itself(agency: str, year: int) -> None:
    report = ingest(agency, year, folder_of(agency))
    mutants = [(cell, value) for cell in report.form.cells for value in _other_values(report, cell)]
    judged = validate_all([report.with_values({cell: value}) for cell, value in mutants])
    missed = {
        cell
        for (cell, value), findings in zip(mutants, judged, strict=True)
        if not _names(findings, cell) and not (value is None or _is_free(agency, report, cell))
    }
    unseen_blanks = {
        cell
        for (cell, value), findings in zip(mutants, judged, strict=True)
        if value is None and not _names(findings, cell)
    }
    print(f"\n{agency} {year}: {len(mutants)} changed figures, {len(missed)} missed")
    assert missed == unseen_blanks == set()


def _other_values(report: Report, cell: str) -> Iterator[Any]:
    value = report.ledger.values[cell] or 0
    yield from (value + 1, None)
    yield from ([value - 1, value * 10] if value else [])


def _is_free(agency: str, report: Report, cell: str) -> bool:
    return cell.startswith(FREE[report.form.version]) and not cell.startswith(TIED.get(agency, ("-",)))


def _names(findings: Findings, cell: str) -> bool:
    return any(place.address == cell for finding in findings.failed() for place in finding.cells)


@pytest.mark.parametrize(("agency", "year"), EXAMPLE_REPORTS)
def test_every_figure_replaced_by_text_is_refused_at_its_place(agency: str, year: int, tmp_path: Path) -> None:
    report = ingest(agency, year, folder_of(agency))
    shutil.copytree(folder_of(agency) / agency, tmp_path / agency)
    for place in report.ledger.places.values():
        path = tmp_path / agency / str(year) / Path(place.file).name
        rows = path.read_text(encoding="utf-8").splitlines()
        fields = rows[place.row - 1].split(",")
        fields[place.col - 1] = "若干"
        path.write_text("\n".join([*rows[: place.row - 1], ",".join(fields), *rows[place.row :]]), encoding="utf-8")
        with pytest.raises(InputError) as refused:
            ingest(agency, year, tmp_path)
        assert [(problem.row, problem.column) for problem in refused.value.problems] == [(place.row, place.col)]
        path.write_text("\n".join(rows) + "\n", encoding="utf-8")


@cache
def judged_reports(version: str) -> dict[str, Report]:
    """The reports by which a rule is tested: sound ones, the breakages, and every figure one too many."""
    reports = {f"sound {agency}": ingest(agency, year, folder_of(agency)) for agency, year in EXAMPLE_REPORTS}
    reports |= {f"breakage {line}": broken(breakage) for line, breakage in BREAKAGES.items() if ROLL_UP not in breakage}
    reports |= {f"variation {name}": broken(each["change"]) for name, each in VARIATIONS.items()}
    yunze = reports["sound yunze"]
    for cell in LEDGER_CELLS:
        address = str(cell.address)
        reports[f"cell {address}"] = yunze.with_values({address: (yunze.ledger.values[address] or 0) + 1})
    return {name: report for name, report in reports.items() if report.form.version == version}


@cache
def views_by_suite(version: str) -> dict[str, list[View]]:
    views = [views_of(report) for report in judged_reports(version).values()]
    return {name: [view[name] for view in views] for name in views[0]}


def mutants(entries: Sequence[SuiteEntry]) -> Iterator[tuple[str, list[SuiteEntry]]]:
    """Yield what a slip of the pen would make of a suite, with a name for it."""
    for number, entry in enumerate(entries):
        for name, change in CHANGES.items():
            for variant, changed in change(copy.deepcopy(dict(entry.data))):
                mutant = [*entries[:number], entry._replace(data=changed), *entries[number + 1 :]]
                yield f"{entry.rule} {name} {variant}", mutant


def _changed(entry: Object, **kwargs: Any) -> Object:
    return {**entry, "kwargs": {**entry["kwargs"], **kwargs}}


def _drop_a_term(entry: Object) -> Iterator[tuple[str, Object]]:
    for side in ("left", "right") if entry["type"] == "expect_balance" else ():
        terms = entry["kwargs"].get(side, [])
        for term in terms if len(terms) > 1 else ():
            yield term, _changed(entry, **{side: [each for each in terms if each != term]})


def _flip_a_sign(entry: Object) -> Iterator[tuple[str, Object]]:
    if entry["type"] == "expect_balance":
        left, right = entry["kwargs"]["left"], entry["kwargs"].get("right", [])
        for term in left if len(left) > 1 else ():
            yield term, _changed(entry, left=[each for each in left if each != term], right=[*right, term])


def _turn_a_comparison(entry: Object) -> Iterator[tuple[str, Object]]:
    if entry["type"] == "expect_balance":
        now = entry["kwargs"].get("comparison", "==")
        # "At most" instead of "equal" is caught where the other side is too small, and the other way round.
        for other in {"==": ("<=", ">="), "<=": (">=",), ">=": ("<=",)}[now]:
            yield other, _changed(entry, comparison=other)


def _move_a_limit(entry: Object) -> Iterator[tuple[str, Object]]:
    for key, step in (("min_value", -1), ("max_value", 1)):
        if key in entry["kwargs"]:
            yield key, _changed(entry, **{key: entry["kwargs"][key] + step * max(1, abs(entry["kwargs"][key]))})
    for key in ("times", "difference"):
        if key in entry["kwargs"]:
            yield key, _changed(entry, **{key: entry["kwargs"][key] + 1})


def _empty_a_set(entry: Object) -> Iterator[tuple[str, Object]]:
    for value in entry["kwargs"].get("value_set", []):
        yield (
            f"without {value!r}",
            _changed(entry, value_set=[each for each in entry["kwargs"]["value_set"] if each != value]),
        )


def _forget_a_rule(entry: Object) -> Iterator[tuple[str, Object]]:
    never = {"type": "comparison", "column": {"name": "key"}, "operator": "==", "parameter": "nothing"}
    yield "never applies", _changed(entry, row_condition=never)


CHANGES = {
    "drops": _drop_a_term,
    "flips": _flip_a_sign,
    "turns": _turn_a_comparison,
    "moves": _move_a_limit,
    "empties": _empty_a_set,
    "forgets": _forget_a_rule,
}


def _kills(version: str, name: str, mutant: Sequence[SuiteEntry]) -> bool:
    """Whether a test would fail: a sound report fails, a breakage goes unseen, a figure breaks other balances."""
    reports, views = judged_reports(version), views_by_suite(version)[name]
    try:
        suite = make_suite(name, name, mutant, load_form(version))
        found = assemble([*reports.values()], [JudgedView(views, judge(suite, views))])
    except RuleError:
        return True
    return any(_differs(line, findings) for line, findings in zip(reports, found, strict=True))


def _differs(line: str, findings: Findings) -> bool:
    kind, _, name = line.partition(" ")
    failed = {each.rule for each in findings.failed()}
    if kind == "sound":
        return bool(failed - SOUND[name])
    if kind == "variation":
        fails = VARIATIONS[name]["fails"]
        return not fails_just(findings, {rule: fails[rule] for rule in fails if rule in findings.outcomes})
    if kind == "breakage":
        rule = name.split()[0]
        return findings.outcomes.get(rule) == "passed" and rule not in failed and _is_only(name, findings)
    cell = next(each for each in LEDGER_CELLS if str(each.address) == name)
    own = {rule for rule in findings.outcomes if rule.startswith(BALANCES)}
    return {rule for rule in failed if rule.startswith(BALANCES)} != broken_by(cell) & own


def _is_only(name: str, findings: Findings) -> bool:
    """Whether the suite is the one that has to see a breakage: its rule is in it."""
    return name.split()[0] in findings.outcomes


@pytest.mark.parametrize("name", [name for name in entries_of("2021") if name in MAKERS])
def test_every_mutant_of_a_rule_is_killed(name: str) -> None:
    _, entries = entries_of("2021")[name]
    alive, count = [], 0
    for words, mutant in mutants(entries):
        count += 1
        if not _kills("2021", name, mutant):
            alive.append(words)
    print(f"\n2021 {name}: {count} mutants, {len(alive)} alive {alive}")
    assert alive == []
