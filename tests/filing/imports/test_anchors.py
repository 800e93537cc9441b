"""Labels are found across lines and cells, by the official wording or a known other one, and keep their cells."""

from __future__ import annotations

import pytest

from annual_report.filing.imports import glyphs
from annual_report.filing.imports.anchors import Stretch, anchor, runs_between
from annual_report.filing.imports.glyphs import KnownLabels, OtherLabel
from annual_report.filing.imports.plain_text import read
from annual_report.filing.imports.tokens import tokens_of
from annual_report.filing.imports.words import words_of

LABELS = ("1.属于国家秘密", "2.重复申请")


def runs(text: str, *groups: str) -> list[Stretch]:
    words = words_of(tokens_of(read(text.encode())))
    anchors = [*(anchor(label, label) for label in LABELS), *(anchor(each, each, group=True) for each in groups)]
    return runs_between(words, 0, len(words.text), anchors)


def cells(found: list[Stretch]) -> dict[str, list[str]]:
    return {run.anchor.code: [cell.text for cell in run.cells] for run in found if run.anchor}


@pytest.mark.parametrize(
    "text",
    [
        "1.属于国家秘密 3 0\n2.重复申请 1 0\n",
        "1.属于国\n家秘密\n3\n0\n2、重复\n申请\n1\n0\n",
        "| 1.属于国家秘密 | 3 | 0 |\n| 2. 重复申请 | 1 | 0 |\n",
        "1.属于国家  3  0\n秘密\n2.重复申请  1  0\n",
    ],
)
def test_a_label_is_found_however_it_is_broken(text: str) -> None:
    assert cells(runs(text)) == {LABELS[0]: ["3", "0"], LABELS[1]: ["1", "0"]}


def test_digits_glued_to_a_label_stop_where_the_next_begins() -> None:
    found = runs("1.属于国家秘密302.重复申请10\n")
    assert cells(found) == {LABELS[0]: ["3", "0"], LABELS[1]: ["1", "0"]}


def test_a_group_label_inside_the_label_of_a_line_is_in_the_way_of_nothing() -> None:
    assert cells(runs("1.属于国家\n（三）不予公开 3 0\n秘密\n2.重复申请 1 0\n", "（三）不予公开")) == {
        LABELS[0]: ["3", "0"],
        LABELS[1]: ["1", "0"],
    }


def test_unknown_words_keep_the_figures_behind_them() -> None:
    found = runs("1.属于国家秘密 3 0\n其他 9 9\n2.重复申请 1 0\n")
    assert [run.printed for run in found if not run.anchor] == ["其他"]
    assert cells(found)[LABELS[0]] == ["3", "0"]


def test_a_known_wording_is_one_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    assert LABELS[0] not in cells(runs("1.国家秘密类 3 0\n"))
    known = glyphs.known_labels()
    entry = OtherLabel(printed="1.国家秘密类", official=LABELS[0], seen="a test")
    more = KnownLabels.model_validate({**known.model_dump(), "labels": [*known.labels, entry]})
    monkeypatch.setattr("annual_report.filing.imports.labels.known_labels", lambda: more)
    assert cells(runs("1.国家秘密类 3 0\n"))[LABELS[0]] == ["3", "0"]
