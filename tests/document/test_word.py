"""A Word file holds the report by the rules of the office, reads back whole, and carries nothing that acts."""

from __future__ import annotations

import base64
import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import datetime
from itertools import product
from pathlib import Path

import docx
import nbformat
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

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
from annual_report.document.columns import columns_of
from annual_report.document.free_table import table_of
from annual_report.document.typesetting import typesetting
from annual_report.document.word import word
from annual_report.errors import InputError
from annual_report.filing.report import Report
from pictures import PIXEL, SVG
from printing import export

HOSTILE = (
    *("=cmd|' /C calc'!A0", '{ HYPERLINK "http://evil.example" }', '<w:fldSimple w:instr="DDEAUTO c:\\\\x"/>'),
    *("{{ 7 * 7 }}{% raw %}", "]]><w:p/>", "&lt;b&gt;", "甲\u202e乙", "w" * 3000, "\x00\x0b\x1f\ud800\ufffe尾"),
)


def made(*blocks: Block) -> Document:
    return Document("某局2024年政府信息公开工作年度报告", "zh-CN", blocks, (("name", "某局"), ("year", "2024")))


def opened(document: Document) -> WordDocument:
    return docx.Document(io.BytesIO(word(document)))


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name).decode("utf-8", "replace") for name in file.namelist()}


@pytest.fixture(scope="module")
def notebook(built: Callable[[str], Outcome]) -> nbformat.NotebookNode:
    return nbformat.read(built("yunze").request.place / "report.ipynb", as_version=4)


@pytest.fixture(scope="module")
def yunze_file(notebook: nbformat.NotebookNode, tmp_path_factory: pytest.TempPathFactory) -> Path:
    (path,) = export(notebook, tmp_path_factory.mktemp("word"), ["docx"])
    return path


@pytest.fixture(scope="module")
def yunze_word(yunze_file: Path) -> WordDocument:
    return docx.Document(str(yunze_file))


def test_every_figure_of_table_three_stands_under_its_labels(yunze_word: WordDocument, yunze: Report) -> None:
    form = yunze.form.table("applications")
    lines = [leaf for line in form.blocks[0].lines for leaf in line.leaves]
    columns = [leaf for column in form.blocks[0].columns for leaf in column.leaves]
    table = yunze.applications
    rows = [row.cells for row in yunze_word.tables[1].rows][3:]
    assert (len(lines), len(columns), len(rows)) == (25, 7, 25)
    for (number, line), (place, column) in product(enumerate(lines), enumerate(columns, 3)):
        assert rows[number][2].text == line.label
        assert yunze_word.tables[1].rows[2].cells[place].text == column.label
        assert rows[number][place].text == str(table.values[f"applications.{line.code}.{column.code}"])


def test_the_figures_of_tables_two_and_four_are_all_there(yunze_word: WordDocument, yunze: Report) -> None:
    disclosure, _, litigation = yunze_word.tables
    lines = {row.cells[0].text: [cell.text for cell in row.cells[1:]] for row in disclosure.rows}
    for block in yunze.form.table("disclosure").blocks:
        for line in block.lines:
            values = [yunze.disclosure.values[f"disclosure.{line.code}.{column.code}"] for column in block.columns]
            assert list(dict.fromkeys(lines[line.label])) == [str(value) for value in dict.fromkeys(values)]
    cells = yunze.form.table("review_litigation").cells
    values = [str(yunze.review_litigation.values[str(cell.address)]) for cell in cells]
    assert [cell.text for cell in litigation.rows[3].cells] == values
    assert len(values) == 15


def test_merged_cells_are_those_of_the_form(yunze_word: WordDocument) -> None:
    note = yunze_word.tables[1].cell(0, 0)
    assert {yunze_word.tables[1].cell(row, column)._tc for row in range(3) for column in range(3)} == {note._tc}
    spans = [cell.grid_span for cell in yunze_word.tables[2].rows[0].cells]
    assert spans == [5] * 5 + [10] * 10


def test_head_rows_are_repeated_and_rows_do_not_split(yunze_word: WordDocument) -> None:
    for table, head_rows in zip(yunze_word.tables, (1, 3, 3), strict=True):
        marks = [row._tr.trPr for row in table.rows]
        assert all(mark.find(qn("w:cantSplit")) is not None for mark in marks)
        repeated = [mark.find(qn("w:tblHeader")) is not None for mark in marks]
        assert repeated == [True] * head_rows + [False] * (len(marks) - head_rows)
        assert table.style.name == "Report Table"


def test_a_row_higher_than_a_page_goes_on_on_the_next() -> None:
    rows = tuple((TableCell(text, "value"),) for text in ("甲" * 6000, "甲"))
    (table,) = opened(made(PrintedTable("", (1,), 0, rows))).tables
    marks = [row._tr.trPr.find(qn("w:cantSplit")) for row in table.rows]
    assert [mark is not None for mark in marks] == [False, True]


def test_tables_say_which_row_and_column_are_heads(yunze_word: WordDocument) -> None:
    looks = [table._tbl.tblPr.find(qn("w:tblLook")) for table in yunze_word.tables]
    marks = [(look.get(qn("w:val")), look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) for look in looks]
    assert marks == [("06A0", "1", "1"), ("06A0", "1", "1"), ("0620", "1", "0")]


def test_parts_of_a_table_stand_in_the_order_of_the_schema(yunze_word: WordDocument) -> None:
    order = ["tblStyle", "tblW", "jc", "tblLayout", "tblLook", "tblCaption"]
    for table in yunze_word.tables:
        assert [child.tag.rpartition("}")[2] for child in table._tbl.tblPr] == order


def test_the_language_is_chinese(yunze_file: Path) -> None:
    files = parts(yunze_file.read_bytes())
    # Digits and Latin letters stay Western to Word: in a Chinese run it breaks numbers over lines.
    assert re.findall("<w:lang [^>]*>", files["word/styles.xml"]) == ['<w:lang w:val="en-US" w:eastAsia="zh-CN"/>']
    assert '<w:themeFontLang w:val="zh-CN" w:eastAsia="zh-CN"/>' in files["word/settings.xml"]
    assert "<dc:language>zh-CN</dc:language>" in files["docProps/core.xml"]


def test_a_picture_says_what_it_shows() -> None:
    pictures = (Picture(SVG.encode(), "svg", "图1 量", "申请办理"), Picture(SVG.encode(), "svg", "图2 量"))
    written = parts(word(made(*pictures, Picture(SVG.encode(), "svg"))))["word/document.xml"]
    assert re.findall('descr="([^"]*)"', written) == ["申请办理", "图2 量", "图片，没有文字说明"]


def test_a_drawing_is_as_large_as_it_says() -> None:
    file = opened(made(Picture(SVG.encode(), "svg")))
    assert file.inline_shapes[0].width == Pt(30)


def kept(rows: int) -> list[bool]:
    """Return for every row of a table whether it must not end a page."""
    cells = [(TableCell("行", "line"), TableCell("0", "value")) for _ in range(rows)]
    (table,) = opened(
        made(PrintedTable("", (1, 1), 1, ((TableCell("名称", "column"), TableCell("数", "column")), *cells)))
    ).tables
    return [
        all(cell.paragraphs[0].paragraph_format.keep_with_next or False for cell in row.cells) for row in table.rows
    ]


def test_a_table_stays_on_one_page_where_it_fits_on_one() -> None:
    assert kept(25) == [True] * 25 + [False]
    assert kept(80) == [True] + [False] * 80


def test_tables_fill_the_width_of_the_page(yunze_word: WordDocument) -> None:
    for table in yunze_word.tables:
        width = sum(column.width for column in table.columns)
        assert abs(width - Mm(156)) < Mm(0.2)
        assert min(column.width for column in table.columns) > Mm(9)


def test_page_and_styles_follow_the_standard(yunze_word: WordDocument) -> None:
    (section,) = yunze_word.sections
    lengths = (section.page_width, section.page_height, section.top_margin, section.bottom_margin)
    for length, mm in zip(
        (*lengths, section.left_margin, section.right_margin), (210, 297, 37, 35, 28, 26), strict=True
    ):
        assert abs(length - Mm(mm)) < Mm(0.05)
    names = {"Title": ("方正小标宋简体", 22), "Heading 1": ("黑体", 16), "Heading 2": ("楷体_GB2312", 16)}
    for name, (font, size) in {**names, "Body Text": ("仿宋_GB2312", 16), "Footer": ("宋体", 14)}.items():
        style = yunze_word.styles[name]
        assert style.element.rPr.rFonts.get(qn("w:eastAsia")) == font
        assert (style.font.name, style.font.size) == ("Times New Roman", Pt(size))
    body = yunze_word.styles["Body Text"]
    assert body.element.pPr.find(qn("w:ind")).get(qn("w:firstLineChars")) == "200"
    assert body.paragraph_format.line_spacing == Pt(28)


def test_nothing_of_the_default_look_is_left(yunze_file: Path) -> None:
    files = parts(yunze_file.read_bytes())
    assert not [name for name in files if "theme" in name or "thumbnail" in name]
    assert "Theme=" not in "".join(text for name, text in files.items() if name.endswith(".xml"))
    assert set(re.findall(r'w:color w:val="(\w+)"', files["word/styles.xml"])) == {"auto"}
    assert 'w:altName w:val="仿宋,FangSong"' in files["word/fontTable.xml"]
    assert "numPr" not in files["word/document.xml"]


def test_paragraphs_have_real_styles(yunze_word: WordDocument) -> None:
    first, *others = yunze_word.paragraphs
    assert (first.style.name, first.text.replace("\n", "")) == ("Title", "云泽市人民政府2024年政府信息公开工作年度报告")
    assert [each.text[:2] for each in others if each.style.name == "Heading 1"] == [
        *("一、", "二、", "三、", "四、", "五、", "六、")
    ]
    leads = [run.text for each in others for run in each.runs if run.style.name == "Heading 2 Char"]
    assert leads[0] == "（一）主动公开。"


def test_the_page_number_is_the_only_field(yunze_file: Path) -> None:
    texts = parts(yunze_file.read_bytes()).values()
    assert [field for text in texts for field in re.findall(r'fldSimple w:instr="([^"]*)"', text)] == [" PAGE "]
    assert not [text for text in texts if "instrText" in text]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_stays_text(text: str) -> None:
    cell = TableCell(text, "value")
    run = TextRun(text, bold=True)
    blocks = (Title((text,)), SectionHeading(1, (run,)), Paragraph((run,), (run,)), ListItem((run,), 0, "•"))
    data = word(made(*blocks, PrintedTable(text, (1,), 0, ((cell,),)), Picture(SVG.encode(), "svg", text)))
    files = parts(data)
    written = "".join(files.values())
    assert len(re.findall("<w:fldSimple", written)) == 1
    assert not re.search('<w:instrText|TargetMode="External"|vbaProject|altChunk|oleObject', written)
    kept = re.sub("[\x00\x0b\x1f\ud800\ufffe]", "", text)
    file = docx.Document(io.BytesIO(data))
    assert [paragraph.text for paragraph in file.paragraphs][:2] == [kept, kept]
    assert file.tables[0].cell(0, 0).text == kept


def test_links_are_followed_to_pages_and_mailboxes_only() -> None:
    links = ("https://a.cn/?x=1&y=2", "mailto:a@a.cn", "javascript:alert(1)", "file:///etc/passwd")
    data = word(made(Paragraph(tuple(TextRun("页", link=link) for link in links))))
    targets = re.findall(r'Target="([^"]*)" TargetMode="External"', parts(data)["word/_rels/document.xml.rels"])
    assert targets == ["https://a.cn/?x=1&amp;y=2", "mailto:a@a.cn"]


def test_lists_and_styles_of_words_come_through() -> None:
    file = opened(made(ListItem((TextRun("甲", bold=True),), 0, "•"), ListItem((TextRun("乙", italic=True),), 1, "1.")))
    first, second, *_ = file.paragraphs
    assert (first.style.name, first.text, first.runs[-1].bold) == ("List Bullet", "•\t甲", True)
    assert (second.style.name, second.text, second.runs[-1].italic) == ("List Number 2", "1.\t乙", True)


def test_cells_keep_the_styles_of_their_words() -> None:
    cell = TableCell("数量", "column", runs=(TextRun("数", bold=True), TextRun("量")))
    (table,) = opened(made(table_of([[cell], [TableCell("1", "value")]], head_rows=1))).tables
    assert [(run.text, run.bold) for run in table.cell(0, 0).paragraphs[0].runs] == [("数", True), ("量", None)]
    assert table.cell(1, 0).text == "1"


def test_pictures_fit_the_page_and_have_captions() -> None:
    wide = SVG.replace('width="40"', 'width="4000"', 1)
    file = opened(made(Picture(wide.encode(), "svg", "图1 宽"), Picture(base64.b64decode(PIXEL), "png")))
    assert file.inline_shapes[0].width == Mm(156)
    assert [paragraph.text for paragraph in file.paragraphs if paragraph.style.name == "Caption"] == ["图1 宽"]


def test_svg_travels_beside_its_pixels_unless_it_acts() -> None:
    assert "word/media/figure1.svg" in parts(word(made(Picture(SVG.encode(), "svg"))))
    for active in ("<script>alert(1)</script>", '<a href="http://evil.example"/>', '<a onclick="x()"/>'):
        files = parts(word(made(Picture(SVG.replace("</svg>", f"{active}</svg>").encode(), "svg"))))
        assert [name for name in files if "media" in name] == ["word/media/image1.png"]


def test_svg_that_loads_something_is_refused() -> None:
    loading = SVG.replace("</svg>", '<image href="http://evil.example/x.png" width="9" height="9"/></svg>')
    with pytest.raises(InputError, match="图1"):
        word(made(Picture(loading.encode(), "svg", "图1")))


@pytest.mark.parametrize("kind", ["png", "jpeg", "svg"])
def test_damaged_pictures_are_refused(kind: str) -> None:
    with pytest.raises(InputError, match="图1"):
        word(made(Picture(b"\x89PNG nothing", kind, "图1")))


@pytest.mark.parametrize("width", [7, 10, 15])
def test_figures_of_seven_digits_are_not_broken(width: int) -> None:
    row = tuple(TableCell("1234567", "value") for _ in range(width))
    setting = typesetting()
    columns = columns_of(PrintedTable("", (1,) * width, 0, (row,)), setting)
    room = min(columns.widths) - 2 * float(setting.tables.padding)
    assert room > 7 * columns.size / 2 * 25.4 / 72
    assert columns.size >= 7


def test_a_table_with_very_many_columns_stays_on_the_page() -> None:
    row = tuple(TableCell("1234", "value") for _ in range(40))
    columns = columns_of(PrintedTable("", (1,) * 40, 0, (row,)), typesetting())
    assert sum(columns.widths) < float(typesetting().page.type_width) + 0.01


def test_properties_say_what_it_is_made_from() -> None:
    data = word(made())
    properties = docx.Document(io.BytesIO(data)).core_properties
    assert (properties.author, properties.language) == ("某局", "zh-CN")
    assert properties.created.replace(tzinfo=None) == datetime(2025, 1, 1)
    assert 'name="year"><vt:lpwstr>2024</vt:lpwstr>' in parts(data)["docProps/custom.xml"]


def test_source_date_epoch_decides_the_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert opened(made()).core_properties.modified.replace(tzinfo=None) == datetime(1970, 1, 2)


@pytest.mark.parametrize("epoch", ["9" * 5000, "9" * 15])
def test_a_date_that_no_calendar_reaches_is_refused(monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(InputError, match="不是 1970 年以来的秒数"):
        word(made())


def test_the_same_report_gives_the_same_bytes_anywhere(notebook: nbformat.NotebookNode, tmp_path: Path) -> None:
    source = tmp_path / "report.ipynb"
    nbformat.write(notebook, source)
    script = (
        "import sys, hashlib, nbformat; from annual_report.document.exporters import Word;"
        "print(hashlib.sha256(Word().from_filename(sys.argv[1])[0]).hexdigest())"
    )
    hashes = set()
    for seed, zone in (("1", "UTC"), ("2", "Asia/Shanghai")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        command = [sys.executable, "-c", script, str(source)]
        run = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        hashes.add(run.stdout)
    assert len(hashes) == 1
