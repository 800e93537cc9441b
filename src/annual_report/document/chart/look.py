"""How charts look: sizes, type, and how one series is told from another, as notebooks/templates/ has it."""

from __future__ import annotations

from functools import cache

from pydantic import Field

from annual_report import paths
from annual_report.document.typesetting import Length
from annual_report.strict_yaml import Strict, Words
from annual_report.toolkit_files import read_toolkit_file

FILE = paths.TEMPLATES / "document" / "chart.yaml"


class SeriesLook(Strict):
    """How one series is drawn: its shade and the pattern on it; as a line its colour, its dashes and its marks."""

    fill: Words
    pattern: str
    line: Words
    dashes: Words
    mark: Words


class Height(Strict):
    """How high the drawing of one kind of chart is, in mm: `fixed`, and so much more for each of its `rows`."""

    fixed: Length
    row: Length


class ChartLook(Strict):
    """Everything that decides how charts look. Lengths in mm, type and strokes in pt."""

    width: Length
    heights: dict[Words, Height]
    size: Length
    small: Length
    ink: Words
    grid: Words
    stroke: Length
    narrowest_share: Length
    bars: Length
    series: list[SeriesLook] = Field(min_length=1)
    fonts: list[Words] = Field(min_length=1)

    def of(self, number: int) -> SeriesLook:
        """Return how a series is drawn, by its number from 0; after the last look comes the first."""
        return self.series[number % len(self.series)]


@cache
def chart_look() -> ChartLook:
    """Return how charts look. Raises RuleError where the file was edited into something that is none."""
    return read_toolkit_file(FILE, ChartLook)
