"""A PDF is PDF/A-2a and PDF/UA-1 by two validators, and those who hear its tables are told the heads of each figure."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import page
import pdfua
import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.pens.basePen import NullPen
from pypdf import PdfReader

from annual_report.build.verbs import Outcome
from annual_report.document.blocks import (
    Block,
    Document,
    ListItem,
    Paragraph,
    Picture,
    PrintedTable,
    SectionHeading,
    TableCell,
    TextRun,
    Title,
)
from annual_report.document.pdf import pdf
from pictures import SVG

# page takes the width of a glyph without one for the default of the first private dictionary, not for that of its own:
# `test_glyphs_are_as_wide_as_the_file_says` shows that they are right.
FALSE_ALARMS = {"PDFA2A-TRUETYPE-GLYPH-WIDTH-001", "PDFUA1-FONT-GLYPH-WIDTH-001"}


def document(*blocks: Block) -> Document:
    return Document("某局2024年年度报告", "zh-CN", blocks, (("name", "某局"), ("year", "2024")))


def heading(level: int, text: str = "词") -> SectionHeading:
    return SectionHeading(level, (TextRun(text),))


def prose_table(name: str = "甲局") -> PrintedTable:
    head = (TableCell("单位", "column"), TableCell("件数", "column"))
    return PrintedTable("", (1, 1), 1, (head, (TableCell(name, "line"), TableCell("1", "value"))))


EVERYTHING = document(
    *(Title(("某局", "报告")), heading(3), heading(1), heading(3), heading(3), heading(2), heading(1, " ")),
    *(Paragraph((TextRun("文", link="https://a.cn/"), TextRun("粗", bold=True)), (TextRun("（一）主动。"),)),),
    *(ListItem((TextRun("词"),), 0, "1."), ListItem((TextRun("词"),), 2, ""), Picture(SVG.encode(), "svg", "图1 量")),
    *(prose_table(), prose_table("甲" * 6000)),
)


@pytest.fixture(scope="module", params=["luolong", "yunze", "everything"])
def made(request: pytest.FixtureRequest, built: Callable[[str], Outcome]) -> bytes:
    if request.param == "everything":
        return pdf(EVERYTHING)
    return (built(request.param).request.place / "report.pdf").read_bytes()


@pytest.mark.parametrize("profile", ["2a", "ua1"])
def test_page_finds_nothing(made: bytes, profile: str) -> None:
    found = page.validate_pdf_bytes(made, profile=profile).failures
    assert [failure.message for failure in found if failure.rule_id not in FALSE_ALARMS] == []


def test_pdfua_finds_nothing(made: bytes, tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(made)
    assert [finding.message for finding in pdfua.validate(file).findings] == []


def test_glyphs_are_as_wide_as_the_file_says(made: bytes) -> None:
    fonts = list(fonts_of(made))
    assert len(fonts) >= 2
    for font in fonts:
        program = CFFFontSet()
        program.decompile(io.BytesIO(font["/FontDescriptor"]["/FontFile3"].get_data()), None)
        glyphs = program[0].CharStrings
        said = widths_of(font)
        for number, name in enumerate(program[0].charset):
            glyphs[name].draw(NullPen())
            assert abs(glyphs[name].width - said.get(number, font["/DW"])) < 1, (font["/BaseFont"], name)


def fonts_of(made: bytes) -> Iterator[Any]:
    reader = PdfReader(io.BytesIO(made))
    for number in range(1, int(reader.trailer["/Size"])):
        each = reader.get_object(number)
        if isinstance(each, dict) and each.get("/Subtype") == "/CIDFontType0":
            yield each


def widths_of(font: Any) -> dict[int, float]:
    """Return the widths of glyphs as a file says them: first number and list, or first, last and the width of all."""
    said, rest = dict[int, float](), list(font["/W"])
    while rest:
        first, second = rest.pop(0), rest.pop(0)
        each = second if isinstance(second, list) else [rest.pop(0)] * (int(second) - int(first) + 1)
        said |= {int(first) + place: float(width) for place, width in enumerate(each)}
    return said


def tags(made: bytes, *kinds: str) -> list[Any]:
    """Return the tags of these kinds, in reading order."""

    def below(tag: Any) -> Iterator[Any]:
        for child in tag:
            each = child.get_object()
            if isinstance(each, dict):
                if each.get("/S") in kinds:
                    yield each
                yield from below(each.get("/K", []))

    return list(below(PdfReader(io.BytesIO(made)).trailer["/Root"]["/StructTreeRoot"]["/K"]))


def test_heads_beside_figures_are_heads_too() -> None:
    cells = tags(pdf(document(prose_table())), "/TH", "/TD")
    attributes = [cell["/A"][0] for cell in cells]
    assert [(cell["/S"], each.get("/Scope")) for cell, each in zip(cells, attributes, strict=True)] == [
        *(("/TH", "/Column"), ("/TH", "/Column"), ("/TH", "/Row"), ("/TD", None)),
    ]
    assert attributes[-1]["/Headers"] == [cells[1]["/ID"], cells[2]["/ID"]]


def test_every_figure_of_the_official_tables_has_heads_that_are_found(built: Callable[[str], Outcome]) -> None:
    file = built("yunze").request.place / "report.pdf"
    cells = tags(file.read_bytes(), "/TH", "/TD")
    names = PdfReader(file).trailer["/Root"]["/StructTreeRoot"]["/IDTree"]["/Names"][::2]
    assert names == sorted(cell["/ID"] for cell in cells if cell["/S"] == "/TH")
    heads = [cell["/A"][0]["/Headers"] for cell in cells if cell["/S"] == "/TD"]
    # 200 figures and the note of table three; a figure has a name above and one beside, or three above.
    assert len(heads) == 201
    assert all(set(head) <= set(names) for head in heads)
    assert sorted(map(len, heads))[:2] == [0, 2]


def test_levels_left_out_are_no_gaps() -> None:
    blocks = (heading(3, "甲"), heading(1, "乙"), heading(3, "丙"), heading(3, "丁"), heading(2, "戊"))
    found = [(tag["/T"], tag["/S"]) for tag in tags(pdf(document(*blocks)), "/H1", "/H2", "/H3")]
    assert found == [("甲", "/H1"), ("乙", "/H1"), ("丙", "/H2"), ("丁", "/H2"), ("戊", "/H2")]
