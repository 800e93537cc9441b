"""What a sentence may quote, by the name it is quoted with: 申请.本年新收.总计, 网办率, 上年, year."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from annual_report.filing.place import PREVIOUS
from annual_report.filing.report import Ledger, Report, figure_of
from annual_report.form.forms import Form
from annual_report.form.tables import Table
from annual_report.prose.sentences import Names

LAST_YEAR = "上年"
OF_LAST_YEAR = re.compile(rf"{LAST_YEAR}\s*[.\[]")

# Words that mean something else to Jinja.
JINJA_WORDS = frozenset(
    {
        *(
            "and",
            "or",
            "not",
            "if",
            "else",
            "elif",
            "is",
            "in",
            "for",
            "set",
            "self",
            "loop",
            "recursive",
            "block",
            "raw",
        ),
        *("true", "false", "none", "True", "False", "None"),
    }
)


def names(report: Report) -> dict[str, Any]:
    """Return everything a sentence may quote, by the name it is quoted with."""
    return {
        **{name: quotation.figure for name, quotation in report.quotations.items()},
        **_tables(report.form, report.ledger),
        LAST_YEAR: _last_year(report) if report.previous else Names(),
        "year": report.year,
        "单位": report.agency.name,
        "自称": report.agency.self_name,
    }


def quotes_last_year(report: Report) -> bool:
    """Whether a sentence of a report asks for a figure of last year."""
    return any(OF_LAST_YEAR.search(passage.source) for passage in report.narrative.values())


def reserved_names(form: Form) -> frozenset[str]:
    """Return the names that figures.csv may not use, since they mean something else in a sentence."""
    return frozenset({*JINJA_WORDS, "year", "单位", "自称", LAST_YEAR, "合计", *(table.name for table in form.tables)})


def names_to_expect(report: Report) -> dict[str, Any]:
    """Return what a sentence may name, taken or not: where there is no report of last year, as of this year."""
    if report.previous:
        return names(report)
    as_now = replace(report, previous=report.ledger, previous_quotations=report.quotations)
    return {**names(report), LAST_YEAR: _last_year(as_now)}


def _last_year(report: Report) -> Names:
    """Return last year's tables, and the numbers that only its prose quoted; a table keeps its name."""
    found = _tables(report.form, report.previous, PREVIOUS) if report.previous else Names()
    for name, quotation in report.previous_quotations.items():
        found.setdefault(name, quotation.figure)
    return found


def _tables(form: Form, ledger: Ledger, year: str = "") -> Names:
    """Return 申请.本年新收.总计 and its like; groups (申请.不予公开.总计) are sums."""
    tables = {table.name: table for table in form.tables}
    return Names(tables, lambda name: _lines(form, ledger, tables[name], year))


def _lines(form: Form, ledger: Ledger, table: Table, year: str) -> Names:
    lines = form.line_names[table.code]
    return Names(lines, lambda name: _columns(form, ledger, (table.code, lines[name]), year))


def _columns(form: Form, ledger: Ledger, line: tuple[str, str], year: str) -> Names:
    known = ledger.values.keys()
    columns = {column.name: column.code for column in form.columns_of(*line) if known >= column.cells}
    return Names(columns, lambda name: figure_of(form, ledger, *line, columns[name], year))
