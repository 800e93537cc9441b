"""The view of the laws and notices that the prose cites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from annual_report.filing.figures import without_marks
from annual_report.prose.phrases import Citation, phrases
from annual_report.rules.views.catalogue import Reading, declare
from annual_report.rules.views.prose import place_of_words
from annual_report.rules.views.view import Others, RowPlaces, Rows, Shape, View, make_view

JUDGED = ("intact", "agrees", "of_year", "named")
COLUMNS = ("text", *JUDGED, "expected")
TITLE = r"《[^《》]{{0,80}}{name}[^《》]{{0,20}}》\s*[（(](?P<inside>[^。《》\n]{{0,120}})"
BRACKETS = str.maketrans("[［【]］】", "〔〔〔〕〕〕")


class Cited(NamedTuple):
    """One citation as it stands in the prose, and what is wrong with it: nothing where all is said to be right."""

    text: str
    intact: bool = True
    agrees: bool = True
    of_year: bool = True
    named: bool = True
    expected: str = ""


@declare("citations", lambda _: Shape(COLUMNS, "^citation[0-9]+$"))
def citations(reading: Reading) -> View:
    """One row per citation: is its number whole, that of its title, and for this year; is its name one."""
    report, prose = reading.report, reading.prose
    rows: Rows = {}
    named: Others = {}
    for code, text in prose.sections.items():
        for cited in _cited_in(without_marks(text), report.year):
            key = f"citation{len(rows) + 1:04d}"
            rows[key] = cited._asdict()
            place = place_of_words(prose.passages[code], report.form.section(code).title, cited.text)
            named |= dict.fromkeys(((key, column) for column in JUDGED), (place,))
    return make_view("citations", rows, RowPlaces(others=named), COLUMNS)


def _cited_in(text: str, year: int) -> Iterator[Cited]:
    found = phrases()
    yield from (Cited(match.group(), intact=False) for match in found.broken_number.finditer(text))
    numbers = [(match.group(), _plain(match.group())) for match in found.document_number.finditer(text)]
    for known in found.citations:
        yield from _with_title(known, text)
        yield from (Cited(words, of_year=known.is_for(year)) for words, number in numbers if number == known.number)
        misnamed = known.misnamed.finditer(text)
        yield from (Cited(match.group(), named=False, expected=known.name) for match in misnamed)


def _with_title(known: Citation, text: str) -> Iterator[Cited]:
    """Yield each title with the numbers beside it: one of them, where there are any, must be its own."""
    for title in re.finditer(TITLE.format(name=re.escape(known.name)), text):
        numbers = [match.group() for match in phrases().document_number.finditer(title["inside"])]
        if numbers:
            agrees = known.number in map(_plain, numbers)
            yield Cited(numbers[-1], agrees=agrees, expected=known.number)


def _plain(number: str) -> str:
    """Return a number as notices print it: without blanks, in the brackets 〔 〕."""
    return re.sub(r"\s|(?<=令)第?(?=\d)", "", number.translate(BRACKETS)).replace("令", "令第").replace("第第", "第")
