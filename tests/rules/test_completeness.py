"""Nothing of a form is judged by nobody: each figure is in a sum, each line is spoken of, every form has each rule."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from annual_report import paths
from annual_report.form import forms
from annual_report.form.forms import Form, load_form, load_forms
from annual_report.prose.claims import subjects as reading_of_subjects
from annual_report.prose.claims.subjects import load_subjects
from annual_report.rules.suites import entries_of, read_suites
from annual_report.rules.views import claims
from annual_report.steps.ingest import ingest
from annual_report.steps.validate import validate
from breaking import broken, failed_rules

FORMS = load_forms()
UNSPOKEN: dict[str, str] = yaml.safe_load((paths.PROJECT / "tests/unspoken.yaml").read_text(encoding="utf-8"))

# Sound reports with a figure in every line, one of each form.
REPORTS = {"2019": {"report": ["hewan", 2020]}, "2021": {"report": ["yunze", 2024]}}

WITHDRAWN = "4.申请人撤回申请"


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.version)
def test_every_figure_is_in_a_sum(form: Form) -> None:
    """Nothing in table 二 adds up: its figures are each counted for itself."""
    sums = validate(broken(REPORTS[form.version])).sound
    summed = {cell for equation in sums for cell, _ in equation}
    assert {cell for cell in form.cells if not cell.startswith("disclosure.")} <= summed


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.version)
def test_every_line_and_column_is_spoken_of_by_the_prose_rules_or_says_why_not(form: Form) -> None:
    wanted = set(_lines_and_columns(form))
    spoken = {name for cell in _judged_cells(form.version) for name in _line_and_column(cell)}
    assert wanted - spoken == wanted & UNSPOKEN.keys()


def test_every_reason_is_for_a_line_or_a_column_of_some_form() -> None:
    assert set(UNSPOKEN) <= {name for form in FORMS for name in _lines_and_columns(form)}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.version)
def test_every_subject_of_the_prose_is_judged(form: Form) -> None:
    subjects = load_subjects(form.version)
    named = _subjects_judged(form.version)
    of_cells = [
        quantity
        for quantity in subjects.quantities
        if quantity.cells and subjects.bound_to(quantity.cells) == quantity.code
    ]
    assert {each.code for each in (*of_cells, *subjects.statements) if each.cells} <= named


def test_every_rule_is_in_every_form_or_says_why_not() -> None:
    rules = {form.version: [rule for suite in read_suites(form.version) for rule in suite.rules] for form in FORMS}
    ids = {version: {rule.id for rule in there} for version, there in rules.items()}
    every = [rule for there in rules.values() for rule in there]
    absent = {version: {rule.id for rule in every if version in rule.absent} for version in ids}
    for version, there in ids.items():
        assert set().union(*ids.values()) - there == absent[version], version


@pytest.fixture
def longer_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The form of 2021 with one more line under （六）, and yunze's report with its row: no one applied so."""
    folder = Path(shutil.copytree(paths.FORM, tmp_path / "form"))
    text = (folder / "2021.yaml").read_text(encoding="utf-8")
    last = "                  - {code: other_outcomes, label: 3.其他}\n"
    added = last + f"                  - {{code: withdrawn, label: {WITHDRAWN}}}\n"
    (folder / "2021.yaml").write_text(
        text.replace(last, added).replace("figures: 175", "figures: 182"), encoding="utf-8"
    )
    params = Path(shutil.copytree(paths.PARAMS, tmp_path / "params"))
    for table in params.glob("yunze/*/applications.csv"):
        rows = table.read_text(encoding="utf-8").replace("（七）总计,", f"{WITHDRAWN},0,0,0,0,0,0,0\n（七）总计,")
        table.write_text(rows, encoding="utf-8")
    monkeypatch.setattr(paths, "FORM", folder)
    _forget()
    yield params
    monkeypatch.undo()
    _forget()


def test_a_line_that_a_form_adds_is_judged_by_every_rule_of_its_family(longer_form: Path) -> None:
    """Prose 77 beside a table of 0 passed: two lists named every outcome there was."""
    assert failed_rules(validate(ingest("yunze", 2024, longer_form))) == set()
    prose = longer_form / "yunze/2024/narrative.md"
    text = prose.read_text(encoding="utf-8")
    prose.write_text(text.replace("# 五", "公开申请中，申请人撤回申请77件。\n\n# 五", 1), encoding="utf-8")
    assert failed_rules(validate(ingest("yunze", 2024, longer_form))) == {"N-06", "P-01"}
    table = longer_form / "yunze/2024/applications.csv"
    rows = table.read_text(encoding="utf-8")
    table.write_text(rows.replace(f"{WITHDRAWN},0,0,0,0,0,0,0", f"{WITHDRAWN},77,0,0,0,0,0,77"), encoding="utf-8")
    assert failed_rules(validate(ingest("yunze", 2024, longer_form))) == {"T3-S1", "T3-S7", "N-07"}


def _forget() -> None:
    """Let the form be read anew: a process reads it once."""
    load_form.cache_clear()
    forms._forms.cache_clear()
    reading_of_subjects._subjects_of.cache_clear()
    claims._families_of_subjects.cache_clear()


def _lines_and_columns(form: Form) -> Iterator[str]:
    for cell in form.cells:
        yield from _line_and_column(cell)


def _line_and_column(cell: str) -> Iterator[str]:
    """Yield the line of a figure, and its column: in table 二 the columns are those of the line alone."""
    table, line, column = cell.split(".")
    yield f"{table}.{line}"
    if table != "disclosure":
        yield f"{table}.{column}"


def _judged_cells(version: str) -> set[str]:
    subjects, named = load_subjects(version), _subjects_judged(version)
    return {cell for code in named if (subject := subjects.of(code)) for cell in subject.cells}


def _subjects_judged(version: str) -> set[str]:
    """Return the subjects that some rule about the prose names."""
    _, entries = entries_of(version)["claims"]
    return {code for entry in entries for code in _named(entry.data["kwargs"].get("row_condition", {}))}


def _named(condition: dict[str, Any]) -> Iterator[str]:
    if condition.get("column") == {"name": "subject"}:
        parameter = condition.get("parameter", [])
        yield from parameter if isinstance(parameter, list) else [parameter]
    for part in condition.get("conditions", []):
        yield from _named(part)
