"""What is known by its own form: looked for at every place of a text, so no form may be without end."""

from __future__ import annotations

from importlib import import_module

import pytest

from annual_report.prose.reading.own_forms import SPECIAL
from annual_report.prose.reading.vocabulary import load_vocabulary


def test_every_form_has_a_longest_length() -> None:
    shortest, longest = import_module("re._parser").parse(SPECIAL.pattern).getwidth()
    assert 0 < shortest < longest < 500


@pytest.mark.parametrize("text", ["9" * 50, "三" * 90, "1" + "，234" * 50])
def test_a_number_begins_at_its_first_digit_and_ends(text: str) -> None:
    number = load_vocabulary("2021").number
    found = [match.span() for match in map(number.match, [text] * len(text), range(len(text))) if match]
    assert found[0][0] == 0
    assert max(end - start for start, end in found) <= 125
    assert len({start for start, _ in found}) == (1 if text.isdecimal() else len(found))


@pytest.mark.parametrize(
    "text", ["云政发〔2024〕5号", "第20241234号", "0571-12345678", "https://example.test/a?b=1", "a.b@example.test"]
)
def test_what_is_no_number_is_known_whole(text: str) -> None:
    start = text.index("〔") if "〔" in text else 0
    match = SPECIAL.match(text, start)
    assert match
    assert (match.lastgroup, match.end()) == ("number", len(text))
