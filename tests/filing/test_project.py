"""A project is laid out in an empty folder only; a built wheel brings along all that it needs."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from annual_report import paths
from annual_report.__main__ import main
from annual_report.errors import InputError
from annual_report.filing.project import lay_out


def names_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_project_holds_notebooks_rules_and_examples_as_they_are_here(tmp_path: Path) -> None:
    assert {each.name for each in lay_out(tmp_path / "新项目")} == {"notebooks", "expectations", "params", "报告.cmd"}
    laid = names_in(tmp_path / "新项目")
    assert {"notebooks/annual_report.ipynb", "notebooks/narrative/words.yaml"} <= laid
    assert {"expectations/common/claims.json", "params/luolong/2024/applications.csv"} <= laid
    assert all((tmp_path / "新项目" / name).read_bytes() == (paths.PROJECT / name).read_bytes() for name in laid)


def test_nothing_is_written_where_something_lies(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "年报.docx").write_bytes(b"mine")
    assert main(["init", f"FOLDER={tmp_path}"]) == 2
    assert "里已经有文件（年报.docx），不会覆盖" in "".join(capsys.readouterr().out.split())
    assert names_in(tmp_path) == {"年报.docx"}
    with pytest.raises(InputError, match="不是文件夹"):
        lay_out(tmp_path / "年报.docx")


def test_no_project_lies_inside_another(tmp_path: Path) -> None:
    """Its params would take the new one for an agency."""
    lay_out(tmp_path / "项目")
    with pytest.raises(InputError, match="在另一个项目"):
        lay_out(tmp_path / "项目/params/新的")
    assert not (tmp_path / "项目/params/新的").exists()


def test_a_wheel_is_enough(tmp_path: Path) -> None:
    """As `pip install` would leave it: without a checkout, one project beside another, found from inside."""
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(build, cwd=paths.PROJECT, check=True, capture_output=True)
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        wheel.extractall(tmp_path / "site")
        entries = wheel.read(next(name for name in wheel.namelist() if name.endswith("entry_points.txt"))).decode()
    assert "annual-report = annual_report.__main__:main" in entries
    project = tmp_path / "项 目"
    project.mkdir()

    def run(*arguments: str, folder: Path = project) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "annual_report", *arguments]
        environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site"), "COLUMNS": "200"}
        return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)

    refused = run("names")
    assert (refused.returncode, "还没有项目的，在空文件夹里运行 annual-report init" in refused.stdout) == (2, True)
    assert run("init").returncode == 0
    words = project / "notebooks/narrative/examples.yaml"
    words.write_text(words.read_text(encoding="utf-8").replace("{{ 网办率 }}", "{{ 我的网办率 }}"), encoding="utf-8")
    inside = run("names", "AGENCY=luolong", "YEAR=2024", folder=project / "params")
    assert (inside.returncode, "洛龙区" in inside.stdout) == (0, True)
