"""One report that stands twice in a document is one report, if no figure of it is another."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

import import_shapes as shapes
from annual_report.filing.imports.catalogue import read_content
from annual_report.filing.imports.document import Refused
from annual_report.filing.imports.reading import read
from annual_report.filing.imports.result import Transcript

REPORT = shapes.invent(random.Random(3), "2021", mistakes=0)


def rows(name: str = "云泽市某局", year: int = 2023, **changes: str) -> list[shapes.Row]:
    texts = REPORT.texts | {address.replace("__", "."): text for address, text in changes.items()}
    return [*shapes.rows_of_report(REPORT.form, texts, name, year)]


def read_text(text: str) -> Transcript:
    return read(read_content(text.encode()))


@pytest.mark.parametrize("shape", [shapes.as_html, shapes.as_tabs, shapes.as_pipes])
def test_of_two_copies_that_are_alike_one_is_taken(shape: Callable[[list[shapes.Row]], str]) -> None:
    found = read_text(shape([*rows(), *rows()]))
    assert {address: figure.text for address, figure in found.figures.items()} == REPORT.texts
    assert any("两遍" in remark.message for remark in found.remarks)
    assert found.prose["other"] == "本节文字略，全年共办理12件，另有3项。"


def test_copies_may_have_one_title_in_common() -> None:
    assert read_text(shapes.as_html([*rows(), *rows()[1:]])).gaps == {}


@pytest.mark.parametrize(
    "other",
    [
        rows(applications__received__total="1"),
        rows(disclosure__rules__issued=""),
        rows("云泽市萁局"),
        rows(year=2022),
        rows()[:-12],
    ],
)
def test_two_reports_that_are_not_alike_are_refused(other: list[shapes.Row]) -> None:
    with pytest.raises(Refused, match="两份"):
        read_text(shapes.as_html([*rows(), *other]))


def test_what_differs_is_named() -> None:
    with pytest.raises(Refused, match=r"1 格不同（如「一、本年新收 × 总计」：前一份「\d+」，后一份「1」"):
        read_text(shapes.as_html([*rows(), *rows(applications__received__total="1")]))


def test_what_a_page_hides_is_no_second_copy() -> None:
    page = shapes.as_html(rows()).replace("</body>", f"<div style='display:none'>{shapes.as_html(rows())}</div></body>")
    assert read_text(page).gaps == {}
