"""The answers of units: held against what is found now."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

from annual_report import paths
from annual_report.__main__ import main
from annual_report.review.answer_sheet import ALL_HEADINGS
from filed import APPLICATIONS, edit

# One process that has imported all serves every check.
pytestmark = pytest.mark.usefixtures("warm")

LIST = "清单/2024/洛龙区行政审批和政务信息管理局.xlsx"


@pytest.fixture
def out(tmp_path: Path, params: Path, folder: Path) -> Path:
    """Where the lists lie: luolong has two problems, one of its figures and one of its prose."""
    edit(folder / APPLICATIONS, "申请数量,0", "申请数量,9")
    assert lists(params, tmp_path / "out", "--year=2024") == 0
    return tmp_path / "out"


def lists(params: Path, out: Path, *options: str) -> int:
    return main(["lists", f"--params={params}", f"--out={out}", *options])


def send_back(out: Path, *answers: str) -> Path:
    """Return a folder with the list, its problems answered one after the other."""
    back = out.with_name("收回")
    back.mkdir(exist_ok=True)
    book = openpyxl.load_workbook(out / LIST)
    column = list(ALL_HEADINGS).index("办理情况") + 1
    for row, answer in enumerate(answers, 2):
        book.worksheets[0].cell(row, column, answer)
    book.save(back / "回复.xlsx")
    return back


def test_what_is_said_to_be_corrected_and_is_not_is_told(
    params: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert lists(params, out, f"--file={send_back(out, '已改正', '核实无误')}") == 1
    assert "说「已改正」，现在仍查得出：T3-I1" in capsys.readouterr().out


def test_all_answered_and_corrected_ends_in_0(
    params: Path, folder: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    back = send_back(out, "已改正", "核实无误")
    shutil.copy(paths.PARAMS / "luolong/2024" / APPLICATIONS, folder)
    assert lists(params, out, f"--file={back}") == 0
    assert "2 处，答复 2 处（已改正 1、核实无误 1）" in capsys.readouterr().out
    rows = [*openpyxl.load_workbook(out / "清单/回复.xlsx").worksheets[0].iter_rows(values_only=True)]
    assert [(row[2], row[4], row[5]) for row in rows[1:]] == [
        ("T3-I1", "已改正", "已没有"),
        ("F-07", "核实无误", "仍有"),
    ]


def test_what_is_not_answered_is_asked_for(params: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert lists(params, out, f"--file={send_back(out, '核实无误')}") == 1
    assert "没有答复：F-07" in capsys.readouterr().out


def test_a_file_that_is_no_list_costs_itself_alone(params: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    back = send_back(out, "核实无误", "核实无误")
    (back / "别的.xlsx").write_bytes(b"PK")
    openpyxl.Workbook().save(back / "通知.xlsx")
    (back / "~$回复.xlsx").write_bytes(b"open in Excel")
    assert lists(params, out, f"--file={back}") == 2
    printed = capsys.readouterr().out
    assert "别的.xlsx  文件损坏" in printed
    assert "通知.xlsx  不是本工具出的问题清单" in printed
    assert "~$" not in printed
    assert "答复 2 处" in printed


def test_a_word_that_is_no_answer_is_quoted(params: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert lists(params, out, f"--file={send_back(out, '改了', '核实无误')}") == 1
    told = capsys.readouterr().out.replace("\n", "").replace(" ", "")
    assert "写的是「改了」，不是「已改正」、「核实无误」、「其他」，不算答复：T3-I1" in told


def test_no_list_is_passed_over_for_its_format(params: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    back = send_back(out, "核实无误", "核实无误")
    (back / "回复.xlsx").rename(back / "回复.XLSX")
    (back / "另一份.xls").write_bytes(b"old")
    (back / "打包.ZIP").write_bytes(b"PK")
    (back / "说明.docx").write_bytes(b"PK")
    assert lists(params, out, f"--file={back}") == 2
    told = capsys.readouterr().out
    assert "另一份.xls  没有读：是清单的，请打开后另存为 .xlsx" in told
    assert "打包.ZIP  压缩包没有读" in told
    assert "答复 2 处" in told
    assert "说明.docx" not in told


def test_a_report_that_is_not_here_is_said_and_not_looked_for_elsewhere(
    params: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    back = send_back(out, "已改正", "已改正")
    book = openpyxl.load_workbook(back / "回复.xlsx")
    for row in (2, 3):
        book.worksheets[0].cell(row, len(ALL_HEADINGS), "../elsewhere/2024 T3-I1 applications.csv:2:2")
    book.save(back / "回复.xlsx")
    assert lists(params, out, f"--file={back}") == 0
    assert "../elsewhere/2024 不在 params 里" in capsys.readouterr().out


def test_nothing_to_read_is_refused(params: Path, out: Path, tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    assert lists(params, out, f"--file={tmp_path / '空'}") == 2
    assert lists(params, out, f"--file={tmp_path / '没有'}") == 2
    assert lists(params, out, "--year=2024", f"--file={tmp_path}") == 2
