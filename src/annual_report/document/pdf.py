"""A document as PDF, set by Typst from a fixed template: text goes there as data, never as something to be run."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from annual_report import paths
from annual_report.document.blocks import (
    KINDS,
    LINE,
    NOTE,
    VALUE,
    Block,
    Document,
    ListItem,
    Paragraph,
    Picture,
    PlacedCell,
    PrintedTable,
    SectionHeading,
    TableCell,
    TextRun,
    Title,
)
from annual_report.document.columns import LARGEST_GROUP, LONGEST_LABEL, Columns, columns_of, inset_of
from annual_report.document.dates import moment_of
from annual_report.document.descriptions import UNSAID
from annual_report.document.notebook_outputs import UNTITLED
from annual_report.document.svg import words_of
from annual_report.document.tags import with_heads
from annual_report.document.typefaces import characters, own_families, typst_fonts
from annual_report.document.typesetting import Style, faces, typesetting
from annual_report.errors import InputError, Problem, RuleError
from annual_report.wording import join_words

TEMPLATE = paths.TEMPLATES / "document" / "report.typ"

NOT_A_PICTURE = re.compile("image|svg", re.IGNORECASE)

# For archives: fonts inside, tagged, readable in reading order for as long as there are PDF readers (PDF/A). For those
# who hear it: every picture described, every head of a table known, headings in order (PDF/UA).
STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]
# What nothing lets break, and is longer than any word or address: it would be one line, which no archive takes.
ENDLESS, PIECE, BREAK = re.compile("[!-~]{300,}"), re.compile("[!-~]{1,40}"), "\u200b"
SAFE_LINKS = ("http://", "https://", "mailto:")
AGENCY = "name"
SHOWN_AROUND = 8

MISSING_CHARACTER = (
    "PDF 的字体里没有「{character}」（U+{code:04X}），出现在「{words}」：请改用通用规范汉字或常用符号；"
    "一定要用这个字，就把有它的字体文件（.ttf、.otf、.ttc，系统的字体文件夹里多半有）复制到项目的 fonts 文件夹"
)
NOT_SET = "PDF 排版失败：{reason}"
BROKEN_PICTURE = "图片打不开（{reason}）：请在 notebook 里重新生成"


def pdf(document: Document) -> bytes:
    """Set a document as PDF/A. Raises InputError that names every character our fonts lack.

    The same document gives the same bytes: dates come from SOURCE_DATE_EPOCH or from the year of the report.
    """
    _refuse_missing_characters(document)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shown = zip(document.blocks, _depths(document.blocks), strict=True)
        blocks = [_as_data(each, f"/{number}", folder) | depth for number, (each, depth) in enumerate(shown)]
        data = {**_look(), **_about(document), "blocks": blocks}
        (folder / "document.json").write_text(json.dumps(data, ensure_ascii=False, default=float), encoding="utf-8")
        made = _compile(folder, moment_of(document))
    return with_heads(made, [block for block in document.blocks if isinstance(block, PrintedTable)])


def _compile(folder: Path, date: datetime) -> bytes:
    template = Path(shutil.copy(TEMPLATE, folder))
    try:
        made, warnings = typst.compile_with_warnings(
            template, root=folder, font_paths=typst_fonts(), timestamp=date, pdf_standards=STANDARDS
        )
    except typst.TypstError as error:
        if NOT_A_PICTURE.search(error.message):
            raise InputError([Problem(BROKEN_PICTURE.format(reason=error.message))]) from error
        raise RuleError(NOT_SET.format(reason=error.message)) from error
    # A font that is not there is only a warning to Typst, and its text would be missing.
    if warnings:
        raise RuleError(NOT_SET.format(reason=join_words(warning.message for warning in warnings)))
    return made


def _about(document: Document) -> dict[str, Any]:
    language, _, region = document.language.partition("-")
    return {
        "title": document.title or UNTITLED,
        "language": language.lower(),
        "region": (region or "CN").lower(),
        "author": dict(document.properties).get(AGENCY, ""),
        "keywords": [f"{name}：{value}" for name, value in document.properties],
        "draft": typesetting().draft if document.is_draft else "",
    }


def _look() -> dict[str, Any]:
    """Return the typesetting, with our faces in place of the names of an office's fonts."""
    setting = typesetting()
    styles = {name: _style_data(style) for name, style in setting.styles}
    beside = {"emphasis": _face(setting.styles.heading_2.east_asian), "code": _face(setting.code)}
    return {**setting.model_dump(), "styles": styles, "faces": beside, "own": own_families()}


def _style_data(style: Style) -> dict[str, Any]:
    return {**style.model_dump(), "face": _face(style.east_asian)}


def _face(name: str) -> dict[str, Any]:
    return faces()[name].model_dump()


def _depths(blocks: Iterable[Block]) -> Iterator[dict[str, int]]:
    """Yield for every heading how many headings it stands below, with itself: a level left out is none."""
    above: list[int] = []
    for block in blocks:
        if isinstance(block, SectionHeading):
            above = [*(level for level in above if level < block.level), block.level]
        yield {"depth": len(above)} if isinstance(block, SectionHeading) else {}


def _as_data(block: Block, name: str, folder: Path) -> dict[str, Any]:
    """Return a block as the template takes it; a picture is left in the folder, as a file."""
    kind = {"kind": KINDS[type(block)]}
    if isinstance(block, Picture):
        file = f"{name}.{block.kind}"
        (folder / file.removeprefix("/")).write_bytes(block.data)
        said = {"caption": block.caption, "alt": block.said or block.caption or UNSAID}
        return {**kind, **said, "file": file, "leads": block.leads}
    if isinstance(block, PrintedTable):
        return {**kind, **_table(block)}
    return {**kind, **_make_breakable(asdict(block))}


def _make_breakable(data: dict[str, Any]) -> dict[str, Any]:
    for run in (*data.get("runs", ()), *data.get("lead", ())):
        run["text"] = ENDLESS.sub(lambda match: BREAK.join(PIECE.findall(match.group())), run["text"])
        run["link"] = run["link"] if run["link"].lower().startswith(SAFE_LINKS) else ""
    return data


def _table(table: PrintedTable) -> dict[str, Any]:
    """Return a table with every cell in its place, and type and widths that leave its figures whole."""
    columns = columns_of(table, typesetting())
    rows: list[list[dict[str, Any]]] = [[] for _ in table.rows]
    for each in table.placed:
        rows[each.row].append({**asdict(each.cell), **_place(each, table, columns)})
    style = {**_style_data(columns.style), "size": columns.size}
    return {**asdict(table), "rows": rows, "widths": columns.widths, "style": style}


def _place(each: PlacedCell, table: PrintedTable, columns: Columns) -> dict[str, Any]:
    """Return where a cell begins and how its text stands in it. A row stays on one page, and so does a small group."""
    width = sum(columns.widths[each.column : each.column + each.cell.colspan])
    inset = 0.0 if each.cell.role == VALUE else inset_of(each.cell.text, width, columns.size, typesetting())
    place = {"row": each.row, "column": each.column, "breakable": _is_breakable(each.cell, table)}
    return {**place, "left": _is_left(each.cell, table), "inset": inset}


def _is_breakable(cell: TableCell, table: PrintedTable) -> bool:
    """Whether a cell may go on on the next page. Where texts are long it must: a row may be higher than a page."""
    is_long = any(len(each.text) > LONGEST_LABEL for row in table.rows for each in row)
    return is_long or cell.rowspan > LARGEST_GROUP


def _is_left(cell: TableCell, table: PrintedTable) -> bool:
    """Whether a text begins at the left: notes, and the names of single lines beside figures."""
    named = cell.role == LINE and cell.rowspan == 1 and table.head_rows > 0
    return named or cell.role == NOTE


def _refuse_missing_characters(document: Document) -> None:
    problems: dict[str, Problem] = {}
    known = characters() | {"\n"}
    for words in _texts(document.blocks):
        for place, character in enumerate(words):
            if character not in known and character not in problems:
                around = words[max(0, place - SHOWN_AROUND) : place + SHOWN_AROUND + 1]
                message = MISSING_CHARACTER.format(character=character, code=ord(character), words=around)
                problems[character] = Problem(message, found=character)
    if problems:
        raise InputError(problems.values())


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield every text that is printed, paragraph by paragraph."""
    for block in blocks:
        match block:
            case Title(parts):
                yield "".join(parts)
            case SectionHeading(_, runs):
                yield _join(runs)
            case Paragraph(runs, lead):
                yield _join(lead) + _join(runs)
            case ListItem(runs, _, mark):
                yield mark + _join(runs)
            case PrintedTable(rows=rows):
                yield from (cell.text for row in rows for cell in row)
            case Picture(data, kind, caption, _):
                yield from (caption, *(words_of(data) if kind == "svg" else ()))


def _join(runs: Iterable[TextRun]) -> str:
    return "".join(run.text for run in runs)
