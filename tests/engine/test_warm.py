"""A warm process answers as a new one would: same bytes, streams and exit codes; and it never serves stale code."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import nbformat
import pytest

from annual_report import paths
from annual_report.engine import executors, limits, settings
from annual_report.engine.run import Run
from annual_report.engine.warm import client, messages
from annual_report.errors import EngineError, InputError
from annual_report.filing.folders import parse_year
from waiting import wait_until

pytestmark = pytest.mark.skipif(not settings.can_fork(), reason="there is no fork here")

Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def command(warm: None) -> Command:
    """Run the command line in a process of its own, which asks the warm process of this session."""

    def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        whole = [sys.executable, "-m", "annual_report", *arguments]
        return subprocess.run(
            whole, env={**os.environ, **environment}, capture_output=True, text=True, cwd=paths.PROJECT, check=False
        )

    return run


def masked(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if "秒" not in line)


def test_a_served_report_is_the_same_as_one_built_alone(command: Command, tmp_path: Path) -> None:
    options = ["report", "--agency", "yunze", "--year", "2024", "--formats", "md,html", "--out"]
    alone = command(*options, str(tmp_path / "a"), ANNUAL_REPORT_WARM="0")
    served = [command(*options, str(tmp_path / "b")) for _ in range(2)]
    for each in served:
        assert (each.returncode, each.stderr) == (alone.returncode, alone.stderr) == (0, "")
        assert masked(each.stdout).replace("/b/", "/a/") == masked(alone.stdout)
    for file in (tmp_path / "a/yunze/2024").iterdir():
        assert file.read_bytes() == (tmp_path / "b/yunze/2024" / file.name).read_bytes(), file.name


def test_an_edited_sentence_and_an_edited_figure_are_judged_again(
    command: Command, params: Path, tmp_path: Path
) -> None:
    options = ["check", "--agency", "yunze", "--year", "2024", "--params", str(params), "--out", str(tmp_path / "out")]
    assert command(*options).returncode == 0
    table = params / "yunze/2024/applications.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("1198", "1189"), encoding="utf-8")
    wrong = command(*options)
    assert (wrong.returncode, "T3-R03" in wrong.stdout) == (1, True)
    table.write_text(table.read_text(encoding="utf-8").replace("1189", "1198"), encoding="utf-8")
    prose = params / "yunze/2024/narrative.md"
    prose.write_text(prose.read_text(encoding="utf-8").replace("培训{{ 培训期数 }}", "培训16期"), encoding="utf-8")
    typed = command(*options)
    assert (typed.returncode, "P-01" in typed.stdout) == (0, True)


def test_a_changed_template_and_a_changed_suite_are_seen(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    suites = shutil.copytree(paths.EXPECTATIONS, tmp_path / "expectations")
    options = ["check", "--agency", "luolong", "--year", "2024", "--out", str(tmp_path / "out")]
    monkeypatch.setenv(paths.EXPECTATIONS_VARIABLE, str(suites))
    assert "请写公开工作" in command(*options).stdout
    suite = suites / "common/sections.json"
    suite.write_text(suite.read_text(encoding="utf-8").replace("请写公开工作", "请改写"), encoding="utf-8")
    assert "请改写" in command(*options).stdout


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["report", "--agency", "luolng", "--year", "2024"], 2, "是不是 luolong"),
        (["report", "--agency", "luolong", "--year", "2031"], 2, "已有：2024"),
        (["report", "--agency", "luolong", "--year", "2024", "--formats", "htlm"], 2, "是不是「html」"),
    ],
)
def test_served_commands_end_as_others_do(command: Command, arguments: list[str], code: int, words: str) -> None:
    run = command(*arguments)
    assert (run.returncode, words in run.stdout, run.stderr) == (code, True, "")


def test_a_served_command_works_where_its_caller_stands(command: Command, tmp_path: Path) -> None:
    """Folder, environment, encoding of the terminal, mode mask: all are the caller's."""
    whole = [sys.executable, "-m", "annual_report", "check", "--agency", "luolong", "--year", "2024"]
    run = subprocess.run(
        [*whole, "--out", "here"],
        env={**os.environ, "PYTHONIOENCODING": "ascii", "COLUMNS": "60"},
        capture_output=True,
        text=True,
        cwd=tmp_path,
        umask=0o077,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert r"\u901a\u8fc7" in run.stdout
    assert stat.S_IMODE((tmp_path / "here/luolong").stat().st_mode) == 0o700


def test_an_interruption_reaches_the_one_who_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, warm: None) -> None:
    """The last cell of the notebook waits for nothing else."""
    notebook = nbformat.read(paths.NOTEBOOK, as_version=4)
    notebook.cells[-1].source = "import signal; signal.pause()"
    nbformat.write(notebook, tmp_path / "annual_report.ipynb")
    monkeypatch.setenv(paths.NOTEBOOK_VARIABLE, str(tmp_path / "annual_report.ipynb"))
    code, printed, place = interrupted(tmp_path / "out")
    assert (code, "已中断" in printed) == (130, True)
    assert not place.exists() or list(place.iterdir()) == []


def interrupted(out: Path) -> tuple[int, str, Path]:
    """Interrupt a report once it has begun; return its exit code, what it printed, and where it was to be put."""
    options = ["--agency", "yunze", "--year", "2024", "--out", str(out)]
    whole = [sys.executable, "-m", "annual_report", "report", *options]
    started = subprocess.Popen(whole, stdout=subprocess.PIPE, text=True, cwd=paths.PROJECT)
    while not list(out.glob(".annual_report/yunze/2024-*.staging")):
        time.sleep(0.01)
        assert started.poll() is None
    started.send_signal(signal.SIGINT)
    printed, _ = started.communicate(timeout=60)
    return started.returncode, printed, out / "yunze"


@pytest.fixture(scope="module")
def process() -> Iterator[client.WarmProcess]:
    """A private warm process."""
    with client.private_process(Run()) as private:
        yield private


def test_calls_return_or_raise_what_the_function_does(process: client.WarmProcess) -> None:
    assert process.call(parse_year, "２０２４") == 2024
    with pytest.raises(InputError, match="不是年份") as refused:
        process.call(parse_year, "二〇二四")
    assert refused.value.problems[0].found == "二〇二四"


@pytest.mark.parametrize(
    ("function", "argument", "words"),
    [
        (os._exit, 7, "退出码 7"),
        (signal.raise_signal, signal.SIGKILL, "SIGKILL"),
        (signal.raise_signal, 14, "时限可用"),
    ],
)
def test_a_child_that_is_lost_says_why_and_costs_its_call_alone(
    process: client.WarmProcess, function: Callable[..., object], argument: int, words: str
) -> None:
    with pytest.raises(EngineError, match=words):
        process.call(function, argument)
    assert process.call(parse_year, "2024") == 2024


def test_a_private_process_that_is_killed_is_started_again(process: client.WarmProcess) -> None:
    first = process.call(os.getppid)
    os.kill(first, signal.SIGKILL)
    while Path(f"/proc/{first}/exe").exists():
        os.sched_yield()
    assert process.call(os.getppid) != first


def test_nothing_of_the_world_of_its_first_caller_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = tmp_path / "first"
    first.mkdir()
    with monkeypatch.context() as world:
        world.setenv("TMPDIR", str(first))
        world.setenv("OF_THE_FIRST", "1")
        for number in (signal.SIGCHLD, signal.SIGALRM):
            monkeypatch.setattr(signal, f"_{number}", signal.signal(number, signal.SIG_IGN), raising=False)
        with ExitStack() as until_the_end:
            process = until_the_end.enter_context(client.private_process(Run()))
            assert process.call(tempfile.gettempdir) == str(first)
            for number in (signal.SIGCHLD, signal.SIGALRM):
                signal.signal(number, signal.SIG_DFL)
            world.undo()
            first.rmdir()
            monkeypatch.setenv("TMPDIR", str(tmp_path))
            assert process.call(tempfile.gettempdir) == str(tmp_path)
            assert process.call(os.getenv, "OF_THE_FIRST") is None
            assert process.call(signal.getsignal, signal.SIGALRM) == signal.SIG_DFL
            with pytest.raises(EngineError, match="SIGKILL"):
                process.call(signal.raise_signal, signal.SIGKILL)


def asked_under(limit: str) -> str:
    """Return the socket that a process asks which somebody has started with a shell's command before."""
    words = (
        "from annual_report.engine.run import Run\n"
        "from annual_report.engine.warm import client\nprint(client.shared_process(Run()).path)"
    )
    script = f'{limit}; "$0" -c "$1"'
    run = subprocess.run(["sh", "-c", script, sys.executable, words], capture_output=True, text=True, check=True)
    return run.stdout


def test_what_a_process_cannot_shake_off_is_not_shared(warm: None) -> None:
    limits = ("true", "TMPDIR=/nowhere; export TMPDIR", "ulimit -f 1000", "ulimit -n 200", "renice -n 1 $$ >&2")
    free, other_folder, *bound = map(asked_under, limits)
    assert free == other_folder
    assert len({free, *bound}) == 4


def test_process_that_imports_something_else_beforehand_is_not_shared(warm: None) -> None:
    assert client.shared_process(Run()).path != client.shared_process(Run(preload=("annual_report.build.verbs",))).path


def test_a_package_that_was_edited_is_imported_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its version may be the same; batches that have begun go on with what they began with."""
    package = tmp_path / "site-packages/sitecustomize.py"
    package.parent.mkdir()
    package.write_text("VALUE = 1\n")
    monkeypatch.setenv("PYTHONPATH", str(package.parent))
    with client.private_process(Run()) as process:
        assert process.call(eval, "__import__('sitecustomize').VALUE") == 1
        package.write_text("VALUE = 2 # edited\n")
        assert process.call(eval, "__import__('sitecustomize').VALUE") == 1
        process.meet()
        assert process.call(eval, "__import__('sitecustomize').VALUE") == 2


def test_an_interruption_while_it_is_starting_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody listens, and does not answer yet: what was asked is not called lost."""
    received = client.receive

    def interrupted(connection: socket.socket) -> object:
        monkeypatch.setattr(client, "receive", received)
        raise KeyboardInterrupt

    monkeypatch.setattr(client, "receive", interrupted)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        messages.send(theirs, messages.Loss(signal.SIGTERM))
        with pytest.raises(KeyboardInterrupt):
            client._answer(ours)


def test_a_stopped_process_is_handed_nothing_and_keeps_nobody_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its socket still takes connections: whoever is not greeted asks another."""
    monkeypatch.setattr(client, "STARTING", 0.01)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        assert client._hand_over(ours, messages.call_of(limits.Limits.chosen(), os.getpid, ()), ()) == messages.Stale()
        theirs.setblocking(False)
        with pytest.raises(BlockingIOError):
            theirs.recv(1)


def test_a_private_process_that_only_imports_ends_at_once_and_another_puts_away_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """So Ctrl-C does not wait until everything is imported for nothing."""
    started: list[subprocess.Popen[bytes]] = []
    start = client._start
    monkeypatch.setattr(client, "_start", lambda *known_by: started.append(start(*known_by)) or started[-1])
    with client.private_process(Run()):
        pass
    with client.private_process(Run()) as process:
        process.meet()
    assert [each.returncode for each in started] == [-signal.SIGTERM, 0]


def test_a_stopped_private_process_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "PATIENCE", 0.01)
    with client.private_process(Run()) as process:
        stopped = process.call(os.getppid)
        os.kill(stopped, signal.SIGSTOP)
    assert not Path(f"/proc/{stopped}/exe").exists()


def test_memory_of_a_call_is_limited(process: client.WarmProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "limits", limits.Limits(300, 100))
    with pytest.raises(MemoryError):
        process.call(bytearray, 300 * 2**20)


def test_the_socket_is_private_and_ends_with_its_process() -> None:
    with client.private_process(Run()) as process:
        path = process.path
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert not path.exists()
    with pytest.raises(client.NoWarmProcessError):
        process.call(parse_year, "2024")


def test_a_folder_that_others_may_open_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    (tmp_path / f"annual-report-{os.getuid()}").mkdir(mode=0o755)
    with pytest.raises(client.NoWarmProcessError, match="不是本用户的私有文件夹"):
        client.shared_process(Run())


def test_other_code_is_another_process(warm: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    now = client.shared_process(Run()).path
    assert client.shared_process(Run()).path == now
    edited = shutil.copytree(paths.PACKAGE, tmp_path / "annual_report", ignore=shutil.ignore_patterns("fonts"))
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(paths, "PACKAGE", edited)
        before = client.shared_process(Run()).path
        (edited / "wording.py").write_text("# edited\n")
        assert len({now, before, client.shared_process(Run()).path}) == 3
    assert client.shared_process(Run()).path == now


def test_it_leaves_when_it_is_idle_or_out_of_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody can ask it when another process has taken over its name."""
    with tempfile.TemporaryDirectory() as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        process = client.shared_process(Run())
        number = process.call(os.getppid)
        process.path.unlink()
        wait_until(lambda: not Path(f"/proc/{number}").exists())


def test_a_socket_that_cannot_be_is_no_warm_process(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The names of sockets are short; commands and batches then do without."""
    folder = tmp_path / "很长的名字" / ("长" * 60)
    folder.mkdir(parents=True)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    with pytest.raises(client.NoWarmProcessError):
        client.shared_process(Run()).call(parse_year, "2024")
    assert command("check", "--agency", "luolong", "--year", "2024", "--out", str(tmp_path / "out")).returncode == 0
    with executors.executor(Run()) as (workers, _):
        assert isinstance(workers, executors.ProcessExecutor)
        assert workers.submit(parse_year, "2024").result() == 2024
