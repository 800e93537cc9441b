"""Tables of a PDF: cells between ruling lines, whatever colours lie under them."""

from __future__ import annotations

import io
from typing import Any

import pdfplumber
import pypdf
import pytest
from pypdf.generic import DecodedStreamObject, NameObject

from annual_report.filing.imports.document import PARAGRAPHS, RAISED
from annual_report.filing.imports.pdf_tables import is_printed, tables_of, text_in


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


def boxes_of(drawing: str) -> list[int]:
    """Return how many cells each row of the one table has that is drawn on a page."""
    writer = pypdf.PdfWriter()
    page, stream, file = writer.add_blank_page(300, 400), DecodedStreamObject(), io.BytesIO()
    stream.set_data(drawing.encode())
    page[NameObject("/Contents")] = writer._add_object(stream)
    writer.write(file)
    with pdfplumber.open(file) as pdf:
        return [len(row) for table in tables_of(pdf.pages[0]) for row in table.rows]


UPRIGHT = " ".join(f"{x} 20 m {x} 380 l S" for x in (20, 100, 180, 260))


@pytest.mark.parametrize(
    ("heights", "rows"), [((380, 200, 20), [3, 3]), ((380, 200), [3, 3]), ((200, 20), [3, 3]), ((200,), [3, 3])]
)
def test_row_that_goes_on_over_the_page_has_cells_too(heights: tuple[int, ...], rows: list[int]) -> None:
    assert boxes_of(UPRIGHT + " ".join(f" 20 {y} m 260 {y} l S" for y in heights)) == rows


def test_frame_of_a_page_is_no_row() -> None:
    assert boxes_of(" ".join(f"{x} 20 m {x} 380 l S" for x in (20, 260)) + " 20 200 m 260 200 l S") == []


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
