from __future__ import annotations

import pytest

from guide.stale import Place, stale_places

PAGE = """先做。
<!-- make guide: first -->
$ make check
{printed}
<!-- /make guide -->
再做。
"""


def places(stands: str, today: str) -> list[Place]:
    return stale_places(PAGE.format(printed=stands), {"first": f"$ make check\n{today}\n"})


def test_a_place_is_the_line_of_the_page_with_what_stands_there_and_what_is_printed_today() -> None:
    (place,) = places("通过\n规则 115 条", "通过\n规则 116 条")
    assert place.told("docs/指南.md") == "docs/指南.md:5 first\n  - 规则 115 条\n  + 规则 116 条"


@pytest.mark.parametrize(
    ("stands", "today"),
    [
        ("输出 build/（3.6 秒） report.pdf 191KB", "输出 build/（12 秒） report.pdf 9KB"),
        ("用时 9.9 秒（0.3 份/秒）", "用时 13.5 秒（0.2\n份/秒）"),
    ],
)
def test_seconds_and_sizes_make_no_page_stale_nor_lines_broken_because_of_them(stands: str, today: str) -> None:
    assert places(stands, today) == []


@pytest.mark.parametrize("today", ["通过  规则", "通过\n规则", "", "通过 规则\n再看"])
def test_every_other_change_does_blanks_and_lines_included(today: str) -> None:
    assert len(places("通过 规则", today)) == 1


def test_steps_that_a_page_does_not_show_and_those_not_asked_about_are_no_matter() -> None:
    assert stale_places(PAGE, {"second": "通过\n"}) == stale_places(PAGE, {}) == []
