"""All figures of all agencies and years as one table: a row for every cell, with numbers that can be counted with."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annual_report import paths
from annual_report.errors import InputError
from annual_report.files import write_whole
from annual_report.filing.folders import find_agency, reports_in
from annual_report.filing.report import Report
from annual_report.steps.ingest import ingest

if TYPE_CHECKING:
    import pandas as pd

LOG = logging.getLogger(__name__)

# What every column holds, as pandas has it. A cell of which nothing stands in a file is missing, never 0.
COLUMNS = {
    "agency": "str",  # 代号: the folder under params/
    "name": "str",  # 单位全称
    "year": "int64",
    "form": "str",  # the version of the official form
    "table": "str",  # code of the table, the line and the column, as in findings.json
    "line": "str",
    "column": "str",
    "label": "str",  # how an office names the cell
    "kind": "str",  # count, money …
    "unit": "str",  # 件, 万元, 元
    "value": "Float64",  # <NA> where missing; 件 are whole
    "text": "str",  # what stands in the file: exact, and the mark of what is missing (/, —)
}

NO_PARQUET = '没有装 pyarrow，只写了 CSV：要 Parquet，请先运行 python -m pip install "annual-report[table]"'
UNREADABLE = "{agency} {year} 年的数据读不了，没有列入：请用 check 命令校验 AGENCY={agency} YEAR={year}"


def frame(agency: str = "", year: int | None = None, params: Path | None = None) -> pd.DataFrame:
    """Return the figures of all reports, or of one agency or one year, as one tidy DataFrame.

    A row is a cell of a report, in the order of agencies, years and the printed form; the columns are those of
    COLUMNS. Reports that cannot be read are left out, and said aloud. Raises InputError for an unknown agency.
    """
    folder = params or paths.params_folder()
    if agency:
        find_agency(agency, folder)
    return frame_of(_readable(agency, year, folder))


def frame_of(reports: Iterable[Report]) -> pd.DataFrame:
    """Return the figures of some reports as one tidy DataFrame, in the order in which they come."""
    import pandas as pd

    rows = [row for report in reports for row in _rows(report)]
    return pd.DataFrame(rows, columns=[*COLUMNS]).astype(COLUMNS)


def _readable(agency: str, year: int | None, params: Path) -> Iterator[Report]:
    for each, number in reports_in(params, agency, year):
        try:
            yield ingest(each, number, params)
        except InputError:
            LOG.warning(UNREADABLE.format(agency=each, year=number))


def _rows(report: Report) -> Iterator[tuple[Any, ...]]:
    whose = (report.slug, report.agency.name, report.year, report.form.version)
    for entry in report.ledger.entries.values():
        value = None if entry.value is None else float(entry.value)
        yield (*whose, *entry.cell.address, entry.cell.label, entry.cell.kind, entry.cell.unit, value, entry.text)


def write_frame(figures: pd.DataFrame, out: Path) -> list[Path]:
    """Write figures as table.csv, which Excel opens, and table.parquet; the same figures give the same bytes.

    The Parquet file is left out, and that is said aloud, where the extra `table` is not installed.
    """
    out.mkdir(parents=True, exist_ok=True)
    files = {out / f"table.{kind}": content for kind, content in frame_contents(figures).items()}
    for file, content in files.items():
        write_whole(file, content)
    return [*files]


def frame_contents(figures: pd.DataFrame) -> dict[str, bytes]:
    """Return figures as the content of a CSV file and of a Parquet file, by their suffixes.

    Parquet is left out, and that is said aloud, where the extra `table` is not installed.
    """
    contents = {"csv": b"\xef\xbb\xbf" + figures.to_csv(index=False, lineterminator="\r\n").encode()}
    if find_spec("pyarrow"):
        contents["parquet"] = figures.to_parquet(engine="pyarrow", index=False)
    else:
        LOG.warning(NO_PARQUET)
    return contents
