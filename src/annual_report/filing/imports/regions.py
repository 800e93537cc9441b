"""Where the sections of a report stand: by the key words of their titles, in order, around the labels of the tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from annual_report.filing.imports.anchors import anchor
from annual_report.filing.imports.glyphs import compared, known_labels
from annual_report.filing.imports.words import Words, occurrences
from annual_report.form.forms import Form
from annual_report.form.tables import Table

ORDINAL = r"(?:[一二三四五六七八九十]{1,2},|\([一二三四五六七八九十]{1,2}\)|第[一二三四五六七]部分,?|[0-9]{1,2},)?"
NUMBERED = r"[一二三四五六七八九十]{1,2},"
# A shorter label of a line may stand in the prose, too: （一）予以公开.
LONG_LABEL = 10
# A heading is short.
LONGEST_HEADING = 40


@dataclass(frozen=True)
class FoundTitle:
    """Where the title of a section stands in the words, and how it is printed."""

    code: str
    start: int
    end: int
    printed: str


@dataclass(frozen=True)
class Regions:
    """The titles that were found, by section, between which words each table stands, and the headings out of place."""

    titles: dict[str, FoundTitle]
    tables: dict[str, tuple[int, int]]
    misplaced: tuple[FoundTitle, ...] = ()


def regions_of(words: Words, form: Form) -> Regions:
    """Find the tables by their labels, then the titles around them, each the last before its table."""
    first = {table.code: _first_label(words, table) for table in form.tables}
    titles: dict[str, FoundTitle] = {}
    lowest = 0
    for code in ("disclosure", "applications", "review_litigation"):
        end = first[code] if first[code] >= 0 else _next_label(first, code, len(words.text))
        found = [each for each in _titles(words, code) if lowest <= each.start and each.end <= end]
        if found:
            titles[code], lowest = found[-1], found[-1].end
        lowest = max(lowest, _last_label(words, form.table(code)) if first[code] >= 0 else lowest)
    titles |= _prose_titles(words, titles, lowest)
    return Regions(
        titles, _tables(titles, first, _lows(words, form, first), words), tuple(_misplaced(words, titles, lowest))
    )


def _first_label(words: Words, table: Table) -> int:
    """Return where the first label of a table stands that no other part of a report has; -1 where there is none."""
    places = [words.text.find(wording) for label in _telling(table) for wording in anchor("", label).wordings]
    return min((place for place in places if place >= 0), default=-1)


def _last_label(words: Words, table: Table) -> int:
    places = [words.text.rfind(wording) for label in _telling(table) for wording in anchor("", label).wordings]
    return max(places, default=-1)


def _telling(table: Table) -> Iterator[str]:
    """Yield labels of a table that do not stand in prose: its columns or, in the table of applications, its lines."""
    if table.layout == "blocks":
        yield table.stub
        yield from (block.label for block in table.blocks)
        yield from (column.label for column in table.columns)
    elif table.layout == "stub":
        yield from (line.label for line in table.lines if line.ordinal and len(line.label) >= LONG_LABEL)
    else:
        yield from (line.label for line in table.lines if len(line.label) > 6)


def _next_label(first: dict[str, int], code: str, end: int) -> int:
    codes = [*first]
    return next((first[each] for each in codes[codes.index(code) + 1 :] if first[each] >= 0), end)


def _titles(words: Words, code: str) -> Iterator[FoundTitle]:
    """Yield every place where a section is named: by a known title anywhere, else by its key words on a line."""
    found = {
        place: wording
        for wording in sorted(map(compared, known_labels().titles[code]), key=len)
        for place in occurrences(words.text, wording)
    }
    for place, wording in sorted(found.items()):
        before = re.search(ORDINAL + "$", words.text[max(0, place - 6) : place])
        start = place - len(before.group() if before else "")
        yield FoundTitle(code, start, place + len(wording), words.printed[start : place + len(wording)])
    for start, end in () if found else words.lines:
        text = words.text[start:end]
        is_short = end - start <= LONGEST_HEADING and re.match(NUMBERED, text)
        if is_short and all(compared(word) in text for word in known_labels().key_words[code]):
            yield FoundTitle(code, start, end, words.printed[start:end])


def _prose_titles(words: Words, titles: dict[str, FoundTitle], after: int) -> Iterator[tuple[str, FoundTitle]]:
    """Yield the titles of the sections of prose: those that begin a line, or carry their number."""
    tables = min((title.start for title in titles.values()), default=after)
    spans = {"overview": (0, tables), "problems": (after, len(words.text)), "other": (after, len(words.text))}
    for code, (lowest, highest) in spans.items():
        found = [each for each in _titles(words, code) if lowest <= each.start < highest and _is_heading(words, each)]
        if found:
            chosen = found[0]
            yield code, chosen
            if code == "problems":
                spans["other"] = (chosen.end, len(words.text))


def _misplaced(words: Words, titles: dict[str, FoundTitle], tables_end: int) -> Iterator[FoundTitle]:
    """Yield headings of what stands behind the tables that stand among them."""
    start = titles["disclosure"].end if "disclosure" in titles else tables_end
    for code in ("problems", "other"):
        for each in _titles(words, code):
            if start <= each.start < tables_end and _is_heading(words, each):
                yield each


def _is_heading(words: Words, title: FoundTitle) -> bool:
    numbered = bool(re.match(NUMBERED, words.text[title.start : title.end]))
    token = words.token_at(title.start)
    begins = title.start == 0 or words.token_at(title.start - 1).line != token.line or token.line < 0
    after = words.text[title.end : title.end + 1]
    ends = title.end == len(words.text) or words.token_at(title.end).line != token.line or token.line < 0
    return (begins and (ends or numbered or after in "(,")) or (numbered and not begins)


def _lows(words: Words, form: Form, first: dict[str, int]) -> dict[str, int]:
    """Return where each table may begin at the lowest, its column names included, where no title says so."""
    disclosure, applications, litigation = form.tables
    behind = max(0, _last_label(words, disclosure))
    heads = (applications.note, applications.spanner, applications.columns[0].label)
    places = [words.text.find(compared(head), behind) for head in heads]
    head = min((place for place in places if behind <= place < first[applications.code]), default=-1)
    procedure = words.text.find(compared(litigation.lines[0].label), max(0, _last_label(words, applications)))
    return {
        **first,
        applications.code: head if head >= 0 else first[applications.code],
        litigation.code: procedure if 0 <= procedure < first[litigation.code] else first[litigation.code],
    }


def _tables(
    titles: dict[str, FoundTitle], first: dict[str, int], lows: dict[str, int], words: Words
) -> dict[str, tuple[int, int]]:
    order = ["disclosure", "applications", "review_litigation", "problems", "other"]
    starts = {code: titles[code].end if code in titles else lows.get(code, -1) for code in order}
    tables = {}
    for number, code in enumerate(order[:3]):
        following = [titles[each].start if each in titles else lows.get(each, -1) for each in order[number + 1 :]]
        ends = [place for place in following if place > starts[code]]
        if first[code] >= 0:
            tables[code] = (starts[code], min(ends, default=len(words.text)))
    return tables
