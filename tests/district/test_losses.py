"""What goes wrong with one report costs that report alone, and never a good one that lies there already."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from annual_report import paths
from annual_report.__main__ import main
from annual_report.build import conclusion, judge, sources, verbs
from annual_report.build.outcomes import Outcome, Request
from annual_report.build.putting import put, records
from annual_report.district import batch
from annual_report.engine import settings
from annual_report.engine.children import in_child
from annual_report.engine.limits import Limits
from annual_report.engine.run import Run
from annual_report.errors import EngineError
from districts import invent

pytestmark = pytest.mark.skipif(not settings.can_fork(), reason="there is no fork here")

Check = Callable[..., list[Outcome]]


class Forking(Executor):
    """Calls each function in a child, as a warm process does, but one of this process, with what a test patched."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **_: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(pickle.loads(in_child(lambda: pickle.dumps(fn(*args)), Limits.chosen())))
        except EngineError as error:
            future.set_exception(error)
        return future


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Check:
    """Check the reports of some agencies, all in one group, each a copy of an example."""
    params = tmp_path / "params"

    @contextmanager
    def forking(_: Sequence[str]) -> Iterator[tuple[Executor, int]]:
        yield Forking(), 1

    monkeypatch.setattr(batch, "executor", forking)

    def checked(*agencies: str) -> list[Outcome]:
        for agency in agencies:
            shutil.copytree(paths.PARAMS / "luolong", params / agency, dirs_exist_ok=True)
        return list(batch.check(batch.select("", None, Run(params, tmp_path / "out"))))

    return checked


def put_report(place: Path) -> None:
    place.mkdir(parents=True)
    for name in ("report.html", "manifest.json"):
        (place / name).write_text("{}")
    records.record(place, place.iterdir())


def names(place: Path) -> set[str]:
    return {file.name for file in place.iterdir()}


def codes(outcomes: Sequence[Outcome]) -> dict[str, int]:
    assert len({outcome.agency for outcome in outcomes}) == len(outcomes)
    return {outcome.agency: outcome.exit_code for outcome in outcomes}


def test_only_the_report_that_kills_its_judge_is_lost_and_no_output_is_removed(
    check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    agencies = [f"单位{number}" for number in range(7)]
    for agency in agencies:
        put_report(tmp_path / "out" / agency / "2024")
    read = judge.read_report

    def deadly(agency: str, *rest: Any) -> Any:
        if agency == "单位3":
            os.kill(os.getpid(), signal.SIGKILL)
        return read(agency, *rest)

    monkeypatch.setattr(judge, "read_report", deadly)
    outcomes = check(*agencies)
    assert codes(outcomes) == {**dict.fromkeys(agencies, 0), "单位3": 3}
    (lost,) = (outcome for outcome in outcomes if outcome.exit_code)
    assert "SIGKILL" in lost.message
    for agency in agencies:
        assert {"report.html", "manifest.json", "findings.json"} <= names(tmp_path / "out" / agency / "2024")
    findings = json.loads((tmp_path / "out/单位3/2024/findings.json").read_text(encoding="utf-8"))
    assert "SIGKILL" in findings["problems"][0]["message"]


def test_what_breaks_the_checker_leaves_the_report_and_what_is_wrong_with_it_takes_it_away(
    check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for agency in ("坏", "断", "好"):
        put_report(tmp_path / "out" / agency / "2024")
    explain = judge.explain

    def failing(findings: Any) -> Any:
        if findings.failed("critical"):
            raise RuntimeError
        return explain(findings)

    check("坏", "断", "好")
    for agency, file in (("坏", "figures.csv"), ("断", "applications.csv")):
        spoilt = tmp_path / "params" / agency / "2024" / file
        text = spoilt.read_text(encoding="utf-8-sig").replace("（一）予以公开,0", "（一）予以公开,5")
        spoilt.write_text(text if agency == "断" else "不是表格", encoding="utf-8")
    monkeypatch.setattr(judge, "explain", failing)
    monkeypatch.setattr(shutil, "copytree", lambda *_, **__: None)
    assert codes(check()) == {"坏": 2, "断": 3, "好": 0}
    assert "report.html" not in names(tmp_path / "out/坏/2024")
    assert "report.html" in names(tmp_path / "out/断/2024")
    assert "report.html" in names(tmp_path / "out/好/2024")


def test_a_check_of_one_report_has_its_limits_and_takes_nothing_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_report(tmp_path / "luolong/2024")
    monkeypatch.setenv("ANNUAL_REPORT_SECONDS", "1")
    monkeypatch.setattr(judge, "read_report", lambda *_: signal.pause())
    assert main(["check", "--agency", "luolong", "--year", "2024", "--out", str(tmp_path)]) == 3
    (row,) = json.loads((tmp_path / "check.json").read_text(encoding="utf-8"))
    assert (row["status"], "超过 1 秒" in row["message"]) == ("broken", True)
    assert {"report.html", "manifest.json"} <= names(tmp_path / "luolong/2024")


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return invent(tmp_path_factory.mktemp("district") / "params", 3)


def spoil_prose(params: Path, _: Path) -> None:
    with (params / "unit00002/2024/narrative.md").open("a", encoding="utf-8") as file:
        file.write("\n{% autoescape false %}x{% endautoescape %}\n")


def spoil_year(name: str) -> Callable[[Path, Path], None]:
    return lambda params, _: (params / "unit00002" / name).mkdir()


def spoil_name(name: str) -> Callable[[Path, Path], None]:
    return lambda params, _: shutil.copytree(params / "unit00002", params / name) and None


def spoil_out(_: Path, out: Path) -> None:
    out.mkdir()
    (out / "unit00002").write_text("mine", encoding="utf-8")


def spoil_link(params: Path, _: Path) -> None:
    (params / "unit00009").symlink_to("nowhere")


def spoil_agency(params: Path, _: Path) -> None:
    (params / "unit00002/agency.yaml").unlink()
    (params / "unit00002/agency.yaml").mkdir()


@pytest.mark.parametrize(
    ("spoil", "row", "words"),
    [
        (spoil_prose, ("unit00002", 2024), "不支持「autoescape」"),
        (spoil_year("0000"), ("unit00002", 0), "「0000」不是年份"),
        (spoil_year("99999"), ("unit00002", 99999), "「99999」不是年份"),
        (spoil_year("２０２４"), ("unit00002", 2024), "「２０２４」不是年份"),
        (spoil_year("2024年"), ("unit00002", 2024), "「2024年」不是年份"),
        (spoil_year("-5"), ("unit00002", 5), "「-5」不是年份"),
        (spoil_year("9999"), ("unit00002", 9999), "没有对应的官方格式"),
        (spoil_year("2007"), ("unit00002", 2007), "没有对应的官方格式"),
        (spoil_name("unit\n2"), ("unit⏎2", 2024), "看不见的字符"),
        (spoil_name(os.fsdecode(b"unit\xff")), (r"unit\udcff", 2024), "看不见的字符"),
        (spoil_link, ("unit00009", 0), "这个文件夹打不开"),
        (spoil_agency, ("unit00002", 2024), "agency.yaml"),
        (spoil_out, ("unit00002", 2024), "不是文件夹，报告放不进去"),
    ],
)
def test_an_input_that_is_none_fails_alone_with_its_reason(
    district: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    spoil: Callable[[Path, Path], None],
    row: tuple[str, int],
    words: str,
) -> None:
    monkeypatch.setattr(batch, "executor", _here)
    params, out = shutil.copytree(district, tmp_path / "params"), tmp_path / "out"
    spoil(params, out)
    assert main(["check", "--params", str(params), "--out", str(out)]) == 2
    rows = json.loads((out / "check.json").read_text(encoding="utf-8"))
    (failed,) = (each for each in rows if each["status"] != "passed")
    assert (failed["agency"], failed["year"], failed["status"]) == (*row, "unreadable")
    assert words in failed["message"]
    assert len(rows) >= 3


class Here(Executor):
    """Calls each function at once."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **_: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(fn(*args))
        return future


@contextmanager
def _here(_: Run) -> Iterator[tuple[Executor, int]]:
    yield Here(), 1


def test_a_batch_that_builds_goes_on_as_well(district: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "executor", _here)
    params, out = shutil.copytree(district, tmp_path / "params"), tmp_path / "out"
    shutil.rmtree(params / "unit00001/2023")
    (params / "unit00001/0000").mkdir()
    spoil_out(params, out)
    # Nothing can be remembered of a report where a folder has taken the name.
    (out / ".annual_report/unit00001/2024.json").mkdir(parents=True)
    assert main(["reports", "--params", str(params), "--out", str(out), "--formats", "md"]) == 2
    rows = json.loads((out / "check.json").read_text(encoding="utf-8"))
    assert [row["status"] for row in rows] == ["unreadable", "passed", "unreadable"]
    assert (out / "unit00002").read_text(encoding="utf-8") == "mine"


def test_an_old_check_json_does_not_pass_as_of_a_run_that_was_broken_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: Any) -> Iterator[Outcome]:
        raise KeyboardInterrupt
        yield

    for name in ("check.json", "check.sarif", "check.junit.xml"):
        (tmp_path / name).write_text("[]", encoding="utf-8")
    monkeypatch.setattr(batch, "check", interrupted)
    assert main(["check", "--report", "sarif", "--out", str(tmp_path)]) == 130
    assert names(tmp_path) == {"check.junit.xml"}


def test_a_command_with_a_wrong_limit_takes_nothing_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_report(tmp_path / "luolong/2024")
    monkeypatch.setenv("ANNUAL_REPORT_SECONDS", "bald")
    assert main(["check", "--out", str(tmp_path)]) == 2
    assert names(tmp_path / "luolong/2024") == {"report.html", "manifest.json"}


@pytest.mark.parametrize(
    ("error", "code"), [("raise OSError(28, 'No space left on device')", 3), ("raise InputError([Problem('字')])", 2)]
)
def test_a_failing_export_leaves_findings_and_the_notebook_and_no_older_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: str, code: int
) -> None:
    request = Request("luolong", 2024, Run(paths.PARAMS, tmp_path, ("md",)))
    put_report(request.place)
    (request.place / "签字.pdf").write_text("mine")

    def fails(*_: Any, **__: Any) -> None:
        exec(f"from annual_report.errors import *\n{error}")

    monkeypatch.setattr("annual_report.document.exporters.Markdown.from_notebook_node", fails)
    outcome = verbs.report(request)
    assert outcome.exit_code == code
    left = {"findings.json", "findings.html", "findings.xlsx", "failed.ipynb"}
    assert names(request.place) == left | {"签字.pdf"}
    findings = json.loads((request.place / "findings.json").read_text(encoding="utf-8"))
    assert sum(findings["summary"].values()) > 50, "what was found of the report is still there"
    assert findings["problems"][0]["message"] == outcome.message


def test_on_a_full_disk_the_older_report_goes_and_what_a_person_edited_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = Request("luolong", 2024, Run(paths.PARAMS, tmp_path, ("md",)))
    request.place.mkdir(parents=True)
    for name in ("report.html", "report.docx"):
        (request.place / name).write_text("as built")
    digest = sources.sha256(request.place / "report.html")
    outputs = dict.fromkeys(("report.html", "report.docx", "../../notes.txt"), digest)
    (request.place / "manifest.json").write_text(json.dumps({"inputs": {}, "outputs": outputs}))
    (request.place / "report.docx").write_text("signed and edited by a person")

    def full(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device", str(request.place / "findings.json"))

    monkeypatch.setattr(conclusion, "write_outputs", full)
    outcome = verbs.report_or_why_not(request)
    assert (outcome.exit_code, "原来生成的已删去" in outcome.message) == (3, True)
    assert outcome.kept == ("report.docx 不是生成时的样子（有人改过）：已另存为 report.人工修改-1.docx",)
    assert names(request.place) == {"report.人工修改-1.docx"}


@pytest.mark.parametrize(("is_good", "left"), [(True, {"report.html", "manifest.json"}), (False, set())])
def test_where_a_made_report_finds_no_room_the_older_one_stays_only_if_it_may_still_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_good: bool, left: set[str]
) -> None:
    request = Request("luolong", 2024, Run(paths.PARAMS, tmp_path, ("md",)))
    put_report(request.place)

    def full(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(put, "record", full)
    if not is_good:
        monkeypatch.setattr("annual_report.document.exporters.Markdown.from_notebook_node", full)
    outcome = verbs.report_or_why_not(request)
    assert (outcome.exit_code, outcome.files, outcome.inputs) == (3, (), "")
    said = [problem.message for problem in outcome.findings.problems]
    assert ("原来的文件没有动" if is_good else "原来生成的已删去") in said[-1]
    assert names(request.place) == left


def test_a_place_that_is_refused_is_told_once(tmp_path: Path) -> None:
    request = Request("luolong", 2024, Run(paths.PARAMS, tmp_path, ("md",)))
    request.place.parent.mkdir()
    request.place.write_text("mine")
    outcome = verbs.report_or_why_not(request)
    assert [problem.message for problem in outcome.findings.problems] == [outcome.message]
