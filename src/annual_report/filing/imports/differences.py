"""How a report folder that is there differs from what was read, cell by cell; and what of it is only blank."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from annual_report import paths
from annual_report.errors import InputError
from annual_report.filing.imports.result import Transcript
from annual_report.filing.inputs import is_there
from annual_report.filing.problems import Problems
from annual_report.filing.read_narrative import without_remark
from annual_report.filing.read_tables import read_ledger
from annual_report.filing.sheets import read_text
from annual_report.filing.untouched import untouched_files

FILLED_ELSEWHERE = "{place}  {label}：现有「{here}」，文件里是「{there}」"
NOT_READ = "{file}  读不了，没有逐格比较：{reason}"
OTHER_PROSE = "{file}  正文与文件里的不同"


class FiledOtherwise(NamedTuple):
    """Something that is filed otherwise than it was read, in words; `is_blank` where nothing of anybody's stands."""

    words: str
    is_blank: bool = False


def differences_between(folder: Path, reading: Transcript, contents: Mapping[str, str]) -> Iterator[FiledOtherwise]:
    """Yield every figure that is filed otherwise than it was read, then whether the prose differs."""
    untouched = untouched_files(folder)
    for difference, file in _differences(folder, reading, contents):
        yield difference._replace(is_blank=difference.is_blank or file in untouched)


def _differences(
    folder: Path, reading: Transcript, contents: Mapping[str, str]
) -> Iterator[tuple[FiledOtherwise, str]]:
    problems = Problems()
    ledger, _ = read_ledger(folder, reading.form, problems)
    for table in (each.file for each in reading.form.tables if not is_there(folder / each.file)):
        yield FiledOtherwise("", is_blank=True), table
    for problem in problems:
        name = problem.file.rpartition("/")[2]
        if is_there(folder / name):
            yield FiledOtherwise(NOT_READ.format(file=problem.position.named, reason=problem.message)), name
    for address, entry in ledger.entries.items():
        figure, name = reading.figures.get(address), entry.file.rpartition("/")[2]
        here, there = entry.text.strip(), figure.text if figure else ""
        if here != there and entry.file:
            shown = {"place": entry.place.position.named, "label": entry.cell.label}
            words = FILLED_ELSEWHERE.format(**shown, here=here or "空", there=there or "空")
            yield FiledOtherwise(words, is_blank=not here), name
    yield from _prose(folder / paths.NARRATIVE_FILE, contents[paths.NARRATIVE_FILE])


def _prose(file: Path, text: str) -> Iterator[tuple[FiledOtherwise, str]]:
    try:
        here, _ = read_text(file)
    except InputError as error:
        words = NOT_READ.format(file=file.name, reason=error.problems[0].message)
        yield FiledOtherwise(words, is_blank=not is_there(file)), file.name
    else:
        if without_remark(here).strip() != without_remark(text).strip():
            yield FiledOtherwise(OTHER_PROSE.format(file=file.name)), file.name
