"""A path is stored the same wherever things lie, and shown as it opens."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annual_report import paths


@pytest.mark.parametrize("place", ["p", "填 报/甲"])
def test_inputs_are_named_by_the_path_below_params(tmp_path: Path, place: str) -> None:
    params = tmp_path / place
    with paths.reading(params):
        assert paths.stored_name(params / "luolong/2024/narrative.md") == "luolong/2024/narrative.md"
        assert paths.stored_name(paths.NARRATIVE / "2021/other.md.j2") == "notebooks/narrative/2021/other.md.j2"


def test_of_what_lies_anywhere_the_name_is_kept_and_no_folder_of_the_machine(tmp_path: Path) -> None:
    assert paths.stored_name(tmp_path / "own.ipynb") == "own.ipynb"


def test_rules_kept_elsewhere_are_named_from_their_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(paths.EXPECTATIONS_VARIABLE, str(tmp_path))
    assert paths.stored_name(tmp_path / "2021/cells.json") == "2021/cells.json"


def test_what_people_chose_is_found_from_another_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(paths.NOTEBOOK_VARIABLE, "own.ipynb")
    monkeypatch.setenv(paths.EXPECTATIONS_VARIABLE, "rules")
    assert paths.Places.chosen() == paths.Places(tmp_path / "own.ipynb", tmp_path / "rules")


def test_paths_are_shown_from_the_working_folder_or_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").mkdir()
    monkeypatch.chdir(tmp_path / "a")
    assert paths.shown_name(Path("x.csv")) == "x.csv"
    assert paths.shown_name(tmp_path / "a/b/x.csv") == "b/x.csv"
    assert paths.shown_name(tmp_path / "x.csv") == (tmp_path / "x.csv").as_posix()


@pytest.mark.parametrize(
    ("place", "shown"), [("s3://me:secret@store/p/", "s3://store/p/a/x.csv"), ("/数据", "/数据/a/x.csv")]
)
def test_what_stands_for_another_place_is_shown_by_it(tmp_path: Path, place: str, shown: str) -> None:
    with paths.standing_for(tmp_path, place):
        assert paths.shown_name(tmp_path / "a/x.csv") == shown


def test_a_stored_name_means_an_input_or_what_the_project_brings_along(tmp_path: Path) -> None:
    assert paths.find_stored("luolong/2024/a.csv", tmp_path) == tmp_path / "luolong/2024/a.csv"
    default = "notebooks/narrative/2021/other.md.j2"
    assert paths.find_stored(default, tmp_path) == paths.PROJECT / default


def test_names_count_from_the_repository_around(tmp_path: Path) -> None:
    assert paths.repository_of(tmp_path / "p/a/2024/x.csv") is None
    (tmp_path / "p/.git").mkdir(parents=True)
    assert paths.repository_of(tmp_path / "p/a/2024/x.csv") == tmp_path / "p"
    assert paths.repository_of(paths.PARAMS / "yunze/2024/x.csv") == paths.PROJECT


def test_what_a_program_says_loses_the_folders_of_the_machine(tmp_path: Path) -> None:
    said = f"[Errno 13] Permission denied: '{tmp_path}/a/agency.yaml' in {paths.PACKAGE}/build.py, {json.__file__}"
    with paths.reading(tmp_path):
        told = paths.without_folders(said)
        assert paths.without_folders(f"/x{tmp_path}/a \x1b[32m{tmp_path}/b") == f"/x{tmp_path}/a \x1b[32mb"
    assert told == "[Errno 13] Permission denied: 'a/agency.yaml' in src/annual_report/build.py, json/__init__.py"
