"""The labels that a figure stands under and beside name it, in every form."""

from __future__ import annotations

import pytest

from annual_report.filing.imports.filled.labels import TableLabels
from annual_report.form.forms import load_forms

TABLES = [(form, table) for form in load_forms() for table in form.tables]


@pytest.mark.parametrize(("form", "table"), TABLES, ids=[f"{form.version} {table.code}" for form, table in TABLES])
def test_no_two_figures_have_the_same_labels(form: object, table: object) -> None:
    labels = TableLabels(table)  # type: ignore[arg-type]
    assert set(labels.addresses.values()) == {str(cell.address) for cell in labels.table.cells}


@pytest.mark.parametrize(("form", "table"), TABLES, ids=[f"{form.version} {table.code}" for form, table in TABLES])
def test_no_label_stands_both_above_and_beside(form: object, table: object) -> None:
    labels = TableLabels(table)  # type: ignore[arg-type]
    assert not labels.above.keys() & labels.beside.keys()
