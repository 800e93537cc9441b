"""The views of the prose as text: its figures, its sections, the years it names."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from decimal import Decimal
from heapq import merge
from typing import Any

from rapidfuzz.distance import LCSseq

from annual_report.filing.figures import MARKED, without_marks
from annual_report.filing.place import PROSE, Place
from annual_report.filing.report import Passage, Report
from annual_report.paths import NARRATIVE_FILE
from annual_report.prose.clauses import SENTENCE_END, Clauses
from annual_report.prose.judging.verdicts import Agreement
from annual_report.prose.phrases import Phrases, phrases
from annual_report.prose.reading.quantities import read_quantity
from annual_report.rules.views.catalogue import Reading, declare
from annual_report.rules.views.personal import kinds_in
from annual_report.rules.views.view import Others, RowPlaces, Rows, Shape, View, make_view
from annual_report.wording import MISSING_WORD, NO_SHARE_WORD, join_words, percent

SECTION_COLUMNS = (
    *("title", "characters", "unfinished", "missing", "misnumbered", "boilerplate", "other_self_names"),
    *("personal", "personal_kinds"),
    *("says_nothing", "former_names"),
    *("aspects_missing", "aspects_beyond", "business", "is_government", "accountability_missing"),
    *("says_problems", "says_improvements", "similarity", "parts_said", "parts"),
)
DATE_COLUMNS = ("text", "year", "difference", "explained", "plausible")

# A passage that still has to be written: make new leaves these marks in the skeleton.
UNFINISHED = re.compile(r"[〔\[【（(]\s*待\s*填")
ASPECT = re.compile(r"^[^\S\n]*[（(][一二三四五六七八九十]+[）)]", re.MULTILINE)
DATE = re.compile(r"(?P<year>\d{4,6})年(?:度)?(?:(?P<month>\d{1,2})月)?(?:(?P<day>\d{1,2})日)?")

LATER_DIGITS = re.compile(r"\D.*")

# What was a date before a character of it was lost or typed twice: 202312月31日, 2024年1231日, 2024年123月,
# 2024年月31日, 12月311日, 202年12月.
BROKEN_DATE = re.compile(
    r"(?<![\d.])(?:(?:19|20)\d{2}(?:0?[1-9]|1[0-2])月(?![活均增租])(?:\d{1,4}日)?"
    r"|\d{4,6}年(?:\d{3,4}月|\d{4}日|\d{1,2}月\d{3,4}日|月\d{0,4}日)"
    r"|\d{1,2}月\d{3,4}日|[02]\d{2}年\d{1,2}月(?:\d{1,4}日)?)"
)
QUOTED = re.compile("《[^》]{0,300}》|〔[^〕]{0,300}〕")
LATER_THAN_ANY_REPORT = 2100

KIND_OF_AGENCY = "agency.yaml 的 kind"
GOVERNMENT_OR_STREET = "agency.yaml 的 name（全称：乡镇写到人民政府，街道写到街道办事处）"
LAST_YEAR = "上年的正文"
NOT_WRITTEN = "{title}（没有写这一节，用的是默认文字）"


@declare("figures", lambda _: Shape(("value", "source"), r"^\w+$"))
def figures(reading: Reading) -> View:
    """One row per number that only the prose quotes: its value and its source."""
    report = reading.report
    rows: Rows = {}
    named: Others = {}
    for name, quotation in report.quotations.items():
        value = quotation.figure.value
        rows[name] = {"value": value, "source": quotation.source or None}
        place = Place("figures", name, "", name, quotation.file, quotation.row, quotation.column, value)
        named |= {(name, column): (place,) for column in ("value", "source")}
    return make_view("figures", rows, RowPlaces(others=named), ("value", "source"))


@declare("sections", lambda _: Shape(SECTION_COLUMNS, "^[a-z_]+$"))
def sections(reading: Reading) -> View:
    """One row per prose section: what it says, what it leaves out, what does not belong there."""
    report, prose = reading.report, reading.prose
    rows: Rows = {}
    named: Others = {}
    for code, text in prose.sections.items():
        words = without_marks(text).strip()
        rows[code] = {**_text(words), **_content(words), **_whole(report, code, words)}
        place = place_of_section(report, prose.passages[code])
        # Where nobody can tell, what is missing is no passage of this report.
        elsewhere = ("is_government", *(("similarity",) if rows[code]["similarity"] is None else ()))
        named |= {(code, column): (place,) for column in SECTION_COLUMNS if column not in elsewhere}
        named[code, "missing"] = (place, *_blanks(report, text))
    labels = {"is_government": GOVERNMENT_OR_STREET if report.agency.kind else KIND_OF_AGENCY, "similarity": LAST_YEAR}
    return make_view("sections", rows, RowPlaces(others=named), SECTION_COLUMNS, **labels)


def _blanks(report: Report, text: str) -> Iterator[Place]:
    """Yield the empty cells of the tables that a text quotes; none where something else is missing, too."""
    quoted = [match.group(1).split() for match in MARKED.finditer(text) if _missing(match.group(2))]
    blank = [[cell for cell in cells if _is_blank(report, cell)] for cells in quoted]
    if all(blank) and len(blank) == _missing(without_marks(text)):
        yield from (report.places[cell] for cell in dict.fromkeys(cell for cells in blank for cell in cells))


def _is_blank(report: Report, cell: str) -> bool:
    return cell in report.places and report.places[cell].value is None


@declare("dates", lambda _: Shape(DATE_COLUMNS, "^date[0-9]+$"))
def dates(reading: Reading) -> View:
    """One row per date the prose names: how far its year is from the report's own, and whether there is such a day."""
    report, prose = reading.report, reading.prose
    rows: Rows = {}
    named: Others = {}
    for code, text in prose.sections.items():
        words = without_marks(text)
        clauses, sentences, told = Clauses(words), Clauses(words, SENTENCE_END), [*_told_of_last_year(reading, code)]
        for match in _dates_in(words):
            key, at = f"date{len(rows) + 1:04d}", match.start()
            rows[key] = _date_row(report, match) | {
                "explained": bool(phrases().other_years.search(clauses.around(at)))
                or _names_both_years(report, sentences.around(at))
                or any(start <= at < end for start, end in told)
            }
            place = place_of_words(prose.passages[code], report.form.section(code).title, match.group())
            named |= {(key, column): (place,) for column in ("explained", "plausible")}
    return make_view("dates", rows, RowPlaces(others=named), DATE_COLUMNS)


def place_of_section(report: Report, passage: Passage) -> Place:
    """Return where a section stands; one that an agency did not write is to be written into its own file."""
    title, file = report.form.section(passage.section).title, f"{report.folder}/{NARRATIVE_FILE}"
    if passage.file == file:
        return Place(PROSE, passage.section, "", title, file, passage.first_row, 1, "")
    return Place(PROSE, passage.section, "", NOT_WRITTEN.format(title=title), file, 1, 1, "")


def _text(words: str) -> dict[str, Any]:
    found, personal = phrases(), kinds_in(words)
    return {
        "characters": len(words),
        "unfinished": len(UNFINISHED.findall(words)),
        "missing": _missing(words),
        "misnumbered": len(found.misnumbered.findall(words)),
        "boilerplate": join_words(dict.fromkeys(found.boilerplate.findall(words))),
        "personal": len(personal),
        "personal_kinds": join_words(dict.fromkeys(personal)),
        "says_nothing": bool(found.nothing.match(words)),
    }


def _missing(words: str) -> int:
    """Return how many figures stand in some words that nobody gave, or that are shares of nothing."""
    return words.count(MISSING_WORD) + words.count(NO_SHARE_WORD)


def _content(words: str) -> dict[str, Any]:
    found = phrases()
    aspects = ASPECT.split(words)[1:]
    headings = [aspect[:20] for aspect in aspects] or [words]
    known = [name for name, pattern in found.aspects.items() if any(pattern.search(heading) for heading in headings)]
    return {
        "aspects_missing": join_words(name for name in found.aspects if name not in known),
        "aspects_beyond": max(0, len(aspects) - len(found.aspects)),
        "business": _business(aspects or [words], found),
        "accountability_missing": join_words(_missing_words(found.accountability, words)),
        "says_problems": bool(found.problems.search(words)),
        "says_improvements": bool(found.improvements.search(words)),
    }


def _whole(report: Report, code: str, words: str) -> dict[str, Any]:
    found = phrases()
    parts = found.parts_said.search(words)
    quantity = read_quantity(parts.group(1)) if parts else None
    names = dict.fromkeys(re.findall(f"我(?:{found.self_names})", words))
    return {
        "title": report.form.section(code).title,
        "other_self_names": join_words(name for name in names if name != report.agency.self_name),
        "former_names": join_words(_former_names(report.agency.predecessors, words)),
        "is_government": report.agency.is_government,
        "similarity": _similarity(report, code),
        "parts_said": quantity.exact if quantity else None,
        "parts": sum(not section.optional for section in report.form.sections),
    }


def _former_names(names: list[str], words: str) -> Iterator[str]:
    """Yield the names that an agency had before and that some words give it still; 原某某局 tells of them."""
    return (name for name in names if re.search(f"(?<!原){re.escape(name)}", words))


def _business(aspects: list[str], found: Phrases) -> str:
    """Return the words of general business in the aspect that has the most of them, where these are too many."""
    most = max((list(dict.fromkeys(found.business.findall(aspect))) for aspect in aspects), key=len)
    return join_words(most) if len(most) > found.business_most else ""


def _missing_words(wanted: dict[str, re.Pattern[str]], words: str) -> list[str]:
    return [name for name, pattern in wanted.items() if not pattern.search(words)]


def _similarity(report: Report, code: str) -> Any:
    """Return how much of a section is last year's, in per cent; None where there is no last year's.

    It is the share of the characters of both texts that stand in the longest sequence they have in common.
    """
    before = report.previous_narrative.get(code)
    if before is None:
        return None
    texts = before.source.strip(), report.narrative[code].source.strip()
    length = sum(map(len, texts))
    return percent(2 * LCSseq.similarity(*texts), length, 0) if length else Decimal(100)


def _dates_in(text: str) -> Iterator[re.Match[str]]:
    """Yield what is a date, or was one, in reading order; a part of a broken date is no other date."""
    words = QUOTED.sub(lambda match: "※" * len(match.group()), text)
    broken = [*BROKEN_DATE.finditer(words)]
    hidden = BROKEN_DATE.sub(lambda match: "※" * len(match.group()), words)
    return merge(broken, DATE.finditer(hidden), key=re.Match.start)


def _told_of_last_year(reading: Reading, code: str) -> Iterator[tuple[int, int]]:
    """Yield where a section says what last year's tables say, too: no year that was left over."""
    for each in reading.judged.verdicts:
        if each.section == code and each.claim.is_of_last_year and each.verdict.agreement is Agreement.AGREES:
            yield each.passage.span(each.claim.start, each.claim.end)


def _names_both_years(report: Report, sentence: str) -> bool:
    """Whether a sentence tells another year from the report's own, which it names as well."""
    return f"{report.year}年" in sentence or bool(phrases().this_year.search(sentence))


def _date_row(report: Report, match: re.Match[str]) -> dict[str, Any]:
    is_broken = match.re is BROKEN_DATE
    year = int(LATER_DIGITS.sub("", match.group()))
    return {
        "text": match.group(),
        "year": year,
        "difference": year - report.year,
        "plausible": not is_broken and _is_day(year, int(match["month"] or 1), int(match["day"] or 1)),
    }


def _is_day(year: int, month: int, day: int) -> bool:
    return year < LATER_THAN_ANY_REPORT and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def place_of_words(passage: Passage, title: str, words: str) -> Place:
    """Return where words stand in a passage; its first row where they are made of placeholders."""
    found = max(0, passage.source.find(words))
    row = passage.first_row + passage.source.count("\n", 0, found)
    return Place(PROSE, passage.section, "", title, passage.file, row, 1, words)
