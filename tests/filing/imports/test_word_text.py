"""The text of a paragraph of Word, every tracked change accepted."""

from __future__ import annotations

import pytest
from lxml import etree

from annual_report.filing.imports.document import RAISED, STRUCK, TRACKED
from annual_report.filing.imports.word_text import notes_of, text_of, was_changed

OUTER = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:m="urn:other"'


def paragraph(inside: str) -> object:
    return etree.fromstring(f"<w:p {OUTER}>{inside}</w:p>")


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (run("2") + run("7"), "27"),
        (
            f"<w:del><w:r><w:delText>27</w:delText></w:r></w:del><w:ins>{run('2')}</w:ins><w:ins>{run('7')}</w:ins>",
            "27",
        ),
        (f"<w:moveFrom>{run('3')}</w:moveFrom><w:moveTo>{run('4')}</w:moveTo>", "4"),
        (run("3") + run("9", "<w:vanish/>"), "3"),
        (run("3") + run("9", '<w:vanish w:val="0"/>'), "39"),
        (f"<w:hyperlink>{run('网站')}</w:hyperlink>", "网站"),
        (f"<w:r><w:instrText>=SUM(ABOVE)</w:instrText></w:r><w:fldSimple>{run('12')}</w:fldSimple>", "12"),
        ("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:noBreakHyphen/><w:br w:type='page'/></w:r>", "甲\n乙\t-"),
        ("<w:r><w:sym w:char='F0FE'/></w:r>", "\ufffd"),
        (
            "<m:AlternateContent><m:Choice>"
            + run("1")
            + "</m:Choice><m:Fallback>"
            + run("1")
            + "</m:Fallback></m:AlternateContent>",
            "1",
        ),
        ("<w:r><w:txbxContent><w:p>" + run("8") + "</w:p></w:txbxContent></w:r>", ""),
    ],
)
def test_text_is_what_is_printed(inside: str, text: str) -> None:
    assert text_of(paragraph(inside)) == text


@pytest.mark.parametrize(
    ("inside", "notes"),
    [
        (run("27"), set()),
        (f"<w:ins>{run('27')}</w:ins>", {TRACKED}),
        (run("12") + run("1", '<w:vertAlign w:val="superscript"/>'), {RAISED}),
        (run("12") + run(" ", '<w:vertAlign w:val="superscript"/>'), set()),
        (run("3", "<w:strike/>") + run("4"), {STRUCK}),
        (run("3", '<w:dstrike w:val="false"/>'), set()),
    ],
)
def test_why_a_text_may_be_more_than_one_number(inside: str, notes: set[str]) -> None:
    assert set(notes_of(paragraph(inside))) == notes


def test_marks_of_paragraphs_are_no_changes_of_text() -> None:
    assert not was_changed(paragraph("<w:pPr><w:rPr><w:ins/></w:rPr></w:pPr>" + run("1")))
    assert was_changed(paragraph("<w:del><w:r/></w:del>"))
