"""The engine that forks gives what papermill's own gives, and loses one report at most."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import nbformat
import psutil
import pytest

from annual_report import paths
from annual_report.build import verbs
from annual_report.engine import limits, papermill_engine, settings
from annual_report.engine.execute import Execution
from annual_report.engine.run import Run
from annual_report.errors import EngineError
from cells import texts
from waiting import wait_until

Execute = Callable[..., Execution]

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")


def test_both_engines_give_the_same_report(tmp_path: Path) -> None:
    files = {}
    for name in papermill_engine.ENGINES:
        run = Run(paths.PARAMS, tmp_path / name, ("html", "md"), engine=settings.engine_of(name))
        outcome = verbs.report(verbs.Request("yunze", 2024, run))
        assert outcome.exit_code == 0, outcome.message
        files[name] = {file.name: file.read_bytes() for file in outcome.files}
    assert files[settings.FORK] == files[settings.KERNEL]


def test_papermill_finds_the_engine_from_anywhere(run: Execute, tmp_path: Path) -> None:
    run("print(year); import os; print(os.getcwd())")
    command = [
        sys.executable,
        "-m",
        "papermill",
        "--engine",
        "annual-report-fork",
        "-p",
        "year",
        "2023",
        "--log-output",
    ]
    (tmp_path / "elsewhere").mkdir()
    done = subprocess.run(
        [*command, "../source.ipynb", "out.ipynb"], cwd=tmp_path / "elsewhere", capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    outputs = nbformat.read(tmp_path / "elsewhere/out.ipynb", as_version=4).cells[-1].outputs
    assert [output.text for output in outputs] == [f"2023\n{tmp_path / 'elsewhere'}\n"]
    # What papermill reports is on the terminal, and not in the notebook.
    assert "Executing Cell 3" in done.stderr
    assert str(tmp_path / "elsewhere") in done.stderr


def test_nothing_leaks_from_one_report_to_the_next(run: Execute) -> None:
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
    run: Execute, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cell: str, words: str
) -> None:
    monkeypatch.setenv(limits.TIME_VARIABLE, "1" if "1 秒" in words else "60")
    told = tmp_path / "child"
    with pytest.raises(EngineError, match=re.escape(words)):
        run(f"import os, pathlib\npathlib.Path({str(told)!r}).write_text(str(os.getpid()))", cell)
    child = int(told.read_text())
    wait_until(lambda: not alive_in_group(child))


def alive_in_group(leader: int) -> list[psutil.Process]:
    """Return the processes at work among a child and all that it started."""
    found = (each for each in psutil.process_iter(["pid", "status"]) if each.info["status"] != psutil.STATUS_ZOMBIE)
    return [each for each in found if is_in_group(each.pid, leader)]


def is_in_group(process: int, leader: int) -> bool:
    with suppress(ProcessLookupError):
        return os.getpgid(process) == leader
    return False


def test_memory_is_limited(run: Execute, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(limits.MEMORY_VARIABLE, "200")
    execution = run("much = bytearray(400 * 2**20)")
    assert str(execution.failure).startswith("MemoryError: 运行报告用的内存超过上限（200 M")


def test_a_report_that_kills_itself_ends_in_three_and_publishes_nothing(
    run: Execute, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("1")
    notebook = nbformat.read(paths.NOTEBOOK, as_version=4)
    notebook.cells[-1].source = "import os\nos._exit(7)"
    nbformat.write(notebook, paths.NOTEBOOK)
    outcome = verbs.report(verbs.Request("luolong", 2024, Run(paths.PARAMS, tmp_path / "out", ("html",))))
    assert (outcome.exit_code, "退出码 7" in outcome.message) == (3, True)
    assert "退出码 7" in outcome.findings.problems[0].message
    assert not (outcome.request.place / "report.html").exists()
