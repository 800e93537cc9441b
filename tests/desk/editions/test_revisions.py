"""Report folders as they were committed, read out of git without touching the working tree."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from annual_report.desk.editions.revisions import checked_out, find_revision, is_revision, revisions_of
from annual_report.errors import InputError
from committed import commit, examples_in
from filed import edit


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one commit of the examples, and a figure changed since."""
    place = tmp_path / "repository"
    edit(examples_in(place) / "yunze/2024/applications.csv", "1198", "1199")
    monkeypatch.chdir(place)
    return place


def refused(text: str) -> str:
    with pytest.raises(InputError) as error:
        find_revision(text)
    return str(error.value)


def test_a_folder_comes_back_as_it_was_committed(repository: Path) -> None:
    found = find_revision("HEAD:params/yunze/2024")
    assert (found.agency, found.year, str(found.params)) == ("yunze", 2024, "params")
    with checked_out(found) as params:
        for name in ("agency.yaml", "2024/figures.csv", "2024/narrative.md", "2023/applications.csv"):
            assert (params / "yunze" / name).read_bytes() == (repository / "params/yunze" / name).read_bytes()
        assert "1198" in (params / "yunze/2024/applications.csv").read_text(encoding="utf-8")
        assert not (params / "luolong").exists()
    assert not params.exists()
    assert "1199" in (repository / "params/yunze/2024/applications.csv").read_text(encoding="utf-8")


def test_paths_are_those_of_git(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository / "params")
    one, other = (find_revision(text) for text in ("HEAD:./yunze/2024", "HEAD:params/yunze/2024"))
    assert (one.params, one.commit) == (other.params, other.commit)


def test_a_link_in_a_commit_is_no_file(repository: Path) -> None:
    file = repository / "params/yunze/2024/applications.csv"
    file.unlink()
    file.symlink_to("/etc/passwd")
    commit(repository, "链接")
    with checked_out(find_revision("HEAD:params/yunze/2024")) as params:
        assert not (params / "yunze/2024/applications.csv").exists()


@pytest.mark.usefixtures("repository")
def test_what_is_not_there_is_said() -> None:
    assert "没有「v9」这个版本" in refused("v9:params/yunze/2024")
    assert "没有「v{1}」这个版本" in refused("v{1}:params/yunze/2024")
    assert "没有 params/yunze/2030 这个文件夹" in refused("HEAD:params/yunze/2030")
    assert "没有 params/y*/2024 这个文件夹" in refused("HEAD:params/y*/2024")
    assert "要写到年份文件夹" in refused("HEAD:params/yunze")
    assert "没有「--all」这个版本" in refused("--all:params/yunze/2024")


def test_outside_of_a_repository_and_without_git_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    (tmp_path / "plain").mkdir()
    monkeypatch.chdir(tmp_path / "plain")
    assert "不在 git 仓库里" in refused("HEAD:params/yunze/2024")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "没有装 git" in refused("HEAD:params/yunze/2024")


def test_what_is_meant_for_a_revision(repository: Path) -> None:
    assert is_revision("HEAD~1:params/yunze/2024")
    assert not is_revision("params/yunze/2024")
    assert not is_revision(r"C:\数据\yunze\2024")
    (repository / "a:b").mkdir()
    assert not is_revision("a:b")


def test_a_history_that_was_not_fetched_whole_says_so(repository: Path, tmp_path: Path) -> None:
    (first,) = revisions_of(repository / "params/yunze/2024")
    assert not first.is_cut
    commit(repository, "第二次")
    subprocess.run(["git", "clone", "-q", "--depth=1", repository.as_uri(), tmp_path / "shallow"], check=True)
    (found,) = revisions_of(tmp_path / "shallow/params/yunze/2024")
    assert found.is_cut
