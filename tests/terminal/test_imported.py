"""A clerk reads what was read, and cell by cell what to look at."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

import import_shapes as shapes
from annual_report.filing.imports.importing import Wanted, import_file
from annual_report.terminal import imported
from annual_report.terminal.console import Terminal

SHOWN = """\
云泽市某局 2021 年：读出 197 格，共 200 格，3 格要人看
  第二十条第（八）项·行政事业性收费 × 本年收费金额（单位：万元）  第1页第18行
    「7300元」带的单位不是本列的单位（万元）
    要做：请对照原件，把数字填进 disclosure.csv
  一、本年新收 × 商业企业  第1页第23行
    这一格除了数字还有别的文字「7(其中2件待定)」
    原件：7（其中2件待定）
    要做：请对照原件，把数字填进 applications.csv
  四、结转下年 × 总计  第1页第47行
    原件这一格是空的
    要做：请问原单位；没有就填 0
  写入 params/mouju/2021/（逐格出处见 import.json）
下一步：补齐空格，再运行 make check AGENCY=mouju YEAR=2021
"""


def test_three_cells_that_cannot_be_read_are_three_things_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    invented = shapes.invent(random.Random(5), "2021", mistakes=0)
    changes = {
        "disclosure.administrative_fees.fees": "7300元",
        "applications.received.business": "7（其中2件待定）",
        "applications.carried_forward.total": "",
    }
    file = tmp_path / "年报.txt"
    rows = [*shapes.rows_of_report(invented.form, invented.texts | changes)]
    file.write_text(shapes.as_tabs(rows), encoding="utf-8")
    imported.show(import_file(Wanted(file, "mouju", 2021, "", Path("params"))), Terminal())
    assert capsys.readouterr().out == SHOWN
