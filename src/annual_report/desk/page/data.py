"""What the form to fill in is made of, as data: the grids, the cell dictionary, the checks, and what is filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from annual_report import paths
from annual_report.desk.checks import checks_of
from annual_report.desk.figure_rows import Fields, rows_of_figures
from annual_report.desk.page.packed_checks import pack_checks
from annual_report.document.official_table import PRINTED, lay_out
from annual_report.files import as_json
from annual_report.filing.figures import Number
from annual_report.filing.new import rows_of
from annual_report.filing.numbers import READING
from annual_report.filing.outline import labels_of
from annual_report.filing.read_figures import HEADER, WORDS
from annual_report.filing.report import Quotation, Report
from annual_report.form.cell_dictionary import definition_of
from annual_report.form.forms import Form, Section
from annual_report.form.tables import Cell, Table
from annual_report.prose.names import reserved_names
from annual_report.rules.finding import SEVERITIES
from annual_report.wording import fold, plain


def page_data(report: Report) -> dict[str, Any]:
    """Return all that the form shows and judges of a report, whose figures and prose may still be blank."""
    work = _work(report)
    return {
        "agency": report.slug,
        "name": report.agency.name,
        "year": report.year,
        # What the browser kept of an older file than this is not taken for its continuation.
        "edition": sha256(as_json(work).encode()).hexdigest()[:16],
        "tables": [_table(report.form, section) for section in report.form.sections if section.table],
        "cells": {address: _cell(report.form, cell) for address, cell in report.form.cells.items()},
        "work": work,
        "unread": [*_unread(report)],
        "previous": _plain_values(report.previous.values if report.previous else {}),
        "packed": pack_checks(checks_of(report)),
        "severities": SEVERITIES,
        "reading": READING,
        "figures": {
            "file": paths.FIGURES_FILE,
            "header": list(HEADER),
            "words": {**WORDS, "reserved": sorted(reserved_names(report.form))},
            "previous": {name: _say(each) for name, each in report.previous_quotations.items()},
        },
        "prose": {"file": paths.NARRATIVE_FILE, "sections": [*_sections(report.form)]},
    }


def _work(report: Report) -> dict[str, Any]:
    """Return what is filled in."""
    return {
        "texts": {address: text for address, text in report.ledger.texts.items() if text},
        "figures": [_row(each) for each in rows_of_figures(report.quotations, report.previous_quotations)],
        "prose": {code: passage.source.strip("\n") for code, passage in report.narrative.items()},
    }


def _unread(report: Report) -> Iterator[str]:
    """Yield the files of a begun report of which nothing could be read: its form must not replace them."""
    if report.inputs:
        yield from (each.file for each in report.form.tables if not any(map(report.ledger.stands, each.row_keys)))
        read = {each.file.rpartition("/")[-1] for each in report.inputs}
        yield from (name for name in (paths.FIGURES_FILE, paths.NARRATIVE_FILE) if name not in read)


def _row(fields: Fields) -> list[str]:
    name, value, unit, vagueness, source = fields
    return [name, "" if value is None else plain(value), unit, vagueness, source]


def _say(quotation: Quotation) -> str:
    return "" if quotation.figure.value is None else quotation.figure.text


def _plain_values(values: Mapping[str, Number | None]) -> dict[str, str]:
    return {address: plain(value) for address, value in values.items() if value is not None}


def _sections(form: Form) -> Iterator[dict[str, Any]]:
    for section in form.sections:
        if section.is_prose:
            yield {"code": section.code, "title": section.title, "optional": section.optional}


def _table(form: Form, section: Section) -> dict[str, Any]:
    table = form.table(section.table)
    printed = table.make_once(lay_out)
    rows: list[list[dict[str, Any]]] = [[] for _ in printed.rows]
    for each in printed.placed:
        cell = {key: getattr(each.cell, key) for key in (*PRINTED, "id", "address", "heads")}
        rows[each.row].append({"row": each.row, "column": each.column, **cell})
    return {
        "code": table.code,
        "title": section.title,
        "short": f"表{section.title[0]}",
        "caption": table.caption,
        "spanner": f"{table.code}-spanner",
        "widths": printed.widths,
        "head_rows": printed.head_rows,
        "rows": rows,
        **_file(table),
    }


def _file(table: Table) -> dict[str, Any]:
    """Return how the file of a table is written, and by which labels it is read."""
    lines: dict[str, dict[str, Any]] = {}
    for cell, key in zip(table.cells, table.row_keys.values(), strict=True):
        line = lines.setdefault(key, {"label": cell.row_label, "cells": {}})
        line["cells"][str(cell.address)] = cell.column_label
    return {
        "file": table.file,
        "layout": [*_layout(table)],
        "header": labels_of(table),
        "keys": len(table.keys),
        "lines": lines,
        "groups": sorted({*table.group_keys, *(fold(block.label) for block in table.blocks if block.label)}),
    }


def _layout(table: Table) -> Iterator[list[Any]]:
    """Yield the rows of the file of a table as it is written; where a figure belongs stands its cell."""
    cells = {str(cell.address): {"cell": str(cell.address)} for cell in table.cells}
    for row in rows_of(table, {address: address for address in cells}):
        yield [cells.get(each, each) for each in row]


def _cell(form: Form, cell: Cell) -> dict[str, Any]:
    definition = definition_of(form, str(cell.address))
    return {
        "label": cell.label,
        "column_label": cell.column_label,
        "kind": cell.kind,
        "unit": cell.unit,
        "help": {
            "meaning": definition.meaning,
            "who": definition.who,
            "counted": definition.counted,
            "not_counted": definition.not_counted,
            "open_questions": definition.open_questions,
            "basis": definition.basis,
        },
    }
