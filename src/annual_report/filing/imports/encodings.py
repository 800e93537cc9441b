"""From bytes to text, in whatever encoding a portal, Word, Excel or a notepad has saved a report."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from annual_report.filing.characters import by_standard_of_2022
from annual_report.filing.imports.document import Refused, Remark
from annual_report.filing.imports.radicals import as_ideographs
from annual_report.filing.strangers import is_utf16

# In the order in which they are looked for: the mark of UTF-32 begins with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# What a page says of itself, near its beginning; browsers read GB2312 and GBK as GB18030 too.
DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
BEGINNING = 4096
KNOWN = {
    **dict.fromkeys(("utf-8", "utf8"), "utf-8"),
    **dict.fromkeys(("gb2312", "gb_2312-80", "gbk", "x-gbk", "gb18030"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5"), "big5hkscs"),
}
NAMES = {"gb18030": "GB18030（GBK、GB2312）", "big5hkscs": "Big5（繁体）"}

# The commonest characters that simplified and traditional Chinese share: of a text that is read in the wrong one of two
# encodings, hardly any are left.
COMMON = frozenset(
    "的一是在不了有和人中大上要用生到作地于出就分成可主年同工也能下子面而方多定行法所民得三之等部度力如高自理起小加量"
    "都制使本去性好合因由其然前外天政四日那社事平形相全表各重新正心反明原利比或向道命此只建月公情者最立代已直展五果位"
    "入常文式活及件求老基流路少山接知期根指九区西被必先回任取世信息"
)

# A page that carries its pictures in its mark-up comes near.
LARGEST_TEXT = 10_000_000

CONTROLS = "".join(map(chr, (*range(0x09), *range(0x0E, 0x20))))
# Of the characters: a page that was cut, or a few bytes of another encoding.
MOST_BROKEN, SOME_BROKEN = 0.002, 3
FOREIGN = "\ufffd"

ENCODED = "文件编码不是 UTF-8，按 {name} 读取"
BROKEN = "有 {count} 个字读不出来（编码损坏），这些地方的数字不取"
BINARY = "这是二进制文件，不是文字：请放网页、文本、Word（.docx）、PDF 或 Excel（.xlsx）文件"
UNKNOWN = "文字编码认不出来：请用记事本打开，「另存为」选编码 UTF-8"
TOO_LARGE = "文字有 {size} MB，超过 {limit} MB：年报没有这么大，请核对是不是选错了文件"
EMPTY = "文件是空的"


class Decoded(NamedTuple):
    """A text, and what is said aloud of how it was encoded."""

    text: str
    remarks: tuple[Remark, ...]


def decode(content: bytes) -> Decoded:
    """Return the text of a file and what to say of its encoding. Raises Refused for what is empty or no text."""
    if not content.strip(b"\0 \t\r\n"):
        raise Refused(EMPTY)
    if len(content) > LARGEST_TEXT:
        raise Refused(TOO_LARGE.format(size=len(content) // 10**6, limit=LARGEST_TEXT // 10**6))
    encoding = _encoding_of(content)
    text = by_standard_of_2022(content.decode(encoding, "replace"), encoding)
    broken, most = text.count(FOREIGN), max(SOME_BROKEN, MOST_BROKEN * len(text))
    if broken > most:
        raise Refused(UNKNOWN)
    # Where something unreadable stood, no figure may close up.
    for each in (control for control in CONTROLS if control in text):
        most -= text.count(each)
        text = text.replace(each, FOREIGN)
    if most < 0:
        raise Refused(BINARY)
    return Decoded(as_ideographs(text), (*_said(encoding), *_told(broken)))


def _encoding_of(content: bytes) -> str:
    """Return the encoding of a text: its mark, else what fits without a gap, else what it says of itself."""
    marked = next((encoding for mark, encoding in MARKS if content.startswith(mark)), "")
    if marked or _fits(content, "utf-8"):
        return marked or "utf-8"
    if b"\0" in content:
        return _wide(content)
    found = DECLARED.search(content, 0, BEGINNING)
    declared = KNOWN.get(found[1].decode("ascii", "replace").lower(), "") if found else ""
    if declared and _fits(content, declared):
        return declared
    fitting = [encoding for encoding in ("gb18030", "big5hkscs") if _fits(content, encoding)]
    return max(fitting or ["utf-8", "gb18030", "big5hkscs"], key=lambda each: _likeness(content, each))


def _wide(content: bytes) -> str:
    if not is_utf16(content[: len(content) // 2 * 2]):
        raise Refused(BINARY)
    return "utf-16-le" if content[1::2].count(0) > content[::2].count(0) else "utf-16-be"


def _fits(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _likeness(content: bytes, encoding: str) -> float:
    """Return how much of a text is common Chinese when read in an encoding; what cannot be read counts against it."""
    text = content.decode(encoding, "replace")
    ideographs = [character for character in text if character >= "\u2e80"]
    common = sum(character in COMMON for character in ideographs)
    return common / max(1, len(ideographs)) - text.count(FOREIGN) / max(1, len(text))


def _said(encoding: str) -> tuple[Remark, ...]:
    name = NAMES.get(encoding, encoding.upper())
    return () if encoding.startswith("utf-8") else (Remark(ENCODED.format(name=name)),)


def _told(broken: int) -> tuple[Remark, ...]:
    return (Remark(BROKEN.format(count=broken)),) if broken else ()
