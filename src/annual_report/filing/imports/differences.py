"""How a report folder that is there differs from what was read, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from annual_report import paths
from annual_report.errors import InputError
from annual_report.filing.imports.result import Transcript
from annual_report.filing.problems import Problems
from annual_report.filing.read_narrative import without_remark
from annual_report.filing.read_tables import read_ledger
from annual_report.filing.sheets import read_text

FILLED_ELSEWHERE = "{place}  {label}：现有「{here}」，文件里是「{there}」"
NOT_READ = "{file}  读不了，没有逐格比较：{reason}"
OTHER_PROSE = "{file}  正文与文件里的不同"
NO_PROSE = "{file}  现在没有正文"


def differences_between(folder: Path, reading: Transcript, contents: Mapping[str, str]) -> Iterator[str]:
    """Yield one line for every figure that is filed otherwise than it was read, then whether the prose differs."""
    problems = Problems()
    ledger, _ = read_ledger(folder, reading.form, problems)
    for problem in problems:
        yield NOT_READ.format(file=problem.position.named, reason=problem.message)
    for address, entry in ledger.entries.items():
        figure = reading.figures.get(address)
        there = figure.text if figure else ""
        if entry.text.strip() != there and entry.file:
            shown = {"place": entry.place.position.named, "label": entry.cell.label}
            yield FILLED_ELSEWHERE.format(**shown, here=entry.text or "空", there=there or "空")
    yield from _prose(folder / paths.NARRATIVE_FILE, contents[paths.NARRATIVE_FILE])


def _prose(file: Path, text: str) -> Iterator[str]:
    try:
        here, _ = read_text(file)
    except FileNotFoundError:
        yield NO_PROSE.format(file=file.name)
    except InputError as error:
        yield NOT_READ.format(file=file.name, reason=error.problems[0].message)
    else:
        if without_remark(here).strip() != without_remark(text).strip():
            yield OTHER_PROSE.format(file=file.name)
