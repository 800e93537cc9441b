"""The workbook while it is written: its looks, each made once, and what every sheet needs to know."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from annual_report.desk.check import Check, Checks
from annual_report.desk.workbook.layout import Layout
from annual_report.desk.workbook.plan import Plan, Spot
from annual_report.filing.report import Report

# The suite whose rules are about one cell each.
OF_ONE_CELL = "cells"

# A4, as spreadsheets number papers; margins in inches.
A4, MARGINS = 9, {"left": 0.5, "right": 0.5, "top": 0.7, "bottom": 0.7}
PROTECTED = {"format_columns": True, "format_rows": True, "select_locked_cells": True, "select_unlocked_cells": True}


@dataclass(frozen=True)
class Book:
    """A report on its way into a workbook."""

    report: Report
    checks: Checks
    plan: Plan
    layout: Layout
    # Where the row of each check stands on the sheet of checks; that of each cell on the sheet of cells.
    rows: dict[Check, int] = field(default_factory=dict)
    cell_rows: dict[str, int] = field(default_factory=dict)
    _looks: dict[tuple[str, str], Format] = field(default_factory=dict)

    @cached_property
    def _stream(self) -> io.BytesIO:
        return io.BytesIO()

    @cached_property
    def cell_rules(self) -> list[tuple[str, str]]:
        """The rules about single cells, each with its words, in the order of their columns."""
        return list(dict.fromkeys((each.rule, each.label) for each in self.checks if each.suite == OF_ONE_CELL))

    def at(self, address: str) -> list[Check]:
        """Return the checks that point at a figure."""
        return self._checks_at.get(address, [])

    @cached_property
    def _checks_at(self) -> dict[str, list[Check]]:
        found: dict[str, list[Check]] = {}
        for check in self.checks:
            found.setdefault(check.at, []).append(check)
        return found

    @cached_property
    def workbook(self) -> Workbook:
        return Workbook(self._stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})

    def look(self, name: str, **more: Any) -> Format:
        """Return a look of the layout, perhaps with more to it."""
        key = (name, repr(sorted(more.items())))
        if key not in self._looks:
            words = {"font_name": self.layout.font, "font_size": 11, **self.layout.looks[name], **more}
            self._looks[key] = self.workbook.add_format(words)
        return self._looks[key]

    def fill(self, look: Mapping[str, Any]) -> Format:
        """Return what a condition adds to a look."""
        key = ("", repr(sorted(look.items())))
        if key not in self._looks:
            self._looks[key] = self.workbook.add_format(dict(look))
        return self._looks[key]

    def add_sheet(self, name: str, orientation: str = "portrait") -> Worksheet:
        """Add a sheet that is printed on A4, as wide as the paper, and protected against slips."""
        sheet = self.workbook.add_worksheet(name)
        if orientation == "landscape":
            sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.set_margins(**MARGINS)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C&P / &N")
        sheet.hide_gridlines(2)
        sheet.protect("", PROTECTED)
        return sheet

    def bytes(self, title: str) -> bytes:
        """Return the workbook as a file: dated to the end of its year, so that the same report gives the same bytes."""
        self.workbook.set_properties({"title": title, "created": datetime(self.report.year, 12, 31)})
        self.workbook.close()
        return self._stream.getvalue()


def merge(sheet: Worksheet, spot: Spot, size: Spot, text: str, look: Format) -> None:
    """Write a text over so many rows and columns."""
    (row, column), (height, width) = spot, size
    if height == width == 1:
        sheet.write_string(row, column, text, look)
    else:
        sheet.merge_range(row, column, row + height - 1, column + width - 1, "", look)
        sheet.write_string(row, column, text, look)


def put(sheet: Worksheet, spot: Spot, value: Any, look: Format) -> None:
    """Write a number as a number, a text as a text, nothing as a blank cell."""
    if value is None or value == "":
        sheet.write_blank(*spot, None, look)
    elif isinstance(value, int | Decimal):
        sheet.write_number(*spot, value, look)
    else:
        sheet.write_string(*spot, str(value), look)


def put_formula(sheet: Worksheet, spot: Spot, formula: str, look: Format, value: Any) -> None:
    """Write a formula with what it comes to, for those who see the workbook before anything is recalculated."""
    sheet.write_formula(*spot, formula, look, "" if value is None else value)
