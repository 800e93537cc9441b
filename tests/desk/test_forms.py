"""A form is never written over one that somebody may have filled in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annual_report.desk.forms import FORMATS, RECORD, FormFormat, formats_of, write_forms
from annual_report.errors import InputError
from annual_report.filing.report import Report

FILE = FORMATS["xlsx"].file


def test_nothing_said_means_every_format() -> None:
    assert formats_of("") == [*FORMATS]


def test_an_unknown_format_is_refused_with_what_it_may_have_meant() -> None:
    with pytest.raises(InputError, match="没有「xlxs」这种填报表"):
        formats_of("xlxs")


def test_what_lacks_its_package_is_left_out_and_refused_where_it_was_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a plain `pip install` leaves it: the page needs nothing, the workbook an extra."""
    monkeypatch.setitem(FORMATS, "xlsx", replace(FORMATS["xlsx"], package="no_such_package"))
    assert formats_of("") == ["html"]
    with pytest.raises(InputError, match=r"缺软件包 no_such_package：.*install .annual-report\[desk\]"):
        formats_of("html xlsx")


def test_a_form_that_is_the_same_stays(luolong: Report, tmp_path: Path) -> None:
    write_forms(luolong, tmp_path, ["xlsx"])
    (written,) = write_forms(luolong, tmp_path, ["xlsx"])
    assert written.set_aside is None
    assert {file.name for file in tmp_path.iterdir()} == {FILE, RECORD}


def test_one_that_nobody_touched_is_replaced(luolong: Report, yunze: Report, tmp_path: Path) -> None:
    write_forms(luolong, tmp_path, formats_of(""))
    written = write_forms(yunze, tmp_path, formats_of(""))
    assert [each.set_aside for each in written] == [None, None]
    with (tmp_path / FILE).open("ab") as file:
        file.write(b"saved by somebody")
    (again,) = write_forms(luolong, tmp_path, ["xlsx"])
    assert again.set_aside == tmp_path / "填报表（旧1）.xlsx"
    (page,) = write_forms(luolong, tmp_path, ["html"])
    assert page.set_aside is None


@pytest.mark.parametrize("record", [b"", b"[]", b'{"x": 1', b"\xff"])
def test_without_a_record_that_can_be_read_it_is_kept(luolong: Report, tmp_path: Path, record: bytes) -> None:
    (tmp_path / FILE).write_bytes(b"who knows")
    (tmp_path / RECORD).write_bytes(record)
    (written,) = write_forms(luolong, tmp_path, ["xlsx"])
    assert written.set_aside


def test_another_one_is_kept_beside(luolong: Report, tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"filled in")
    (tmp_path / "填报表（旧1）.xlsx").write_bytes(b"filled in before")
    (written,) = write_forms(luolong, tmp_path, ["xlsx"])
    assert written.set_aside == tmp_path / "填报表（旧2）.xlsx"
    assert (tmp_path / "填报表（旧2）.xlsx").read_bytes() == b"filled in"
    assert (tmp_path / "填报表（旧1）.xlsx").read_bytes() == b"filled in before"


def test_a_format_is_one_line(luolong: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FORMATS, "txt", FormFormat("填报表.txt", lambda report: report.title.encode()))
    (written,) = write_forms(luolong, tmp_path, formats_of("txt"))
    assert written.file.read_text("utf-8") == luolong.title
