"""Which form a report was made on: its labels tell, not its year and not the notice that it names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from annual_report.filing.imports.document import Refused
from annual_report.filing.imports.glyphs import compared
from annual_report.filing.imports.words import Words
from annual_report.form.forms import Form, load_form, load_forms

# Words of the statistics that were reported before the forms of today.
OF_BEFORE = ("指标名称", "历年累计", "计量单位")

NO_REPORT = "找不到年报的三张表（表二、表三、表四的官方行名一个也没有），不是政府信息公开工作年度报告"
OLD_FORM = "这是 2019 年以前的旧格式（统计表），与现行的三张表对不上，不能导入：请不要把「未收到」当作 0 填进新表"
NO_LABELS = "只有数字，没有官方行名，哪个数是哪一格无从确定"


def form_of(words: Words, figures: int) -> Form:
    """Return the form that has the most labels of its own in a document. Raises Refused where none has any."""
    counts = {form.version: sum(label in words.text for label in _own(form.version)) for form in load_forms()}
    best = max(load_forms(), key=lambda form: counts[form.version])
    if not counts[best.version]:
        old = sum(compared(each) in words.text for each in OF_BEFORE) > 1
        raise Refused(OLD_FORM if old else NO_LABELS if figures > len(words.text) // 4 else NO_REPORT)
    return best


@cache
def _own(version: str) -> set[str]:
    """Return the labels that only this form has; the longest say the most, the shortest stand in any prose."""
    others = {label for form in load_forms() if form.version != version for label in _labels(form)}
    return {*_labels(load_form(version))} - others


def _labels(form: Form) -> Iterator[str]:
    for table in form.tables:
        for heading in (*table.every_column_heading(), *table.line_headings()):
            if not heading.children and len(heading.label) > 4:
                yield compared(heading.label)
