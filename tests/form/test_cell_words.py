"""What does not fit the forms in the cell dictionary is told by file and line, and is our mistake (exit 3)."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from annual_report import paths
from annual_report.errors import RuleError
from annual_report.form.cell_dictionary import dictionary_of
from annual_report.form.forms import Form, load_form

REPEATED = """    repeated:
      means: 已经答复过，同一申请人又申请公开同一信息，告知不予重复处理的件数。
      basis: 《政府信息公开条例》第三十六条（六）
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of dictionaries that a test may spoil."""
    folder = Path(shutil.copytree(paths.CELLS, tmp_path / "cells"))
    monkeypatch.setattr(paths, "CELLS", folder)
    return folder


@pytest.fixture
def form() -> Form:
    """A form of which nothing has been read yet."""
    return load_form.__wrapped__("2021")


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("common", "    repeated:", "    repeatd:", "没有「repeatd」这一行；是不是「repeated」？"),
        ("common", "    research:", "    researchers:", "没有「researchers」这一列；是不是「research」？"),
        ("common", "review_litigation:", "review:", "没有「review」这张表；是不是「review_litigation」？"),
        ("common", "      means: 本机关办理的行政许可。\n", "", "缺少「disclosure.lines.licences.means」：请补上"),
        ("common", "      basis: 表内所印；各地惯例\n", "", "缺少「applications.columns.other_organisations.basis」"),
        ("common", "open: [高等", "opens: [高等", "没有「applications.columns.research.opens」这一项；是不是「open」"),
        ("common", REPEATED, "", "「applications」这张表的「repeated」这一行没有说明：请补上"),
        ("common", REPEATED, REPEATED * 2, "请检查缩进、冒号和重复的名称"),
        ("common", "  who: 依申请公开经办人", "  # who: 依申请公开经办人", "「received」没有写由谁提供数字"),
        ("2021", "    in_force:", "    valid:", "「disclosure」这张表没有「valid」这一列"),
        (
            "2021",
            "direct_suit.total:",
            "direct_suit.all:",
            "没有「direct_suit.all」这一格；是不是「direct_suit.total」",
        ),
        ("2021", "  lines:\n", f"  lines:\n{REPEATED}", "「repeated」在 common.yaml 里已经说明：请删去其中一处"),
    ],
)
def test_what_does_not_fit_is_told(folder: Path, form: Form, file: str, old: str, new: str, told: str) -> None:
    spoilt = folder / f"{file}.yaml"
    text = spoilt.read_text(encoding="utf-8")
    assert old in text
    spoilt.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RuleError) as refused:
        dictionary_of(form)
    assert told in str(refused.value)
    assert str(refused.value).startswith(f"{file}.yaml:")


def test_line_that_only_one_form_has_is_missed_in_its_own_file(folder: Path, form: Form) -> None:
    own = folder / "2021.yaml"
    text = own.read_text(encoding="utf-8")
    before, lost, after = re.split(r"(?m)^(?=    other_outcomes:)|^(?=review_litigation:)", text)
    assert "撤回" in lost
    own.write_text(before + after, encoding="utf-8")
    with pytest.raises(RuleError, match="「applications」这张表的「other_outcomes」这一行没有说明") as refused:
        dictionary_of(form)
    assert str(refused.value).startswith("2021.yaml:")


def test_dictionary_that_is_gone_is_told(folder: Path, form: Form) -> None:
    (folder / "2021.yaml").unlink()
    with pytest.raises(RuleError, match=r"2021\.yaml  读不了（文件或文件夹不存在）：请恢复这个文件"):
        dictionary_of(form)
