"""Files beside a record: what we wrote comes and goes, what a person made of it stays."""

from __future__ import annotations

from pathlib import Path

from annual_report.build.recorded_files import read_record, write_recorded


def write(folder: Path, **contents: bytes) -> list[str]:
    return write_recorded(folder, contents, "record.json", {"of": "test"})


def test_the_record_says_what_was_written(tmp_path: Path) -> None:
    assert write(tmp_path, a=b"1") == []
    record = read_record(tmp_path / "record.json")
    assert (record["of"], list(record["outputs"])) == ("test", ["a"])


def test_what_is_not_written_again_goes(tmp_path: Path) -> None:
    write(tmp_path, a=b"1", b=b"2")
    write(tmp_path, a=b"3")
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir() if each.name != "record.json"} == {"a": b"3"}


def test_what_a_person_edited_or_put_there_stays(tmp_path: Path) -> None:
    write(tmp_path, a=b"1", b=b"2")
    for name in ("a", "b", "c"):
        (tmp_path / name).write_bytes(b"by hand")
    assert len(write(tmp_path, a=b"3")) == 1
    assert (tmp_path / "a").read_bytes() == b"3"
    assert sum(each.read_bytes() == b"by hand" for each in tmp_path.iterdir()) == 3


def test_a_record_that_names_files_elsewhere_takes_nothing_away(tmp_path: Path) -> None:
    (tmp_path / "precious").write_bytes(b"1")
    known = "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b"
    (tmp_path / "out").mkdir()
    (tmp_path / "out/record.json").write_text(f'{{"outputs": {{"../precious": "{known}"}}}}', encoding="utf-8")
    write(tmp_path / "out", a=b"1")
    assert (tmp_path / "precious").exists()
