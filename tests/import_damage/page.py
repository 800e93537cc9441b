"""What a portal does to a page: bloated cells, other numbers beside a figure, frames, payloads, text at places."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from email.message import EmailMessage
from itertools import accumulate

from annual_report.document.blocks import place
from import_damage.changing import Chance, Truth, change_cells
from published import Published, columns_of, invented, page_of

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
BLANKS = ("<p><span><o:p>&nbsp;</o:p></span></p>", "&nbsp;", "", "<br>")


def page(report: Published, truth: Truth, chance: Chance) -> bytes:
    """Return a report as a portal shows it, in any encoding and any envelope."""
    marked = change_cells(report, lambda cell: replace(cell, text=f"⟦{cell.address}⟧{cell.text}⟦⟧"))
    inside = page_of(marked).partition("<body>")[2].partition("</body>")[0]
    share = chance.choice((0.0, 0.2, 1.0))

    def cell(found: re.Match[str]) -> str:
        address, text = found[1], found[2]
        if not text.strip():
            return chance.choice(BLANKS) if address and chance.random() < share else text
        if address and chance.random() < share / 20:
            truth.pop(address, None)
            return chance.choice(SPOILERS).format(text)
        return _bloated(text, share, chance) if address or chance.random() < 0.2 else text

    return chance.choice(ENVELOPES)(re.sub("⟦(.*?)⟧(.*?)⟦⟧", cell, inside), truth, chance)


def _bloated(text: str, share: float, chance: Chance) -> str:
    """Return a text with a mark around every character, and with what Word saves around it."""
    text = "".join(f"<span>{each}</span>" for each in text) if chance.random() < share / 2 else text
    return chance.choice(WRAPPERS).format(text) if chance.random() < share else text


def _plain(body: str, truth: Truth, chance: Chance) -> bytes:
    encoding = chance.choice(("utf-8", "utf-8-sig", "utf-16", "gb18030"))
    return f"<html><body>{body}</body></html>".encode(encoding)


def _portal(body: str, truth: Truth, chance: Chance) -> bytes:
    decoy = "<table><tr><td>周一<td>1<tr><td>访问<td>20240101</table>"
    nested = f"<table><tr><td>{decoy}<td>{body}<td>上一篇 2023</table>"
    article = chance.choice((body, nested, f"<div><div>{body}</div></div>"))
    return f"<!DOCTYPE html><html><title>年报_门户</title>首页 1{decoy}{article}<div>备案 123</div></html>".encode()


def _payload(body: str, truth: Truth, chance: Chance) -> bytes:
    """A page inside the answer of a server, where another article may be a report as well: then none may be read."""
    another = page_of(invented("2021", chance.randrange(10**6)))
    # Beside an article that is no report, the other would be the only one.
    other = chance.choice(("", "", "<p>上一篇</p>", another if truth else ""))
    if other == another:
        truth.clear()
    articles = [{"content": each} for each in (other, body)]
    data = json.dumps({"list": articles, "hits": 7}, ensure_ascii=chance.random() < 0.5)
    return chance.choice(("{}", "let page = {};", "cb({})")).replace("{}", data.replace("</", "<\\/")).encode()


def _archive(body: str, truth: Truth, chance: Chance) -> bytes:
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message.set_content(f"<html>{body}</html>", subtype="html", charset=chance.choice(("utf-8", "gb18030")))
    message.make_related()
    return message.as_bytes()


ENVELOPES = (_plain, _plain, _portal, _payload, _archive)

PLACED = '<p style="position:absolute;top:{top}px;left:{left}px;white-space:nowrap">{text}</p>'
# Widths and heights in pixels: of a column, of a character, of a row.
COLUMN, GLYPH, HEIGHT = 60, 16, 40


def places(report: Published, truth: Truth, chance: Chance) -> bytes:
    """Return a report as text that only says where it stands, as programs make pages of PDF."""
    lines, top = [], 0
    for item in report.items:
        rows = 1 if isinstance(item, str) else len(item)
        lines += [PLACED.format(top=top, left=100, text=item)] if isinstance(item, str) else _placed(item, top, chance)
        top += rows * HEIGHT
    return f"<html><body><div>{''.join(lines)}</div></body></html>".encode()


def _placed(rows: tuple[tuple[object, ...], ...], top: int, chance: Chance) -> list[str]:
    """Return the cells of a table at their places, columns as wide as their longest text."""
    cells = [*place(rows)]  # type: ignore
    widths = [COLUMN] * columns_of(rows)  # type: ignore
    for each in cells:
        if each.cell.colspan == 1:
            widths[each.column] = max(widths[each.column], GLYPH * (len(each.cell.text) + 2))
    lefts = [100, *accumulate(widths, initial=100)][1:]
    return [
        PLACED.format(top=top + each.row * HEIGHT + chance.randint(-1, 1), left=lefts[each.column], text=each.cell.text)
        for each in cells
        if each.cell.text.strip()
    ]
