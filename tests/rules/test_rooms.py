"""A new view is one file, a new kind of rule is one file: both are put into a copy of the package, and judged there."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from annual_report import paths

VIEW = '''
"""The view of the names of an agency."""

from annual_report.rules.views.catalogue import Reading, declare
from annual_report.rules.views.view import RowPlaces, Shape, View, make_view


@declare("names", lambda _: Shape(("name", "self_name"), ("names",)))
def names(reading: Reading) -> View:
    """One row: what the agency is called, and what it calls itself."""
    agency = reading.report.agency
    return make_view("names", {"names": {"name": agency.name, "self_name": agency.self_name}}, RowPlaces())
'''

KIND = '''
"""expect_short: a text of at most so many characters."""

from great_expectations.execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import ColumnMapExpectation
from great_expectations.expectations.metrics import ColumnMapMetricProvider
from great_expectations.expectations.metrics.map_metric_provider import column_condition_partial


class ShortMetric(ColumnMapMetricProvider):
    """Row by row: is a text short enough?"""

    condition_metric_name = "column_values.short"
    condition_value_keys = ("most",)

    @column_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column, most, **kwargs):
        return column.str.len() <= most


class ExpectShort(ColumnMapExpectation):
    """A text is short."""

    most: int
    map_metric = "column_values.short"
    success_keys = ("most", "mostly")
    args_keys = ("column", "most")
'''

RULE = {
    "type": "expect_short",
    "kwargs": {"column": "name", "most": 3},
    "severity": "info",
    "meta": {"rule": "A-01", "label": "名称不长", "basis": "甲", "explain": "名称是{name}"},
}

JUDGE = """
from annual_report import paths
from annual_report.steps.ingest import ingest
from annual_report.steps.validate import validate

print([each.message for each in validate(ingest("yunze", 2024, paths.PARAMS)).failed()])
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project that a test may add files to."""
    shutil.copytree(paths.PACKAGE, tmp_path / "src/annual_report", ignore=shutil.ignore_patterns("fonts"))
    shutil.copytree(paths.EXPECTATIONS, tmp_path / "expectations")
    for name in ("notebooks", "params"):
        (tmp_path / name).symlink_to(paths.PROJECT / name)
    return tmp_path


def test_a_view_is_one_file_and_so_is_a_kind_of_rule(project: Path) -> None:
    rules = project / "src/annual_report/rules"
    (rules / "views/names.py").write_text(VIEW, encoding="utf-8")
    (rules / "kinds/short.py").write_text(KIND, encoding="utf-8")
    suite = json.dumps({"name": "names", "expectations": [RULE]})
    (project / "expectations/common/names.json").write_text(suite, encoding="utf-8")
    command = [sys.executable, "-c", JUDGE]
    environment = {"PYTHONPATH": str(project / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    run = subprocess.run(command, capture_output=True, text=True, cwd=project, env=environment, check=False)
    assert run.stdout == "['名称是云泽市人民政府']\n", run.stderr
