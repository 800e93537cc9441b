"""Run the notebook for one agency and year with papermill, refusing what papermill would let pass."""

from __future__ import annotations

import logging
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import nbformat
import papermill
from nbformat import NotebookNode
from nbformat.reader import NotJSONError
from papermill.exceptions import PapermillExecutionError
from traitlets.config import Config

from annual_report import paths
from annual_report.engine.additions import notebook_of
from annual_report.engine.environment import environment_with
from annual_report.engine.lost_glyphs import lost_glyphs
from annual_report.engine.papermill_engine import ENGINES
from annual_report.engine.run import Run
from annual_report.engine.settings import FORK
from annual_report.errors import AnnualReportError, CellError, EngineError, InputError, Problem
from annual_report.files import write_json
from annual_report.wording import join_words, suggestion

UNKNOWN_PARAMETER = "没有「{name}」这个参数{suggestion}（可用：{known}）"
WRONG_TYPE = "参数 {name}={value!r} 应是{expected}"
NOT_A_NOTEBOOK = "{notebook} 不是笔记本，或者文件坏了：请检查 " + paths.NOTEBOOK_VARIABLE
TYPES: dict[str, tuple[type, str]] = {"str": (str, "文字"), "int": (int, "整数")}

# A kernel that is being stopped may complain of the interruption on the terminal.
QUIET = ["--IPKernelApp.log_level=CRITICAL"]
LIGHT = ["--ext=annual_report.engine.light_imports"]

# What changes from run to run without the report changing.
VOLATILE = ("papermill", "execution")
# The cells that papermill adds have random ids.
ADDED = {"injected-parameters", "papermill-error-cell-tag"}
# What has no better words says where it lies in memory; pandas gives a table with a style of its own a random name.
ADDRESS = re.compile(r"(?<=[\w)]) at 0x[0-9a-fA-F]+(?=>)")
STYLED = re.compile(r'<table id="(T_[0-9a-f]{5})"')
# A warning names the file of its code: that of a cell lies in a folder of the process, that of a package anywhere.
CODE_FILE = re.compile(r"\S*(?:ipykernel_\d+|site-packages)[/\\]")


@dataclass(frozen=True)
class Execution:
    """An executed notebook, and what it ended with: None where it ran to its end and drew every letter."""

    notebook: NotebookNode
    failure: AnnualReportError | None = None


def execute(
    parameters: Mapping[str, Any],
    run: Run | None = None,
    verdicts: Mapping[str, Any] | None = None,
    prepared: Mapping[str, Any] | None = None,
) -> Execution:
    """Run the notebook with parameters; it is handed what was judged already, so that it need not judge again.

    `prepared` is what a notebook about many reports shows, where that was gathered already.

    Raises InputError for a parameter that the notebook does not declare, or declares with another type: papermill
    would only warn.
    """
    run = run or Run()
    require_declared(parameters, run.places.notebook)
    # papermill says on the terminal what the commands around it say better.
    logging.getLogger("papermill").setLevel(logging.CRITICAL)
    with _private_folder() as folder, _hand_over(run, verdicts or {}, folder, prepared):
        # papermill hands out a notebook that failed only as a file.
        output = folder / "executed.ipynb"
        failure = _run_papermill(notebook_of(parameters, run, folder), parameters, run, output)
        with paths.reading(run.params):
            notebook = _stable(nbformat.read(output, as_version=4))
    # A figure with boxes in the place of letters is shown to nobody: whoever draws it must look at it.
    if not failure and (message := lost_glyphs(notebook)):
        failure = InputError([Problem(message)])
    return Execution(notebook, failure)


def _run_papermill(notebook: Path, parameters: Mapping[str, Any], run: Run, output: Path) -> AnnualReportError | None:
    """Execute a notebook into a file, and return what a cell raised."""
    try:
        papermill.execute_notebook(
            notebook,
            output,
            parameters=dict(parameters),
            engine_name=ENGINES[run.engine],
            kernel_name="python3",
            progress_bar=False,
            request_save_on_cell_execute=False,
            cwd=paths.NOTEBOOKS,
            config=_kernel_config(output.parent),
            extra_arguments=[*QUIET, *LIGHT],
            # A kernel sends what is printed in pieces, as time goes by.
            coalesce_streams=True,
            # papermill's own engine takes no limits.
            **({"limits": run.limits} if run.engine == FORK else {}),
        )
    except PapermillExecutionError as error:
        return _failure_of(error, run)
    return None


def _failure_of(error: PapermillExecutionError, run: Run) -> CellError:
    """Return what a cell raised; Python says nothing when memory runs out."""
    words = run.limits.too_large if error.ename == MemoryError.__name__ else str(error.evalue)
    with paths.reading(run.params):
        return CellError(error.ename, paths.without_folders(words))


def require_declared(parameters: Mapping[str, Any], notebook: Path) -> None:
    """Raise InputError unless every parameter is declared in the notebook's parameters cell with that type."""
    declared = _declared(notebook)
    problems = [problem for name, value in parameters.items() if (problem := _refusal(name, value, declared))]
    if problems:
        raise InputError(problems)


def _declared(notebook: Path) -> Mapping[str, Any]:
    try:
        return dict(papermill.inspect_notebook(notebook))
    except NotJSONError as error:
        raise EngineError(NOT_A_NOTEBOOK.format(notebook=paths.stored_name(notebook))) from error


def _refusal(name: str, value: Any, declared: Mapping[str, Any]) -> Problem | None:
    if name not in declared:
        known = list(declared)
        return Problem(UNKNOWN_PARAMETER.format(name=name, suggestion=suggestion(name, known), known=join_words(known)))
    expected, words = TYPES[declared[name]["inferred_type_name"]]
    if type(value) is not expected:
        return Problem(WRONG_TYPE.format(name=name, value=value, expected=words), found=str(value))
    return None


@contextmanager
def _hand_over(
    run: Run, verdicts: Mapping[str, Any], folder: Path, prepared: Mapping[str, Any] | None
) -> Iterator[None]:
    """Leave in a folder what the notebook has to know, whatever process it runs in: see `paths.read_handed`."""
    places = replace(run.places, params=run.params.absolute())
    file = folder / "handed.json"
    write_json(file, {"places": places.as_dict(), "draft": run.draft, "verdicts": verdicts, "prepared": prepared})
    variables = {paths.HANDED_VARIABLE: str(file), "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
    with paths.in_force(places), environment_with(variables):
        yield


@contextmanager
def _private_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="kernel-") as folder:
        yield Path(folder)


def _kernel_config(folder: Path) -> Config:
    """Reach the kernel through Unix sockets of its own where there are any: no port is opened, and none is shared."""
    return Config({"KernelManager": {"transport": "ipc", "ip": f"{folder}/k"}} if os.name == "posix" else {})


def _stable(notebook: NotebookNode) -> NotebookNode:
    """Take out times, paths and random ids, so that the same inputs give the same notebook."""
    _forget(notebook.metadata)
    styled: dict[str, str] = {}
    for number, cell in enumerate(notebook.cells):
        _forget(cell.metadata)
        for tag in ADDED & set(cell.metadata.get("tags", [])):
            cell.id = f"{tag}-{number}"
        for output in cell.get("outputs", []):
            if "text" in output:
                output.text = ADDRESS.sub("", paths.without_folders(CODE_FILE.sub("", output.text)))
            if "data" in output:
                output.data.update(_without_chance(output.data, styled))
            if "traceback" in output:
                output.evalue = paths.without_folders(output.evalue)
                output.traceback = [paths.without_folders(CODE_FILE.sub("", each)) for each in output.traceback]
    return notebook


def _without_chance(data: NotebookNode, styled: dict[str, str]) -> dict[str, str]:
    """Return what an analyst's output shows, without what changes from run to run."""
    if "text/markdown" in data:
        return {}
    shown = {mime: ADDRESS.sub("", data[mime]) for mime in ("text/plain", "text/html") if mime in data}
    for name in STYLED.findall(shown.get("text/html", "")):
        shown["text/html"] = shown["text/html"].replace(name, styled.setdefault(name, f"T_{len(styled)}"))
    return shown


def _forget(metadata: dict[str, Any]) -> None:
    for key in VOLATILE:
        metadata.pop(key, None)
