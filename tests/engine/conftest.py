"""What the tests of the engine share: a notebook of some cells, and whoever executes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import nbformat
import papermill  # noqa: F401  (finds the engine by its entry point; the engine must not be imported first)
import pytest

from annual_report import paths
from annual_report.engine import settings
from annual_report.engine.execute import Execution, execute
from annual_report.engine.run import Run


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Execution]:
    """Execute a notebook of some cells with an engine."""

    def executed(*cells: str, engine_name: str = settings.FORK, tags: Sequence[str] = ()) -> Execution:
        parameters = nbformat.v4.new_code_cell('agency: str = "luolong"\nyear: int = 2024', id="parameters")
        parameters.metadata["tags"] = ["parameters"]
        code = [
            nbformat.v4.new_code_cell(source, id=f"cell-{number}", metadata={"tags": [*tags]})
            for number, source in enumerate(cells)
        ]
        notebook = nbformat.v4.new_notebook(cells=[parameters, *code])
        notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
        nbformat.write(notebook, tmp_path / "source.ipynb")
        monkeypatch.setattr(paths, "NOTEBOOK", tmp_path / "source.ipynb")
        return execute({"agency": "yunze"}, Run(engine=settings.engine_of(engine_name)))

    return executed
