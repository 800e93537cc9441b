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
    要做：请对照原件，把数字填进 applications.csv
  四、结转下年 × 总计  第1页第47行
    原件这一格是空的
    要做：请问原单位；没有就填 0
  读取时遇到：
    1 格：千位分隔的逗号已去掉
  写入 params/mouju/2021/（逐格出处见 import.json）
下一步：补齐空格，再运行 make check AGENCY=mouju YEAR=2021
"""


CUT = """\
云泽市某局 2021 年：读出 10 格，共 200 格，190 格要人看
  applications.csv 整张留空（收到和处理政府信息公开申请情况）
    原件在这张表里断了，「1.本机关不掌握相关政府信息」起的 13 行没有
  review_litigation.csv 整张留空（政府信息公开行政复议、行政诉讼情况）
    原件里找不到这张表
    要做：请找完整、清楚的原件再导入一次（加 REPLACE=1），或者对照原件填写
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
        "applications.received.natural_person": "9,705",
    }
    file = tmp_path / "年报.txt"
    rows = [*shapes.rows_of_report(invented.form, invented.texts | changes)]
    file.write_text(shapes.as_tabs(rows), encoding="utf-8")
    imported.show(import_file(Wanted(file, "mouju", 2021, "", Path("params"))), Terminal())
    assert capsys.readouterr().out == SHOWN


def test_a_table_that_stays_blank_is_told_of_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    text = shapes.as_tabs(shapes.invent(random.Random(5), "2021", mistakes=0).rows)
    (tmp_path / "年报.txt").write_text(text[: text.index("（四）无法提供")], encoding="utf-8")
    imported.show(import_file(Wanted(tmp_path / "年报.txt", "mouju", 2021, "", tmp_path / "params")), Terminal())
    assert capsys.readouterr().out.startswith(CUT)
