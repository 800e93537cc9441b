"""What the columns of the views are called in the form: 一 and 三（七） for lines of table 三, 自然人 for a column."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annual_report.filing.report import PREVIOUS
from annual_report.form.forms import Form
from annual_report.rules.views import View, views_of
from breaking import broken
from rule_algebra import SOUND

# What stands before the words of a line: 三、（三）4.属于…
ORDINALS = re.compile(r"((?:[一二三四五六七八九十]+、)?(?:（[一二三四五六七八九十]+）)?(?:\d+\.)?)(.*)")
LAST_YEAR = "上年"


def names_of(form: Form) -> dict[str, dict[str, str]]:
    """Return by view the official name of every column that holds figures; nothing for a form without an example."""
    if form.version not in SOUND:
        return {}
    views = views_of(broken(SOUND[form.version])).values()
    return {view.name: dict(_named(form, view)) for view in views}


def _named(form: Form, view: View) -> Iterator[tuple[str, str]]:
    for column in view.columns:
        cells = [view.places.cells(key, column) for key in view.rows]
        single = [each[0] for each in cells if len(each) == 1]
        if cells and len(single) == len(cells) and (name := _name(form, single)):
            yield column, name


def _name(form: Form, cells: list[str]) -> str:
    """Return what some cells have in common: the one cell, the line or the column; empty where they have neither."""
    before = LAST_YEAR if cells[0].startswith(PREVIOUS) else ""
    labels = [form.cells[cell.removeprefix(PREVIOUS)].label.rpartition("·")[2].split(" × ") for cell in cells]
    lines, columns = ({label[at] for label in labels} for at in (0, 1))
    if len(labels) == 1:
        return before + "".join(labels[0])
    if len(lines) == 1:
        ordinals, words = ORDINALS.fullmatch(lines.pop()).groups()  # type: ignore[union-attr]
        return before + (re.sub(r"[、.]", "", ordinals) or words)
    return before + columns.pop() if len(columns) == 1 else ""
