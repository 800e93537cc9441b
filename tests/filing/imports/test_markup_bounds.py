"""Mark-up that no report has is refused before it is parsed."""

from __future__ import annotations

import pytest

from annual_report.filing.imports.document import Refused
from annual_report.filing.imports.markup_bounds import require_bounds


@pytest.mark.parametrize("opening", ["<div>", "<div></x>", "</p><b>", "<DIV a=1>", "<table><tr><td>"])
def test_nesting_without_end_is_refused_unread(opening: str) -> None:
    with pytest.raises(Refused, match="没有尽头"):
        require_bounds(opening * 30_000)


def test_many_elements_that_are_closed_are_read() -> None:
    require_bounds("<p>甲</p><br>" * 30_000)


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("<table><tr><td>" * 60, "没有尽头"),
        ("<p>1" * 300_001, "网页太大"),
        ("<p " + " ".join(f"a{number}" for number in range(2000)) + ">", "网页太大"),
    ],
)
def test_page_that_would_keep_the_parser_busy_is_refused_unread(page: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        require_bounds(page)
