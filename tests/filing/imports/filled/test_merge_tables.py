"""The tables of a form beside those that are filed, cell by cell."""

from __future__ import annotations

from pathlib import Path

from annual_report.errors import Position
from annual_report.filing.imports.filled.filled_form import FilledFigure, FilledForm
from annual_report.filing.imports.filled.merge_tables import merge_tables
from annual_report.filing.imports.filled.there import Merged
from annual_report.filing.new import create
from annual_report.form.forms import load_form
from filed import APPLICATIONS, DISCLOSURE, edit

RECEIVED = "applications.received.natural_person"


def form(text: str, absent: frozenset[str] = frozenset()) -> FilledForm:
    figure = FilledFigure(RECEIVED, text, Position("", 14, 3, "表三"))
    return FilledForm(load_form("2021"), "luolong", 2024, {RECEIVED: figure}, None, None, absent=absent)


def merged(filled: FilledForm, folder: Path) -> dict[str, Merged]:
    return {each.file: each for each in merge_tables(filled, folder)}


def test_a_figure_that_stands_there_otherwise_is_told_with_both_places(folder: Path) -> None:
    difference = merged(form("7"), folder)[APPLICATIONS].differences[0]
    assert (difference.here, difference.there, difference.place) == ("0", "7", "表三!C14")
    assert difference.position[:3] == (APPLICATIONS, 2, 2)


def test_a_figure_that_means_the_same_stays_as_it_is_written(folder: Path) -> None:
    edit(folder / APPLICATIONS, "申请数量,0", "申请数量,007")
    found = merged(form("7"), folder)[APPLICATIONS]
    assert RECEIVED not in {each.label for each in found.differences}
    assert "申请数量,007" in found.text


def test_a_table_that_the_form_lacks_is_left_alone(folder: Path) -> None:
    assert DISCLOSURE not in merged(form("0", frozenset({DISCLOSURE})), folder)


def test_only_notes_around_a_table_that_nobody_filled_in_would_be_lost(tmp_path: Path) -> None:
    create("xinju", 2024, "云泽市新局", tmp_path)
    blank = tmp_path / "xinju/2024"
    assert not merged(form("7"), blank)[DISCLOSURE].loses
    with (blank / DISCLOSURE).open("a", encoding="utf-8") as file:
        file.write("填表人：王五\n")
    found = merged(form("7"), blank)[DISCLOSURE]
    assert (found.loses, found.differences) == (True, ())
