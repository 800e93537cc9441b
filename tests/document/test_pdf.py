"""The PDF says what the report says, carries its own fonts, and is the same file every time."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

import nbformat
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from annual_report import paths
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
from annual_report.document.read_notebook import read_document
from annual_report.document.typefaces import CHARACTERS, characters, own_families, typst_fonts
from annual_report.errors import InputError
from annual_report.paths import FONTS
from annual_report.wording import fold

Built = Callable[[str], Outcome]

HOSTILE = '#eval("1") #read("/etc/passwd") *a* _b_ $x^2$ @ref <label> `raw` // note /* */ -- ... \\u{41} ~ = "q" \'s\''

SAME_EVERYWHERE = """
import hashlib
from annual_report.document.blocks import Document, Paragraph, TextRun, Title
from annual_report.document.pdf import pdf
blocks = (Title(("某局2024年", "年度报告")), Paragraph((TextRun("正文。"),)))
print(hashlib.sha256(pdf(Document("某局2024年年度报告", "zh-CN", blocks, (("year", "2024"),)))).hexdigest())
"""


def document(*blocks: Block) -> Document:
    return Document("某局2024年年度报告", "zh-CN", blocks, (("name", "某局"), ("year", "2024")))


def paragraph(text: str) -> Document:
    return document(Paragraph((TextRun(text),)))


def pages_of(made: bytes) -> list[str]:
    """Return the text of every page without white space and without its number, which must be there."""
    texts = [fold(page.extract_text()) for page in PdfReader(io.BytesIO(made)).pages]
    assert all(f"—{number}—" in text for number, text in enumerate(texts, 1))
    return [text.replace(f"—{number}—", "") for number, text in enumerate(texts, 1)]


def text_of(made: bytes) -> str:
    return "".join(pages_of(made))


def words_of(block: Block) -> str:
    match block:
        case Title(parts):
            return fold("".join(parts))
        case SectionHeading(_, runs):
            return fold("".join(run.text for run in runs))
        case Paragraph(runs, lead):
            return fold("".join(run.text for run in (*lead, *runs)))
        case ListItem(runs, _, mark):
            return fold(mark + "".join(run.text for run in runs))
    return ""


def tables_of(read: Document) -> list[PrintedTable]:
    return [block for block in read.blocks if isinstance(block, PrintedTable)]


def figures_of(table: PrintedTable) -> list[str]:
    return [cell.text for row in table.rows for cell in row if cell.role == "value"]


@pytest.fixture(scope="module", params=["luolong", "yunze"])
def report(request: pytest.FixtureRequest, built: Built) -> Document:
    notebook = nbformat.read(built(request.param).request.place / "report.ipynb", as_version=4)
    return read_document(notebook)


@pytest.fixture(scope="module")
def made(report: Document) -> bytes:
    return pdf(report)


def test_text_comes_out_again_in_order(report: Document, made: bytes) -> None:
    text, place = text_of(made), 0
    for block in report.blocks:
        words = words_of(block)
        assert words in text[place:], words
        place = text.index(words, place) + len(words)


def test_nothing_is_lost_and_nothing_added_but_repeated_heads(report: Document, made: bytes) -> None:
    cells = "".join(fold(cell.text) for table in tables_of(report) for row in table.rows for cell in row)
    wanted = Counter("".join(map(words_of, report.blocks)) + cells)
    more = Counter(text_of(made)) - wanted
    assert not wanted - Counter(text_of(made))
    head = Counter(
        fold("".join(cell.text for table in tables_of(report) for row in table.rows[: table.head_rows] for cell in row))
    )
    assert not more - head


def test_all_figures_are_there_in_order(report: Document, made: bytes) -> None:
    figures = [figures_of(table) for table in tables_of(report)]
    assert sum(map(len, figures)) == 200
    texts = [page.extract_text() for page in PdfReader(io.BytesIO(made)).pages]
    words = re.findall(r"[0-9]+(?:\.[0-9]+)?", " ".join(texts))
    for row in figures[1][0:7], figures[1][-7:], figures[2]:
        assert any(words[at : at + len(row)] == row for at in range(len(words)))
    assert not Counter(chain(*figures)) - Counter(words)


def test_sections_are_bookmarks(report: Document, made: bytes) -> None:
    titles = [words_of(block) for block in report.blocks if isinstance(block, SectionHeading) and block.level == 1]
    assert [fold(each.title) for each in PdfReader(io.BytesIO(made)).outline if not isinstance(each, list)] == titles
    assert len(titles) == 6


def test_file_says_what_it_is() -> None:
    reader = PdfReader(io.BytesIO(pdf(paragraph("正文。"))))
    about, root = reader.metadata, reader.trailer["/Root"]
    assert about is not None
    assert (about.title, about.author) == ("某局2024年年度报告", "某局")
    assert about["/Keywords"] == "name：某局, year：2024"
    assert about["/CreationDate"] == about["/ModDate"] == "D:20250101000000Z"
    assert root["/Lang"] == "zh-CN"
    assert root["/MarkInfo"]["/Marked"]
    assert b"<pdfaid:part>2" in root["/Metadata"].get_object().get_data()


def test_fonts_are_inside_and_ours(made: bytes) -> None:
    for page in PdfReader(io.BytesIO(made)).pages:
        for font in page["/Resources"]["/Font"].values():
            assert "AnnualReport" in font.get_object()["/BaseFont"]


def test_every_face_has_the_characters_of_the_list() -> None:
    listed = set(CHARACTERS.read_text(encoding="utf-8")) - {"\n"}
    assert {"𬍙", "𬍛", "鿍", "\U0002b5af"} <= listed
    for file in FONTS.glob("*.otf"):
        font = TTFont(file)
        assert listed <= {chr(code) for code in font.getBestCmap()}, file.name
        assert "LXGW" not in font["name"].getDebugName(4)


@pytest.mark.parametrize("character", ["😀", "𰻝", "\u200b", "\ue000", "한"])
def test_character_without_a_glyph_is_named(character: str) -> None:
    with pytest.raises(InputError) as caught:
        pdf(
            document(
                SectionHeading(1, (TextRun("一"),)),
                PrintedTable("", (1,), 0, ((TableCell(f"受理{character}件", "line"),),)),
            )
        )
    assert f"U+{ord(character):04X}" in str(caught.value)
    assert f"受理{character}件" in str(caught.value)


@pytest.fixture
def own_font(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A font of the project: a square for 😀, and for two characters that no archive takes."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for point in ((0, 800), (800, 800), (800, 0)):
        pen.lineTo(point)
    pen.closePath()
    square = pen.glyph()
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder([".notdef", "square"])
    font.setupCharacterMap(dict.fromkeys((ord("😀"), 0xFEFF, 0xE000), "square"))
    font.setupGlyf({".notdef": square, "square": square})
    font.setupHorizontalMetrics({".notdef": (1000, 0), "square": (1000, 0)})
    font.setupHorizontalHeader(ascent=880, descent=-120)
    font.setupNameTable({"familyName": "Own", "styleName": "Regular", "psName": "Own-Regular"})
    font.setupOS2(fsType=0, usWeightClass=400)
    font.setupPost()
    font.save(tmp_path / "own.ttf")
    monkeypatch.setattr(paths, "OWN_FONTS", tmp_path)
    for known in (characters, own_families, typst_fonts):
        known.cache_clear()
    yield tmp_path / "own.ttf"
    for known in (characters, own_families, typst_fonts):
        known.cache_clear()


def test_a_font_of_the_project_shows_what_ours_lack(own_font: Path) -> None:
    made = pdf(paragraph("文😀"))
    assert text_of(made) == "文😀"
    assert made == pdf(paragraph("文😀"))
    assert own_font in paths.own_fonts()


@pytest.mark.parametrize("character", ["\ufeff", "\ue000"])
def test_what_no_archive_takes_is_named_whatever_a_font_has(own_font: Path, character: str) -> None:
    with pytest.raises(InputError, match=f"U\\+{ord(character):04X}"):
        pdf(paragraph(character))


def test_a_file_that_is_no_font_is_named(own_font: Path) -> None:
    own_font.write_bytes(b"no font")
    with pytest.raises(InputError, match=r"own\.ttf  这不是能用的字体文件"):
        pdf(paragraph("文"))


def test_every_missing_character_is_told_at_once() -> None:
    with pytest.raises(InputError) as caught:
        pdf(paragraph("😀和😁和😀"))
    assert [problem.found for problem in caught.value.problems] == ["😀", "😁"]


def test_text_stays_text() -> None:
    run, cells = TextRun(HOSTILE), ((TableCell(HOSTILE, "line"),),)
    made = pdf(
        document(
            Title((HOSTILE,)),
            SectionHeading(1, (run,)),
            Paragraph((run,)),
            ListItem((run,), 1, "1."),
            PrintedTable("", (1,), 0, cells),
        )
    )
    assert Counter(text_of(made)) == Counter(fold(HOSTILE) * 5 + "1.")


def test_only_plain_links_lead_somewhere() -> None:
    links = ["https://a.gov.cn/x", "mailto:a@b.cn", "javascript:alert(1)", "file:///etc/passwd"]
    page = PdfReader(io.BytesIO(pdf(document(*(Paragraph((TextRun("词", link=link),)) for link in links))))).pages[0]
    assert [note.get_object()["/A"]["/URI"] for note in page["/Annots"]] == links[:2]


def test_styles_of_words_keep_the_words() -> None:
    runs = (TextRun("粗", bold=True), TextRun("斜", italic=True), TextRun("x = 1", code=True), TextRun("两\n行"))
    assert text_of(pdf(document(Paragraph(runs, (TextRun("（一）主动。"),))))) == "(一)主动。粗斜x=1两行"


def test_picture_is_shown_with_its_caption() -> None:
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'
    assert text_of(pdf(document(Picture(drawing, "svg", "图1 申请量")))) == "图1申请量"


@pytest.mark.parametrize("kind", ["png", "jpeg", "svg"])
def test_broken_picture_is_refused(kind: str) -> None:
    with pytest.raises(InputError, match="图片"):
        pdf(document(Picture(b"no picture", kind)))


def test_words_in_a_drawing_are_checked_too() -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>申请😀</text></svg>'.encode()
    with pytest.raises(InputError, match="U\\+1F600"):
        pdf(document(Picture(drawing, "svg")))


def test_cell_longer_than_a_page_is_printed_whole() -> None:
    long = "申请" * 3000
    assert (
        text_of(
            pdf(document(PrintedTable("", (1, 1), 0, ((TableCell(long, "line"), TableCell("1", "value")),))))
        ).count("申请")
        == 3000
    )


def test_head_is_repeated_on_every_page() -> None:
    rows = [(TableCell(f"行{number}", "line"), TableCell("0", "value")) for number in range(120)]
    head = (TableCell("名称", "column"), TableCell("数值", "column"))
    pages = pages_of(pdf(document(PrintedTable("", (1, 1), 1, (head, *rows)))))
    assert len(pages) > 2
    assert all(page.startswith("名称数值") for page in pages)


def rows_of(count: int) -> PrintedTable:
    rows = [(TableCell(f"行{number}", "line"), TableCell("0", "value")) for number in range(count)]
    return PrintedTable("", (1, 1), 1, ((TableCell("名称", "column"), TableCell("数值", "column")), *rows))


def test_table_that_fits_on_a_page_stays_on_one_with_its_heading() -> None:
    text, heading = Paragraph((TextRun("文" * 300),)), SectionHeading(1, (TextRun("三、情况"),))
    first, second = pages_of(pdf(document(text, heading, rows_of(25))))
    assert set(first) == {"文"}
    assert second.startswith("三、情况名称数值行0")
    assert second.endswith("行240")


def test_table_longer_than_a_page_begins_where_there_is_room() -> None:
    first, *others = pages_of(
        pdf(document(Paragraph((TextRun("文"),)), SectionHeading(1, (TextRun("三、情况"),)), rows_of(80)))
    )
    assert "行9" in first
    assert others
    assert all(page.startswith("名称数值") for page in others)


def test_table_that_just_fits_beside_its_heading_leaves_no_empty_page() -> None:
    for count in range(28, 40):
        pages = pages_of(pdf(document(SectionHeading(1, (TextRun("三、情况"),)), rows_of(count))))
        assert all("行" in page for page in pages), count


def test_date_can_be_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735689600")
    about = PdfReader(io.BytesIO(pdf(replace(paragraph("文"), properties=())))).metadata
    assert about is not None
    assert about["/CreationDate"] == "D:20250101000000Z"


def test_same_bytes_anywhere(tmp_path: Path) -> None:
    def run(zone: str, seed: str, folder: Path) -> str:
        settings = {"TZ": zone, "PYTHONHASHSEED": seed, "TMPDIR": str(folder), "PYTHONPATH": str(paths.PACKAGE.parent)}
        command = [sys.executable, "-c", SAME_EVERYWHERE]
        return subprocess.run(
            command, cwd=folder, env={**os.environ, **settings}, capture_output=True, text=True, check=True
        ).stdout

    other = tmp_path / "别的 folder"
    other.mkdir()
    assert run("Asia/Shanghai", "1", tmp_path) == run("America/New_York", "2", other)


def test_a_text_that_nothing_lets_break_is_set_in_lines() -> None:
    assert len(pages_of(pdf(paragraph("1%" * 20_000)))) > 10
