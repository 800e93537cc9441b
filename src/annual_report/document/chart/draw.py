"""Draw a chart as SVG: words stay words, and the same chart gives the same bytes on any day and any machine.

matplotlib draws. What else was measured: vl-convert is 84 MB and has no patterns, which tell series apart in print
without colour; pygal is LGPL and its files carry a script; plotly needs a browser to make an SVG. An analyst's own
figures are matplotlib's, too. It takes a second to import, and is imported only where a chart is drawn.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from annual_report.document.chart.charts import LINES, SHARES, Chart
from annual_report.document.chart.labels import slant_of
from annual_report.document.chart.look import ChartLook, chart_look
from annual_report.document.chart.own_figures import FAMILY, SETTINGS, add_fonts
from annual_report.document.chart.plots import plot_bars, plot_lines, plot_shares
from annual_report.errors import InputError, Problem

if TYPE_CHECKING:
    from matplotlib.figure import Figure

DRAWS = "matplotlib"
NOT_INSTALLED = "画图还缺软件包 {package}：请安装 annual-report[chart]"

MM_PER_INCH, POINTS_PER_INCH = 25.4, 72

PLOTS = {LINES: plot_lines, SHARES: plot_shares}

# How much room the sample of a series takes beside its name, in characters of the type.
SAMPLE = 5.5

# What a drawing says of the standard and the program that it was made by.
PROLOGUE = re.compile(r"^<\?xml.*?>\s*<!DOCTYPE.*?>\s*", re.DOTALL)
UNSAID = dict.fromkeys(("Date", "Creator", "Type", "Format"))


def require_drawing() -> None:
    """Raise InputError where matplotlib is not installed."""
    if find_spec(DRAWS) is None:
        raise InputError([Problem(NOT_INSTALLED.format(package=DRAWS))])


def draw(chart: Chart) -> str:
    """Return a chart as SVG. Raises InputError where matplotlib is not installed."""
    require_drawing()
    look = chart_look()
    with _settings(look):
        from matplotlib.backends.backend_svg import FigureCanvasSVG
        from matplotlib.figure import Figure

        figure = Figure(figsize=_size(chart, look), layout="constrained")
        FigureCanvasSVG(figure)
        PLOTS.get(chart.kind, plot_bars)(figure.subplots(), chart, look)
        _name_series(figure, look)
        drawn = io.BytesIO()
        figure.savefig(drawn, format="svg", metadata={"Title": chart.caption, **UNSAID})
    families = ", ".join(f"'{name}'" if " " in name else name for name in look.fonts)
    return PROLOGUE.sub("", drawn.getvalue().decode()).replace(f"'{FAMILY}'", families)


def _size(chart: Chart, look: ChartLook) -> tuple[float, float]:
    height = look.heights[chart.kind]
    rows = float(height.fixed) + float(height.row) * len(chart.categories)
    return float(look.width) / MM_PER_INCH, rows / MM_PER_INCH + slant_of(chart, look) / POINTS_PER_INCH


def _name_series(figure: Figure, look: ChartLook) -> None:
    """Say above the drawing which series is which, where there are several; they are read row by row."""
    handles, labels = figure.axes[0].get_legend_handles_labels()
    if len(labels) < 2:
        return
    room = float(look.width) / MM_PER_INCH * POINTS_PER_INCH / float(look.small)
    columns = max(1, min(len(labels), int(room / (max(map(len, labels)) + SAMPLE))))
    order = [number for column in range(columns) for number in range(column, len(labels), columns)]
    rows = ([names[number] for number in order] for names in (handles, labels))
    figure.legend(*rows, loc="outside upper left", ncols=columns, fontsize=float(look.small))


@contextmanager
def _settings(look: ChartLook) -> Iterator[None]:
    """Have matplotlib draw in our look, whatever an analyst has set, and find all as it was afterwards."""
    log = logging.getLogger(DRAWS)
    level = log.level
    # What it says of its caches depends on the machine.
    log.setLevel(logging.ERROR)
    try:
        import matplotlib
        from matplotlib import font_manager

        families = add_fonts(font_manager.fontManager)
        with matplotlib.rc_context():
            matplotlib.rcdefaults()
            matplotlib.rcParams.update(_own_settings(look, families))
            yield
    finally:
        log.setLevel(level)


def _own_settings(look: ChartLook, families: list[str]) -> dict[Any, Any]:
    stroke = float(look.stroke)
    return {
        **SETTINGS,
        "font.family": families,
        # A title with dollars in it is no formula.
        "text.parse_math": False,
        "font.size": float(look.size),
        "hatch.linewidth": stroke,
        "axes.linewidth": stroke,
        "grid.linewidth": stroke,
        "grid.color": look.grid,
        "axes.edgecolor": look.ink,
        "text.color": look.ink,
        "axes.labelcolor": look.ink,
        "xtick.color": look.ink,
        "ytick.color": look.ink,
        "legend.frameon": False,
        "legend.handlelength": 2.4,
    }
