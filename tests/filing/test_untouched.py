"""What make new left is known for it, however it was saved; what a person typed is not."""

from __future__ import annotations

from pathlib import Path

from annual_report.filing.new import create
from annual_report.filing.untouched import untouched_files


def test_what_make_new_left_is_untouched_until_somebody_types(params: Path) -> None:
    files = create("yunze", 2025, "", params)
    folder = files[0].parent
    assert untouched_files(folder) == {each.name for each in files}
    figures, table = folder / "figures.csv", folder / "applications.csv"
    figures.write_bytes(figures.read_text("utf-8-sig").replace("\n", "\r\n").encode())
    assert figures.name in untouched_files(folder)
    table.write_bytes(table.read_bytes().replace(b",,", b",1,", 1))
    (folder / "narrative.md").unlink()
    assert untouched_files(folder) == {each.name for each in files} - {table.name, "narrative.md"}


def test_where_last_year_cannot_be_read_nothing_is_sure(params: Path) -> None:
    folder = create("yunze", 2025, "", params)[0].parent
    (params / "yunze" / "2024" / "applications.csv").write_text("x", encoding="utf-8")
    assert untouched_files(folder) == frozenset()
