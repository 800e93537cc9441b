"""Whether a document is whole: pages that are pictures or gone, a text that breaks off, a form left blank."""

from __future__ import annotations

import re

from annual_report.filing.imports.anchors import anchor
from annual_report.filing.imports.document import Refused, SourceDocument
from annual_report.filing.imports.regions import FoundTitle, Regions
from annual_report.filing.imports.result import Transcript
from annual_report.filing.imports.tokens import PrintedToken
from annual_report.filing.imports.words import Words, occurrences
from annual_report.form.tables import Table

SCAN = "是扫描件（图片），没有文字可读：本工具不做文字识别（OCR），请向原单位要电子版，或识别后逐格核对"
PICTURE = "这一页是图片，没有文字，表格的一部分在里面：请补上这一页的电子版"
OTHER_PICTURE = "第{page}页是图片，没有读（不在三张表的范围内）"
PAGE_GONE = "缺页：「{label}」等 {count} 行在原件里找不到，后面的章节却还在：请补全后再导入"
TABLE_GONE = "缺页：找不到「{caption}」这张表，后面的章节却还在：请补全后再导入"
TABLE_UNREAD = (
    "有「{caption}」的标题，表里的官方列名却认不出来（多半是表格没有框线，或者排版打散了）：请改用 Word 文档或网页原件"
)
BREAKS_OFF = "原件在这张表里断了，「{label}」起的 {count} 行没有"
ROWS_GONE = "「{label}」等 {count} 行在原件里找不到"
TWO_REPORTS = "一个文件里有两份报告：请分开后再导入"
OUT_OF_ORDER = "页序或行序不对：「{label}」等 {count} 行不在「{caption}」这张表里，而在别处；请按正确的页序重新导出"
MISPLACED = "页序或行序不对：「{title}」排在表格中间；请按正确的页序重新导出"
APPENDED = "「{title}」后面还有表里的行「{label}」，与前面的重复，像是附上的别的年份的数：请去掉后再导入"
BLANK_FORM = "是没有填写的空白表，一个数也没有（空白不是 0）"
OF_TABLE = "「{caption}」{reason}"
UNPARTED = "表里有数，但各格之间用什么隔开认不出来：请另存为网页、Word，或者各格用制表符、「|」隔开的文本，再导入"
NOTHING = "一个数也读不出来：{reasons}"

# So many rows may be missing from a printed table without doubt about the others.
MOST_ABSENT = 2
# So many labels that stand twice are those of a second report.
MANY = 8
# The labels of a table hold fewer numbers than this.
MOST_NUMBERS = 60
NUMBER = re.compile(r"[0-9]+")
# So many rows that stand outside of their table are not named in passing.
SEVERAL = 3


class TwoReports(Refused):
    """What is refused because most lines of a table stand twice."""


def refuse_pictures(document: SourceDocument) -> None:
    """Refuse a document that has no text at all."""
    if not any(page.blocks for page in document.pages):
        raise Refused(SCAN, document.pages[0].number if document.pages else 0)


def refuse_two_reports(words: Words, table: Table) -> None:
    """Refuse a document in which most lines of a table stand twice. Raises TwoReports."""
    labels = [anchor(line.code, line.label).wordings for line in table.lines if line.ordinal]
    twice = [each for each in labels if any(len([*occurrences(words.text, wording)]) > 1 for wording in each)]
    if len(twice) >= MANY:
        second = [*occurrences(words.text, next(w for w in twice[0] if words.text.count(w) > 1))][1]
        raise TwoReports(TWO_REPORTS, words.page_at(second))


def refuse_disorder(words: Words, table: Table, regions: Regions) -> None:
    """Refuse a document in which rows of a table stand before or behind it: its pages are out of order."""
    for title in regions.misplaced:
        behind = _repeated_behind(title, words, table)
        wrong = APPENDED if behind else MISPLACED
        raise Refused(wrong.format(title=title.printed, label=behind), words.page_at(title.start))
    start, end = regions.tables.get(table.code, (0, len(words.text)))
    outside = [
        (line, place)
        for line in table.lines
        if line.ordinal
        for wording in anchor(line.code, line.label).wordings
        for place in occurrences(words.text, wording)
        if wording not in words.text[start:end]
    ]
    if len(outside) >= SEVERAL:
        (line, place), *_ = outside
        found = OUT_OF_ORDER.format(label=line.label, count=len(outside), caption=table.caption)
        raise Refused(found, words.page_at(place))


def _repeated_behind(title: FoundTitle, words: Words, table: Table) -> str:
    """Return the first row of a table that stands before a heading, and behind it once more."""
    before, behind = words.text[: title.start], words.text[title.end :]
    labels = (anchor(line.code, line.label) for line in table.lines if line.ordinal)
    return next((each.label for each in labels if any(w in before and w in behind for w in each.wordings)), "")


def refuse_damage(document: SourceDocument, words: Words, regions: Regions, reading: Transcript) -> None:
    """Refuse tables that are not whole, and a document where that may be anywhere."""
    _refuse_pictures_inside(document, words, regions, reading)
    for table in reading.form.tables:
        _refuse_incomplete(table, document, regions, reading)
    if not reading.figures:
        filled = any(each.kind != "blank" for a, b in regions.tables.values() for each in _between(words, a, b))
        refused = [
            OF_TABLE.format(caption=table.caption, reason=reading.refused[table.code])
            for table in reading.form.tables
            if table.code in reading.refused
        ]
        reasons = "；".join(dict.fromkeys(refused)) or next(iter(reading.gaps.values())).reason
        raise Refused(NOTHING.format(reasons=reasons) if filled else _blank_or_unread(words, regions))


def _blank_or_unread(words: Words, regions: Regions) -> str:
    """Return why there is no figure: the form is blank, or its figures stand where nothing tells cells apart."""
    printed = [words.text[start:end] for start, end in regions.tables.values()]
    return UNPARTED if any(len(NUMBER.findall(text)) > MOST_NUMBERS for text in printed) else BLANK_FORM


def _between(words: Words, start: int, end: int) -> list[PrintedToken]:
    """Return the cells between two characters."""
    last = words.owners[end] if end < len(words.owners) else len(words.tokens)
    return [token for token in words.tokens[words.owners[start] : last] if token.kind != "words"]


def _refuse_pictures_inside(document: SourceDocument, words: Words, regions: Regions, reading: Transcript) -> None:
    """Refuse a page without text from the first table to the section behind the last."""
    first = min((start for start, _ in regions.tables.values()), default=0)
    after = [regions.titles[code].start for code in ("problems", "other") if code in regions.titles]
    first_page = words.page_at(first)
    last_page = words.page_at(min(after)) if after else document.pages[-1].number
    for page in document.pages:
        if page.pictured and first_page <= page.number <= last_page:
            raise Refused(PICTURE, page.number)
        if page.pictured:
            reading.say(OTHER_PICTURE.format(page=page.number))


def _refuse_incomplete(table: Table, document: SourceDocument, regions: Regions, reading: Transcript) -> None:
    absent, paged = reading.absent.get(table.code, []), len(document.pages) > 1
    later = _comes_later(table, regions, reading)
    if table.code not in regions.tables:
        if paged and later:
            words = TABLE_UNREAD if table.code in regions.titles else TABLE_GONE
            raise Refused(words.format(caption=table.caption))
    elif absent and not later:
        reading.refuse(table.code, BREAKS_OFF.format(label=absent[0], count=len(absent)))
    elif len(absent) > MOST_ABSENT and paged and table.code not in reading.refused:
        raise Refused(PAGE_GONE.format(label=absent[0], count=len(absent)))
    elif len(absent) > MOST_ABSENT:
        reading.refuse(table.code, ROWS_GONE.format(label=absent[0], count=len(absent)))


def _comes_later(table: Table, regions: Regions, reading: Transcript) -> bool:
    """Whether anything was found of what stands behind a table."""
    codes = [each.code for each in reading.form.tables]
    following = codes[codes.index(table.code) + 1 :]
    return any(code in regions.tables for code in following) or bool({"problems", "other"} & {*regions.titles})
