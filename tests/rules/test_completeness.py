"""Nothing of a form is judged by nobody: each figure is in a sum, each line is spoken of, every form has each rule."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from annual_report import paths
from annual_report.filing.new import create
from annual_report.form import forms
from annual_report.form.forms import Form, load_form, load_forms
from annual_report.form.named_cells import cells_of
from annual_report.prose.reading import vocabulary
from annual_report.prose.reading.measures_file import closed_cells, load_measures
from annual_report.rules.suites import entries_of, read_suites
from annual_report.steps.ingest import ingest
from annual_report.steps.validate import validate
from breaking import failed_rules
from filed import edit

FORMS = load_forms()
UNSPOKEN: dict[str, str] = yaml.safe_load((paths.PROJECT / "tests/unspoken.yaml").read_text(encoding="utf-8"))

WITHDRAWN, MOVED = "4.申请人撤回申请", "5.移送"
ABROAD = "境外人员"


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.version)
def test_every_figure_is_in_a_sum(form: Form, tmp_path: Path) -> None:
    """Nothing in table 二 adds up: its figures are each counted for itself."""
    create("xinju", form.first_year, "某某县新局", tmp_path)
    blank = ingest("xinju", form.first_year, tmp_path)
    sums = validate(blank.with_values(dict.fromkeys(form.cells, 0))).sound
    summed = {cell for equation in sums for cell, _ in equation}
    assert {cell for cell in form.cells if not cell.startswith("disclosure.")} <= summed


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.version)
def test_every_line_and_column_is_spoken_of_by_the_prose_rules_or_says_why_not(form: Form) -> None:
    assert _unspoken(form) <= UNSPOKEN.keys()


def test_every_reason_is_for_a_line_or_a_column_of_some_form_that_is_not_spoken_of() -> None:
    assert set(UNSPOKEN) <= {name for form in FORMS for name in _unspoken(form)}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.version)
def test_every_rule_that_measures_are_judged_by_is_one_of_the_claims(form: Form) -> None:
    _, entries = entries_of(form.version)["claims"]
    measures = load_measures()
    kinds = (measures.applications, measures.results, measures.outcomes, measures.disclosure, measures.rates)
    named = {rule for kind in kinds for each in kind.values() for rule in (each.rule, getattr(each, "none", ""))}
    rules = {*named, *measures.rules.model_dump().values(), *measures.unclear.values()} - {""}
    every = (rule for each in FORMS for suite in read_suites(each.version) for rule in suite.rules)
    lacking = {rule.id for rule in every if form.version in rule.absent}
    assert rules <= {entry.rule for entry in entries} | lacking


def test_every_rule_is_in_every_form_or_says_why_not() -> None:
    rules = {form.version: [rule for suite in read_suites(form.version) for rule in suite.rules] for form in FORMS}
    ids = {version: {rule.id for rule in there} for version, there in rules.items()}
    every = [rule for there in rules.values() for rule in there]
    absent = {version: {rule.id for rule in every if version in rule.absent} for version in ids}
    for version, there in ids.items():
        lacking = set().union(*ids.values()) - there
        assert lacking == absent[version], f'say why in their suites: "absent": {{"{version}": "…"}}'


@pytest.fixture
def longer_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The form of 2021 with two more lines under （六） and a seventh kind of applicant, and yunze's reports in it: no
    one applied so."""
    folder = Path(shutil.copytree(paths.FORM, tmp_path / "form"))
    last_line = "                  - {code: other_outcomes, label: 3.其他}\n"
    lines = f"{{code: withdrawn, label: {WITHDRAWN}}}", f"{{code: moved, label: {MOVED}}}"
    edit(folder / "2021.yaml", last_line, last_line + "".join(f"                  - {line}\n" for line in lines))
    last_column = "              - {code: other_organisations, label: 其他}\n"
    column = f"          - {{code: abroad, label: {ABROAD}, families: [applicant]}}\n"
    edit(folder / "2021.yaml", last_column, last_column + column)
    edit(folder / "2021.yaml", "figures: 175", "figures: 216")
    edit(folder / "2021.yaml", "widths: [6, 13, ", "widths: [6, 6, 7, ")
    params = Path(shutil.copytree(paths.PARAMS, tmp_path / "params"))
    for table in params.glob("yunze/*/applications.csv"):
        rows = [",0,".join(row.rsplit(",", 1)) for row in table.read_text(encoding="utf-8").splitlines()]
        rows[0] = rows[0].replace(",0,", f",{ABROAD},")
        rows[-2:-2] = [f"{line},0,0,0,0,0,0,0,0" for line in (WITHDRAWN, MOVED)]
        table.write_text("\n".join(rows) + "\n", encoding="utf-8")
    monkeypatch.setattr(paths, "FORM", folder)
    _forget()
    yield params
    monkeypatch.undo()
    _forget()


@pytest.mark.parametrize(
    ("said", "row", "judged", "summed"),
    [
        ("申请人撤回申请77件", f"{WITHDRAWN},77,0,0,0,0,0,0,77", {"N-06", "P-01"}, {"T3-S1", "T3-S8", "N-07"}),
        ("移送77件", f"{MOVED},77,0,0,0,0,0,0,77", {"N-06", "P-01"}, {"T3-S1", "T3-S8", "N-07"}),
        ("境外人员77件", f"{WITHDRAWN},0,0,0,0,0,0,77,0", {"N-16", "P-01"}, {"N-16", "P-01", "T3-R24", "T3-S7"}),
    ],
)
def test_what_a_form_adds_is_judged_by_every_rule_of_its_family(
    longer_form: Path, said: str, row: str, judged: set[str], summed: set[str]
) -> None:
    """Prose 77 beside a table of 0 passed: two lists named every outcome there was."""
    assert failed_rules(validate(ingest("yunze", 2024, longer_form))) == set()
    edit(longer_form / "yunze/2024/narrative.md", "# 五", f"公开申请中，{said}。\n\n# 五")
    assert failed_rules(validate(ingest("yunze", 2024, longer_form))) == judged
    edit(longer_form / "yunze/2024/applications.csv", f"{row.split(',')[0]},0,0,0,0,0,0,0,0", row)
    assert failed_rules(validate(ingest("yunze", 2024, longer_form))) == summed


def test_a_total_that_is_blank_beside_every_kind_of_applicant_is_told(longer_form: Path) -> None:
    edit(longer_form / "yunze/2024/applications.csv", f"{MOVED},0,0,0,0,0,0,0,0", f"{MOVED},0,0,0,0,0,0,0,")
    (finding,) = (each for each in validate(ingest("yunze", 2024, longer_form)).failed() if each.rule == "T3-03")
    assert "按七类申请人相加应为 0" in finding.message


def _forget() -> None:
    """Let the form be read anew: a process reads it once."""
    load_form.cache_clear()
    forms._forms.cache_clear()
    vocabulary._vocabulary.cache_clear()


def _unspoken(form: Form) -> set[str]:
    spoken = {name for cell in _judged_cells(form) for name in _line_and_column(cell)}
    return set(_lines_and_columns(form)) - spoken


def _lines_and_columns(form: Form) -> Iterator[str]:
    for cell in form.cells:
        yield from _line_and_column(cell)


def _line_and_column(cell: str) -> Iterator[str]:
    """Yield the line of a figure, and its column: in table 二 the columns are those of the line alone."""
    table, line, column = cell.split(".")
    yield f"{table}.{line}"
    if table != "disclosure":
        yield f"{table}.{column}"


def _judged_cells(form: Form) -> set[str]:
    """Return the cells that measures.yaml, or a name of the form itself, lets the prose be held against."""
    table, measures = form.table("applications"), load_measures()
    routes = {line for lines in measures.routes.values() for line in lines}
    kinds = (measures.applications, measures.results, measures.outcomes, measures.disclosure)
    named = [cells for kind in kinds for entry in kind.values() for agrees in entry.agrees for cells in agrees]
    named += [f"applications.{line}.total" for line in table.lines_named["outcome"]]
    named += [f"applications.received.{column}" for column in table.columns_named["applicant"]]
    closed = {closed_cells(cells, route, "total") for cells in named for route in routes}
    return {cell for cells in closed for cell in cells_of(form, cells)}
