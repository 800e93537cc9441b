"""The engine that forks gives what a kernel gives, and loses one report at most."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from pathlib import Path

import nbformat
import papermill  # noqa: F401  (finds the engine by its entry point; the engine must not be imported first)
import pytest

from annual_report import build, paths
from annual_report.errors import EngineError, InputError
from annual_report.publish import choices, engine, limits
from annual_report.publish.execute import Execution, execute

Run = Callable[..., Execution]

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")

# What a notebook can show: streams, results, displays, errors. The pixel is a PNG of one point.
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
RICH = (
    "import sys\nprint('a'); print('b', file=sys.stderr); print('c')",
    "from IPython.display import HTML, Markdown, clear_output, display\nprint('x'); display(HTML('<b>1</b>'))\n"
    "print('y')\nMarkdown('# 题')",
    "import pandas\npandas.DataFrame({'件': [1, 2]})",
    "class Rich:\n    def _repr_mimebundle_(self, include=None, exclude=None):\n"
    "        return {'text/plain': 'p', 'application/x+json': {'b': 1, 'a': 2}}, {'isolated': True}\nRich()",
    "len(Out), Out[4], In[1]",
    "handle = display('one', display_id='d')\nhandle.update('two')",
    "import asyncio\nawait asyncio.sleep(0)\n3",
    "!echo from a program",
    "import logging\nlogging.getLogger('annual_report').warning('aloud')",
    "print(1); clear_output(); print(2)",
    "",
    "agency, year, __name__",
    f"import base64\nfrom IPython.display import Image\nImage(base64.b64decode('{PIXEL}'))",
    "def fails():\n    raise ValueError('坏')\nfails()",
    "print('never')",
)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Execute a notebook of some cells with an engine."""

    def executed(*cells: str, engine_name: str = choices.FORK) -> Execution:
        parameters = nbformat.v4.new_code_cell('agency: str = "luolong"\nyear: int = 2024', id="parameters")
        parameters.metadata["tags"] = ["parameters"]
        code = [nbformat.v4.new_code_cell(source, id=f"cell-{number}") for number, source in enumerate(cells)]
        notebook = nbformat.v4.new_notebook(cells=[parameters, *code])
        notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
        nbformat.write(notebook, tmp_path / "source.ipynb")
        monkeypatch.setattr(paths, "NOTEBOOK", tmp_path / "source.ipynb")
        monkeypatch.setenv(choices.ENGINE_VARIABLE, engine_name)
        return execute({"agency": "yunze"}, tmp_path / f"{engine_name}.ipynb")

    return executed


def texts(execution: Execution) -> list[str]:
    """Return what was printed."""
    outputs = (output for cell in execution.notebook.cells for output in cell.get("outputs", []))
    return [output["text"].strip() for output in outputs if "text" in output]


@pytest.mark.parametrize("agency", ["luolong", "yunze"])
def test_both_engines_give_the_same_report(agency: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {}
    for name in engine.ENGINES:
        monkeypatch.setenv(choices.ENGINE_VARIABLE, name)
        outcome = build.report(build.Request(agency, 2024, paths.PARAMS, tmp_path / name), ["html", "md"])
        assert outcome.exit_code == 0, outcome.message
        files[name] = {file.name: file.read_bytes() for file in outcome.files}
    assert files[choices.FORK] == files[choices.KERNEL]


def test_both_engines_give_the_same_notebook_of_everything_a_cell_can_show(run: Run) -> None:
    fork, kernel = (run(*RICH, engine_name=name) for name in engine.ENGINES)
    assert nbformat.writes(fork.notebook) == nbformat.writes(kernel.notebook)
    assert (fork.error, fork.message) == (kernel.error, kernel.message) == ("ValueError", "坏")
    kinds = {output.output_type for cell in fork.notebook.cells for output in cell.get("outputs", [])}
    assert kinds == {"stream", "execute_result", "display_data", "error"}
    assert not any("never" in text for text in texts(fork))


def test_nothing_leaks_from_one_report_to_the_next(run: Run) -> None:
    run("import os, sys, math\nleft = 1\nos.environ['LEFT'] = '1'\nos.chdir('/')\nmath.pi = 3")
    after = run("import os, math\nprint('left' in dir(), 'LEFT' in os.environ, os.getcwd() == '/', math.pi == 3)")
    assert texts(after) == ["False False False False"]
    assert "LEFT" not in os.environ


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("import os\nos._exit(7)", "自行退出（退出码 7）"),
        ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", "被系统终止（SIGKILL）"),
        ("import time\ntime.sleep(60)", "运行超过 1 秒，已终止"),
        ("import subprocess\nsubprocess.run(['sleep', '60'])", "运行超过 1 秒，已终止"),
    ],
)
def test_a_child_that_does_not_come_to_its_end_says_why(
    run: Run, monkeypatch: pytest.MonkeyPatch, cell: str, words: str
) -> None:
    monkeypatch.setenv(limits.TIME_VARIABLE, "1" if "1 秒" in words else "60")
    start = time.monotonic()
    with pytest.raises(EngineError, match=re.escape(words)):
        run(cell)
    assert time.monotonic() - start < 30


def test_memory_is_limited(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(limits.MEMORY_VARIABLE, "200")
    execution = run("much = bytearray(400 * 2**20)")
    assert (execution.error, execution.message[:18]) == ("MemoryError", "运行报告用的内存超过上限（200 M"[:18])


def test_a_report_that_kills_itself_ends_in_three_and_publishes_nothing(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("1")
    notebook = nbformat.read(paths.NOTEBOOK, as_version=4)
    notebook.cells[-1].source = "import os\nos._exit(7)"
    nbformat.write(notebook, paths.NOTEBOOK)
    outcome = build.report(build.Request("luolong", 2024, paths.PARAMS, tmp_path / "out"), ["html"])
    assert (outcome.exit_code, "退出码 7" in outcome.message) == (3, True)
    assert "退出码 7" in outcome.findings["problems"][0]["message"]
    assert not (outcome.request.place / "report.html").exists()


def test_an_unknown_engine_is_refused(run: Run) -> None:
    with pytest.raises(InputError, match="没有「frok」这种运行方式；是不是「fork」？"):
        run("1", engine_name="frok")


@pytest.mark.parametrize("value", ["0", "-1", "五"])
def test_a_limit_that_is_no_number_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv(limits.TIME_VARIABLE, value)
    with pytest.raises(InputError, match="应是正整数"):
        run("1")
