"""The prose of a document, section by section, as it stands there: typed numbers and all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from annual_report.filing.imports.document import Line
from annual_report.filing.imports.regions import FoundTitle, Regions
from annual_report.filing.imports.result import FoundHeading, Transcript
from annual_report.filing.imports.titles import title_line
from annual_report.filing.imports.tokens import PAGE_NUMBER, RULE
from annual_report.filing.imports.words import Words

# What pages print around a report.
CHROME = re.compile(
    r"(?:来源|发布时间|发布日期|发布机构|成文日期|信息来源|浏览次数|阅读次数|点击数|字体|字号|索引号|文号|栏目|原文链接|本地目录"
    r"|当前位置|时间|分享|打印|关闭|责任编辑|编辑|作者)(?:[:：].*|.{0,12})"
    r"|页面链接.*|[=\s]*正文[=\s]*"
)
FOOTER = re.compile(
    r"(?:上一[篇条]|下一[篇条]|附件下载|相关链接|相关附件|扫一扫|打印本页|关闭窗口|主办单位|网站标识码|版权所有)"
)
# A line that goes on in the next ends in no stop and is as long as the page is wide.
STOP = re.compile(r"[。！？；：:;!?]\s*$")
BEGINS_ANEW = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十]{1,3}[）)、．.]|[（(]?[0-9]{1,2}[）)、．.](?![0-9])"
    r"|[一二三四五六七八九十]是|第[一二三四五六七八九十]+[,，、])"
)
FULL, SHORTEST_FULL_LINE, LONGEST_FULL_LINE = 0.85, 32, 120
# So many figures one behind the other are a row of a table, and not numbers in sentences.
LEAST_IN_A_ROW = 5

OTHER_TITLE = "标题「{title}」印作「{printed}」"
NO_TITLE = "找不到标题「{title}」，这一节的文字从「{before}」之后取起"
NO_SECTION = "找不到「{title}」这一节"


def read_prose(words: Words, lines: Sequence[Line], regions: Regions, reading: Transcript) -> None:
    """Take the prose sections from title to title; say every title that is not the official one."""
    titles = regions.titles
    ends = {"overview": "disclosure", "problems": "other"}
    for section in reading.form.sections:
        if section.code in titles:
            _say_title(section.title, titles[section.code], words, reading)
    reading.prose["preface"] = _preface(words, lines, titles, reading)
    for code in ("overview", "problems", "other"):
        start, end = titles.get(code), titles.get(ends.get(code, ""))
        if start:
            reading.prose[code] = _between(words, lines, start, end)
            reading.headings[code] = FoundHeading(start.printed, words.token_at(start.start).origin)
        elif code == "problems" and end and "review_litigation" in regions.tables:
            reading.prose[code] = _behind_tables(words, lines, regions, end, reading)
        else:
            reading.say(NO_SECTION.format(title=reading.form.section(code).title))


def _say_title(title: str, found: FoundTitle, words: Words, reading: Transcript) -> None:
    if re.sub(r"\s", "", found.printed) != title:
        reading.say(OTHER_TITLE.format(title=title, printed=found.printed), words.token_at(found.start).origin)


def _place(words: Words, number: int, after: bool = False) -> tuple[int, int]:
    """Return the line in which a character stands, and where in it."""
    token = words.token_at(number)
    return token.line, token.start + words.places[number] + after


def _preface(words: Words, lines: Sequence[Line], titles: dict[str, FoundTitle], reading: Transcript) -> str:
    if "overview" not in titles or words.token_at(titles["overview"].start).line < 0:
        return ""
    end = _place(words, titles["overview"].start)
    first = title_line(lines[: end[0] + 1])
    if first < 0:
        return ""
    # Where title and preface are one line, only a person can part them.
    if first >= end[0]:
        return ""
    reading.headings["preface"] = FoundHeading("", lines[first + 1].origin)
    return _text(lines, (first + 1, 0), end)


def _between(words: Words, lines: Sequence[Line], start: FoundTitle, end: FoundTitle | None) -> str:
    first = _place(words, start.end - 1, after=True)
    last = _place(words, end.start) if end else (len(lines), 0)
    return _text(lines, first, last) if first[0] >= 0 and last[0] >= 0 else ""


def _behind_tables(words: Words, lines: Sequence[Line], regions: Regions, end: FoundTitle, reading: Transcript) -> str:
    """Return what stands between the last table and the next title, where the title of its section is missing."""
    first, last = (words.owners[place] for place in (regions.tables["review_litigation"][0], end.start))
    title = reading.form.section("problems").title
    reading.say(NO_TITLE.format(title=title, before=reading.form.section("review_litigation").title))
    row = after = 0
    for number in range(first, last):
        row = row + 1 if words.tokens[number].kind != "words" else 0
        if row >= LEAST_IN_A_ROW:
            after = number + 1
    if not after:
        return ""
    reading.headings["problems"] = FoundHeading("", words.tokens[after].origin)
    return _text(lines, (words.tokens[after].line, 0), _place(words, end.start))


def _text(lines: Sequence[Line], first: tuple[int, int], last: tuple[int, int]) -> str:
    """Return what stands between two places, paragraphs that were broken into lines put together again."""
    texts = [text for text in _texts(lines, first, last) if text]
    widest = max(map(_width, texts), default=0)
    joined: list[str] = []
    for before, text in zip(["", *texts], texts, strict=False):
        is_full = FULL * widest <= _width(before) and SHORTEST_FULL_LINE <= widest <= LONGEST_FULL_LINE
        if joined and is_full and not STOP.search(before) and not BEGINS_ANEW.match(text):
            joined[-1] += text
        else:
            joined.append(text)
    return "\n\n".join(joined)


def _width(text: str) -> int:
    """Return how wide a text is in print, a Chinese character counting two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _texts(lines: Sequence[Line], first: tuple[int, int], last: tuple[int, int]) -> Iterator[str]:
    for number in range(first[0], min(last[0] + 1, len(lines))):
        text = lines[number].text
        begin, end = (first[1] if number == first[0] else 0), (last[1] if number == last[0] else len(text))
        part = text[begin:end].strip(" \t\u3000\xa0:：" if number == first[0] else " \t\u3000\xa0")
        if FOOTER.match(part):
            return
        if not (RULE.fullmatch(part) or PAGE_NUMBER.fullmatch(part) or (len(part) < 60 and CHROME.fullmatch(part))):
            yield part
