"""What the system refuses is said in the words of its user."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from annual_report.errors import Position, error_for_user, reason_of


@pytest.mark.parametrize(
    ("number", "words"), [(errno.EACCES, "没有权限"), (errno.ENOSPC, "磁盘满了"), (errno.EROFS, "磁盘只读")]
)
def test_reasons_of_the_system_are_chinese(number: int, words: str) -> None:
    assert reason_of(OSError(number, os.strerror(number))) == words


def test_reasons_nobody_knows_are_the_system_s_own() -> None:
    assert reason_of(OSError(errno.EPROTO, "Protocol error")) == "Protocol error"
    assert reason_of(RuntimeError("Symlink loop")) == "Symlink loop"


def test_file_that_may_not_be_opened_is_told_without_english(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError) as refused:
        tmp_path.open()
    assert str(error_for_user(refused.value)) == f"{tmp_path}  打不开或写不进去（这里是文件夹）：请检查权限和路径"


def test_a_place_is_named_as_a_person_looks_for_it_and_as_an_editor_opens_it() -> None:
    in_sheet = Position("yunze/2024/applications.csv", 14, 2)
    assert (str(in_sheet), in_sheet.named) == ("yunze/2024/applications.csv:14:2", "applications.csv 第14行B列")
    assert Position("yunze/2024/narrative.md", 3, 5).named == "narrative.md 第3行"
    assert str(Position("填报表.xlsx", 14, 28, "表三")) == "填报表.xlsx 表三!AB14"


def test_a_file_that_excel_holds_open_is_no_lack_of_rights() -> None:
    """Windows gives both the same number of errno; which of them it was stands in another one."""
    error = PermissionError(errno.EACCES, "The process cannot access the file", "填报表.xlsx")
    error.winerror = 32  # type: ignore[attr-defined,unused-ignore]
    assert "正被别的程序打开，如 Excel、WPS：请先在那里关闭" in str(error_for_user(error))
