"""A chart over the years, made of the reports of one agency: a gap where a year has no figure, never a 0."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annual_report.district.trends.plans import ChartPlan
from annual_report.document.chart.charts import BARS, LINES, Chart, chart_of_rows
from annual_report.filing.figures import Number
from annual_report.filing.read_tables import means_the_same
from annual_report.filing.report import Report
from annual_report.form.forms import Form
from annual_report.wording import join_words, plain, say_change

AXIS, YEAR = "年份", "{year}年"
LEFT_OUT = "{years}用的是 {form} 版格式，其中这些数字的口径不同，不可比，没有列入。"
ONLY_OTHERS = "{form} 版格式没有这一项，没有可列的数字。"
CHANGED = "{year}年{name}{value}{unit}，{change}。"


@dataclass(frozen=True)
class _Line:
    """One series of a plan: how it is called, its unit, and the lines and columns that are added up in it."""

    name: str
    unit: str
    parts: tuple[tuple[str, str], ...]


def chart_over_years(plan: ChartPlan, reports: Mapping[int, Report], years: Sequence[int]) -> Chart:
    """Return a chart of a plan for some years. The newest report says which form is meant.

    Of another form only what means the same is drawn; a year that has none of it is left out, and that is said.
    """
    form = reports[max(reports)].form
    others = [year for year, each in reports.items() if not means_the_same(f"{plan.table}.", each.form, form)]
    drawn = {year: report for year, report in reports.items() if year not in others}
    shown = [year for year in years if year >= min(drawn)]
    lines = _lines(plan, form)
    rows = {line.name: [_value(line, plan.table, drawn.get(year)) for year in shown] for line in lines}
    remarks = _remarks(plan, lines, rows, shown, [reports[year] for year in others], form)
    about = {"title": plan.title, "kind": plan.kind, "unit": lines[0].unit if lines else "", "axis": AXIS}
    return chart_of_rows(rows, [YEAR.format(year=year) for year in shown], **about, remark="".join(remarks))


def _lines(plan: ChartPlan, form: Form) -> list[_Line]:
    """Return the series that a form has: one for each line and column, or for each column alone."""
    table = form.table(plan.table)
    pairs = [(line, column) for column in plan.columns for line in plan.lines]
    known = [pair for pair in pairs if form.addresses(plan.table, *pair)]
    names = {each.code: each.name for each in (*table.line_headings(), *table.every_column_heading())}
    by_column = plan.together or len({line for line, _ in known}) == 1
    groups: dict[str, list[tuple[str, str]]] = {}
    for line, column in known:
        groups.setdefault(names[column if by_column and len(plan.columns) > 1 else line], []).append((line, column))
    return [_Line(name, _unit(form, plan.table, parts), tuple(parts)) for name, parts in groups.items()]


def _unit(form: Form, table: str, parts: Sequence[tuple[str, str]]) -> str:
    return form.cells[form.addresses(table, *parts[0])[0]].unit


def _value(line: _Line, table: str, report: Report | None) -> Number | None:
    """Return what a report says of a series; None where it has no such figure, or one of several is missing."""
    addresses = [each for part in line.parts for each in report.form.addresses(table, *part)] if report else []
    values = [report.ledger.values[address] for address in addresses] if report else []
    known = [value for value in values if value is not None]
    return sum(known) if known and len(known) == len(values) else None


def _remarks(
    plan: ChartPlan,
    lines: Sequence[_Line],
    rows: Mapping[str, Sequence[Number | None]],
    shown: Sequence[int],
    left_out: Sequence[Report],
    form: Form,
) -> list[str]:
    """Say what became of the first series since the year before, and which years are left out and why."""
    said = [ONLY_OTHERS.format(form=form.version)] if not lines else []
    if lines and plan.kind in (BARS, LINES) and len(shown) > 1:
        now, before = rows[lines[0].name][-1], rows[lines[0].name][-2]
        if now is not None and before is not None:
            value, unit = plain(now), lines[0].unit
            change = say_change(now, before, unit)
            said.append(CHANGED.format(year=shown[-1], name=lines[0].name, value=value, unit=unit, change=change))
    if left_out:
        years = join_words(YEAR.format(year=each.year) for each in left_out)
        said.append(LEFT_OUT.format(years=years, form=left_out[0].form.version))
    return said
