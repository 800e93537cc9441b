"""What `make names` prints: of a form, and of a report with its values, at 80 columns."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from annual_report.__main__ import main
from filed import edit


@pytest.fixture(autouse=True)
def at_80_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def listed(capsys: pytest.CaptureFixture[str], *options: str, code: int = 0) -> list[str]:
    assert main(["names", *options]) == code
    lines = capsys.readouterr().out.splitlines()
    assert max(map(cell_len, lines)) <= 80
    return [" ".join(line.split()) for line in lines]


def test_form_lists_every_line_with_label_and_unit(capsys: pytest.CaptureFixture[str]) -> None:
    lines = listed(capsys)
    assert lines[0].endswith("2021 年格式")
    at = lines.index("一、本年新收政府信息公开申请数量")
    assert lines[at + 1] == "{{ 申请.本年新收.总计 }} 件"
    assert "{{ 公开.行政事业性收费.金额 }} 万元" in lines
    assert listed(capsys, "--year=2019")[0].endswith("2019 年格式")


def test_report_lists_its_values_beside_those_of_last_year(capsys: pytest.CaptureFixture[str], params: Path) -> None:
    edit(params / "yunze/2024/applications.csv", "3184", "")
    lines = listed(capsys, "--agency=yunze", "--year=2024", f"--params={params}")
    assert "{{ 申请.本年新收.自然人 }} 2902件（上年 2663件）" in lines
    assert "{{ 申请.本年新收.总计 }} 〔未填〕件（上年 2895件）" in lines
    assert "{{ 政策解读 }} 342篇（上年 286篇）" in lines
    assert "{{ 上年.清理信息 }} 2600余条" in lines
    assert "→ 40.79%" in lines


def test_report_without_a_year_before_names_no_figure_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    lines = listed(capsys, "--agency=luolong", "--year=2024")
    assert "{{ 网办率 }} 95.37%" in lines
    assert "各栏都是 0，如 {{ 申请.本年新收.总计 }}" in lines
    assert not any("（上年 " in line for line in lines)


def test_what_cannot_be_read_is_said_beside_what_can(capsys: pytest.CaptureFixture[str], params: Path) -> None:
    """Whoever looks for a name has perhaps just mistyped one."""
    edit(params / "luolong/2024/narrative.md", "{{ 网办率 }}", "{{ 网办 }}")
    lines = listed(capsys, "--agency=luolong", "--year=2024", f"--params={params}")
    assert "{{ 网办率 }} 95.37%" in lines
    assert any(line.startswith("填报数据有 1 处读不了") for line in lines)


def test_unknown_agency_and_missing_year_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["names", "--agency=luolang", "--year=2024"]) == 2
    assert main(["names", "--agency=luolong"]) == 2
    assert "YEAR=年份" in capsys.readouterr().out
