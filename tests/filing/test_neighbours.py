"""Where a file is missing, what lies beside it is named: people save, copy and rename files in many ways."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from annual_report.filing.neighbours import explain_missing, find_misnamed
from filed import APPLICATIONS, problems_of

RENAME, SAVE_AGAIN = "如果就是它，请改名为", "如果就是它，请打开它，"


@pytest.mark.parametrize(
    ("wanted", "name", "advice"),
    [
        *((APPLICATIONS, name, f"{RENAME} applications.csv") for name in ("Applications.CSV", "applications.csv.csv")),
        *((APPLICATIONS, name, RENAME) for name in ("applications.csv.txt", "applications.txt", "applications.csv ")),
        *(
            (APPLICATIONS, name, RENAME)
            for name in ("applications (1).csv", "applications（2）.csv", "副本applications.csv")
        ),
        *(
            (APPLICATIONS, name, RENAME)
            for name in ("applications - 副本.csv", "ａｐｐｌｉｃａｔｉｏｎｓ．ｃｓｖ", "依申请.csv")
        ),
        (APPLICATIONS, "applications.xlsx", f"{SAVE_AGAIN}「另存为」选 CSV UTF-8，文件名用 applications.csv"),
        *((APPLICATIONS, name, SAVE_AGAIN) for name in ("APPLICATIONS.XLS", "applications.et", "表三.xlsx")),
        (APPLICATIONS, "applications.docx", f"{SAVE_AGAIN}把表格复制到 Excel/WPS 表格"),
        *(
            ("narrative.md", name, f"{RENAME} narrative.md")
            for name in ("narrative.md.txt", "narrative.txt", "Narrative.MD")
        ),
        *(("narrative.md", name, f"{SAVE_AGAIN}把文字复制到记事本") for name in ("narrative.docx", "正文.doc")),
        *(("agency.yaml", name, f"{RENAME} agency.yaml") for name in ("agency.yml", "Agency.yaml", "agency.yaml.txt")),
    ],
)
def test_what_may_be_meant_is_named(tmp_path: Path, wanted: str, name: str, advice: str) -> None:
    (tmp_path / name).write_text("x", encoding="utf-8")
    assert explain_missing(tmp_path / wanted).startswith(f"缺少文件，但这里有「{name}」：{advice}")


@pytest.mark.parametrize(
    "name", ["~$applications.xlsx", ".applications.csv.swp", "figures.csv", "disclosure.xlsx", "x.png"]
)
def test_what_is_something_else_is_not_named(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("x", encoding="utf-8")
    assert explain_missing(tmp_path / APPLICATIONS).startswith("缺少文件：请补上")


def test_file_one_folder_too_high_or_too_deep_is_named(tmp_path: Path) -> None:
    year = tmp_path / "2024"
    year.mkdir()
    (tmp_path / APPLICATIONS).touch()
    (year / "agency.yaml").touch()
    assert explain_missing(year / APPLICATIONS) == "缺少文件，但上一层文件夹里有「applications.csv」：请移到这里"
    assert explain_missing(tmp_path / "agency.yaml") == "缺少文件，但年份文件夹 2024 里有「agency.yaml」：请移到这里"


@pytest.mark.parametrize("name", ["Waivers.YAML", "waivers.yml", "waivers.yaml.txt"])
def test_decisions_under_nearly_the_right_name_are_not_passed_over(params: Path, folder: Path, name: str) -> None:
    (folder / name).write_text("[]", encoding="utf-8")
    (problem,) = problems_of(params)
    assert problem.message == f"缺少文件，但这里有「{name}」：如果就是它，请改名为 waivers.yaml"


def test_copy_of_decisions_is_nobodys_mistake(tmp_path: Path) -> None:
    (tmp_path / "waivers - 副本.yaml").touch()
    assert find_misnamed(tmp_path / "waivers.yaml") == ""


def test_every_missing_table_is_one_sentence(params: Path, folder: Path) -> None:
    for name in (APPLICATIONS, "disclosure.csv", "review_litigation.csv", "narrative.md"):
        shutil.move(folder / name, folder / f"{name}.txt")
    assert [problem.message.partition("」")[2] for problem in problems_of(params)] == [
        f"：如果就是它，请改名为 {name}"
        for name in ("disclosure.csv", APPLICATIONS, "review_litigation.csv", "narrative.md")
    ]
