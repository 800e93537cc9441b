"""How the words are written: the kinds of notebooks/narrative/words.yaml, and what may stand in each of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

from annual_report.form.forms import load_forms
from annual_report.prose.reading.measures_file import load_measures
from annual_report.strict_yaml import Mistake, Strict, Words, find_doubled, find_missing
from annual_report.wording import suggestion

UNKNOWN_MEANING = "「{kind}」里的 {meaning} 不是表里的行、列，也不是 measures.yaml 里的意思{near}"

Meanings = dict[str, list[Words]]
Came = Literal["due", "receive", "new", "handle", "close", "carry", "carry_out", "levy", "reviewing"]
Made = Literal["issued", "repealed", "in_force", "document_other", "publish"]
Ours = Literal[
    "application", "bare_application", "mail", "cases", "review", "litigation", "direct_suit", "suit_after_review"
]
Listed = Literal["normative_documents", "rules", "licences", "penalties", "coercion", "administrative_fees"]
Else = Literal["bare_document", "processing_fee", "information", "other"]


class MeasureWords(Strict):
    """The measure words, and which of them count cases, decisions, money, or nothing that a table counts."""

    all: list[Words]
    cases: list[Words]
    decisions: list[Words]
    money: list[Words]
    others: list[Words]


class WordGroups(Strict):
    """The words that the reading asks for one by one. The file says what for."""

    inner: list[Words]
    describing: list[Words]
    inside: list[Words]
    reviewers: list[Words]
    courts: list[Words]
    moved: list[Words]
    fees: list[Words]
    others_acting: list[Words]
    year_round: list[Words]
    ways: list[Words]
    and_so_on: list[Words]
    taken_on: list[Words]
    proactive: list[Words]
    withdrawn: list[Words]
    others: list[Words]
    lost: list[Words]
    nothing_came: list[Words]
    nothing_at_all: list[Words]
    starting_from: list[Words]
    linking: list[Words]
    institutions: list[Words]
    of_work: list[Words]
    any_matter: list[Words]
    undecided: list[Words]
    units: list[Words]
    anybody: list[Words]
    adjectives: list[Words]
    handed_to: list[Words]
    same_beside: list[Words]
    finished: list[Words]
    already: list[Words]
    places: list[Words]
    offices: list[Words]


class WordsFile(Strict):
    """The whole file: a kind, its meanings, and the words of each. The file says what each kind is."""

    object: dict[Ours | Listed | Else, list[Words]]
    act: dict[Came | Made, list[Words]]
    result: Meanings
    reason: Meanings
    outcome: Meanings
    applicant: Meanings
    trial: dict[Literal["any"], list[Words]]
    channel: dict[Literal["any"], list[Words]]
    period: dict[Literal["part", "whole"], list[Words]]
    year: dict[Literal["last", "next"], list[Words]]
    unit: dict[Literal["part", "whole"], list[Words]]
    among: dict[Literal["parts", "in_turn"], list[Words]]
    total: dict[Literal["all", "rest"], list[Words]]
    open: dict[Literal["list"], list[Words]]
    every: dict[Literal["all"], list[Words]]
    none: dict[Literal["not"], list[Words]]
    zero: dict[Literal["said"], list[Words]]
    mind: dict[Literal["on_time", "plan", "roughly", "helping", "subset", "unrelated"], list[Words]]
    change: dict[Literal["up", "down", "same"], list[Words]]
    compare: dict[Literal["with", "other"], list[Words]]
    reach: dict[Literal["to"], list[Words]]
    share: dict[Literal["of"], list[Words]]
    rate: dict[Literal["closed", "corrected", "upheld", "online", "other"], list[Words]]
    cause: dict[Literal["of"], list[Words]]
    link: dict[Literal["and"], list[Words]]
    filler: dict[Literal["any"], list[Words]]
    theme: dict[Literal["any"], list[Words]]
    void: dict[Literal["phrase"], list[Words]]
    groups: WordGroups
    measure_words: MeasureWords


def _fixed_names(kind: Any) -> Iterator[str]:
    """Yield the names of a literal, or of several of them."""
    for each in get_args(kind):
        yield from [each] if isinstance(each, str) else _fixed_names(each)


# The meanings that the reading knows by name: none of them may be left out.
FIXED_MEANINGS = {
    kind: [*_fixed_names(get_args(field.annotation)[0])]
    for kind, field in WordsFile.model_fields.items()
    if get_origin(field.annotation) is dict
}


def mistakes_in_words(written: WordsFile) -> Iterator[Mistake]:
    """Yield the words that stand there twice, the meanings that lack, and those that nothing in the tables is."""
    for kind, meanings in FIXED_MEANINGS.items():
        yield from find_missing(kind, getattr(written, kind), meanings)
    yield from _doubled(written)
    yield from _unknown_meanings(written)


def every_word(written: WordsFile) -> Iterator[tuple[str, str, int, str]]:
    """Yield every word with its kind, its meaning and its number there."""
    for kind, meanings in written:
        if kind not in ("groups", "measure_words"):
            for value, words in meanings.items():
                yield from ((kind, value, number, word) for number, word in enumerate(words))


def _doubled(written: WordsFile) -> Iterator[Mistake]:
    return find_doubled("words", (((kind, value, number), word) for kind, value, number, word in every_word(written)))


def _unknown_meanings(written: WordsFile) -> Iterator[Mistake]:
    """Yield the results and outcomes that nothing in the tables is, and the applicants that are no columns."""
    measures, tables = load_measures(), [form.table("applications") for form in load_forms()]
    lines = {code for table in tables for code in table.lines_named}
    columns = {code for table in tables for code in table.columns_named}
    known = {
        "result": lines | measures.results.keys(),
        "reason": lines,
        "outcome": measures.outcomes.keys(),
        "applicant": columns | measures.applicants.keys(),
    }
    for kind, names in known.items():
        for meaning in getattr(written, kind):
            if meaning not in names:
                near = suggestion(meaning, names)
                yield Mistake((kind, meaning), UNKNOWN_MEANING.format(kind=kind, meaning=meaning, near=near), meaning)
