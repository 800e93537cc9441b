"""A chart in words and as a table, for those who cannot see it, and for everyone who wants the exact figures."""

from __future__ import annotations

from collections.abc import Iterator

from annual_report.document.blocks import COLUMN, LINE, VALUE, PrintedTable, TableCell
from annual_report.document.chart.charts import BARS, LINES, SHARES, Chart, ChartSeries
from annual_report.document.free_table import table_of
from annual_report.filing.figures import Number
from annual_report.wording import join_words, percent, plain

NAMES = {BARS: "柱状图", LINES: "折线图", SHARES: "构成图"}
ALT = "{kind}：{caption}。{series}。{table}"
TABLE_BELOW = "各项数字见图下的表"
SERIES, RANGE = "{name} {values}", "{name} 最少 {lowest}（{at_lowest}）、最多 {highest}（{at_highest}）"
MISSING = "—"
WITH_SHARE, TOTAL = "{value}（{share}%）", "合计"

# Of more values than this, only the least and the greatest are said.
MOST_SAID = 12


def alt_of(chart: Chart) -> str:
    """Return what stands in the place of a chart that is not seen: its title and its values."""
    said = "；".join(filter(None, (_say(each, chart) for each in chart.series)))
    return ALT.format(kind=NAMES[chart.kind], caption=chart.caption, series=said or MISSING, table=TABLE_BELOW)


def table_of_chart(chart: Chart) -> PrintedTable:
    """Return the values of a chart as a table: a line for every category; shares stand beside what they are of."""
    head = [TableCell(text, COLUMN) for text in _heads(chart)]
    rows = [[TableCell(text, LINE if not at else VALUE) for at, text in enumerate(row)] for row in _rows(chart)]
    return table_of([head, *rows], 1, chart.caption)


def _heads(chart: Chart) -> list[str]:
    return [chart.axis, *(each.name for each in chart.series), *([TOTAL] if chart.kind == SHARES else [])]


def _rows(chart: Chart) -> Iterator[list[str]]:
    for category, values, total in zip(chart.categories, chart.by_category, chart.totals, strict=True):
        if chart.kind == SHARES:
            yield [category, *(_with_share(value, total) for value in values), _text(total)]
        else:
            yield [category, *map(_text, values)]


def _say(series: ChartSeries, chart: Chart) -> str:
    """Say the values of a series; of many the least and the greatest."""
    known = [(value, name) for name, value in zip(chart.categories, series.values, strict=True) if value is not None]
    if not known:
        return ""
    if len(chart.series) * len(chart.categories) <= MOST_SAID:
        return SERIES.format(name=series.name, values=join_words(f"{name} {plain(value)}" for value, name in known))
    low, high = min(known, key=lambda each: each[0]), max(known, key=lambda each: each[0])
    ends = {"lowest": plain(low[0]), "at_lowest": low[1], "highest": plain(high[0]), "at_highest": high[1]}
    return RANGE.format(name=series.name, **ends)


def _with_share(value: Number | None, total: Number | None) -> str:
    if value is None or not total:
        return _text(value)
    return WITH_SHARE.format(value=plain(value), share=percent(value, total, 1))


def _text(value: Number | None) -> str:
    return MISSING if value is None else plain(value)
