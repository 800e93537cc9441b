"""The words of statistical prose: notebooks/narrative/words.yaml, and the names of the lines of a form."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from annual_report import paths
from annual_report.form.forms import Form, load_form, load_forms
from annual_report.prose.reading.measures_file import load_measures
from annual_report.prose.reading.own_forms import number_pattern
from annual_report.strict_yaml import Mistake, Strict, Words, find_doubled
from annual_report.toolkit_files import read_toolkit_file, refuse, state_of
from annual_report.wording import suggestion

Meanings = dict[str, list[Words]]
Came = Literal["receive", "new", "handle", "close", "carry", "carry_out", "levy", "reviewing"]
Made = Literal["issued", "repealed", "in_force", "document_other", "publish"]
Ours = Literal["application", "bare_application", "mail", "review", "litigation", "direct_suit", "suit_after_review"]
Listed = Literal["normative_documents", "rules", "licences", "penalties", "coercion", "administrative_fees"]
Else = Literal["bare_document", "processing_fee", "information", "other"]
OUTCOME, SHORTEST_NAME = "outcome", 3
UNKNOWN_MEANING = "「{kind}」里的 {meaning} 不是表里的行、列，也不是 measures.yaml 里的意思{near}"


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
    adjectives: list[Words]
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
    mind: dict[Literal["on_time", "plan", "roughly", "helping", "subset"], list[Words]]
    change: dict[Literal["up", "down", "same"], list[Words]]
    compare: dict[Literal["with", "other"], list[Words]]
    reach: dict[Literal["to"], list[Words]]
    share: dict[Literal["of"], list[Words]]
    rate: dict[Literal["closed", "corrected", "upheld", "other"], list[Words]]
    cause: dict[Literal["of"], list[Words]]
    link: dict[Literal["and"], list[Words]]
    filler: dict[Literal["any"], list[Words]]
    theme: dict[Literal["any"], list[Words]]
    void: dict[Literal["phrase"], list[Words]]
    groups: WordGroups
    measure_words: MeasureWords


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Every word with its kind and meaning; `lengths` of the words by their first character, the longest first."""

    meanings: Mapping[str, tuple[str, str]]
    lengths: Mapping[str, tuple[int, ...]]
    groups: Mapping[str, frozenset[str]]
    measure_words: Mapping[str, frozenset[str]]
    number: re.Pattern[str]


def load_vocabulary(version: str) -> Vocabulary:
    """Read the words for a form version, whose outcomes are words as well.

    Raises RuleError that names what is wrong with the file by line, and a word that stands there twice.
    """
    return _vocabulary(version, *state_of(paths.WORDS))


@lru_cache(maxsize=4)
def _vocabulary(version: str, path: Path, *_: int) -> Vocabulary:
    written = read_toolkit_file(path, WordsFile)
    refuse(path, [*_doubled(written), *_unknown_meanings(written)])
    meanings = {word: (kind, value) for kind, value, _, word in _every(written)}
    meanings = {**_names_of_outcomes(load_form(version)), **meanings}
    lengths: dict[str, set[int]] = defaultdict(set)
    for word in meanings:
        lengths[word[0]].add(len(word))
    return Vocabulary(
        meanings,
        {first: tuple(sorted(sizes, reverse=True)) for first, sizes in lengths.items()},
        {name: frozenset(words) for name, words in written.groups},
        {name: frozenset(words) for name, words in written.measure_words},
        number_pattern(written.measure_words.all),
    )


def _every(written: WordsFile) -> Iterator[tuple[str, str, int, str]]:
    """Yield every word with its kind, its meaning and its number there."""
    for kind, meanings in written:
        if kind not in ("groups", "measure_words"):
            for value, words in meanings.items():
                yield from ((kind, value, number, word) for number, word in enumerate(words))


def _doubled(written: WordsFile) -> Iterator[Mistake]:
    return find_doubled("words", (((kind, value, number), word) for kind, value, number, word in _every(written)))


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


def _names_of_outcomes(form: Form) -> dict[str, tuple[str, str]]:
    """Return the lines of the form that are outcomes, by their name: a line that a new form adds is known at once."""
    table = form.table("applications")
    lines = (line for line in table.lines if line.code in table.lines_named[OUTCOME])
    return {line.name: ("result", line.code) for line in lines if len(line.name) >= SHORTEST_NAME}
