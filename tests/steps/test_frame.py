"""All figures of all reports in one table that can be counted with, and written for other programs."""

from __future__ import annotations

import logging
from pathlib import Path

import pandas as pd
import pytest

import annual_report
from annual_report import paths
from annual_report.__main__ import main
from annual_report.errors import InputError
from annual_report.form.forms import load_form
from annual_report.steps.frame import COLUMNS, frame


def test_a_row_is_a_cell_of_a_report_and_values_are_numbers(params: Path) -> None:
    assert annual_report.frame is frame
    table = frame(params=params)
    assert list(table.dtypes.astype(str).items()) == [*COLUMNS.items()]
    counts = table.groupby(["agency", "year"]).size().to_dict()
    assert counts == {("luolong", 2024): 200, ("yunze", 2023): 200, ("yunze", 2024): 200}
    received = table[(table["agency"] == "yunze") & (table["line"] == "received") & (table["column"] == "total")]
    assert received["value"].map(int).tolist() == received["text"].map(int).tolist()
    assert set(table["label"]) == {cell.label for cell in load_form("2021").cells.values()}


def test_what_is_missing_is_no_zero(params: Path) -> None:
    file = params / "luolong/2024/applications.csv"
    file.write_text(file.read_text(encoding="utf-8").replace(",0,0,0,0,0,0,0", ",/,0,0,0,0,0,0", 1), encoding="utf-8")
    missing = frame("luolong", 2024, params)[lambda table: table["value"].isna()]
    assert missing["text"].tolist() == ["/"]


def test_a_report_that_cannot_be_read_costs_itself_alone(params: Path, caplog: pytest.LogCaptureFixture) -> None:
    (params / "yunze/2024/applications.csv").write_text("不是表", encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        table = frame(params=params)
    assert {*zip(table["agency"], table["year"], strict=True)} == {("luolong", 2024), ("yunze", 2023)}
    assert "yunze 2024 年的数据读不了" in caplog.text


def test_the_command_says_what_is_not_in_the_table(
    params: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (params / "yunze/2024/applications.csv").write_text("不是表", encoding="utf-8")
    assert main(["table", "YEAR=2024", f"PARAMS={params}", f"OUT={tmp_path / 'out'}"]) == 0
    assert "yunze2024年的数据读不了，没有列入" in "".join(capsys.readouterr().out.split())


def test_an_unknown_agency_is_named(params: Path) -> None:
    with pytest.raises(InputError, match="luolon"):
        frame("luolon", params=params)


def test_the_table_is_written_for_other_programs(params: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert main(["table", f"PARAMS={params}", f"OUT={out}", "YEAR=2024"]) == 0
    table = frame(year=2024, params=params)
    pd.testing.assert_frame_equal(pd.read_parquet(out / "table.parquet").astype(COLUMNS), table)
    written = pd.read_csv(out / "table.csv", dtype=COLUMNS, keep_default_na=False, na_values={"value": [""]})
    pd.testing.assert_frame_equal(written, table)
    assert (out / "table.csv").read_bytes().startswith(b"\xef\xbb\xbfagency,name,year,")
    before = [(out / name).read_bytes() for name in ("table.csv", "table.parquet")]
    assert main(["table", f"PARAMS={params}", f"OUT={out}", "YEAR=2024"]) == 0
    assert [(out / name).read_bytes() for name in ("table.csv", "table.parquet")] == before
    assert paths.PARAMS.is_dir()
