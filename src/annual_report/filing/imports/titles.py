"""Whose report a document is, and of which year: as its title says, else the span of its figures; never its date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from annual_report.filing.imports.document import Line
from annual_report.filing.imports.tokens import PAGE_NUMBER, RULE

# Name and year in either order, as 某区2024年政府信息公开工作年度报告 or 2024年某区政府信息公开工作年度报告.
NAME = r"[\u3400-\u9fffA-Za-z·•（）()、]"
TITLE = re.compile(
    rf"(?P<before>{NAME}{{0,50}}?)(?P<year>(?:19|20)[0-9]{{2}})(?:年度|年)?(?P<after>{NAME}{{0,50}}?)"
    r"(?:政府)?信息公开(?:工作)?(?:(?:年度|年)?(?:工作)?报告|年报)"
)
SPAN = re.compile(r"(?P<year>20[0-9]{2})年1月1日?起?[至到—–~-]+(?:(?P=year)年)?12月31日")
# A title may be set in so many lines, and stands among the first of a document.
TALLEST, DEEPEST, LONGEST = 3, 60, 80
# Between the agency and the title of its report.
ABOUT = "关于"
# What pages print before a title, and what stands for a name that was left out.
BEFORE = re.compile(r"^(?:标题|题名|名称|信息名称)[:：]|^[(（【\[](?:匿名|[^()（）【】\[\]]{0,4})[)）】\]]|^#+")


def title_of(lines: Sequence[Line]) -> tuple[str, int | None]:
    """Return the agency and the year of a report; empty and None where nothing says so."""
    agency, year = "", None
    for words in _titles(lines):
        found = TITLE.fullmatch(words)
        if found:
            agency = agency or found["before"].removesuffix(ABOUT) or found["after"]
            year = year or int(found["year"])
        if agency and year:
            break
    return agency, year or _year_of_span(lines)


def title_line(lines: Sequence[Line]) -> int:
    """Return the number of the line that ends the last title before the sections; -1 where there is none."""
    found = [number for number, line in enumerate(lines[:DEEPEST]) if TITLE.search(_bare(line.text))]
    return found[-1] if found and len(_bare(lines[found[-1]].text)) <= LONGEST else -1


def is_title(line: Line) -> bool:
    """Whether a line is the title of a report and no more."""
    return bool(TITLE.fullmatch(_bare(line.text)))


def _titles(lines: Sequence[Line]) -> Iterator[str]:
    """Yield what may be a title: lines, then lines that were broken, joined."""
    shown = [line.text for line in lines if not (RULE.fullmatch(line.text) or PAGE_NUMBER.fullmatch(line.text))]
    texts = [text for text in map(_bare, shown) if text][:DEEPEST]
    for height in range(1, TALLEST + 1):
        for first, _ in enumerate(texts):
            joined = "".join(texts[first : first + height])
            if len(joined) <= LONGEST:
                yield joined


def _bare(text: str) -> str:
    return BEFORE.sub("", re.sub(r"\s+", "", text).lstrip("#"))


def _year_of_span(lines: Sequence[Line]) -> int | None:
    found = SPAN.search(re.sub(r"\s+", "", "".join(line.text for line in lines)))
    return int(found["year"]) if found else None
