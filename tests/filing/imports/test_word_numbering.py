"""Numbers that Word prints and does not store are counted as Word counts them."""

from __future__ import annotations

import pytest
from lxml import etree

from annual_report.filing.imports.word_numbering import Numbering, in_chinese

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def level(depth: int, kind: str, text: str, start: int = 1) -> str:
    inside = f'<w:start w:val="{start}"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{depth}">{inside}</w:lvl>'


def numbering(*levels: str, styles: str = "", override: str = "") -> Numbering:
    part = (
        f'<w:numbering {NAMESPACE}><w:abstractNum w:abstractNumId="7">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="7"/>{override}</w:num></w:numbering>'
    )
    return Numbering(etree.fromstring(part), etree.fromstring(f"<w:styles {NAMESPACE}>{styles}</w:styles>"))


def paragraph(depth: int = 0, properties: str = "") -> object:
    inside = properties or f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr>'
    return etree.fromstring(f"<w:p {NAMESPACE}><w:pPr>{inside}</w:pPr></w:p>")


def test_levels_are_counted_each_and_begin_anew_under_the_next() -> None:
    lists = numbering(level(0, "chineseCountingThousand", "%1、"), level(1, "decimal", "%1%2."))
    assert [lists.number_before(paragraph(depth)) for depth in (0, 1, 1, 0, 1)] == [
        "一、",
        "一1.",
        "一2.",
        "二、",
        "二1.",
    ]


@pytest.mark.parametrize(
    ("kind", "text", "printed"),
    [
        ("japaneseCounting", "（%1）", "（三）"),
        ("decimalFullWidth", "%1．", "３．"),
        ("decimalEnclosedCircleChinese", "%1", "③"),
        ("bullet", "•", ""),
        ("none", "", ""),
        ("lowerRoman", "%1", ""),
    ],
)
def test_numbers_are_written_as_their_list_says(kind: str, text: str, printed: str) -> None:
    assert numbering(level(0, kind, text, start=3)).number_before(paragraph()) == printed


def test_list_may_be_that_of_the_style_and_may_begin_elsewhere() -> None:
    style = '<w:style w:styleId="a"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    lists = numbering(level(0, "decimal", "%1."), styles=style, override=override)
    assert lists.number_before(paragraph(properties='<w:pStyle w:val="a"/>')) == "5."


def test_lists_of_one_shape_go_on_with_each_other_unless_one_begins_anew() -> None:
    again = '<w:num w:numId="{}"><w:abstractNumId w:val="7"/>{}</w:num>'
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    part = (
        f'<w:numbering {NAMESPACE}><w:abstractNum w:abstractNumId="7">{level(0, "decimal", "%1.")}</w:abstractNum>'
        f"{again.format(1, '')}{again.format(2, '')}{again.format(3, override)}</w:numbering>"
    )
    lists = Numbering(etree.fromstring(part), None)
    names = (1, 1, 2, 3, 3, 1)
    properties = (f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{name}"/></w:numPr>' for name in names)
    found = [lists.number_before(paragraph(properties=each)) for each in properties]
    assert found == ["1.", "2.", "3.", "1.", "2.", "3."]


def test_paragraph_in_no_list_has_no_number() -> None:
    assert numbering().number_before(paragraph()) == ""
    assert Numbering(None, None).number_before(paragraph(properties='<w:pStyle w:val="a"/>')) == ""
    assert Numbering(None, None).number_before(etree.fromstring(f"<w:p {NAMESPACE}/>")) == ""


def test_a_level_that_no_list_of_word_has_has_no_number() -> None:
    assert numbering(level(12, "decimal", "%1.")).number_before(paragraph(12)) == ""


def test_chinese_numbers() -> None:
    assert [in_chinese(number) for number in (1, 9, 10, 11, 20, 35, 100)] == [
        "一",
        "九",
        "十",
        "十一",
        "二十",
        "三十五",
        "100",
    ]
