"""A document as an edition: what was read of it, and why the rest was not."""

from __future__ import annotations

from pathlib import Path

import pytest

from annual_report.desk.editions.of_document import edition_of_document
from annual_report.errors import InputError
from annual_report.filing.comparison import Side
from published import Published, invented, page_of


@pytest.fixture
def published() -> Published:
    return invented("2021", seed=3)


def saved(folder: Path, text: str) -> Path:
    page = folder / "年报.html"
    page.write_text(text, encoding="utf-8")
    return page


def test_every_cell_is_there_with_its_place_in_the_document(tmp_path: Path, published: Published) -> None:
    found = edition_of_document(saved(tmp_path, page_of(published)), "甲")
    assert {address: side.text for address, side in found.cells.items()} == published.figures
    assert found.cells["applications.received.total"].spot == "第1页第2个表第4行第8格"
    assert (found.agency, found.year, found.short_name) == ("云泽市人民政府", 2024, "年报.html")
    assert found.gaps == {}
    assert next(each.side.spot for each in found.sentences) == "前言 第1句"
    assert found.lacking == {"figure": "文件里没有这份清单"}


def test_a_table_that_cannot_be_trusted_is_no_row_of_blanks(tmp_path: Path, published: Published) -> None:
    *_, last = published.tables
    damaged = published.with_tables({2: last[:-1]})
    found = edition_of_document(saved(tmp_path, page_of(damaged)), "甲")
    missing = {address for address in published.figures if address.startswith("review_litigation.")}
    assert found.gaps.keys() == missing
    assert all(found.gaps.values())


def test_a_cell_in_which_nothing_is_printed_was_read_and_is_blank(tmp_path: Path, published: Published) -> None:
    form = published.form
    address = "review_litigation.review.total"
    rows = [
        tuple(cell if cell.address != address else type(cell)(**{**vars(cell), "text": ""}) for cell in row)
        for row in published.tables[2]
    ]
    found = edition_of_document(saved(tmp_path, page_of(published.with_tables({2: tuple(rows)}))), "甲")
    assert form.cells[address].kind == "count"
    assert found.cells[address] == Side("", None, found.cells[address].spot)


def test_what_may_not_be_trusted_is_refused_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="年报"):
        edition_of_document(saved(tmp_path, "<p>通知</p>"), "甲")
