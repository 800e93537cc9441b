"""What the workbook says and how it looks is data."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from annual_report.desk.workbook import layout as module
from annual_report.desk.workbook.layout import Layout, layout
from annual_report.desk.workbook.write import form_workbook
from annual_report.filing.report import Report
from annual_report.toolkit_files import read_toolkit_file


def test_words_of_the_workbook_are_data(yunze: Report, monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    other = tmp_path / "layout.yaml"  # type: ignore[operator]
    other.write_text(module.FILE.read_text("utf-8").replace("about: 说明", "about: 先看这里"), "utf-8")
    monkeypatch.setattr("annual_report.desk.workbook.write.layout", lambda: read_toolkit_file(other, Layout))
    workbook = load_workbook(io.BytesIO(form_workbook(yunze)), read_only=True)
    assert workbook.sheetnames[0] == "先看这里"


def test_every_severity_has_a_colour_and_every_state_a_name() -> None:
    words = layout()
    assert set(words.failed) == {"critical", "warning", "info"}
    assert set(words.about_sheet.state) == {"open", "critical", "warning", "info", "undecided"}
