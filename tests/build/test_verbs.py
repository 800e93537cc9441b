"""The commands as scripts see them: outputs, exit codes, nothing half written, nothing stale."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from annual_report import paths
from annual_report.__main__ import main
from annual_report.build import verbs
from annual_report.build.outputs.table import When, formats, outputs_at
from annual_report.build.putting import records
from annual_report.engine.run import Run
from annual_report.errors import InputError

Built = Callable[[str], verbs.Outcome]
DATA = paths.PROJECT / "tests/data"


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8-sig")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


CHECK_LIST = {"findings.html", "findings.xlsx"}


@pytest.mark.parametrize(("agency", "to_look_at"), [("luolong", CHECK_LIST), ("yunze", set[str]())])
def test_report_writes_every_output(built: Built, agency: str, to_look_at: set[str]) -> None:
    """A page and a workbook of what to look at come with it only where there is something to look at."""
    outcome = built(agency)
    assert outcome.exit_code == 0
    due = outputs_at(When.ALWAYS, When.PRINTED, When.SOUND, When.LAST)
    assert {file.name for file in outcome.files} == to_look_at | {each.name for each in due}


@pytest.mark.parametrize("agency", ["luolong", "yunze"])
def test_page_is_self_contained_without_script_or_code(built: Built, agency: str) -> None:
    text = (built(agency).request.place / "report.html").read_text(encoding="utf-8")
    page = BeautifulSoup(text, "html.parser")
    assert page.html["lang"] == "zh-CN"
    assert not page.select("script, link, iframe, img[src^=http], .jp-Cell, [onload]")
    assert not re.search(r"https?:|@import|url\(|javascript:|report = |ingest\(", text)
    assert len(page.select("td[data-cell]")) == 200
    assert "插入" not in page.title.text


def test_every_bound_number_of_the_page_names_a_cell_or_a_figure(built: Built) -> None:
    place = built("yunze").request.place
    page = BeautifulSoup((place / "report.html").read_text(encoding="utf-8"), "html.parser")
    figures = json.loads((place / "tables.json").read_text(encoding="utf-8"))["figures"]
    known = {f"{each['table']}.{each['line']}.{each['column']}" for each in figures}
    spans = page.select("span.figure")
    assert len(spans) > 60
    for span in spans:
        cells = [cell.removeprefix("previous.") for cell in span["data-cell"].split()]
        assert all(cell in known or cell.startswith("figures.") for cell in cells)


def test_tables_hold_all_figures_with_codes_and_labels(built: Built) -> None:
    tables = json.loads((built("yunze").request.place / "tables.json").read_text(encoding="utf-8"))
    assert (tables["agency"], tables["year"], len(tables["figures"])) == ("yunze", 2024, 200)
    assert tables["figures"][10] == {
        "table": "applications",
        "line": "received",
        "column": "natural_person",
        "label": "一、本年新收 × 自然人",
        "unit": "件",
        "value": 2902,
    }


def test_manifest_names_the_sha256_of_everything(built: Built) -> None:
    place = built("yunze").request.place
    manifest = json.loads((place / "manifest.json").read_text(encoding="utf-8"))
    for name, digest in manifest["outputs"].items():
        assert sha256((place / name).read_bytes()).hexdigest() == digest
    assert set(manifest["outputs"]) == {file.name for file in built("yunze").files} - {"manifest.json"}
    for part in ("inputs", "rules", "templates"):
        for name, digest in manifest[part].items():
            file = paths.find_stored(name, paths.PARAMS)
            assert sha256(file.read_bytes()).hexdigest() == digest
    suites = {path.relative_to(paths.PROJECT).as_posix() for path in paths.EXPECTATIONS.glob("*/*.json")}
    assert {name for name in suites if "/2019/" not in name} == {name for name in manifest["rules"] if name in suites}
    assert "yunze/2024/applications.csv" in manifest["inputs"]
    assert "yunze/2023/applications.csv" in manifest["inputs"]
    assert manifest["packages"]["great-expectations"].startswith("1.")


def test_executed_notebook_shows_findings_before_the_gate_and_no_time_or_path(built: Built) -> None:
    text = (built("yunze").request.place / "report.ipynb").read_text(encoding="utf-8")
    notebook = json.loads(text)
    ids = [cell["id"] for cell in notebook["cells"]]
    assert ids.index("findings") == ids.index("gate") - 1
    shown = next(cell for cell in notebook["cells"] if cell["id"] == "findings")
    assert "通过" in shown["outputs"][0]["data"]["text/plain"][0]
    assert not re.search(rf"{paths.PROJECT}|start_time|{os.sep}tmp", text)


def test_two_runs_give_the_same_bytes(built: Built, tmp_path: Path) -> None:
    first = built("yunze")
    again = verbs.report(verbs.Request("yunze", 2024, Run(paths.PARAMS, tmp_path, tuple(formats()))))
    for file in first.files:
        assert file.read_bytes() == (again.request.place / file.name).read_bytes(), file.name


def test_check_and_report_find_the_same_bytes(built: Built, tmp_path: Path) -> None:
    (outcome,) = verbs.check([verbs.Request("luolong", 2024, Run(paths.PARAMS, tmp_path))])
    assert (outcome.request.place / "findings.json").read_bytes() == (
        built("luolong").request.place / "findings.json"
    ).read_bytes()


def test_critical_finding_publishes_nothing_but_the_findings(params: Path, tmp_path: Path) -> None:
    """A report that was built before is gone: OUT never holds a stale one. What is not ours stays."""
    request = verbs.Request("luolong", 2024, Run(params, tmp_path / "出 力", ("html",)))
    request.place.mkdir(parents=True)
    (request.place / "report.html").write_text("stale")
    records.record(request.place, [request.place / "report.html"])
    (request.place / "notes.txt").write_text("mine")
    edit(params / "luolong/2024/applications.csv", "（一）予以公开,0", "（一）予以公开,5")
    outcome = verbs.report(request)
    assert outcome.exit_code == 1
    assert {file.name for file in request.place.iterdir()} == CHECK_LIST | {"findings.json", "notes.txt"}
    findings = json.loads((request.place / "findings.json").read_text(encoding="utf-8"))
    assert {"T3-R03", "T3-S1"} <= {
        finding["rule"] for finding in findings["findings"] if finding["outcome"] == "failed"
    }
    assert [folder.name for folder in request.place.parent.iterdir()] == ["2024"]


def test_unreadable_input_publishes_nothing_and_lists_every_problem(params: Path, tmp_path: Path) -> None:
    request = verbs.Request("luolong", 2024, Run(params, tmp_path / "out", ("html",)))
    edit(params / "luolong/2024/applications.csv", "（一）予以公开,0", "（一）予以公开,5件")
    edit(params / "luolong/2024/narrative.md", "{{ 网办率 }}", "{{ 网办律 }}")
    outcome = verbs.report(request)
    assert outcome.exit_code == 2
    assert {file.name for file in outcome.files} == CHECK_LIST | {"findings.json"}
    problems = json.loads((request.place / "findings.json").read_text(encoding="utf-8"))["problems"]
    assert [(Path(problem["file"]).name, problem["row"], problem["found"]) for problem in problems] == [
        ("applications.csv", 4, "5件"),
        ("narrative.md", 3, "网办律"),
    ]


def test_broken_suite_ends_in_three(params: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = shutil.copytree(paths.EXPECTATIONS, tmp_path / "expectations")
    edit(folder / "common/applications.by_line.json", '"expect_balance"', '"expect_balanse"')
    monkeypatch.setenv(paths.EXPECTATIONS_VARIABLE, str(folder))
    outcome = verbs.report(verbs.Request("luolong", 2024, Run(params, tmp_path / "out", ("html",))))
    assert outcome.exit_code == 3
    assert "expect_balanse" in outcome.message
    assert not (outcome.request.place / "report.html").exists()


def test_out_inside_params_is_refused(params: Path) -> None:
    with pytest.raises(InputError, match="在输入文件夹里"):
        verbs.report(verbs.Request("luolong", 2024, Run(params, params, ("html",))))
    assert (params / "luolong/2024/narrative.md").exists()


def test_check_goes_over_every_report_and_writes_one_row_each(params: Path, tmp_path: Path, warm: None) -> None:
    (params / "yunze/2023/applications.csv").unlink()
    edit(params / "luolong/2024/applications.csv", "（一）予以公开,0", "（一）予以公开,5")
    code = main(["check", "--params", str(params), "--out", str(tmp_path / "out")])
    rows = json.loads((tmp_path / "out/check.json").read_text(encoding="utf-8"))
    assert code == 2
    assert [(row["agency"], row["year"], row["status"]) for row in rows] == [
        ("luolong", 2024, "failed"),
        ("yunze", 2023, "unreadable"),
        ("yunze", 2024, "unreadable"),
    ]
    assert (tmp_path / "out/yunze/2023/findings.json").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["report", "--agency", "luolng", "--year", "2024"], "是不是 luolong"),
        (["report", "--agency", "luolong", "--year", "二〇二四"], "不是年份"),
        (["report", "--agency", "luolong"], "没有写年份"),
        (["report", "--agency", "luolong", "--year", "2024", "--formats", "htlm"], "是不是「html」"),
        (["report", "--agecny", "luolong"], "没有「--agecny」这个参数；是不是「--agency」？"),
        (["verify", "--formats=html"], "verify 不用「--formats」：用它的是 report、reports、"),
        (
            ["verify", "--formats", "html"],
            "verify 不用「--formats」：用它的是 report、reports、",
        ),
        (["report", "luolong"], "「luolong」不知道是哪个参数的值：请写成 参数=值"),
        (["report", "--year"], "「--year」后面没有写值：请写成 --year=值"),
        (["reprot"], "没有「reprot」这个命令；是不是「report」？"),
        ([], "没有写命令"),
        (["check", "--year", "2022"], "没有 2022 年的报告"),
        (["check", "--params", "nowhere"], "没有报告"),
        (["new", "--agency", "../x", "--year", "2024"], "只能写"),
    ],
)
def test_wrong_commands_end_in_two_with_advice(
    capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    assert main(arguments) == 2
    assert words in capsys.readouterr().out


@pytest.mark.parametrize(
    ("variable", "words"),
    [
        ("AGECNY", "没有「AGECNY」这个参数；是不是「AGENCY」？"),
        ("JOBS", "verify 不用「JOBS」：用它的是 reports、check、"),
        ("FORMATS", "verify 不用「FORMATS」：用它的是 report、reports、"),
    ],
)
def test_make_variable_that_the_target_does_not_take_is_refused(variable: str, words: str) -> None:
    # Called by make itself, as make test is, it would say which folder it enters.
    command = ["make", "--no-print-directory", "verify", f"{variable}=x"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert run.stdout.startswith(words)


def test_make_variable_that_one_of_several_targets_takes_is_good(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOALS", "check new")
    monkeypatch.setenv("GIVEN", "NAME JOBS PYTHON")
    assert main(["check", "--year", "1"]) == 2


def test_terminal_keeps_to_eighty_columns(
    params: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, warm: None
) -> None:
    from rich.cells import cell_len

    monkeypatch.setenv("COLUMNS", "80")
    edit(params / "luolong/2024/applications.csv", "（一）予以公开,0,0", "（一）予以公开,5,/")
    assert main(["check", "--agency", "luolong", "--params", str(params), "--out", str(tmp_path / "out")]) == 1
    printed = capsys.readouterr().out
    # A place stands alone on its line and is never broken, so that it can be clicked.
    assert max(cell_len(line.rstrip()) for line in printed.splitlines() if str(tmp_path) not in line) <= 80
    assert "applications.csv:4:3" in printed
    assert "未填（/）" in printed


def test_report_needs_no_network(tmp_path: Path) -> None:
    """The command and the kernel it starts run with every socket closed but Unix ones."""
    environment = {**os.environ, "PYTHONPATH": str(DATA / "no_network")}
    arguments = ["report", "--agency", "luolong", "--year", "2024", "--out", str(tmp_path)]
    command = [sys.executable, "-m", "annual_report", *arguments]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, cwd=paths.PROJECT, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert run.stderr == ""


def test_reports_built_at_the_same_time_do_not_meet(tmp_path: Path, warm: None) -> None:
    arguments = ["report", "--agency", "luolong", "--year", "2024", "--formats", "md", "--out"]
    commands = [[sys.executable, "-m", "annual_report", *arguments, str(tmp_path / each)] for each in "ab"]
    runs = [subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=paths.PROJECT) for command in commands]
    assert [run.wait() for run in runs] == [0, 0]
    assert len({(tmp_path / each / "luolong/2024/report.ipynb").read_bytes() for each in "ab"}) == 1


def test_failing_check_takes_the_stale_report_away(params: Path, tmp_path: Path) -> None:
    request = verbs.Request("luolong", 2024, Run(params, tmp_path / "out", ("html",)))
    request.place.mkdir(parents=True)
    for name in ("report.html", "manifest.json", "report.final.docx"):
        (request.place / name).write_text("stale")
    records.record(request.place, [request.place / name for name in ("report.html", "manifest.json")])
    edit(params / "luolong/2024/applications.csv", "（一）予以公开,0", "（一）予以公开,5")
    assert [outcome.exit_code for outcome in verbs.check([request])] == [1]
    assert {file.name for file in request.place.iterdir()} == CHECK_LIST | {*("findings.json", "report.final.docx")}


def test_check_keeps_and_names_what_a_person_edited(
    params: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], warm: None
) -> None:
    place = tmp_path / "out/luolong/2024"
    place.mkdir(parents=True)
    (place / "report.docx").write_text("as written")
    records.record(place, [place / "report.docx"])
    (place / "report.docx").write_text("as edited")
    edit(params / "luolong/2024/applications.csv", "（一）予以公开,0", "（一）予以公开,5")
    options = ["--agency", "luolong", "--params", str(params), "--out", str(tmp_path / "out")]
    assert main(["check", *options]) == 1
    assert {file.name for file in place.glob("report*")} == {"report.人工修改-1.docx"}
    printed = capsys.readouterr().out
    assert "report.docx 不是生成时的样子（有人改过）：已另存为 report.人工修改-1.docx" in printed


@pytest.mark.parametrize("command", ["report", "check", "docs"])
def test_file_of_a_person_where_a_report_should_go_is_refused(
    params: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    place = tmp_path / "out/luolong/2024"
    place.parent.mkdir(parents=True)
    place.write_text("mine")
    options = ["--agency", "luolong", "--year", "2024", "--params", str(params), "--out", str(tmp_path / "out")]
    assert main([command, *options]) == 2
    assert "不是文件夹，报告放不进去（没有动它）" in capsys.readouterr().out
    assert place.read_text() == "mine"


def test_encoding_is_said_aloud_by_check_and_report(params: Path, tmp_path: Path) -> None:
    table = params / "luolong/2024/applications.csv"
    table.write_bytes(table.read_text(encoding="utf-8").encode("gb18030"))
    request = verbs.Request("luolong", 2024, Run(params, tmp_path, ("md",)))
    for outcome in (*verbs.check([request]), verbs.report(request)):
        assert outcome.remarks == ("luolong/2024 的 applications.csv 是 GB18030 编码，已按此读入",)


def test_place_of_a_finding_is_never_cut_off(
    params: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, warm: None
) -> None:
    edit(params / "luolong/2024/review_litigation.csv", "未经复议直接起诉,0", "未经复议直接起诉,5")
    for columns in (60, 80, 120):
        monkeypatch.setenv("COLUMNS", str(columns))
        main(["check", "--agency", "luolong", "--params", str(params), "--out", str(tmp_path / "out")])
        printed = capsys.readouterr().out
        assert "review_litigation.csv:3:6" in printed
        assert "…" not in printed


def test_terminal_without_chinese_shows_escapes_and_the_right_exit_code() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "annual_report", "check", "--agency", "luolng"]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, cwd=paths.PROJECT, check=False)
    assert (run.returncode, run.stderr) == (2, "")
    assert "luolong" in run.stdout
