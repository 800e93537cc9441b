"""How the prose writes: notebooks/narrative/phrases.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import MAXYEAR, MINYEAR
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, Field, PlainValidator, PositiveInt

from annual_report import paths
from annual_report.prose.claims.literal_prefilter import Sought
from annual_report.prose.reading.quantities import NUMERALS
from annual_report.strict_yaml import Pattern, Strict, Words, compile_pattern
from annual_report.toolkit_files import read_toolkit_file, state_of
from annual_report.wording import BEFORE_NUMBER, SCALE

# A pattern that no text fits.
NOTHING = re.compile("(?!)")


def _compile_sought(words: Any) -> Sought:
    return Sought(compile_pattern(words))


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

    units: list[Words] = Field(min_length=1)
    vague: list[Words] = Field(min_length=1)
    after: list[Words] = Field(min_length=1)
    exempt: list[Annotated[Sought, PlainValidator(_compile_sought)]]
    subject_units: list[Words]
    ledger: Pattern
    whole: Pattern
    growth: Pattern
    fall: Pattern
    ratio: Pattern
    other_years: Pattern
    contacts: Annotated[re.Pattern[str], PlainValidator(_in_every_line)]
    aspects: dict[Words, Pattern]
    accountability: dict[Words, Pattern]
    problems: Pattern
    improvements: Pattern
    business: Pattern
    business_most: PositiveInt
    boilerplate: Pattern
    self_names: Annotated[str, AfterValidator(_part_of_a_pattern)]
    personal: Pattern
    parts_said: Pattern
    misnumbered: Annotated[re.Pattern[str], PlainValidator(_in_every_line)]
    fee: Pattern
    fee_on_file: Pattern
    nothing: Pattern
    citations: list[Citation]
    document_number: Pattern
    broken_number: Pattern

    def exempt_spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the numbers that are no quantities, in reading order, as a single pattern with all branches would.

        Where several patterns fit, the first one counts.
        """
        at = 0
        found = [(each.pattern, match) for each in self.exempt if (match := each.search(text))]
        while found:
            _, first = min(found, key=lambda each: each[1].start())
            yield first.span()
            at = max(first.end(), at + 1)
            later = ((each, match if match.start() >= at else each.search(text, at)) for each, match in found)
            found = [(each, match) for each, match in later if match]

    @cached_property
    def quantity(self) -> re.Pattern[str]:
        """The pattern of a quantity: 1,234件, 近1.2亿元, 三十余件, 百分之九十五."""
        units = "|".join(sorted(map(re.escape, self.units), key=len, reverse=True))
        vague = "".join(self.vague)
        before = "|".join(sorted(BEFORE_NUMBER, key=len, reverse=True))
        after = rf"(?:\s*(?:{units})(?:{'|'.join(self.after)})?)"
        digits = rf"(?:{before})?\d[\d,，.．]*(?:\s*(?:{SCALE.pattern})?[{vague}]?[万亿]?)(?:\s*[%％]|{after})?"
        # Looked for at the head of a row of numerals only, which is read once: else each would read all the rest.
        chinese = rf"百分之[{NUMERALS}点]++|(?:{before})?(?<![{NUMERALS}点])[{NUMERALS}点]++[{vague}]?[万亿]?{after}"
        # A look at the first character spares both branches nearly everywhere.
        first = "".join({word[0] for word in (*BEFORE_NUMBER, *NUMERALS, "点", "百分之")})
        return re.compile(rf"(?=[\d{first}])(?:{digits}|{chinese})")


def phrases() -> Phrases:
    """Read the phrases. Raises RuleError that names what is wrong with them by file and line."""
    return _phrases(*state_of(paths.PHRASES))


@lru_cache(maxsize=2)
def _phrases(path: Path, *_: int) -> Phrases:
    return read_toolkit_file(path, Phrases)
