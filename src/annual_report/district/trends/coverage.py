"""Which years a look over the years has, which it has not and why: said where its readers see it."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from itertools import groupby

from annual_report.document import literal_markdown
from annual_report.document.rendered import Rendered
from annual_report.filing.report import Report
from annual_report.filing.years import ChosenYears
from annual_report.wording import join_words

FROM = "以下数字取自{years}的年度报告，共 {count} 份：{forms}。"
BY_FORM = "{years}用 {form} 版格式"
NOT_FILED = "没有{years}的年度报告，图中空缺。"
NOT_CHOSEN = "{years}的年度报告没有选入，图中空缺。"
OUTSIDE = "选的年份里，没有{years}的年度报告。"
TWO_FORMS = "两版格式的第二部分口径不同，不作比较，只列后一版；第三、第四部分逐项对应，可以比较。"
ONE_YEAR = "只有一年的数字，看不出变化。"


def say_coverage(reports: Sequence[Report], asked: ChosenYears | None, filed: Sequence[int]) -> Rendered:
    """Say which years there are, which are missing, and what may not be compared."""
    said = "".join(_sentences(reports, asked, filed))
    return Rendered(f"<p>{html.escape(said)}</p>", literal_markdown.escape_markup(said) + "\n\n", said)


def _sentences(reports: Sequence[Report], asked: ChosenYears | None, filed: Sequence[int]) -> Iterator[str]:
    shown = [report.year for report in reports]
    groups = groupby(reports, key=lambda report: report.form.version)
    forms = [BY_FORM.format(years=say_years([each.year for each in some]), form=form) for form, some in groups]
    yield FROM.format(years=say_years(shown), count=len(shown), forms="，".join(forms))
    between = [year for year in range(shown[0], shown[-1]) if year not in shown]
    yield from _say(NOT_FILED, [year for year in between if year not in filed])
    yield from _say(NOT_CHOSEN, [year for year in between if year in filed])
    outside = asked.named - {*range(shown[0], shown[-1] + 1)} if asked else ()
    yield from _say(OUTSIDE, sorted(outside))
    yield from [TWO_FORMS] if len(forms) > 1 else []
    yield from [ONE_YEAR] if len(shown) == 1 else []


def _say(words: str, years: Sequence[int]) -> Iterator[str]:
    yield from [words.format(years=say_years(years))] if years else []


def say_years(years: Sequence[int]) -> str:
    """Say years in order, those that follow each other together: 2019年、2021—2024年."""
    runs: list[list[int]] = []
    for year in years:
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return join_words(f"{run[0]}—{run[-1]}年" if len(run) > 1 else f"{run[0]}年" for run in runs)
