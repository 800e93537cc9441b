"""What we start goes without a grammar that nobody asks for; whoever imports us has everything."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annual_report import paths
from annual_report.engine import settings
from annual_report.engine.execute import Execution
from annual_report.engine.executors import ProcessExecutor
from annual_report.engine.run import Run
from annual_report.engine.warm import client

pytest.importorskip("rfc3987_syntax", reason="jsonschema finds no grammar here, hidden or not")

# What a process has: jsonschema and the grammar, imported or marked as missing, and finders of our own.
TELL = """{
    "jsonschema": "jsonschema" in __import__("sys").modules,
    "grammar": "rfc3987_syntax" in __import__("sys").modules,
    "missing": [name for name, module in __import__("sys").modules.items() if module is None],
    "finders": [each for each in map(repr, __import__("sys").meta_path) if "annual_report" in each],
}"""
LIGHT = {"jsonschema": True, "grammar": False, "missing": [], "finders": []}


def told_after(code: str) -> Any:
    """Return what a new process tells after some code, in the last line that it prints."""
    return json.loads(printed_by(f"{code}\nimport json\nprint(json.dumps({TELL}))").splitlines()[-1])


def printed_by(code: str) -> str:
    """Return what a new process prints that runs some code."""
    command = [sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, cwd=paths.PROJECT, check=True).stdout


def test_whoever_imports_us_has_jsonschema_whole() -> None:
    assert told_after("import annual_report, jsonschema") == {**LIGHT, "grammar": True}
    assert told_after("from annual_report import ingest, validate")["missing"] == []


def test_the_grammar_is_hidden_from_jsonschema_alone() -> None:
    inside = "from annual_report.engine.light_imports import light_imports\nwith light_imports():\n    import "
    assert told_after(f"{inside} jsonschema") == LIGHT
    assert told_after(f"{inside} jsonschema, rfc3987_syntax") == {**LIGHT, "grammar": True}
    assert told_after(f"{inside} jsonschema\nimport rfc3987_syntax") == {**LIGHT, "grammar": True}


def test_nothing_else_is_missing_in_jsonschema() -> None:
    formats = "import jsonschema; print(*sorted(jsonschema.FormatChecker.checkers))"
    light = f"from annual_report.engine.light_imports import light_imports\nwith light_imports():\n    {formats}"
    whole, less = (printed_by(code).split() for code in (formats, light))
    assert {*whole} - {*less} == {"iri", "iri-reference"}


@pytest.mark.parametrize("command", ["check", "report"])
def test_a_command_and_its_children_go_without_and_leave_nothing_behind(command: str, tmp_path: Path) -> None:
    options = [command, "--agency", "yunze", "--year", "2024", "--out", str(tmp_path), "--warm", "0"]
    run = f"from annual_report.__main__ import main\nassert main({options}) == 0\n"
    tell = f"import json, sys\nprint(json.dumps({TELL}))\nprint('then', file=sys.stderr)\n"
    whole = [sys.executable, "-X", "importtime", "-c", f"{run}{tell}import rfc3987_syntax\n{tell}"]
    done = subprocess.run(whole, capture_output=True, text=True, cwd=paths.PROJECT, check=True)
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.partition("\nthen")[0].splitlines()}
    assert {"jsonschema", "great_expectations"} <= imported
    # An import that is refused is listed, too; the grammar is compiled in this part of the package.
    assert "rfc3987_syntax.syntax_helpers" not in imported
    # A check is done in a child, which takes what it has imported along.
    here = {**LIGHT, "jsonschema": command == "report"}
    assert [json.loads(line) for line in done.stdout.splitlines()[-2:]] == [here, {**here, "grammar": True}]


@pytest.mark.skipif(not settings.can_fork(), reason="there is no fork here")
def test_the_warm_process_goes_without_and_its_children_may_import_it() -> None:
    with client.private_process(Run()) as process:
        assert process.call(eval, TELL) == LIGHT
        assert process.call(eval, "__import__('rfc3987_syntax').is_valid_syntax('iri', 'http://a')")


def test_a_new_process_of_a_pool_goes_without() -> None:
    with ProcessExecutor(("annual_report.document.exporters",), 1) as workers:
        assert workers.submit(eval, TELL).result() == LIGHT


def test_a_kernel_goes_without_and_a_cell_may_import_it(run: Callable[..., Execution]) -> None:
    cells = (f"print({TELL} == {LIGHT})", "import rfc3987_syntax; print(rfc3987_syntax.__name__)")
    executed = run(*cells, engine_name=settings.KERNEL).notebook
    printed = [output.text.strip() for cell in executed.cells for output in cell.get("outputs", [])]
    assert printed == ["True", "rfc3987_syntax"]


def test_a_command_imports_nothing_that_only_another_one_needs() -> None:
    """Else everyone waits for what writes workbooks, draws charts or makes sites."""
    imported = printed_by("import sys, annual_report.commands.run; print(*sys.modules)").split()
    heavy = {"openpyxl", "pandas", "matplotlib", "filelock", "great_expectations", "nbconvert", "mistune"}
    assert heavy & {*imported} == set()
