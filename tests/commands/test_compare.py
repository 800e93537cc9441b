"""Two editions of a report compared: folders, revisions, documents, and what is written of it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from annual_report import paths
from annual_report.__main__ import main
from committed import commit, examples_in
from filed import edit
from published import invented, page_of


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in a folder with the reports as they were, in `before`, and as they are, in `after`."""
    for name in ("before", "after"):
        shutil.copytree(paths.PARAMS, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")


def compare(first: str, second: str) -> int:
    return main(["compare", f"--a={first}", f"--b={second}", "--params=after", "--out=out"])


def written(name: str = "before-yunze-2024--after-yunze-2024") -> Path:
    return Path("out", "compare", name)


def test_editions_that_are_alike_end_in_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert compare("before/yunze/2024", "after/yunze/2024") == 0
    assert "比了 200 格，全部相同" in capsys.readouterr().out
    assert "两版相同" in (written() / "compare.html").read_text(encoding="utf-8")


def test_what_differs_is_told_old_and_new_everywhere(capsys: pytest.CaptureFixture[str]) -> None:
    edit(Path("after/yunze/2024/applications.csv"), "1198", "1199")
    edit(Path("after/yunze/2024/figures.csv"), "新闻发布会,", "新闻发布会,1")
    assert compare("before/yunze/2024", "after/yunze/2024") == 1
    printed = capsys.readouterr().out
    assert "改动 表三 三、（一）予以公开 × 自然人\n       1198 → 1199　+1（+0.1%）" in printed
    assert "改动 新闻发布会" in printed
    assert "改动 一、总体情况" in printed
    assert max(map(len, printed.replace(str(written()), "").splitlines())) <= 80
    stored = json.loads((written() / "compare.json").read_text(encoding="utf-8"))
    assert [each["kind"] for each in stored["differences"]] == ["cell", "figure", "sentence"]
    page = (written() / "compare.html").read_text(encoding="utf-8")
    assert "两版有 3 处不同" in page
    assert "<script" not in page
    rows = openpyxl.load_workbook(written() / "compare.xlsx").worksheets[0]
    assert [cell.value for cell in rows[2]][3:9] == [
        *("表三 三、（一）予以公开 × 自然人", 1198, "applications.csv 第4行B列"),
        *(1199, "applications.csv 第4行B列", 1),
    ]


def test_a_document_is_an_edition_too_and_what_it_lacks_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    Path("甲.html").write_text(page_of(invented("2021", seed=3)), encoding="utf-8")
    Path("乙.html").write_text(
        page_of(invented("2021", seed=3)).replace("每季度检查1次", "每月检查1次"), encoding="utf-8"
    )
    assert compare("甲.html", "乙.html") == 1
    printed = capsys.readouterr().out
    assert "比了 200 格，全部相同" in printed
    assert "每月检查1次" in printed
    assert compare("甲.html", "after/yunze/2024") == 1
    assert "没有比较 正文数字（figures.csv）：甲.html：文件里没有这份清单" in capsys.readouterr().out


def test_years_of_two_forms_are_compared_in_what_means_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    Path("2020.html").write_text(page_of(invented("2019", seed=3)), encoding="utf-8")
    Path("2024.html").write_text(page_of(invented("2021", seed=3)), encoding="utf-8")
    assert compare("2020.html", "2024.html") == 1
    printed = capsys.readouterr().out
    assert "云泽市人民政府2020、2024年年度报告" in printed
    assert "没有比较 表二（共 22 格）：2019 年格式和 2021 年格式的这张表问的不是同一件事" in printed.replace("\n  ", "")


def test_another_comparison_never_takes_the_place_of_one() -> None:
    """Folders that differ in nothing but what no file may be called have one name; each comparison has its own."""
    for other in ("before", "before "):
        shutil.copytree(paths.PARAMS / "yunze", Path(f"{other}-yunze"))
        for _ in range(2):
            assert compare(f"{other}-yunze/2024", "after/yunze/2024") == 0
    assert sorted(path.name for path in Path("out/compare").iterdir()) == [
        *(f"before-yunze-2024--after-yunze-2024{number}" for number in ("", "-2"))
    ]


def test_what_a_person_made_of_the_page_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    assert compare("before/yunze/2024", "after/yunze/2024") == 0
    (written() / "compare.html").write_text("批注", encoding="utf-8")
    assert compare("before/yunze/2024", "after/yunze/2024") == 0
    assert "compare.人工修改-1.html" in capsys.readouterr().out
    assert (written() / "compare.人工修改-1.html").read_text(encoding="utf-8") == "批注"
    assert compare("before/yunze/2024", "after/yunze/2024") == 0
    assert "人工修改" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("first", "words"),
    [
        ("", "没有写 A"),
        ("before/yunze/2030", "没有「before/yunze/2030」"),
        ("before/yunze", "要写到年份"),
        ("before/luolong/2024", "不是同一个单位"),
        ("HEAD:before/yunze/2024", "git"),
        ("before/yunze/agency.yaml", "agency.yaml"),
    ],
)
def test_what_cannot_be_compared_ends_in_2(first: str, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert compare(first, "after/yunze/2024") == 2
    assert words in capsys.readouterr().out
    assert not Path("out/compare").exists()


def test_an_edition_that_cannot_be_read_says_where(capsys: pytest.CaptureFixture[str]) -> None:
    edit(Path("before/yunze/2024/applications.csv"), "1198", "1198件")
    assert compare("before/yunze/2024", "after/yunze/2024") == 2
    assert "before/yunze/2024/applications.csv:4:2" in capsys.readouterr().out


def test_without_two_editions_the_history_of_a_report_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    params = examples_in(Path("repository"))
    edit(params / "yunze/2024/applications.csv", "1198", "1199")
    commit(Path("repository"), "更正公开件数")
    options = ["compare", f"--params={params}", "--out=out", "--agency=yunze", "--year=2024"]
    assert main(options) == 0
    printed = capsys.readouterr().out
    assert "云泽市人民政府 2024 年：改过 1 次" in printed
    assert "更正公开件数\n  改动 表三 三、（一）予以公开 × 自然人\n       1198 → 1199　+1（+0.1%）" in printed
    assert "更正公开件数" in Path("out/compare/yunze-2024/revisions.html").read_text(encoding="utf-8")
    sheet = openpyxl.load_workbook("out/compare/yunze-2024/revisions.xlsx").worksheets[0]
    told = ["更正公开件数", 1, "表格", "改动", "表三 三、（一）予以公开 × 自然人"]
    assert [cell.value for cell in sheet[3]][2:7] == told
    stored = json.loads(Path("out/compare/yunze-2024/revisions.json").read_text(encoding="utf-8"))
    assert [each["subject"] for each in stored["revisions"]] == ["填报", "更正公开件数"]


@pytest.mark.parametrize("options", [[], ["--a=x", "--agency=yunze"], ["--agency=yunze", "--year=2024"]])
def test_what_is_asked_of_no_history_ends_in_2(options: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(Path.cwd().parent))
    assert main(["compare", "--params=after", "--out=out", *options]) == 2


def test_what_cannot_be_read_is_named_where_it_lies(capsys: pytest.CaptureFixture[str]) -> None:
    """Not below PARAMS: an edition lies anywhere."""
    Path("before/yunze/agency.yaml").unlink()
    assert compare("before/yunze/2024", "after/yunze/2024") == 2
    assert capsys.readouterr().out.startswith("before/yunze/agency.yaml  缺少文件：请把这个单位的 agency.yaml 复制")
    edit(Path("after/yunze/2024/applications.csv"), "1198", "1198件")
    assert compare("after/yunze/2024", "before/yunze/2024") == 2
    assert capsys.readouterr().out.startswith("after/yunze/2024/applications.csv:4:2")
    Path("before/年报.docx").write_bytes(b"PK\x03\x04")
    assert compare("before/年报.docx", "after/yunze/2024") == 2
    assert capsys.readouterr().out.startswith("before/年报.docx  文件损坏")
