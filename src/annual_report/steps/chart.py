"""Show figures as a chart, with their table under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annual_report.document.chart.bundle import rendered
from annual_report.document.chart.charts import BARS, KINDS, Chart
from annual_report.document.chart.given import chart_given
from annual_report.document.typefaces import characters
from annual_report.errors import InputError, Problem
from annual_report.wording import join_words, suggestion

if TYPE_CHECKING:
    from annual_report.document.chart.given import Given
    from annual_report.document.rendered import Rendered

NO_KIND = "没有「{kind}」这种图{suggestion}（可用：{known}）"
NOT_SHOWN = "图里的字画不出来：{characters}。请改用常用字，或把有这些字的字体文件放进项目的 fonts 文件夹"


def chart(figures: Chart | Given, kind: str = BARS, title: str = "", unit: str = "件") -> Rendered:
    """Return a chart of figures, and their table: `bars`, `lines` over the years, or the `shares` of a whole.

    What is given by name is one series, a DataFrame has one in each column; a Chart knows all of it itself. Raises
    InputError for an unknown kind, for what are no numbers, for characters that our fonts lack, and where
    matplotlib is not installed.
    """
    shown = figures if isinstance(figures, Chart) else chart_given(figures, kind=kind, title=title, unit=unit)
    if shown.kind not in KINDS:
        words = NO_KIND.format(kind=kind, suggestion=suggestion(kind, KINDS), known=join_words(KINDS))
        raise InputError([Problem(words, found=kind)])
    _refuse_missing_characters(shown)
    return rendered(shown)


def _refuse_missing_characters(shown: Chart) -> None:
    names = (each.name for each in shown.series)
    missing = sorted({*"".join([shown.title, shown.unit, *shown.categories, *names])} - characters() - {"\n"})
    if missing:
        named = join_words(f"「{each}」（U+{ord(each):04X}）" for each in missing)
        raise InputError([Problem(NOT_SHOWN.format(characters=named), found="".join(missing))])
