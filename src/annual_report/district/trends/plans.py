"""Which figures make which chart over the years: notebooks/trends.yaml, held against the forms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from pydantic import Field

from annual_report import paths
from annual_report.form.forms import Form, load_forms
from annual_report.strict_yaml import Mistake, Strict, Words
from annual_report.toolkit_files import read_toolkit_file, refuse

FILE = paths.NOTEBOOKS / "trends.yaml"

NO_TABLE = "官方格式里没有「{code}」这张表"
NO_FIGURE = "「{code}」在哪一版官方格式里都没有数字"


class ChartPlan(Strict):
    """The figures of one chart: lines and columns of a table by their codes; `together` adds the lines up."""

    title: Words
    kind: Literal["bars", "lines", "shares"]
    table: Words
    lines: list[Words] = Field(min_length=1)
    columns: list[Words] = Field(min_length=1)
    together: bool = False


class Plans(Strict):
    """All charts, by the code that a cell of the notebook asks for."""

    charts: dict[Words, ChartPlan]


def chart_plans() -> Mapping[str, ChartPlan]:
    """Return the charts over the years. Raises RuleError where the file names what no form has."""
    plans = read_toolkit_file(FILE, Plans).charts
    refuse(FILE, (mistake for code, plan in plans.items() for mistake in _mistakes(code, plan)))
    return plans


def _mistakes(code: str, plan: ChartPlan) -> Iterator[Mistake]:
    forms = [form for form in load_forms() if plan.table in {table.code for table in form.tables}]
    if not forms:
        yield Mistake(("charts", code, "table"), NO_TABLE.format(code=plan.table), plan.table)
        return
    for part, names in (("lines", plan.lines), ("columns", plan.columns)):
        for at, name in enumerate(names):
            if not any(_has(form, plan, part, name) for form in forms):
                yield Mistake(("charts", code, part, at), NO_FIGURE.format(code=name), name)


def _has(form: Form, plan: ChartPlan, part: str, name: str) -> bool:
    lines = [name] if part == "lines" else plan.lines
    columns = [name] if part == "columns" else plan.columns
    return any(form.addresses(plan.table, line, column) for line in lines for column in columns)
