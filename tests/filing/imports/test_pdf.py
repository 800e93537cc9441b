"""PDF files: what has a sound text layer is read, pictures of text are named."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from annual_report.filing.imports.document import Grid, Line, Refused, SourceDocument
from annual_report.filing.imports.pdf import MOST_PAGES, read_pdf, recognise
from published import invented, pdf_of

INVENTED = invented("2021", 6)
# The first paragraph takes several lines.
REPORT = replace(INVENTED, items=tuple(item * 9 if place == 1 else item for place, item in enumerate(INVENTED.items)))


@pytest.fixture(scope="module")
def content() -> bytes:
    return pdf_of(REPORT)


@pytest.fixture(scope="module")
def read(content: bytes) -> SourceDocument:
    return read_pdf(content)


def saved(writer: pypdf.PdfWriter) -> bytes:
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def with_page(content: bytes, number: int, drawing: bytes) -> bytes:
    """Return a PDF whose page shows a drawing instead of its text."""
    writer = pypdf.PdfWriter(io.BytesIO(content))
    stream = DecodedStreamObject()
    stream.set_data(drawing)
    writer.pages[number - 1][NameObject("/Contents")] = writer._add_object(stream)
    return saved(writer)


def test_our_own_report_is_read_whole(read: SourceDocument) -> None:
    grids = [block for page in read.pages for block in page.blocks if isinstance(block, Grid)]
    assert [grid.number for grid in grids] == [1, 2, 3]
    for grid, rows in zip(grids, REPORT.tables, strict=True):
        assert [[(cell.text, cell.rows, cell.columns) for cell in row] for row in grid.rows] == [
            [(cell.text, cell.rowspan, cell.colspan) for cell in row] for row in rows
        ]


def test_lines_that_were_broken_for_want_of_room_are_paragraphs_and_page_numbers_are_gone(read: SourceDocument) -> None:
    lines = [block.text for page in read.pages for block in page.blocks if isinstance(block, Line)]
    assert "".join(lines) == "".join(item for item in REPORT.items if isinstance(item, str))
    assert len(lines) < 20


def test_cells_know_their_page(read: SourceDocument) -> None:
    for page in read.pages:
        for block in page.blocks:
            if isinstance(block, Grid):
                assert {cell.origin.page for row in block.rows for cell in row} == {page.number}


def test_page_that_is_a_picture_is_named_and_a_blank_one_is_not(content: bytes) -> None:
    pictured = read_pdf(with_page(content, 1, b"0 0 m 100 100 l 50 80 20 30 10 10 c f")).pages[0]
    blank = read_pdf(with_page(content, 1, b"")).pages[0]
    assert [(page.pictured, page.blocks) for page in (pictured, blank)] == [(True, ()), (False, ())]


def test_scan_is_refused(content: bytes) -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    with pytest.raises(Refused, match="扫描件"):
        read_pdf(saved(writer))


def test_text_whose_characters_are_not_what_is_shown_is_refused(content: bytes) -> None:
    drawing = b"BT /F 12 Tf 20 700 Td (" + bytes(range(161, 250)) * 3 + b") Tj ET"
    with pytest.raises(Refused, match=r"第1页：.*乱码"):
        read_pdf(with_page(content, 1, drawing))


def test_encrypted_file_is_refused(content: bytes) -> None:
    writer = pypdf.PdfWriter(io.BytesIO(content))
    writer.encrypt("secret", algorithm="AES-256")
    with pytest.raises(Refused, match="加了密码"):
        read_pdf(saved(writer))


def test_long_file_is_refused() -> None:
    writer = pypdf.PdfWriter()
    for _ in range(MOST_PAGES + 1):
        writer.add_blank_page(100, 100)
    with pytest.raises(Refused, match="101 页"):
        read_pdf(saved(writer))


@pytest.mark.parametrize(
    "damaged", [b"%PDF-1.7", b"%PDF-1.7\n%%EOF", b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 1 0 R>>\n"]
)
def test_damaged_file_is_refused(damaged: bytes) -> None:
    with pytest.raises(Refused):
        read_pdf(damaged)


def test_file_is_recognised_also_behind_a_few_bytes() -> None:
    assert recognise(b"\r\n%PDF-1.4")
    assert not recognise("年报.pdf".encode())


def test_what_is_odd_about_a_typeface_is_nothing_to_say(content: bytes, tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(io.BytesIO(content))
    for each in writer._objects:
        if isinstance(each, DictionaryObject) and "/FontBBox" in each:
            del each["/FontBBox"]
    (tmp_path / "年报.pdf").write_bytes(saved(writer))
    command = [sys.executable, "-m", "annual_report", "import", "--file=年报.pdf", "--agency=mouju", "--params=params"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert (done.stderr, "全部读出" in done.stdout) == ("", True)
