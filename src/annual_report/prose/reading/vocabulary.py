"""The words of statistical prose: notebooks/narrative/words.yaml, and the names of the lines of a form."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from annual_report import paths
from annual_report.form.forms import Form, load_form
from annual_report.prose.reading.fold import fold
from annual_report.prose.reading.own_forms import number_pattern
from annual_report.prose.reading.words_file import WordsFile, every_word, mistakes_in_words
from annual_report.toolkit_files import read_toolkit_file, refuse, state_of

OUTCOME, APPLICANT, RESULT, REASON = "outcome", "applicant", "result", "reason"
# What names nothing by itself, in whichever line it stands.
ANY_OTHER = "其他"


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Every word with its kind and meaning; `lengths` of the words by how they begin, the longest first.

    A word of several characters begins with two of them: so few texts begin like a word that little is looked up.
    """

    meanings: Mapping[str, tuple[str, str]]
    lengths: Mapping[str, tuple[int, ...]]
    groups: Mapping[str, frozenset[str]]
    measure_words: Mapping[str, frozenset[str]]
    number: re.Pattern[str]


def load_vocabulary(version: str) -> Vocabulary:
    """Read the words for a form version, whose outcomes and kinds of applicants are words as well.

    Raises RuleError that names what is wrong with the file by line, and a word that stands there twice.
    """
    return _vocabulary(version, *state_of(paths.WORDS))


@lru_cache(maxsize=4)
def _vocabulary(version: str, path: Path, *_: int) -> Vocabulary:
    written = read_toolkit_file(path, WordsFile)
    refuse(path, mistakes_in_words(written))
    meanings = {word: (kind, value) for kind, value, _, word in every_word(written)}
    meanings |= {
        name: meaning
        for name, meaning in _names_in(load_form(version)).items()
        if meanings.get(name, ("",))[0] not in (RESULT, REASON, APPLICANT)
    }
    return Vocabulary(
        meanings,
        lengths_by_beginning(meanings),
        {name: frozenset(words) for name, words in written.groups},
        {name: frozenset(words) for name, words in written.measure_words},
        number_pattern(written.measure_words.all),
    )


def lengths_by_beginning(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Return how long the words are that begin alike, the longest first."""
    lengths: dict[str, set[int]] = defaultdict(set)
    for word in words:
        lengths[word[:2]].add(len(word))
    return {beginning: tuple(sorted(sizes, reverse=True)) for beginning, sizes in lengths.items()}


def _names_in(form: Form) -> dict[str, tuple[str, str]]:
    """Return outcomes and kinds of applicants by the form's own names: what a new form adds is known at once."""
    table = form.table("applications")
    lines = [line for line in table.lines if line.code in table.lines_named[OUTCOME]]
    columns = [column for column in table.columns if column.code in table.columns_named[APPLICANT]]
    named = ((RESULT, lines), (APPLICANT, columns))
    names = {fold(each.name).text: (kind, each.code) for kind, found in named for each in found}
    return {name: meaning for name, meaning in names.items() if name != ANY_OTHER}
