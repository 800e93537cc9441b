"""Which figures of the official tables bear the number of a problem."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from annual_report.filing.report import Report
from annual_report.review.check_list import CheckList, Item
from annual_report.review.problem_words import circled


@dataclass(frozen=True)
class Sign:
    """The number of a problem beside a figure; `likely` where its likeliest explanation changes that figure."""

    number: int
    likely: bool

    @property
    def text(self) -> str:
        return circled(self.number)


def marks_of(found: CheckList, report: Report) -> dict[str, list[Sign]]:
    """Return the signs that stand beside every figure of this report that may be the cause of a problem."""
    marks: dict[str, dict[int, bool]] = {}
    for item in found.items:
        for address, likely in _suspect_figures(item, report):
            signs = marks.setdefault(address, {})
            signs[item.number] = signs.get(item.number, False) or likely
    return {address: [Sign(number, likely) for number, likely in signs.items()] for address, signs in marks.items()}


def _suspect_figures(item: Item, report: Report) -> list[tuple[str, bool]]:
    """Return the suspect figures of a problem by address; those of last year's tables are not on this page."""
    figures = (
        (f"{cell['table']}.{cell['line']}.{cell['column']}", likely)
        for cell, likely in item.suspects
        if str(PurePosixPath(cell["file"]).parent) == report.folder
    )
    return [(address, likely) for address, likely in figures if address in report.form.cells]
