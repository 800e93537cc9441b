"""The view of the numbers in the prose: what each is bound to, or which cells it says without being bound to them."""

from __future__ import annotations

from annual_report.prose.judged import ProseNumber
from annual_report.prose.reading.quantities import CHINESE_DIGITS, NUMERALS
from annual_report.prose.suggest import Suggestion, suggestion_for
from annual_report.rules.views.catalogue import Reading, declare
from annual_report.rules.views.view import Others, RowPlaces, Rows, Shape, View, make_view

COLUMNS = ("section", "text", "words", "source", "confirmed", "bindable", "advice")

LONGEST_LEAD = 12
CAN_BE_BOUND = "可写成 {placeholder}"
BIND = "请改用占位符，如 {{ 名称 }}，并在 figures.csv 写明来源"


@declare("numbers", lambda _: Shape(COLUMNS, "^number[0-9]+$"))
def numbers(reading: Reading) -> View:
    """One row per number of the prose; `confirmed` where it was typed and says just what the tables say.

    `bindable` where a placeholder says the same: the advice names it.
    """
    rows: Rows = {}
    others: Others = {}
    for each in reading.judged.numbers:
        if not _is_word(each):
            key = f"number{len(rows) + 1:04d}"
            rows[key] = _row(each, suggestion_for(each, reading.report))
            others[key, "source"] = (each.place,)
    return make_view("numbers", rows, RowPlaces(others=others), COLUMNS)


def _row(number: ProseNumber, suggestion: Suggestion | None) -> dict[str, object]:
    return {
        "section": number.passage.section,
        "text": number.text,
        "words": number.with_lead(LONGEST_LEAD),
        "source": " ".join(number.sources) or None,
        "confirmed": bool(number.cells),
        "bindable": suggestion is not None,
        "advice": CAN_BE_BOUND.format(placeholder=suggestion.placeholder) if suggestion else BIND,
    }


def _is_word(number: ProseNumber) -> bool:
    """Whether a numeral is part of a word rather: 四个意识, 三类, 两张清单."""
    single = number.text[0] in CHINESE_DIGITS and number.text[1:2] not in NUMERALS
    return single and not number.sources and not number.verdicts
