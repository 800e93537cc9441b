"""Workbooks to fill in, opened, changed and saved: by openpyxl, or for real by LibreOffice."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from annual_report import paths
from annual_report.desk.check import Check
from annual_report.desk.checks import checks_of
from annual_report.desk.figure_rows import rows_of_figures
from annual_report.desk.workbook.layout import layout
from annual_report.desk.workbook.plan import plan_of
from annual_report.desk.workbook.prose_sheet import paragraphs_of
from annual_report.desk.workbook.write import form_workbook
from annual_report.filing.imports.filled.book import open_filled
from annual_report.filing.imports.filled.folder import fill_in
from annual_report.filing.imports.importing import Wanted
from annual_report.filing.new import as_csv, rows_of
from annual_report.filing.report import Report
from annual_report.wording import plain
from evaluated import Verdicts

SOFFICE = shutil.which("soffice")

# Of each form, figures that are missing or wrong: both kinds must come back as they were typed.
LEDGERS = {
    "2021": {"set": {"applications.received.total": 99, "applications.carried_in.natural_person": None}},
    "2019": {"report": ["hewan", 2020], "set": {"disclosure.rules.public": 0, "disclosure.licences.change": -3}},
}


def opened(report: Report) -> Workbook:
    """Return the workbook of a report as a program opens it; what formulas came to is forgotten when it is saved."""
    return load_workbook(io.BytesIO(form_workbook(report)))


def saved(workbook: Workbook) -> bytes:
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def put(workbook: Workbook, report: Report, figures: Mapping[str, Any]) -> None:
    """Type figures into the cells of a workbook, by address; last year's begin with previous."""
    plan = plan_of(report.form)
    for address, value in figures.items():
        row, column = plan.table_of(address).spot(address)
        workbook[plan.table_of(address).sheet].cell(row + 1, column + 1).value = value


def put_prose(workbook: Workbook, report: Report) -> None:
    """Type the numbers that only the prose quotes, and the prose, where they are to be filled in."""
    for row, fields in enumerate(rows_of_figures(report.quotations, {}), 3):
        for column, value in enumerate(fields, 1):
            workbook["正文数字"].cell(row, column).value = value
    codes = {section.title: section.code for section in report.form.sections}
    left: list[str] = []
    for (cell,) in workbook["正文"].iter_rows(min_row=3, max_col=1):
        if cell.value in codes:
            assert not left, f"no room for {left}"
            left = paragraphs_of(report.narrative.get(codes[cell.value]))
        else:
            cell.value = left.pop(0) if left else None


def typed(report: Report) -> bytes:
    """Return the workbook of a report as one that was blank and then filled in by hand."""
    book = opened(report.with_values(dict.fromkeys(report.ledger.values)))
    put(book, report, report.ledger.values)
    return saved(book)


def require_files_as_typed(report: Report, content: bytes, folder: Path) -> None:
    """Read a workbook into a new folder: its files are those that a clerk would have typed, to the byte."""
    book = open_filled(content)
    assert book is not None
    done = fill_in(Wanted(folder / "填报表.xlsx", "", None, report.agency.name, folder), book)
    assert done.folder == folder / report.slug / str(report.year)
    for table in report.form.tables:
        texts = {each: "" if value is None else plain(value) for each, value in report.ledger.values.items()}
        as_typed = "\ufeff" + as_csv(rows_of(table, texts))
        assert (done.folder / table.file).read_bytes() == as_typed.encode(), table.file
    narrative = (done.folder / paths.NARRATIVE_FILE).read_text(encoding="utf-8")
    assert all(passage.source.strip() in narrative for passage in report.narrative.values())


def save_in_libreoffice(workbooks: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """Open workbooks in LibreOffice, work everything out, save them as it does."""
    (folder / "in").mkdir()
    files = [folder / "in" / f"{name}.xlsx" for name in workbooks]
    for file, content in zip(files, workbooks.values(), strict=True):
        file.write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(SOFFICE), "--headless", profile, "--convert-to", "xlsx", "--outdir", str(folder / "out"), *files]
    subprocess.run(command, check=True, capture_output=True)
    return {name: (folder / "out" / f"{name}.xlsx").read_bytes() for name in workbooks}


def verdicts_in(content: bytes, report: Report) -> Verdicts:
    """Return what the live checks of a workbook say, as far as they apply."""
    workbook, words = load_workbook(io.BytesIO(content), data_only=True), layout()
    said = {words.verdicts[verdict]: verdict for verdict in words.verdicts}
    checks, cells = workbook[words.checks], workbook[words.cells]
    heads = [cell.value for cell in cells[1]]
    rows = {address: row for row, address in enumerate(report.form.cells, 2)}
    found, row = Verdicts(), 1
    for check in checks_of(report):
        if check.suite == "cells":
            shown = cells.cell(rows[check.key], heads.index(f"{check.rule} {check.label}") + 1).value
        else:
            row += 1
            assert checks.cell(row, 1).value == check.rule
            shown = checks.cell(row, 9).value
        verdict = said[shown]
        if verdict:
            found[_key(check)] = verdict
    return found


def _key(check: Check) -> tuple[str, str, str, str]:
    return check.suite, check.rule, check.label, check.key
