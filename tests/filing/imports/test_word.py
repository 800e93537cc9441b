"""Word documents: paragraphs and tables in their order, out of all that may hold them."""

from __future__ import annotations

import io
import zipfile

import pytest

from annual_report.filing.imports.document import Grid, Line, Refused
from annual_report.filing.imports.word import read_word
from published import invented, word_of

MAIN = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TABLE = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>规章</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"


def package(body: str = "", **parts: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(
            "word/document.xml", parts.pop("main", f"<w:document {MAIN}><w:body>{body}</w:body></w:document>")
        )
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return file.getvalue()


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def texts_of(content: bytes) -> list[str]:
    blocks = read_word(content).pages[0].blocks
    return [block.text if isinstance(block, Line) else f"表{block.number}" for block in blocks]


def test_document_is_lines_and_numbered_tables() -> None:
    report = invented("2021", 5)
    blocks = read_word(word_of(report)).pages[0].blocks
    lines = [item for item in report.items if isinstance(item, str)]
    assert [block.text for block in blocks if isinstance(block, Line)] == lines
    assert [block.number for block in blocks if isinstance(block, Grid)] == [1, 2, 3]


def test_paragraphs_and_tables_come_out_of_what_wraps_them() -> None:
    wrapped = f"<w:sdt><w:sdtContent>{paragraph('甲')}{TABLE}</w:sdtContent></w:sdt><w:ins>{paragraph('乙')}</w:ins>"
    assert texts_of(package(wrapped)) == ["甲", "表1", "乙"]


def test_table_that_only_frames_is_what_stands_in_it() -> None:
    frame = f"<w:tbl><w:tr><w:tc>{paragraph('甲')}{TABLE}{paragraph('乙')}</w:tc></w:tr></w:tbl>"
    assert texts_of(package(frame)) == ["甲", "表1", "乙"]


def test_table_in_a_cell_follows_its_table() -> None:
    cells = f"<w:tc>{TABLE}<w:p/></w:tc><w:tc>{paragraph('3')}</w:tc>"
    outer, inner = read_word(package(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")).pages[0].blocks
    assert isinstance(outer, Grid)
    assert isinstance(inner, Grid)
    assert [[cell.text for cell in grid.rows[0]] for grid in (outer, inner)] == [["", "3"], ["规章", ""]]


def test_text_box_is_read_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{paragraph('框')}</w:txbxContent>"
    inside = f"<w:r><w:t>甲</w:t><w:Choice>{box}</w:Choice><w:Fallback>{box}</w:Fallback></w:r>"
    assert texts_of(package(f"<w:p>{inside}</w:p>{paragraph('乙')}")) == ["甲", "框", "乙"]


def test_lines_of_a_paragraph_are_lines_and_numbers_are_restored() -> None:
    level = '<w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
    shape = f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
    part = f'<w:numbering {MAIN}>{shape}<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    listed = '<w:numPr><w:numId w:val="2"/></w:numPr>'
    broken = "<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r></w:p>"
    body = paragraph("总体情况", listed) + broken + paragraph("问题", listed)
    assert texts_of(package(body, word__numbering=part)) == ["一、总体情况", "甲", "乙", "二、问题"]


def test_headings_are_told_by_style_or_level() -> None:
    body = (
        paragraph("甲", '<w:pStyle w:val="Heading1"/>') + paragraph("乙", '<w:outlineLvl w:val="0"/>') + paragraph("丙")
    )
    blocks = read_word(package(body)).pages[0].blocks
    assert [block.heading for block in blocks if isinstance(block, Line)] == [True, True, False]


def test_tracked_changes_are_said_aloud() -> None:
    assert read_word(package(paragraph("1"))).remarks == ()
    changed = "<w:p><w:ins><w:r><w:t>27</w:t></w:r></w:ins></w:p>"
    assert "修订痕迹" in read_word(package(changed)).remarks[0].message


def test_main_part_may_have_any_name() -> None:
    relation = '<Relationship Type="http://schemas/officeDocument" Target="/word/document2.xml"/>'
    body = f"<w:document {MAIN}><w:body>{paragraph('甲')}</w:body></w:document>"
    parts = {"_rels__.rels": "", "word__document2": body}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("_rels/.rels", f"<Relationships>{relation}</Relationships>")
        archive.writestr("word/document2.xml", parts["word__document2"])
    assert texts_of(file.getvalue()) == ["甲"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (package(main="<w/>"), "损坏"),
        (package(main='<document xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'), "Strict"),
        (package("<w:sdt>" * 120 + "</w:sdt>" * 120), "损坏"),
    ],
)
def test_what_is_no_sound_document_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        read_word(content)


def test_macros_are_parts_that_nobody_reads() -> None:
    assert texts_of(package(paragraph("甲"), word__vbaProject="\x01")) == ["甲"]
