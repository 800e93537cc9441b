"""A survey is published as a whole, and only if every report that it speaks of holds."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from annual_report import paths
from annual_report.district.surveys.run_survey import run_survey
from annual_report.district.surveys.survey import SurveyOutcome, SurveyRequest
from annual_report.district.trends.request import trends_request
from annual_report.engine.run import Run
from annual_report.errors import InputError
from years import many_years, spoil

OURS = ["manifest.json", "report.ipynb", "report.md", "tables.json"]


def request_for(folder: Path, years: str = "") -> SurveyRequest:
    return trends_request("hewan", years, Run(folder / "params", folder / "out", ("md",)))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> SurveyOutcome:
    folder = tmp_path_factory.mktemp("survey")
    many_years(folder / "params")
    return run_survey(request_for(folder))


@pytest.fixture
def folder(made: SurveyOutcome, tmp_path: Path) -> Path:
    """A copy of where a survey was made, with something of a person's beside it."""
    root = shutil.copytree(made.request.run.params.parent, tmp_path / "survey")
    (root / "out/hewan/trends/我的.docx").write_text("我的", encoding="utf-8")
    return Path(root)


def test_what_is_published_says_what_it_is_made_of(made: SurveyOutcome) -> None:
    assert (made.exit_code, made.problems, made.name) == (0, (), "河湾县自然资源局")
    assert [file.name for file in made.files] == OURS
    assert "没有2021年、2023年的年度报告" in made.remarks[0]
    manifest, tables = (json.loads((made.request.place / name).read_bytes()) for name in (OURS[0], OURS[3]))
    assert {"hewan/2020/applications.csv", "hewan/2024/narrative.md"} <= manifest["inputs"].keys()
    assert manifest["years"] == "2020-2024"
    assert {"matplotlib", "great-expectations"} <= manifest["packages"].keys()
    assert [each["title"] for each in tables["charts"]][:2] == ["申请的新收、办结和结转", "办理结果的构成"]
    assert "| 2021年 | — | — | — |" in (made.request.place / "report.md").read_text(encoding="utf-8")


def test_the_same_inputs_give_the_same_bytes(made: SurveyOutcome, tmp_path: Path) -> None:
    many_years(tmp_path / "elsewhere/params")
    again = run_survey(request_for(tmp_path / "elsewhere"))
    for one, other in zip(made.files, again.files, strict=True):
        assert one.read_bytes() == other.read_bytes(), one.name


def test_a_year_that_does_not_hold_stops_it_and_takes_an_older_one_away(folder: Path) -> None:
    spoil(folder / "params/hewan/2024")
    outcome = run_survey(request_for(folder, "2022-2024"))
    assert [(each.year, each.exit_code) for each in outcome.judged] == [(2022, 0), (2024, 1)]
    assert (outcome.exit_code, outcome.files) == (1, ())
    assert [path.name for path in outcome.request.place.iterdir()] == ["我的.docx"]
    assert (folder / "out/hewan/2024/findings.json").is_file()
    assert not (folder / "out/hewan/2022").exists()


def test_what_cannot_be_read_stops_it_and_what_a_person_edited_is_kept(folder: Path) -> None:
    (folder / "params/hewan/2022/applications.csv").write_text("不是表", encoding="utf-8")
    (folder / "out/hewan/trends/report.md").write_text("改过", encoding="utf-8")
    outcome = run_survey(request_for(folder, "2022"))
    assert (outcome.exit_code, [each.exit_code for each in outcome.judged]) == (2, [2])
    assert outcome.unsound[0].request.folder == folder / "params/hewan/2022"
    assert outcome.kept == ("report.md 不是生成时的样子（有人改过）：已另存为 report.人工修改-1.md",)
    assert {path.name for path in outcome.request.place.iterdir()} == {"我的.docx", "report.人工修改-1.md"}


def test_nothing_is_made_where_nothing_was(tmp_path: Path) -> None:
    spoil(many_years(tmp_path / "params", (2024,)) / "2024")
    assert run_survey(request_for(tmp_path)).exit_code == 1
    assert not (tmp_path / "out/hewan/trends").exists()


def test_a_folder_that_is_no_year_is_told(folder: Path) -> None:
    (folder / "params/hewan/2022").rename(folder / "params/hewan/2022年")
    outcome = run_survey(request_for(folder))
    assert (outcome.exit_code, outcome.judged) == (2, ())
    assert "文件夹名「2022年」不是年份" in outcome.problems[0].message
    assert [path.name for path in outcome.request.place.iterdir()] == ["我的.docx"]


def test_of_a_format_that_fails_nothing_is_published(tmp_path: Path) -> None:
    agency = many_years(tmp_path / "params", (2024,)) / paths.AGENCY_FILE
    agency.write_text(agency.read_text(encoding="utf-8").replace("河湾县", "河湾𪚥县"), encoding="utf-8")
    request = trends_request("hewan", "", Run(tmp_path / "params", tmp_path / "out", ("md", "pdf")))
    outcome = run_survey(request)
    assert (outcome.exit_code, [file.name for file in outcome.files]) == (2, ["failed.ipynb"])
    assert "没有「𪚥」" in outcome.problems[0].message


def test_a_notebook_that_is_not_there_is_told(tmp_path: Path) -> None:
    many_years(tmp_path / "params", (2024,))
    with pytest.raises(InputError, match=r"没有 other\.ipynb 这个笔记本"):
        run_survey(replace(request_for(tmp_path), notebook=tmp_path / "other.ipynb"))
