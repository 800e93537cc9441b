"""An official table is laid out once for its form, filled for a report, and stored in the notebook as it is printed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annual_report.document.blocks import PrintedTable, TableCell
from annual_report.document.official_table import as_bundle, lay_out, printed_table, read_bundle
from annual_report.filing.report import Report

CODES = ("disclosure", "applications", "review_litigation")


def shape(table: PrintedTable) -> list[tuple[int, int, str, str, int, int]]:
    return [
        (each.row, each.column, each.cell.text, each.cell.role, each.cell.colspan, each.cell.rowspan)
        for each in table.placed
    ]


@pytest.mark.parametrize("code", CODES)
def test_a_table_comes_out_of_the_notebook_as_it_went_in(yunze: Report, code: str) -> None:
    table = printed_table(yunze.table(code))
    again = read_bundle(as_bundle(table))
    assert shape(again) == shape(table)
    assert (again.code, again.caption, again.widths, again.head_rows) == (
        *(table.code, table.caption, table.widths, table.head_rows),
    )


@pytest.mark.parametrize("code", CODES)
def test_every_figure_of_the_form_is_printed_once(yunze: Report, code: str) -> None:
    form = yunze.form.table(code)
    assert sorted(lay_out(form).addresses) == sorted(str(cell.address) for cell in form.cells)


def figure(report: Report, address: str) -> TableCell:
    table = printed_table(report.table(address.split(".")[0]))
    return next(cell for row in table.rows for cell in row if cell.address == address)


def test_a_figure_knows_what_was_filed_and_the_heads_it_stands_under(yunze: Report) -> None:
    cell = figure(yunze, "applications.received.total")
    assert cell.entry == yunze.ledger.entries["applications.received.total"]
    assert (cell.text, cell.value) == ("3184", 3184)
    assert cell.heads == ("applications-line-received", "applications-spanner", "applications-column-total")


def test_the_title_of_a_block_is_read_out_before_the_line_and_the_column(yunze: Report) -> None:
    assert figure(yunze, "disclosure.licences.decisions").heads == (
        *("disclosure-2", "disclosure-2-licences", "disclosure-2-decisions"),
    )


def test_a_missing_figure_is_printed_as_it_was_filed(yunze: Report) -> None:
    total = "applications.received.total"
    entry = yunze.ledger.entries[total]._replace(value=None, text=" / ")
    report = replace(yunze, ledger=yunze.ledger.with_entries({total: entry}))
    assert (figure(report, total).text, figure(report, total).value) == ("/", None)
