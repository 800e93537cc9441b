"""A table to fill in in a notebook: its data, and what it saves."""

from __future__ import annotations

from pathlib import Path

import pytest

from annual_report.errors import InputError
from annual_report.steps.fill import fill
from annual_report.steps.ingest import ingest


def test_a_table_is_filled_in_and_saved_cell_by_cell(params: Path) -> None:
    file = params / "yunze/2024/applications.csv"
    before = file.read_text(encoding="utf-8")
    widget = fill(ingest("yunze", 2024, params), params=params)
    assert [table["code"] for table in widget.data["tables"]] == ["applications"]
    answer = widget.save({"applications.received.total": "3185"})
    assert answer == {
        "saved": True,
        "words": "已保存 applications.csv：改了 1 格。重新运行 ingest 之后，报告才用新的数字",
    }
    assert file.read_text(encoding="utf-8") == before.replace("33,17,3184", "33,17,3185")
    assert widget.save({"applications.received.total": "3184"})["saved"]
    assert file.read_text(encoding="utf-8") == before


def test_what_cannot_be_saved_is_said(params: Path) -> None:
    widget = fill(ingest("yunze", 2024, params), "disclosure", params)
    (params / "yunze/2024/disclosure.csv").write_text("")
    answer = widget.save({"disclosure.rules.issued": "3"})
    assert not answer["saved"]
    assert answer["words"].startswith("没有保存，填的还在下面：disclosure.csv 在打开以后被别处改过")
    (params / "yunze/2024/disclosure.csv").unlink()
    assert widget.save({"disclosure.rules.issued": "3"}) == answer


def test_what_was_saved_outlives_the_page(params: Path) -> None:
    widget = fill(ingest("yunze", 2024, params), params=params)
    widget.save({"applications.received.total": "3185"})
    widget.save({"applications.granted.total": "—"})
    assert widget.saved == {"applications.received.total": "3185", "applications.granted.total": "—"}


def test_a_file_that_was_changed_since_it_was_read_is_not_shown_as_it_was(params: Path) -> None:
    report = ingest("yunze", 2024, params)
    file = params / "yunze/2024/applications.csv"
    header, *lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join([header, *lines[::-1]]), encoding="utf-8")
    with pytest.raises(InputError, match="在 ingest 以后被改过：请重新运行 ingest，再运行 fill"):
        fill(report, params=params)
    assert fill(ingest("yunze", 2024, params), params=params).save({"applications.received.total": "1"})["saved"]


def test_an_unknown_table_is_named(params: Path) -> None:
    with pytest.raises(InputError, match="没有「表三」这张表：可用 disclosure、applications、review_litigation"):
        fill(ingest("yunze", 2024, params), "表三", params)
