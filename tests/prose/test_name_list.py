"""Every name that a sentence may quote is listed, on the page and in the terminal."""

from __future__ import annotations

import pytest

import name_book
from annual_report.filing.report import Report
from annual_report.form.forms import Form, load_form, load_forms
from annual_report.prose.name_list import QuotableLine, placeholder, quotable_tables
from annual_report.prose.names import names

FORMS = pytest.mark.parametrize("form", load_forms(), ids=lambda form: form.version)


def lines_of(form: Form) -> list[QuotableLine]:
    return [line for table in quotable_tables(form) for line in table.lines]


def test_every_listed_name_is_one_and_every_name_is_listed(yunze: Report) -> None:
    known = names(yunze)
    listed = {line.path(column) for line in lines_of(yunze.form) for column in line.columns}
    assert listed == {
        f"{table.name}.{line}.{column}"
        for table in yunze.form.tables
        for line in dict.keys(known[table.name])
        for column in dict.keys(known[table.name][line])
    }


@FORMS
def test_every_figure_of_a_form_has_a_name_with_its_unit(form: Form) -> None:
    units = {
        (line.table, line.name, column.name): column.unit
        for line in lines_of(form)
        for column in line.columns
        if not (line.is_sum or column.is_sum)
    }
    assert len(units) == len(form.cells)
    assert set(units.values()) == {cell.unit for cell in form.cells.values()}


def test_line_is_labelled_as_printed_with_what_it_stands_under() -> None:
    labels = {line.name: (line.label, line.is_sum) for line in lines_of(load_form("2021"))}
    assert labels["属于国家秘密"] == ("三、（三）1.属于国家秘密", False)
    assert labels["不予公开"] == ("三、（三）不予公开", True)
    assert labels["复议后起诉"] == ("行政诉讼·复议后起诉", False)
    assert labels["规章"] == ("第二十条第（一）项·规章", False)


def test_page_is_in_step_with_forms_and_examples() -> None:
    assert name_book.PAGE.read_text(encoding="utf-8") == name_book.page(), "run make rules"


@FORMS
def test_page_names_every_line_and_column_of_a_form(form: Form) -> None:
    page = name_book.page()
    for line in lines_of(form):
        assert f"`{placeholder(line.path(line.columns[-1]))}`" in page
        assert all(column.name in page for column in line.columns)
