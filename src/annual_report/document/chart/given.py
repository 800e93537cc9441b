"""A chart of what an analyst has at hand: figures by name, or a DataFrame with a series in each column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from annual_report.document.chart.charts import SHARES, Chart, chart_of_rows
from annual_report.errors import InputError, Problem
from annual_report.filing.figures import Number
from annual_report.wording import excerpt, join_words, plain

if TYPE_CHECKING:
    import pandas as pd

    Given = Mapping[str, Any] | pd.Series | pd.DataFrame

# What a series without a name is called.
VALUES = "数值"

# How pandas writes what is missing.
MISSING = ("nan", "<NA>", "None", "NaT", "")

NOTHING_GIVEN = "没有可以画的数字"
NOT_A_NUMBER = "图里的「{name}」有「{found}」，不是数字"
NEGATIVE = "构成图里的「{name}」有负数 {found}：负数没有构成，请改用柱状图（bars）"


def chart_given(figures: Given, **about: str) -> Chart:
    """Return a chart of figures by name, or of a Series or a DataFrame of pandas.

    Raises InputError where something in it is no number, is negative among shares, and where there is none. Without a
    title it is called after its series.
    """
    columns = _columns(figures)
    categories = [str(name) for name, _ in next(iter(columns.values()), [])]
    if not categories:
        raise InputError([Problem(NOTHING_GIVEN)])
    rows = {name: [_number(each, name) for _, each in column] for name, column in columns.items()}
    if about.get("kind") == SHARES:
        _refuse_negative(rows)
    return chart_of_rows(rows, categories, **{**about, "title": about.get("title") or join_words(rows)})


def _columns(figures: Given) -> dict[str, list[tuple[Any, Any]]]:
    """Return every series as its values with their categories."""
    if hasattr(figures, "columns"):
        return {str(name): [*figures[name].items()] for name in figures.columns}
    return {str(getattr(figures, "name", None) or VALUES): [*figures.items()]}


def _number(value: Any, name: str) -> Number | None:
    """Return a value as an exact number; None where there is none."""
    text = str(value).strip()
    if text in MISSING:
        return None
    try:
        exact = Decimal(text)
        return int(exact) if exact == exact.to_integral_value() else exact
    except ArithmeticError as error:
        raise InputError([Problem(NOT_A_NUMBER.format(name=name, found=excerpt(text)), found=text)]) from error


def _refuse_negative(rows: Mapping[str, Sequence[Number | None]]) -> None:
    found = [(name, value) for name, values in rows.items() for value in values if value is not None and value < 0]
    if found:
        raise InputError(Problem(NEGATIVE.format(name=name, found=plain(value))) for name, value in found)
