"""What happens to published reports in their formats: mark-up, Word, workbooks, PDF. Each mishap says what may be read.

`truth` holds what is printed for every figure that may be read, by address; what is not in it must stay unread.
"""

from __future__ import annotations

import io
import json
import random
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from email.message import EmailMessage
from itertools import dropwhile, takewhile

import openpyxl
import pypdf

from annual_report.document.blocks import TableCell
from published import Published, Rows, page_of, pdf_of, word_of, workbook_of

Truth = dict[str, str]
Chance = random.Random
Damage = Callable[[Published, Truth, Chance], Published]
Noise = Callable[[str, str, Truth, Chance], str]


# --- what an office does to a table, whatever its format


def nothing(report: Published, truth: Truth, chance: Chance) -> Published:
    return report


def blank_cells(report: Published, truth: Truth, chance: Chance) -> Published:
    return _change_figures(report, truth, chance, lambda text: ("", False))


def marks(report: Published, truth: Truth, chance: Chance) -> Published:
    """Marks of a missing figure are kept as they are."""
    return _change_figures(report, truth, chance, lambda text: (chance.choice("/—-－"), False))


def notes(report: Published, truth: Truth, chance: Chance) -> Published:
    return _change_figures(report, truth, chance, lambda text: (f"{text}（其中修订 3 件）", False))


def two_numbers(report: Published, truth: Truth, chance: Chance) -> Published:
    return _change_figures(report, truth, chance, lambda text: (f"{text} {chance.randint(0, 9)}", False))


def wide_digits(report: Published, truth: Truth, chance: Chance) -> Published:
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    return _change_figures(report, truth, chance, lambda text: (text.translate(wide), True))


def lost_row(report: Published, truth: Truth, chance: Chance) -> Published:
    def lose(rows: Rows) -> Rows:
        place = chance.randrange(len(rows))
        _forget(rows[place], truth)
        return (*rows[:place], *rows[place + 1 :])

    return _change_table(report, chance, lose)


def swapped_rows(report: Published, truth: Truth, chance: Chance) -> Published:
    def swap(rows: Rows) -> Rows:
        first, second = sorted(chance.sample(range(len(rows)), 2))
        changed = [*rows]
        changed[first], changed[second] = changed[second], changed[first]
        return tuple(changed)

    return _change_table(report, chance, swap)


def lost_cell(report: Published, truth: Truth, chance: Chance) -> Published:
    def lose(row: tuple[TableCell, ...]) -> tuple[TableCell, ...]:
        place = chance.choice([number for number, cell in enumerate(row) if cell.address])
        _forget(row[place : place + 1], truth)
        return (*row[:place], *row[place + 1 :])

    return _change_row(report, chance, lose)


def parted_cell(report: Published, truth: Truth, chance: Chance) -> Published:
    """One figure stands in two cells."""

    def part(row: tuple[TableCell, ...]) -> tuple[TableCell, ...]:
        place = chance.choice([number for number, cell in enumerate(row) if cell.address])
        _forget(row[place : place + 1], truth)
        pieces = (replace(row[place], text=row[place].text[:1]), replace(row[place], text=row[place].text[1:] or "0"))
        return (*row[:place], *pieces, *row[place + 1 :])

    return _change_row(report, chance, part)


def lost_label(report: Published, truth: Truth, chance: Chance) -> Published:
    return _change_row(report, chance, lambda row: tuple(cell for cell in row if cell.address))


def unknown_row(report: Published, truth: Truth, chance: Chance) -> Published:
    def add(rows: Rows) -> Rows:
        place = chance.randrange(len(rows))
        row = tuple(
            replace(cell, text=str(chance.randint(0, 99)) if cell.address else "其他公开文件", address="")
            for cell in rows[place]
        )
        return (*rows[:place], row, *rows[place:])

    return _change_table(report, chance, add)


def swapped_heads(report: Published, truth: Truth, chance: Chance) -> Published:
    """The heads of two columns change places and their figures do not: neither may be read."""

    def swap(rows: Rows) -> Rows:
        heads = [
            n for n, row in enumerate(rows) if len({cell.text for cell in row}) > 2 and not any(c.address for c in row)
        ]
        place = chance.choice(heads)
        row = [*rows[place]]
        first, second = chance.sample([n for n, cell in enumerate(row) if cell.colspan == 1], 2)
        if row[first].text != row[second].text:
            below = dropwhile(lambda each: not each[-1].address, rows[place:])
            for each in takewhile(lambda each: each[-1].address, below):
                _forget(each, truth)
        row[first], row[second] = replace(row[first], text=row[second].text), replace(row[second], text=row[first].text)
        return (*rows[:place], tuple(row), *rows[place + 1 :])

    return _change_table(report, chance, swap)


# What leaves the shape of a table as it is; and what does not, which only mark-up can hold.
IN_CELLS: tuple[Damage, ...] = (
    *(nothing, nothing, nothing, blank_cells, marks, notes, two_numbers, wide_digits, swapped_heads),
)
IN_ROWS: tuple[Damage, ...] = (lost_row, swapped_rows, lost_cell, parted_cell, lost_label, unknown_row)


def damages_of(writer: str) -> tuple[Damage, ...]:
    """Return what may happen to the tables of a report that is written so."""
    return (*IN_CELLS, *IN_ROWS) if writer == "page" else IN_CELLS


def _forget(cells: tuple[TableCell, ...], truth: Truth) -> None:
    for cell in cells:
        truth.pop(cell.address, None)


def _change_figures(
    report: Published, truth: Truth, chance: Chance, change: Callable[[str], tuple[str, bool]]
) -> Published:
    chosen = {*chance.sample(sorted(report.figures), chance.choice((1, 3, 40)))}

    def changed(cell: TableCell) -> TableCell:
        if cell.address not in chosen:
            return cell
        text, stays = change(cell.text)
        if not stays:
            truth.pop(cell.address, None)
        return replace(cell, text=text)

    tables = (tuple(tuple(map(changed, row)) for row in rows) for rows in report.tables)
    return report.with_tables(dict(enumerate(tables)))


def _change_table(report: Published, chance: Chance, change: Callable[[Rows], Rows]) -> Published:
    number = chance.randrange(len(report.tables))
    return report.with_tables({number: change(report.tables[number])})


def _change_row(
    report: Published, chance: Chance, change: Callable[[tuple[TableCell, ...]], tuple[TableCell, ...]]
) -> Published:
    def changed(rows: Rows) -> Rows:
        place = chance.choice([number for number, row in enumerate(rows) if any(cell.address for cell in row)])
        return (*rows[:place], change(rows[place]), *rows[place + 1 :])

    return _change_table(report, chance, changed)


# --- what a portal does to a page

WRAPPERS = (
    '<p class="MsoNormal" style="border-top:none">{}</p>',
    "&nbsp;&nbsp;<span>{}</span><o:p></o:p>",
    "<p><font face=宋体>{}</font></p><p>&nbsp;</p>",
    "\n  {}\n<!-- 7 -->",
    '{}<span style="display:none">8</span>',
    '{}<i hidden>9</i><script>document.write("6")</script>',
)
# What leaves more than one number in a cell.
SPOILERS = ("{}<sup>1</sup>", "<p>{}</p><p>3</p>", "{}<br>4", "<del>2</del>{}", "{}<p>（注）</p>")


def page(report: Published, truth: Truth, chance: Chance) -> bytes:
    """Return a report as a portal shows it, in any encoding and any envelope."""
    marked = report.with_tables({n: _marked(rows) for n, rows in enumerate(report.tables)})
    inside = page_of(marked).partition("<body>")[2].partition("</body>")[0]
    share = chance.choice((0.0, 0.2, 1.0))

    def cell(found: re.Match[str]) -> str:
        address, text = found[1], found[2]
        if text and chance.random() < share / 20:
            truth.pop(address, None)
            return chance.choice(SPOILERS).format(text)
        text = "".join(f"<span>{each}</span>" for each in text) if chance.random() < share / 2 else text
        return chance.choice(WRAPPERS).format(text) if chance.random() < share else text

    body = re.sub("⟦(.*?)⟧(.*?)⟦⟧", cell, inside)
    return chance.choice(ENVELOPES)(body, chance)


def _marked(rows: Rows) -> Rows:
    return tuple(tuple(replace(c, text=f"⟦{c.address}⟧{c.text}⟦⟧") if c.address else c for c in row) for row in rows)


def _plain(body: str, chance: Chance) -> bytes:
    encoding = chance.choice(("utf-8", "utf-8-sig", "utf-16", "gb18030"))
    return f"<html><body>{body}</body></html>".encode(encoding)


def _portal(body: str, chance: Chance) -> bytes:
    decoy = "<table><tr><td>周一<td>1<tr><td>访问<td>20240101</table>"
    nested = f"<table><tr><td>{decoy}<td>{body}<td>上一篇 2023</table>"
    article = chance.choice((body, nested, f"<div><div>{body}</div></div>"))
    return f"<!DOCTYPE html><html><title>年报_门户</title>首页 1{decoy}{article}<div>备案 123</div></html>".encode()


def _payload(body: str, chance: Chance) -> bytes:
    data = json.dumps({"list": [{"content": ""}, {"content": body}], "hits": 7}, ensure_ascii=chance.random() < 0.5)
    return chance.choice(("{}", "let page = {};", "cb({})")).replace("{}", data.replace("</", "<\\/")).encode()


def _archive(body: str, chance: Chance) -> bytes:
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message.set_content(f"<html>{body}</html>", subtype="html", charset=chance.choice(("utf-8", "gb18030")))
    message.make_related()
    return message.as_bytes()


ENVELOPES = (_plain, _plain, _portal, _payload, _archive)


# --- what Word and its users do

RUN = re.compile(r"<w:r>(?:<w:rPr>.*?</w:rPr>)?<w:t[^>]*>(-?[\d.]+)</w:t></w:r>")


def word(report: Published, truth: Truth, chance: Chance) -> bytes:
    """Return a report as a Word file with tracked changes, runs cut in two, wrappers, and second paragraphs."""
    share = chance.choice((0.0, 0.1, 0.5))

    def run(found: re.Match[str]) -> str:
        if chance.random() > share:
            return found[0]
        text = found[1]
        deleted = f"<w:del><w:r><w:delText>{chance.randint(0, 99)}</w:delText></w:r></w:del>"
        inserted = "".join(f"<w:ins><w:r><w:t>{each}</w:t></w:r></w:ins>" for each in text)
        cut = "".join(f"<w:r><w:t>{each}</w:t></w:r>" for each in text)
        hidden = f"{found[0]}<w:r><w:rPr><w:vanish/></w:rPr><w:t>5</w:t></w:r>"
        return chance.choice((deleted + inserted, cut, hidden, f"<w:smartTag>{found[0]}</w:smartTag>"))

    content = word_of(report)
    return _with_part(content, "word/document.xml", lambda xml: RUN.sub(run, xml))


def _with_part(content: bytes, name: str, change: Callable[[str], str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            data = old.read(part)
            new.writestr(part.filename, change(data.decode()).encode() if part.filename == name else data)
    return file.getvalue()


# --- what happens to workbooks


def workbook(report: Published, truth: Truth, chance: Chance) -> bytes:
    """Return a report as a workbook with numbers kept as text, formulas and a hidden row."""
    book = openpyxl.load_workbook(io.BytesIO(workbook_of(report)))
    sheet = book.worksheets[0]
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, int | float) and chance.random() < 0.1:
                whole = cell.value == int(cell.value)
                cell.value = str(int(cell.value)) if whole else cell.value
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


# --- what happens to pages of a PDF


def pages(report: Published, truth: Truth, chance: Chance) -> bytes:
    """Return a report as a PDF whose pages may be lost, swapped or doubled."""
    reader, writer = pypdf.PdfReader(io.BytesIO(pdf_of(report))), pypdf.PdfWriter()
    order = [*range(len(reader.pages))]
    mishap = chance.choice(("none", "none", "lost", "swapped", "doubled"))
    place = chance.randrange(len(order) - 1)
    if mishap == "lost":
        order.pop(place)
    elif mishap == "swapped":
        order[place], order[place + 1] = order[place + 1], order[place]
    elif mishap == "doubled":
        order.insert(place, order[place])
    for number in order:
        writer.add_page(reader.pages[number])
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


WRITERS: dict[str, Callable[[Published, Truth, Chance], bytes]] = {
    "page": page,
    "word": word,
    "workbook": workbook,
    "pages": pages,
}


def spoil_bytes(content: bytes, chance: Chance) -> bytes:
    """Return a file that was cut off, or in which some bytes are others."""
    if chance.random() < 0.5:
        return content[: chance.randrange(len(content))]
    changed = bytearray(content)
    for _ in range(chance.choice((1, 5, 50))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)
