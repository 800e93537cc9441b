"""What units are ranked by: notebooks/district.yaml, held against the forms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import Field

from annual_report import paths
from annual_report.form.forms import load_forms
from annual_report.strict_yaml import Mistake, Strict, Words
from annual_report.toolkit_files import read_toolkit_file, refuse

FILE = paths.NOTEBOOKS / "district.yaml"
NO_FIGURE = "「{code}」在哪一版官方格式里都没有数字（写法：表.行.列）"


class RankedMeasure(Strict):
    """A sum of figures, or with `whole` the rate of it: figures as table.line.column; `meaning` says how it is made."""

    title: Words
    part: list[Words] = Field(min_length=1)
    whole: list[Words] = Field(default_factory=list)
    meaning: Words


class Measures(Strict):
    """All measures by their codes; units are ranked by the first."""

    ranking: dict[Words, RankedMeasure] = Field(min_length=1)


def measures() -> Mapping[str, RankedMeasure]:
    """Return what units are ranked by. Raises RuleError where the file names what no form has."""
    found = read_toolkit_file(FILE, Measures).ranking
    refuse(FILE, (mistake for code, each in found.items() for mistake in _mistakes(code, each)))
    return found


def _mistakes(code: str, measure: RankedMeasure) -> Iterator[Mistake]:
    for part, figures in (("part", measure.part), ("whole", measure.whole)):
        for at, figure in enumerate(figures):
            names = figure.split(".")
            if len(names) != 3 or not any(form.addresses(*names) for form in load_forms()):
                yield Mistake(("ranking", code, part, at), NO_FIGURE.format(code=figure), figure)
