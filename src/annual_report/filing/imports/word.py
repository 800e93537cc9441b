"""Word documents (.docx), as Word and WPS save them.

The mark-up is read as it is: python-docx shows a merged cell once for each place, and no text of tracked changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from annual_report.filing.imports.catalogue import declare
from annual_report.filing.imports.document import Block, Grid, Line, Origin, Refused, Remark, SourceDocument, SourcePage
from annual_report.filing.imports.encodings import EMPTY
from annual_report.filing.imports.packages import DAMAGED, ZIP, Package
from annual_report.filing.imports.word_cells import grid_of, is_frame
from annual_report.filing.imports.word_numbering import Numbering, W
from annual_report.filing.imports.word_text import text_of, was_changed

KIND = "Word 文档（.docx）"
MAIN = "word/document.xml"
RELATIONS = "_rels/.rels"
OFFICE_DOCUMENT = "/officeDocument"

# What only wraps paragraphs and tables.
WRAPPERS = {"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"}
# One that goes into another any deeper is no document that somebody wrote.
DEEPEST = 100

CHANGED = "有修订痕迹：插入的文字算数，删去的不算（如同接受全部修订）"
STRICT = "文件是「Strict Open XML」格式，读不了：请用 Word 打开，另存为普通的 .docx"


def recognise(content: bytes) -> bool:
    """Whether a file is a zipped office document with text."""
    return content.startswith(ZIP) and Package(content).holds("word/")


@declare(KIND, 1, recognise)
def read_word(content: bytes) -> SourceDocument:
    """Read a document as one page. Raises Refused for what is damaged, encrypted or expands beyond all bounds."""
    package = Package(content)
    tree = package.xml(_main_part(package))
    body = None if tree is None else tree.find(f"{W}body")
    if body is None:
        raise Refused(DAMAGED if tree is None or "purl.oclc.org" not in tree.tag else STRICT)
    numbering = Numbering(package.xml("word/numbering.xml"), package.xml("word/styles.xml"))
    blocks = tuple(_numbered(_elements_of(body), numbering))
    if not blocks:
        raise Refused(EMPTY)
    remarks = (Remark(CHANGED),) if was_changed(body) else ()
    return SourceDocument((SourcePage(1, blocks),), KIND, remarks)


def _main_part(package: Package) -> str:
    relations = package.xml(RELATIONS)
    for relation in () if relations is None else relations:
        if (relation.get("Type") or "").endswith(OFFICE_DOCUMENT):
            return (relation.get("Target") or MAIN).lstrip("/")
    return MAIN


def _elements_of(body: Any, depth: int = 0) -> Iterator[Any]:
    """Yield paragraphs and tables in their order, also out of what only wraps them, and out of text boxes."""
    if depth > DEEPEST:
        raise Refused(DAMAGED)
    for element in body:
        is_table = element.tag == f"{W}tbl"
        if element.tag == f"{W}p" or (is_table and not is_frame(element)):
            yield element
        for inner in _held_by(element):
            yield from _elements_of(inner, depth + 1)


def _held_by(element: Any) -> Iterator[Any]:
    """Yield what holds more paragraphs and tables: a wrapper, the cells of a table that is a frame, text boxes."""
    if element.tag.removeprefix(W) in WRAPPERS:
        yield element
    elif element.tag == f"{W}tbl" and is_frame(element):
        yield from element.iterfind(f"{W}tr/{W}tc")
    elif element.tag == f"{W}p":
        yield from _boxes_of(element)


def _boxes_of(paragraph: Any) -> Iterator[Any]:
    """Yield the text boxes of a paragraph; the same box stands there twice, for new and for old programs."""
    for box in paragraph.iter(f"{W}txbxContent"):
        ancestors = [each.tag.rpartition("}")[2] for each in box.iterancestors()]
        if "Fallback" not in ancestors and ancestors.count("txbxContent") == _depth_of(paragraph):
            yield box


def _depth_of(paragraph: Any) -> int:
    return sum(each.tag == f"{W}txbxContent" for each in paragraph.iterancestors())


def _numbered(elements: Iterator[Any], numbering: Numbering) -> Iterator[Block]:
    lines = tables = 0
    for element in elements:
        if element.tag == f"{W}tbl":
            for table in _with_nested(element):
                tables += 1
                grid: Grid = grid_of(table, tables, numbering)
                yield grid
            continue
        number = numbering.number_before(element)
        for text in text_of(element).split("\n"):
            if text.strip():
                lines += 1
                yield Line(number + text.strip(), Origin(1, 0, lines, 1), _is_heading(element))
                number = ""


def _with_nested(table: Any) -> Iterator[Any]:
    """Yield a table, then those that stand in its cells."""
    yield from table.iter(f"{W}tbl")


def _is_heading(paragraph: Any) -> bool:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    name = "" if style is None else (style.get(f"{W}val") or "").lower()
    return name.startswith("heading") or paragraph.find(f"{W}pPr/{W}outlineLvl") is not None
