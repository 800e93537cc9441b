"""Tables of a PDF: cells between ruling lines, whatever colours lie under them."""

from __future__ import annotations

from typing import Any

import pytest

from annual_report.filing.imports.document import PARAGRAPHS, RAISED
from annual_report.filing.imports.pdf_tables import is_printed, text_in


def characters(text: str, left: float, bottom: float, size: float = 10) -> list[dict[str, Any]]:
    return [
        {"text": each, "x0": left + size * n / 2, "x1": left + size * (n + 1) / 2, "bottom": bottom, "size": size}
        for n, each in enumerate(text)
    ]


@pytest.mark.parametrize(
    ("shown", "text", "notes"),
    [
        (characters("13988", 10, 20), "13988", ()),
        (characters("商业", 10, 20) + characters("企业", 10, 34), "商业企业", (PARAGRAPHS,)),
        (characters("12", 10, 20) + characters("34", 60, 20), "12 34", ()),
        (characters("12", 10, 20) + characters("1", 20, 16, size=6), "121", (RAISED,)),
        (characters("⼈⺠", 10, 20), "人民", ()),
        (characters("7", 10, 20) + characters(" ", 15, 20), "7", ()),
        ([], "", ()),
    ],
)
def test_text_of_a_cell_is_its_lines_joined(shown: list[dict[str, Any]], text: str, notes: tuple[str, ...]) -> None:
    assert text_in(shown) == (text, notes)


@pytest.mark.parametrize(
    ("thing", "printed"),
    [
        ({"object_type": "char", "upright": True}, True),
        ({"object_type": "char", "upright": False}, False),
        ({"object_type": "line", "width": 300, "height": 0}, True),
        ({"object_type": "rect", "width": 300, "height": 0.5, "stroke": False}, True),
        ({"object_type": "rect", "width": 300, "height": 20, "stroke": False}, False),
        ({"object_type": "rect", "width": 300, "height": 20, "stroke": True}, True),
    ],
)
def test_colours_and_watermarks_are_not_what_is_printed(thing: dict[str, Any], printed: bool) -> None:
    assert is_printed(thing) == printed
