"""A document beside what is known of its agency."""

from __future__ import annotations

from pathlib import Path

import pytest

from annual_report.errors import InputError
from annual_report.filing.imports.master_data import name_of, say_what_disagrees
from annual_report.filing.imports.result import Transcript
from annual_report.filing.new import write_agency
from annual_report.form.forms import load_form


@pytest.fixture
def known(tmp_path: Path) -> Path:
    """The folder of a year of an agency that is known."""
    (tmp_path / "mouju").mkdir()
    write_agency(tmp_path / "mouju/agency.yaml", "云泽市某局")
    return tmp_path / "mouju/2021"


def document(name: str, form: str = "2021") -> Transcript:
    return Transcript(load_form(form), agency=name)


def said(reading: Transcript, folder: Path) -> list[str]:
    say_what_disagrees(reading, folder)
    return [each.message for each in reading.remarks]


def test_a_document_of_the_agency_and_of_the_form_of_its_year_has_nothing_to_say(known: Path) -> None:
    assert said(document("云泽市某局"), known) == []


def test_another_name_and_another_form_are_said(known: Path) -> None:
    name, form = said(document("云泽市别局", "2019"), known)
    assert name.startswith("文件标题里的单位是「云泽市别局」，AGENCY=mouju 的名称是「云泽市某局」")
    assert form.startswith("文件用的是 2019 年格式，2021 年应当用 2021 年格式")


def test_a_new_agency_has_the_name_that_is_wanted_before_the_one_that_was_found(tmp_path: Path) -> None:
    assert name_of(document("云泽市某局"), tmp_path / "new/2021", "") == "云泽市某局"
    assert name_of(document("云泽市某局"), tmp_path / "new/2021", "云泽市新局") == "云泽市新局"


def test_a_name_that_nobody_says_or_that_another_agency_has_is_refused(known: Path) -> None:
    beside = known.parents[1] / "new/2021"
    with pytest.raises(InputError, match="请写 NAME=单位全称"):
        name_of(document(""), beside, "")
    with pytest.raises(InputError, match="AGENCY=mouju 已经叫「云泽市某局」"):
        name_of(document("云泽市某局"), beside, "")
