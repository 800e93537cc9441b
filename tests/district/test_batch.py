"""Many reports at once: each as alone, only what changed, and a report that fails costs itself alone."""

from __future__ import annotations

import json
import os
import pickle
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

from annual_report import paths
from annual_report.__main__ import main
from annual_report.build import verbs
from annual_report.build.outcomes import Outcome, Request
from annual_report.district import batch
from annual_report.engine import fingerprints, limits, settings
from annual_report.engine.run import Run
from districts import invent
from waiting import wait_until

Command = Callable[..., int]

pytestmark = pytest.mark.usefixtures("warm")

# Sums, a blank, prose, a damaged file: what district a spoiled report should come out of.
SLIPS = {
    "unit00001/2024/applications.csv": ("一、本年新收政府信息公开申请数量,", "一、本年新收政府信息公开申请数量,9"),
    "unit00002/2024/narrative.md": ("{{ 网办率 }}", "{{ 网办律 }}"),
    "unit00003/2023/review_litigation.csv": ("行政复议,", "行政复议,/"),
}


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six reports of four agencies, all sound."""
    return invent(tmp_path_factory.mktemp("district") / "填报", 6)


@pytest.fixture
def params(tmp_path: Path) -> Path:
    """Six reports of four agencies, to be spoiled."""
    return invent(tmp_path / "params", 6)


@pytest.fixture
def run(params: Path, tmp_path: Path) -> Command:
    """Run `reports` over the invented district."""

    def reports(*options: str) -> int:
        where = ["--params", str(params), "--out", str(tmp_path / "out")]
        return main(["reports", *where, "--formats", "md", "--jobs", "2", *options])

    return reports


def rows(out: Path) -> dict[str, dict[str, object]]:
    """Return check.json by report."""
    stored = json.loads((out / "check.json").read_text(encoding="utf-8"))
    assert len({(row["agency"], row["year"]) for row in stored}) == len(stored)
    return {f"{row['agency']}/{row['year']}": row for row in stored}


def spoil(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8-sig")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_every_report_comes_out_as_it_would_alone(params: Path, tmp_path: Path, run: Command) -> None:
    for file, (old, new) in SLIPS.items():
        spoil(params / file, old, new)
    assert run() == 2
    statuses = {report: row["status"] for report, row in rows(tmp_path / "out").items()}
    assert statuses == {
        "unit00001/2023": "passed",
        "unit00001/2024": "failed",
        "unit00002/2024": "unreadable",
        "unit00003/2023": "unreadable",
        "unit00003/2024": "unreadable",
        "unit00004/2024": "passed",
    }
    for report in statuses:
        agency, year = report.split("/")
        alone = verbs.report(Request(agency, int(year), Run(params, tmp_path / "alone", ("md",))))
        assert contents(tmp_path / "out" / report) == contents(alone.request.place), report


def test_many_are_checked_as_each_would_be_alone(params: Path, tmp_path: Path) -> None:
    for file, (old, new) in SLIPS.items():
        spoil(params / file, old, new)
    requests = batch.select("", None, Run(params, tmp_path / "together"))
    together = sorted(batch.check(requests), key=lambda outcome: requests.index(outcome.request))
    for outcome in together:
        request = outcome.request
        (alone,) = verbs.check([Request(request.agency, request.year, Run(params, tmp_path / "alone"))])
        assert (outcome.exit_code, outcome.message) == (alone.exit_code, alone.message)
        assert contents(request.place) == contents(alone.request.place), request


def test_nothing_is_built_again_unless_something_changed(
    params: Path, tmp_path: Path, run: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run() == 0
    out = tmp_path / "out"

    def built() -> set[str]:
        """Run once more, and return what was built."""
        before = {report: (out / report).stat().st_ino for report in rows(out)}
        assert run() == 0
        return {report for report, number in before.items() if (out / report).stat().st_ino != number}

    assert built() == set()
    assert "新做 0、没有变化 6" in capsys.readouterr().out
    (out / "unit00001/2024/report.md").unlink()
    assert built() == {"unit00001/2024"}
    (out / "unit00002/2024/tables.json").write_text("{}", encoding="utf-8")
    assert built() == {"unit00002/2024"}
    spoil(params / "unit00003/2023/narrative.md", "# 一、总体情况\n", "# 一、总体情况\n\n这一年工作平稳。\n")
    assert built() == {"unit00003/2023", "unit00003/2024"}, "last year's prose is looked at, too"
    main(["check", "--params", str(params), "--out", str(out)])
    assert built() == set(), "a check leaves what it finds as it was"


def test_a_failure_is_remembered_and_said_again(
    params: Path, run: Command, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(params / "unit00001/2024/applications.csv", *SLIPS["unit00001/2024/applications.csv"])
    assert run() == 1
    first = [line for line in capsys.readouterr().out.splitlines() if "有错误，不能发布  虚一" in line]
    assert len(first) == 1
    monkeypatch.setattr(batch, "executor", None)  # nobody is there to build
    assert run() == 1
    assert [line for line in capsys.readouterr().out.splitlines() if "有错误，不能发布  虚一" in line] == first


def test_text_that_was_there_for_a_moment_is_not_taken_for_the_one_put_back(
    params: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Text B lies there when the work begins, A before and after: the next run must build A."""
    request = Request("unit00002", 2024, Run(params, tmp_path / "out", ("md",)))
    fingerprint_of, prose = fingerprints.inputs, request.folder / paths.NARRATIVE_FILE
    before = prose.read_bytes()

    def looked_at(folder: Path, name: str) -> str:
        found = fingerprint_of(folder, name)
        spoil(prose, "# 一、总体情况\n", "# 一、总体情况\n\n乙乙乙。\n")
        return found

    def built() -> tuple[bool, bool]:
        (outcome,) = batch.build([request])
        assert outcome.exit_code == 0
        return outcome.is_fresh, "乙乙乙" in (request.place / "report.md").read_text(encoding="utf-8")

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(fingerprints, "inputs", looked_at)
        assert built() == (False, True)
    prose.write_bytes(before)
    assert built() == (False, False)
    assert built() == (True, False)


def use_notebook_with(cell: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every report be printed by a notebook with another last cell."""
    notebooks = tmp_path / "notebooks"
    notebook = nbformat.read(paths.NOTEBOOK, as_version=4)
    notebook.cells[-1].source = cell
    notebooks.mkdir()
    nbformat.write(notebook, notebooks / "annual_report.ipynb")
    monkeypatch.setenv(paths.NOTEBOOK_VARIABLE, str(notebooks / "annual_report.ipynb"))


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("import os; os._exit(7) if agency == 'unit00002' else None", "自行退出（退出码 7）"),
        ("import os; os.kill(os.getpid(), 9) if agency == 'unit00002' else None", "被系统终止（SIGKILL）"),
        ("import os; os.kill(os.getppid(), 9) if agency == 'unit00002' else None", "被系统终止（SIGKILL）|中途没有了"),
        ("import time; time.sleep(60 if agency == 'unit00002' else 0)", "运行超过 8 秒"),
        ("much = bytearray(900 * 2**20 if agency == 'unit00002' else 1)", "内存超过上限（500 MiB）"),
    ],
)
def test_a_report_that_hangs_or_dies_costs_itself_alone(
    params: Path, tmp_path: Path, run: Command, monkeypatch: pytest.MonkeyPatch, cell: str, words: str
) -> None:
    for agency in ("unit00003", "unit00004"):
        shutil.rmtree(params / agency)
    monkeypatch.setenv(limits.TIME_VARIABLE, "8")
    monkeypatch.setenv(limits.MEMORY_VARIABLE, "500")
    use_notebook_with(cell, tmp_path, monkeypatch)
    assert run() == 3
    ended = rows(tmp_path / "out")
    assert [report for report, row in ended.items() if row["status"] != "passed"] == ["unit00002/2024"]
    assert re.search(words, str(ended["unit00002/2024"]["message"]))
    findings = json.loads((tmp_path / "out/unit00002/2024/findings.json").read_text(encoding="utf-8"))
    assert re.search(words, findings["problems"][0]["message"])
    assert not (tmp_path / "out/unit00002/2024/report.md").exists()


def test_after_an_interruption_it_goes_on_with_what_is_missing(
    params: Path, tmp_path: Path, run: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last agency's report waits for the interruption, while there is a file that says so."""
    out, waits = tmp_path / "out", tmp_path / "waits"
    waits.touch()
    cell = f"import pathlib, signal; agency == 'unit00004' and pathlib.Path({str(waits)!r}).exists() and signal.pause()"
    use_notebook_with(cell, tmp_path, monkeypatch)
    options = ["--params", str(params), "--out", str(out), "--formats", "md", "--jobs", "1"]
    command = [sys.executable, "-m", "annual_report", "reports", *options]
    started = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=paths.PROJECT)
    while not list(out.glob("*/*/report.md")):
        time.sleep(0.05)
        assert started.poll() is None
    started.send_signal(signal.SIGINT)
    printed, _ = started.communicate(timeout=30)
    assert (started.returncode, "已中断：做完了" in printed) == (130, True)
    # Who was at work puts away what is half done, a moment after the command has ended.
    wait_until(lambda: not [path for path in out.rglob(".2*") if path.is_dir()])
    finished = {file.parent: file.stat().st_mtime_ns for file in out.glob("*/*/report.md")}
    assert len(finished) < 6
    waits.unlink()
    assert run() == 0
    assert len(list(out.glob("*/*/report.md"))) == 6
    again = [folder for folder, when in finished.items() if (folder / "report.md").stat().st_mtime_ns != when]
    assert len(again) <= 1, "only what was being put into place at that very moment is built again"


def test_both_ways_of_working_give_the_same_bytes(
    district: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there is no fork, a pool of new processes does the work, with kernels."""
    requests = [Request("unit00001", 2024, Run(district, tmp_path / "fork", ("md",)))]
    forked = list(batch.build(requests))
    monkeypatch.setattr(settings, "can_fork", lambda: False)
    monkeypatch.setattr("annual_report.engine.warm.client.can_fork", lambda: False)
    run = Run(district, tmp_path / "kernel", ("md",), engine=settings.KERNEL)
    again = [Request(request.agency, request.year, run) for request in requests]
    pooled = list(batch.build(again))
    assert {outcome.exit_code for outcome in [*forked, *pooled]} == {0}
    for one, other in zip(requests, again, strict=True):
        assert contents(one.place) == contents(other.place)


@pytest.mark.parametrize("jobs", ["0", "-1", "两"])
def test_a_number_of_jobs_that_is_none_is_refused(run: Command, capsys: pytest.CaptureFixture[str], jobs: str) -> None:
    assert run("--jobs", jobs) == 2
    assert f"JOBS={jobs} 应是正整数" in capsys.readouterr().out.splitlines()


def test_outcomes_in_brief_say_the_same_on_a_terminal(district: Path, tmp_path: Path) -> None:
    outcome: Outcome = verbs.check([Request("unit00002", 2024, Run(district, tmp_path))])[0]
    brief = outcome.in_brief()
    assert brief.findings.summary == outcome.findings.summary
    assert [each.rule for each in brief.findings.found] == ["C-07", "F-07"]
    assert len(pickle.dumps(brief.findings)) < len(pickle.dumps(outcome.findings)) / 2
    assert os.fspath(brief.request.place) == os.fspath(outcome.request.place)
