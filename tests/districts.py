"""Districts of any size, invented from the examples: other names, other figures that hold, and prose of their own."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from annual_report import paths

TABLES = ("applications.csv", "review_litigation.csv", "disclosure.csv")
# Agencies come in turn like these: one year or two, all zero or full of figures.
EXAMPLES = (("yunze", (2023, 2024)), ("luolong", (2024,)))


def invent(params: Path, reports: int) -> Path:
    """Write so many reports under `params`, and return it; every one is sound, and no two are alike."""
    written, number = 0, 0
    while written < reports:
        example, years = EXAMPLES[number % len(EXAMPLES)]
        number += 1
        for year in years[: reports - written]:
            _invent_report(paths.PARAMS / example, params / f"unit{number:05d}", year, number)
            written += 1
    return params


def _invent_report(example: Path, agency: Path, year: int, number: int) -> None:
    folder = agency / str(year)
    folder.mkdir(parents=True)
    rename = _renamed(example, number)
    (agency / paths.AGENCY_FILE).write_text(rename(_text(example / paths.AGENCY_FILE)), encoding="utf-8")
    # What is as large in all figures at once leaves every sum, balance and share as it was.
    for table in TABLES:
        (folder / table).write_text(_multiplied(_text(example / str(year) / table), 1 + number % 9), encoding="utf-8")
    shutil.copy(example / str(year) / paths.FIGURES_FILE, folder)
    prose = rename(_text(example / str(year) / paths.NARRATIVE_FILE))
    (folder / paths.NARRATIVE_FILE).write_text(prose, encoding="utf-8")


def _renamed(example: Path, number: int) -> Callable[[str], str]:
    name = re.search("(?m)^name: *(.+?) *(?:#.*)?$", _text(example / paths.AGENCY_FILE))
    digits = "".join("零一二三四五六七八九"[int(digit)] for digit in str(number))
    return lambda text: text.replace(name.group(1) if name else "", f"虚{digits}县公开局")


def _multiplied(text: str, times: int) -> str:
    header, *rows = csv.reader(io.StringIO(text))
    written = io.StringIO()
    lines = [header, *([_times(cell, times) for cell in row] for row in rows)]
    csv.writer(written, lineterminator="\n").writerows(lines)
    return written.getvalue()


def _times(cell: str, times: int) -> str:
    if re.fullmatch("[0-9]+", cell):
        return str(int(cell) * times)
    whole, _, part = cell.partition(".")
    if re.fullmatch("[0-9]+", whole) and re.fullmatch("[0-9]+", part):
        return f"{int(whole + part) * times / 10 ** len(part):.{len(part)}f}"
    return cell


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8-sig")
