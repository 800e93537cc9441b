"""The engine that forks gives what a kernel gives, and loses one report at most."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import nbformat
import papermill  # noqa: F401  (finds the engine by its entry point; the engine must not be imported first)
import pytest

from annual_report import paths
from annual_report.build import verbs
from annual_report.engine import limits, papermill_engine, settings
from annual_report.engine.execute import Execution, execute
from annual_report.errors import EngineError, InputError

Run = Callable[..., Execution]

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")

# What a notebook can show: streams, results, displays, errors. The pixel is a PNG of one point.
WRITTEN = Path(tempfile.gettempdir(), f"written-{os.getpid()}.txt")
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
RICH = (
    "import sys\nprint('a'); print('b', file=sys.stderr); print('c')",
    "from IPython.display import HTML, Markdown, clear_output, display, update_display\nprint('x')\n"
    "display(HTML('<b>1</b>'))\nprint('y')\nMarkdown('# 题')",
    "import pandas\npandas.DataFrame({'件': [1, 2]})",
    "class Rich:\n    def _repr_mimebundle_(self, include=None, exclude=None):\n"
    "        return {'text/plain': 'p', 'application/x+json': {'b': 1, 'a': 2}}, {'isolated': True}\nRich()",
    "len(Out), Out[4], In[1], _4",
    "handle = display('one', display_id='d')\nhandle.update('two')",
    "update_display('three', display_id='d'); display('four', metadata={'text/plain': {'a': (1, 2)}})",
    "import asyncio\nawait asyncio.sleep(0)\n3",
    "task = asyncio.create_task(asyncio.sleep(0.01, 'of an earlier cell'))",
    "await task",
    "!echo from a program",
    "!printf '中\\377\\n'; exit 4",
    "_exit_code",
    "import logging\nlogging.getLogger('annual_report').warning('aloud'); logging.info('not at all')",
    "print(1); clear_output(); print(2)",
    "print(1); clear_output(wait=True); print(2); clear_output(wait=True)",
    "",
    "agency, year, __name__",
    f"import base64\nfrom IPython.display import Image\nImage(base64.b64decode('{PIXEL}'))",
    "pandas.DataFrame({'件': [1, 2]}).style.set_uuid('u').highlight_max().to_html()",
    "import warnings\nwarnings.warn('当心'); warnings.warn('old', DeprecationWarning)",
    "import threading\nthread = threading.Thread(target=print, args=['from a thread']); thread.start(); thread.join()",
    "import multiprocessing\nprocess = multiprocessing.get_context('fork').Process(target=int)\n"
    "process.start(); process.join(); process.exitcode",
    "for _ in range(5000):\n    print('长' * 9)\nlist(range(1100))",
    "%%capture captured\nprint('in'); print('err', file=sys.stderr); display('d')",
    "captured.stdout, captured.stderr, captured.outputs[0].data",
    # Elsewhere: a file that comes and goes beside the notebook is an edit of the toolkit to whoever builds meanwhile.
    f"%%writefile {WRITTEN}\n一",
    f"!rm {WRITTEN}",
    "%%bash\necho out; echo err >&2",
    "%%html\n<b>粗</b>",
    "get_ipython().run_line_magic('precision', '2')\n3.14159",
    "type(get_ipython()).__name__",
    "'' in sys.path, sys.stdout.encoding, sys.stdout.isatty(), sys.stdin.read()",
    "def fails():\n    raise ValueError('坏')\nfails()",
    "print('never')",
)

# Figures are shown at the end of their cell, by the backend that a kernel chooses. SVG has random ids, and a date.
FIGURES = (
    "import matplotlib.pyplot as plt\nplt.plot([1, 2]);",
    "for number in range(2):\n    plt.plot([number]); plt.show(); print(number)",
    "figure, axes = plt.subplots(); axes.set_title('figure'); figure",
    "%matplotlib inline\npandas = __import__('pandas'); pandas.DataFrame({'a': [1, 2]}).plot();",
    "plt.get_backend(), plt.rcParams['figure.dpi'], plt.get_fignums()",
    "plt.rcParams['figure.figsize'] = 2, 1; plt.figure(facecolor='none').add_subplot();",
    "plt.rcParams['svg.hashsalt'] = 'salt'\nfrom matplotlib_inline.backend_inline import set_matplotlib_formats\n"
    "set_matplotlib_formats('svg', metadata={'Date': None}); plt.plot([1, 2]);",
    "%config InlineBackend.figure_formats = ['retina']\nplt.plot([1, 2]);",
    "%config InlineBackend.figure_formats = set()\nfrom annual_report import title",
    "plt.plot([1, 2]); plt.title('申请');",
    "plt.ioff(); plt.plot([1, 2]);",
    "plt.ion(); plt.plot([2, 1]); raise ValueError('after a figure')",
)

# Each of these cells fails; the cells are tagged so that the next is run all the same.
FAILURES = (
    "def fails():\n    坏 = ValueError('坏')\n    raise 坏\nfails()",
    "try:\n    1 / 0\nexcept ZeroDivisionError as cause:\n    raise RuntimeError('乙') from cause",
    "try:\n    1 / 0\nexcept ZeroDivisionError:\n    {}['k']",
    "raise ExceptionGroup('组', [ValueError(1), TypeError('二')])",
    "def f(:\n    pass",
    "print('未闭合",
    "  x = 1\n y = 2",
    "return 1",
    "input('名称？')",
    "import getpass; getpass.getpass()",
    "import sys; sys.stdin.read(); breakpoint()",
    "sys.stdout.reconfigure(encoding='utf-8')",
    "raise SystemExit",
    "raise SystemExit(3)",
    "raise KeyboardInterrupt",
    "import os, signal, time; os.kill(os.getpid(), signal.SIGINT); time.sleep(9)",
    "import asyncio\nawait asyncio.sleep(0); raise ValueError('异步')",
    "%nosuch",
    "%%nosuch\nx",
    "%%bash\nexit 3",
    "class Bad:\n    def __repr__(self):\n        raise ValueError('repr')\nBad()",
    "from IPython.display import display\ndisplay({'application/json': {'a': object}}, raw=True)",
    "%xmode Plain\n1 / 0",
    "import subprocess; subprocess.run(['false'], check=True)",
    "_",
)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
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
        monkeypatch.setenv(settings.ENGINE_VARIABLE, engine_name)
        return execute({"agency": "yunze"})

    return executed


def texts(execution: Execution) -> list[str]:
    """Return what was printed."""
    outputs = (output for cell in execution.notebook.cells for output in cell.get("outputs", []))
    return [output["text"].strip() for output in outputs if "text" in output]


@pytest.mark.parametrize("agency", ["luolong", "yunze"])
def test_both_engines_give_the_same_report(agency: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {}
    for name in papermill_engine.ENGINES:
        monkeypatch.setenv(settings.ENGINE_VARIABLE, name)
        outcome = verbs.report(verbs.Request(agency, 2024, paths.PARAMS, tmp_path / name), ["html", "md"])
        assert outcome.exit_code == 0, outcome.message
        files[name] = {file.name: file.read_bytes() for file in outcome.files}
    assert files[settings.FORK] == files[settings.KERNEL]


def test_both_engines_give_the_same_notebook_of_everything_a_cell_can_show(run: Run) -> None:
    fork, kernel = (run(*RICH, engine_name=name) for name in papermill_engine.ENGINES)
    assert nbformat.writes(fork.notebook) == nbformat.writes(kernel.notebook)
    assert (fork.error, fork.message) == (kernel.error, kernel.message) == ("ValueError", "坏")
    kinds = {output.output_type for cell in fork.notebook.cells for output in cell.get("outputs", [])}
    assert kinds == {"stream", "execute_result", "display_data", "error"}
    assert not any("never" in text for text in texts(fork))


def test_both_engines_show_the_same_figures(run: Run) -> None:
    # matplotlib says so where it makes its list of fonts; it must not be imported here.
    subprocess.run([sys.executable, "-c", "import matplotlib.font_manager"], check=True, capture_output=True)
    fork, kernel = (run(*FIGURES, engine_name=name) for name in papermill_engine.ENGINES)
    assert nbformat.writes(fork.notebook) == nbformat.writes(kernel.notebook)
    kinds = {
        kind for cell in fork.notebook.cells for output in cell.get("outputs", []) for kind in output.get("data", ())
    }
    assert {"image/png", "image/svg+xml"} <= kinds


def test_both_engines_fail_the_same_way(run: Run) -> None:
    fork, kernel = (run(*FAILURES, engine_name=name, tags=["raises-exception"]) for name in papermill_engine.ENGINES)
    for ours, theirs in zip(fork.notebook.cells, kernel.notebook.cells, strict=True):
        assert ours == theirs, ours.source
    names = [output.ename for cell in fork.notebook.cells for output in cell.get("outputs", []) if "ename" in output]
    assert {"StdinNotImplementedError", "SystemExit", "KeyboardInterrupt", "SyntaxError"} <= {*names}


def test_a_matplotlib_that_the_parent_has_set_up_is_new_to_the_child(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    import matplotlib.pyplot

    monkeypatch.setitem(matplotlib.rcParams, "figure.dpi", 30)
    matplotlib.pyplot.switch_backend("agg")
    matplotlib.pyplot.figure()
    try:
        fork = run(*FIGURES[:5])
    finally:
        matplotlib.pyplot.close("all")
    assert fork.notebook == run(*FIGURES[:5], engine_name=settings.KERNEL).notebook


def test_what_a_cell_and_its_programs_print_is_in_order(run: Run) -> None:
    fork = run(
        "import os\nprint('a'); os.system('echo b'); print('c')\nif not os.fork():\n    print('d'); os._exit(0)\n"
        "os.wait(); print('e')"
    )
    assert texts(fork) == ["a\nb\nc\nd\ne"]


def test_exit_does_not_end_the_notebook(run: Run) -> None:
    assert texts(run("exit()", "print('on')")) == ["on"]


def test_papermill_finds_the_engine_from_anywhere(run: Run, tmp_path: Path) -> None:
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
    outcome = verbs.report(verbs.Request("luolong", 2024, paths.PARAMS, tmp_path / "out"), ["html"])
    assert (outcome.exit_code, "退出码 7" in outcome.message) == (3, True)
    assert "退出码 7" in outcome.findings.problems[0].message
    assert not (outcome.request.place / "report.html").exists()


def test_an_unknown_engine_is_refused(run: Run) -> None:
    with pytest.raises(InputError, match="没有「frok」这种运行方式；是不是「fork」？"):
        run("1", engine_name="frok")


@pytest.mark.parametrize(
    ("value", "words"), [("0", "应是正整数"), ("-1", "应是正整数"), ("五", "应是正整数"), ("9" * 5000, "太大")]
)
def test_a_limit_that_is_no_limit_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch, value: str, words: str) -> None:
    monkeypatch.setenv(limits.TIME_VARIABLE, value)
    with pytest.raises(InputError, match=words):
        run("1")
