"""Where the comparison of two editions is written: a folder that only these two have; what a person edited is kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import count
from pathlib import Path

from annual_report.build.outputs.table import COMPARE_FILES, COMPARISONS, REVISION_FILES
from annual_report.build.recorded_files import write_recorded
from annual_report.desk.editions.edition import Edition
from annual_report.desk.editions.history import Revised
from annual_report.desk.editions.history_page import history_data, history_page, history_workbook
from annual_report.files import read_record
from annual_report.filing.comparison import Comparison
from annual_report.review.comparison_page import comparison_page, comparison_workbook
from annual_report.rules import comparison_json

# What no folder is called: all but letters, digits, characters and dots; bytes, of which a name has 255.
OTHER = re.compile(r"[^\w.]+")
LONGEST_NAME = 110
TITLE = "{agency}{years}年年度报告"


def write_comparison(out: Path, comparison: Comparison, editions: tuple[Edition, Edition]) -> tuple[Path, list[str]]:
    """Write page, workbook and JSON; return the page, and what of a person's was kept under which name."""
    page, book, record = COMPARE_FILES
    title, year = title_of(editions), max(each.year or 0 for each in editions)
    contents = {
        page: comparison_page(comparison, title).encode(),
        book: comparison_workbook(comparison, title, year),
    }
    folder = _folder_of(out / COMPARISONS, comparison, record)
    return folder / page, write_recorded(folder, contents, record, comparison_json.as_dict(comparison))


def write_history(out: Path, history: Sequence[Revised], report: tuple[str, int, str]) -> tuple[Path, list[str]]:
    """Write the history of a report, named by its folder, its year and its agency, as page, workbook and JSON."""
    page, book, record = REVISION_FILES
    slug, year, name = report
    title = TITLE.format(agency=name, years=year)
    contents = {page: history_page(history, title).encode(), book: history_workbook(history, title, year)}
    folder = out / COMPARISONS / f"{slug}-{year}"
    return folder / page, write_recorded(folder, contents, record, {"revisions": history_data(history)})


def title_of(editions: tuple[Edition, Edition]) -> str:
    """Return whose reports they are, and of which years."""
    agency = next((each.agency for each in editions if each.agency), "")
    years = sorted({each.year for each in editions if each.year})
    return TITLE.format(agency=agency, years="、".join(map(str, years)))


def _folder_of(place: Path, comparison: Comparison, record: str) -> Path:
    """Return the folder of these two editions: the first of its name that is free, or holds a comparison of them."""
    sides = {"first": comparison.first, "second": comparison.second}
    name = "--".join(map(_name_of, sides.values()))
    folders = (place / (f"{name}-{number}" if number > 1 else name) for number in count(1))
    return next(each for each in folders if not each.exists() or sides.items() <= read_record(each / record).items())


def _name_of(edition: str) -> str:
    """Return what a folder may be called after an edition: the end of a long path tells more than its beginning."""
    return OTHER.sub("-", edition).encode()[-LONGEST_NAME:].decode(errors="ignore").strip("-.")
