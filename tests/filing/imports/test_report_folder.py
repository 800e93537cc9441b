"""A report folder is replaced as a whole, and nothing that a person has put there is lost."""

from __future__ import annotations

import errno
import resource
from pathlib import Path

import pytest

from annual_report.filing.imports.report_folder import restore_folder, write_folder

CONTENTS = {"narrative.md": "新的正文\n", "import.json": "{}\n"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "2023"
    folder.mkdir()
    (folder / "narrative.md").write_text("我改的正文\n", encoding="utf-8")
    (folder / "备注.txt").write_text("备注\n", encoding="utf-8")
    return folder


def texts(folder: Path) -> dict[str, str]:
    return {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()}


def test_what_was_there_is_kept_under_another_name(folder: Path) -> None:
    assert write_folder(folder, CONTENTS) == ["narrative.替换前-1.md"]
    assert write_folder(folder, CONTENTS) == []
    assert write_folder(folder, {"narrative.md": "再改\n"}) == ["narrative.替换前-2.md"]
    found = texts(folder)
    assert found["narrative.替换前-1.md"] == "我改的正文\n"
    assert (found["备注.txt"], found["narrative.md"], "figures.csv" in found) == ("备注\n", "再改\n", True)
    assert [each.name for each in folder.parent.iterdir()] == ["2023"]


def test_a_folder_that_is_a_link_stays_one(folder: Path) -> None:
    link = folder.parent / "2022"
    link.symlink_to(folder)
    write_folder(link, CONTENTS)
    assert link.is_symlink()
    assert texts(folder)["narrative.md"] == "新的正文\n"


def test_a_folder_that_cannot_be_copied_is_left_as_it_is(folder: Path) -> None:
    (folder / "备注.txt").write_text("备注" * 500, encoding="utf-8")
    before, limits = texts(folder), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        with pytest.raises(OSError, match="too large") as caught:
            write_folder(folder, CONTENTS)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert (caught.value.errno, texts(folder)) == (errno.EFBIG, before)
    assert [each.name for each in folder.parent.iterdir()] == ["2023"]


@pytest.mark.parametrize(
    ("there", "begins"),
    [(None, b"\xef\xbb\xbf"), ("utf-8-sig", b"\xef\xbb\xbf"), ("gb18030", b"\xef\xbb\xbf"), ("utf-8", "名称".encode())],
)
def test_excel_knows_the_encoding_of_a_table_unless_somebody_keeps_it_plain(
    folder: Path, there: str | None, begins: bytes
) -> None:
    if there:
        (folder / "figures.csv").write_text("名称,数值\n", encoding=there)
    write_folder(folder, {"figures.csv": "名称,数值\n甲,1\n"})
    assert (folder / "figures.csv").read_bytes() == begins.removesuffix("名称".encode()) + "名称,数值\n甲,1\n".encode()


def test_a_folder_that_a_killed_run_has_left_aside_comes_back(folder: Path) -> None:
    before = texts(folder)
    folder.rename(folder.with_name(".2023.4711.old"))
    restore_folder(folder)
    assert texts(folder) == before
