"""What changed since the last look, wherever that was written down."""

from __future__ import annotations

from pathlib import Path

from annual_report.district.overview.since import since_last
from annual_report.files import write_json

NOW = {"agency": "a", "name": "甲", "state": "received", "status": "passed", "problems": 0, "sign_off": "未审核"}


def test_the_first_look_has_nothing_to_compare(tmp_path: Path) -> None:
    assert since_last([NOW], tmp_path, tmp_path, 2024) is None
    (tmp_path / "tables.json").write_text('{"district": {"units": [1]}}', encoding="utf-8")
    assert since_last([NOW], tmp_path, tmp_path, 2024) is None


def test_check_json_is_compared_where_there_was_no_look(tmp_path: Path) -> None:
    rows = [{"agency": "a", "year": year, "status": "failed", "problems": year} for year in (2023, 2024)]
    write_json(tmp_path / "check.json", rows)
    (change,) = since_last([NOW], tmp_path / "place", tmp_path, 2024) or []
    assert change["was"] == {"status": "failed", "problems": 2024}


def test_the_last_look_is_compared_and_an_equal_one_tells_the_same_again(tmp_path: Path) -> None:
    before = {**NOW, "sign_off": "退回"}
    write_json(tmp_path / "tables.json", {"district": {"units": [before], "since": None}})
    changes = since_last([NOW], tmp_path, tmp_path, 2024)
    assert changes
    assert changes[0]["was"]["sign_off"] == "退回"
    write_json(tmp_path / "tables.json", {"district": {"units": [NOW], "since": changes}})
    assert since_last([NOW], tmp_path, tmp_path, 2024) == changes
