"""How offices write, beside the words of statistics: notebooks/narrative/phrases.yaml."""

from __future__ import annotations

import re
from datetime import MAXYEAR, MINYEAR
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, PlainValidator, PositiveInt

from annual_report import paths
from annual_report.strict_yaml import Pattern, Strict, Words, compile_pattern
from annual_report.toolkit_files import read_toolkit_file, state_of

# A pattern that no text fits.
NOTHING = re.compile("(?!)")


def _in_every_line(words: Any) -> re.Pattern[str]:
    return re.compile(compile_pattern(words).pattern, re.MULTILINE)


def _part_of_a_pattern(words: str) -> str:
    return compile_pattern(words).pattern


class Citation(Strict):
    """A law or a notice that reports cite: words of its title, its number, the report years it is for."""

    name: Words
    number: Words
    misnamed: Pattern = NOTHING
    first_year: PositiveInt = MINYEAR
    last_year: PositiveInt = MAXYEAR

    def is_for(self, year: int) -> bool:
        """Whether the reports of a year rest on it."""
        return self.first_year <= year <= self.last_year


class Phrases(Strict):
    """The words of offices, most of them patterns. The file says what each is for."""

    growth: Pattern
    fall: Pattern
    ratio: Pattern
    other_years: Pattern
    this_year: Pattern
    contacts: Annotated[re.Pattern[str], PlainValidator(_in_every_line)]
    aspects: dict[Words, Pattern]
    accountability: dict[Words, Pattern]
    problems: Pattern
    improvements: Pattern
    business: Pattern
    business_most: PositiveInt
    boilerplate: Pattern
    self_names: Annotated[str, AfterValidator(_part_of_a_pattern)]
    parts_said: Pattern
    misnumbered: Annotated[re.Pattern[str], PlainValidator(_in_every_line)]
    fee: Pattern
    fee_on_file: Pattern
    nothing: Pattern
    citations: list[Citation]
    document_number: Pattern
    broken_number: Pattern


def phrases() -> Phrases:
    """Read the phrases. Raises RuleError that names what is wrong with them by file and line."""
    return _phrases(*state_of(paths.PHRASES))


@lru_cache(maxsize=2)
def _phrases(path: Path, *_: int) -> Phrases:
    return read_toolkit_file(path, Phrases)
