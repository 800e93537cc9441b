"""Fill in an official table in JupyterLab."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from annual_report import paths
from annual_report.errors import InputError, Problem
from annual_report.filing.report import Report

if TYPE_CHECKING:
    from annual_report.desk.table_widget import TableWidget

NOT_INSTALLED = "在笔记本里填表还缺软件包 {package}：请安装 annual-report[desk]"
NO_TABLE = "没有「{table}」这张表：可用 {known}"


def fill(report: Report, table: str = "applications", params: Path | None = None) -> TableWidget:
    """Return a table of a report to fill in: as the form prints it, sums beside totals, findings at their cells.

    What is saved changes only those cells in the file of the table. Raises InputError for an unknown table, where
    its file was changed since it was read, and where the package that draws it is not installed.
    """
    try:
        from annual_report.desk.table_widget import TableWidget
    except ModuleNotFoundError as error:
        raise InputError([Problem(NOT_INSTALLED.format(package=error.name))]) from error
    known = {each.code: each for each in report.form.tables}
    if table not in known:
        raise InputError([Problem(NO_TABLE.format(table=table, known="、".join(known)))])
    name = f"{report.folder}/{known[table].file}"
    return TableWidget(report, known[table], paths.find_stored(name, params or paths.params_folder()))
