"""What a chart shows: figures by category, one series or several; the same in every format, seen or heard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from annual_report.filing.figures import Number
from annual_report.wording import as_stored

# Under this name a chart travels in a notebook, as data.
CHART_MIME = "application/vnd.annual-report.chart+json"

# The kinds of charts: bars beside each other, lines over the years, the shares of a whole.
BARS, LINES, SHARES = "bars", "lines", "shares"
KINDS = (BARS, LINES, SHARES)


@dataclass(frozen=True)
class ChartSeries:
    """One series: a value for every category of its chart, None where nobody gave it."""

    name: str
    values: tuple[Number | None, ...]


@dataclass(frozen=True)
class Chart:
    """A chart before it is drawn. `axis` is what its categories are (年份); `remark` is what to know to read it."""

    title: str
    categories: tuple[str, ...]
    series: tuple[ChartSeries, ...]
    kind: str = BARS
    unit: str = "件"
    axis: str = ""
    remark: str = ""

    @property
    def caption(self) -> str:
        """The title with its unit, as it stands below the drawing."""
        return f"{self.title}（单位：{self.unit}）" if self.unit else self.title

    @property
    def by_category(self) -> list[tuple[Number | None, ...]]:
        """The values of all series, category by category."""
        return [*zip(*(each.values for each in self.series), strict=True)]

    @property
    def highest(self) -> float:
        """The greatest value there is; 0 where there is none."""
        return max(map(float, self._known), default=0.0)

    @property
    def lowest(self) -> float:
        """The least value there is; 0 where there is none."""
        return min(map(float, self._known), default=0.0)

    @property
    def totals(self) -> tuple[Number | None, ...]:
        """What all series add up to in every category; None where one of them is missing."""
        return tuple(map(_total, self.by_category))

    @property
    def _known(self) -> list[Number]:
        return [value for each in self.series for value in each.values if value is not None]

    def as_dict(self) -> dict[str, Any]:
        """Return the chart as plain data, as the notebook stores it."""
        series = [{"name": each.name, "values": [as_stored(value) for value in each.values]} for each in self.series]
        about = {"title": self.title, "kind": self.kind, "unit": self.unit, "axis": self.axis, "remark": self.remark}
        return {**about, "categories": [*self.categories], "series": series}


def chart_of_rows(rows: Mapping[str, Sequence[Number | None]], categories: Sequence[str], **about: str) -> Chart:
    """Return a chart of series by name. Raises ValueError where one has another number of values than categories."""
    series = tuple(ChartSeries(name, tuple(values)) for name, values in rows.items())
    if any(len(each.values) != len(categories) for each in series):
        raise ValueError(categories)
    return Chart(categories=tuple(categories), series=series, **about)


def chart_of_data(data: Mapping[str, Any]) -> Chart:
    """Return a chart as a notebook stores it."""
    rows = {each["name"]: [_number(value) for value in each["values"]] for each in data["series"]}
    about = {name: data[name] for name in ("title", "kind", "unit", "axis", "remark")}
    return chart_of_rows(rows, data["categories"], **about)


def _number(stored: Any) -> Number | None:
    return Decimal(stored) if isinstance(stored, str) else stored


def _total(values: Sequence[Number | None]) -> Number | None:
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None
