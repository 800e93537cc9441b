"""The kinds of charts, drawn on matplotlib's axes: told apart by shade and pattern, with their values beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from annual_report.document.chart.charts import Chart
from annual_report.document.chart.labels import LABEL_GAP, SLANTING, beside_bars, labels_of, points_apart, slant_of
from annual_report.document.chart.look import ChartLook
from annual_report.filing.figures import Number
from annual_report.wording import percent, plain

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NOT_A_NUMBER = float("nan")
NOTHING, ALL_ZERO = "无数据", "均为 0"

ROOM_ABOVE, FEW = 1.14, 4


def plot_bars(axes: Axes, chart: Chart, look: ChartLook) -> None:
    """Draw bars side by side for every category; where a value is missing there is none."""
    width = float(look.bars) / len(chart.series)
    for number, series in enumerate(chart.series):
        places = [place + (number - (len(chart.series) - 1) / 2) * width for place in range(len(chart.categories))]
        drawn = axes.bar(places, _heights(series.values), width, label=series.name, **_shade(look, number))
        axes.bar_label(drawn, labels_of(series.values), **beside_bars(chart, look))
    _finish(axes, chart, look)


def plot_lines(axes: Axes, chart: Chart, look: ChartLook) -> None:
    """Draw a line over the categories for every series, each with its own dashes and marks; it has gaps."""
    for number, series in enumerate(chart.series):
        own, heights = look.of(number), _heights(series.values, NOT_A_NUMBER)
        style: dict[str, Any] = {"linestyle": own.dashes, "marker": own.mark, "markeredgecolor": look.ink}
        shown: dict[str, Any] = {"label": series.name, "color": own.line, "markerfacecolor": own.fill, "clip_on": False}
        axes.plot(range(len(heights)), heights, **style, **shown)
    for place, value in points_apart(chart):
        _write(axes, plain(value), (place, float(value)), look)
    _finish(axes, chart, look)


def plot_shares(axes: Axes, chart: Chart, look: ChartLook) -> None:
    """Draw every category as one bar of 100 %, parted among the series; one without a whole stays empty."""
    begins = [0.0] * len(chart.categories)
    for number, series in enumerate(chart.series):
        parts = [_share(value, total) for value, total in zip(series.values, chart.totals, strict=True)]
        drawn = axes.barh(range(len(parts)), parts, float(look.bars), begins, label=series.name, **_shade(look, number))
        texts = [f"{part:.1f}%" if part >= float(look.narrowest_share) else "" for part in parts]
        axes.bar_label(drawn, texts, label_type="center", fontsize=float(look.small), bbox=_plate(look))
        begins = [begin + part for begin, part in zip(begins, parts, strict=True)]
    for place, total in enumerate(chart.totals):
        if not total:
            text = ALL_ZERO if total == 0 else NOTHING
            axes.annotate(text, (0, place), (3 * LABEL_GAP, 0), **_words(look), va="center")
    axes.set_yticks(range(len(chart.categories)), chart.categories)
    axes.invert_yaxis()
    axes.set_xlim(0, 100)
    axes.xaxis.set_major_formatter("{x:.0f}%")
    _quieten(axes, "y")


def _finish(axes: Axes, chart: Chart, look: ChartLook) -> None:
    """Give upright charts their axes: categories below, values from 0 with their unit at the left."""
    for place, values in enumerate(chart.by_category):
        if all(value is None for value in values):
            _write(axes, NOTHING, (place, 0), look)
    axes.set_xticks(range(len(chart.categories)), chart.categories, **(SLANTING if slant_of(chart, look) else {}))
    # A single bar does not fill the sheet.
    beside = max(0, FEW - len(chart.categories)) / 2
    axes.set_xlim(-0.6 - beside, len(chart.categories) - 0.4 + beside)
    axes.locator_params(axis="y", integer=True)
    axes.yaxis.set_major_formatter("{x:.0f}")
    # Room for the values above the highest.
    axes.set_ylim(min(0.0, chart.lowest * 1.1), max(chart.highest, 1.0) * ROOM_ABOVE)
    axes.set_title(chart.unit, loc="left", fontsize=float(look.size))
    axes.grid(axis="y")
    _quieten(axes, "x")


def _quieten(axes: Axes, ticks: Literal["x", "y"]) -> None:
    """Leave out the strokes that say nothing."""
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(axis=ticks, length=0)


def _write(axes: Axes, text: str, place: tuple[float, float], look: ChartLook) -> None:
    axes.annotate(text, place, (0, 3 * LABEL_GAP), **_words(look), ha="center", va="bottom")


def _words(look: ChartLook) -> dict[str, Any]:
    return {"textcoords": "offset points", "fontsize": float(look.small)}


def _heights(values: Sequence[Number | None], missing: float = 0.0) -> list[float]:
    return [missing if value is None else float(value) for value in values]


def _share(value: Number | None, total: Number | None) -> float:
    return float(percent(value, total, 4)) if value is not None and total else 0.0


def _shade(look: ChartLook, number: int) -> dict[str, Any]:
    own = look.of(number)
    return {"facecolor": own.fill, "hatch": own.pattern, "edgecolor": look.ink, "linewidth": float(look.stroke)}


def _plate(look: ChartLook) -> dict[str, Any]:
    """Return what a label stands on, so that it is read on dark shades and patterns."""
    return {"facecolor": "white", "edgecolor": "none", "pad": 0.8}
