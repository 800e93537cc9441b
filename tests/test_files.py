"""Files as the toolkit writes them: whole or not at all, the same bytes on any day, and read without a stumble."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from annual_report.files import as_json, read_record, write_json, write_whole, zip_of


def test_a_file_that_cannot_be_put_in_its_place_leaves_no_half(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(IsADirectoryError):
        write_whole(tmp_path / "taken", "words")
    assert [each.name for each in tmp_path.iterdir()] == ["taken"]


def test_json_has_its_keys_as_people_read_them() -> None:
    assert as_json({"rules": 1, "zeal": 2, "agency": "云泽", "year": 2024}) == (
        '{\n  "agency": "云泽",\n  "year": 2024,\n  "rules": 1,\n  "zeal": 2\n}\n'
    )


def test_a_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    write_json(tmp_path / "record.json", {"outputs": {"a": "1"}})
    assert read_record(tmp_path / "record.json") == {"outputs": {"a": "1"}}


@pytest.mark.parametrize(
    "content", [b"", b"[1]", b"{", b"\xff{}", b"[" * 100_000], ids=["empty", "a list", "cut", "no UTF-8", "too deep"]
)
def test_a_record_that_is_none_says_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "record.json").write_bytes(content)
    assert read_record(tmp_path / "record.json") == {}
    assert read_record(tmp_path / "missing.json") == {}


def test_a_zip_holds_its_files_in_their_order_and_no_day() -> None:
    content = zip_of([("b.csv", b"1"), ("a/清单.xlsx", b"2")])
    assert content == zip_of([("b.csv", b"1"), ("a/清单.xlsx", b"2")])
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.namelist() == ["b.csv", "a/清单.xlsx"]
        assert {each.date_time[:3] for each in package.infolist()} == {(1980, 1, 1)}
