"""The view of the numbers in the prose: what each is bound to, or which cells it says without being bound to them."""

from __future__ import annotations

from annual_report.prose.judged import ProseNumber
from annual_report.prose.reading.quantities import CHINESE_DIGITS, NUMERALS
from annual_report.rules.views.catalogue import Reading, declare
from annual_report.rules.views.view import Others, RowPlaces, Rows, Shape, View, make_view

COLUMNS = ("section", "text", "source", "confirmed")


@declare("numbers", lambda _: Shape(COLUMNS, "^number[0-9]+$"))
def numbers(reading: Reading) -> View:
    """One row per number of the prose; `confirmed` where it was typed and says just what the tables say."""
    rows: Rows = {}
    others: Others = {}
    for each in reading.judged.numbers:
        if not _is_word(each):
            key = f"number{len(rows) + 1:04d}"
            rows[key] = {
                "section": each.passage.section,
                "text": each.text,
                "source": " ".join(each.sources) or None,
                "confirmed": bool(each.cells),
            }
            others[key, "source"] = (each.place,)
    return make_view("numbers", rows, RowPlaces(others=others), COLUMNS)


def _is_word(number: ProseNumber) -> bool:
    """Whether a numeral is part of a word rather: 四个意识, 三类, 两张清单."""
    single = number.text[0] in CHINESE_DIGITS and number.text[1:2] not in NUMERALS
    return single and not number.sources and not number.verdicts
