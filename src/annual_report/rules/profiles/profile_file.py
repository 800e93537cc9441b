"""How the file of a place is written: expectations/profiles/<place>.yaml, its notices and what each asks."""

from __future__ import annotations

import re
from datetime import MAXYEAR
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import Field, PlainValidator, PositiveInt, model_validator

from annual_report.filing.agency import Kind, Level, MonthDay
from annual_report.filing.figures import Number
from annual_report.strict_yaml import AdviceError, Pattern, Strict, Words, compile_pattern

# A figure as narrative.md quotes it: {{ 公开.行政规范性文件.制发 }}, or the name of a row of figures.csv.
PLACEHOLDER = re.compile(r"\{\{\s*([^{}]*[^{}\s])\s*\}\}")

NOT_POSITIVE = "请写大于 0 的数字"
ONE_WAY = "每一点要写明怎样判断，at_most、gives、says、never、rules、person 里正好写一个"
NEEDS_SECTION = "at_most、gives、says、never 要写明 section，rules、person 不写"
NEEDS_WORDS = "aspect 只能和 gives、says、never 一起写"
FOR_A_PERSON = "person 由人判断，不写 severity"
FOR_ALL = "改了 severity 的 rules 不能再写 kinds：规则的程度对各类单位都一样"
BACKWARDS = "last_year 不能早于 first_year"

# How a point can be judged, and which of these look at a section.
IN_A_SECTION = ("at_most", "gives", "says", "never")
WAYS = (*IN_A_SECTION, "rules", "person")


def _asked(words: Any) -> str | re.Pattern[str]:
    """Return the name of a figure that must be quoted, or the pattern beside which a number must stand."""
    found = PLACEHOLDER.fullmatch(words) if isinstance(words, str) else None
    return found[1] if found else compile_pattern(words)


def _positive(value: Any) -> Number:
    if isinstance(value, bool) or not isinstance(value, int | Decimal) or value <= 0:
        raise AdviceError(NOT_POSITIVE)
    return value


Quantity = Annotated[str | re.Pattern[str], PlainValidator(_asked)]
Score = Annotated[int | Decimal, PlainValidator(_positive)]


class Point(Strict):
    """One thing that a notice asks. The page docs/profiles.md says what each key is for."""

    number: PositiveInt
    words: Words
    severity: Literal["critical", "warning", "info"] = "warning"
    score: Score = 0
    kinds: list[Kind] = Field(default_factory=list)
    section: Words = ""
    aspect: Words = ""
    at_most: PositiveInt = 0
    gives: dict[Words, Quantity] = Field(default_factory=dict)
    says: dict[Words, Pattern] = Field(default_factory=dict)
    never: list[Words] = Field(default_factory=list)
    rules: list[Words] = Field(default_factory=list)
    person: Words = ""
    open: Words = ""

    @property
    def says_severity(self) -> bool:
        """Whether the notice itself makes it grave: rules named here become so, too."""
        return "severity" in self.model_fields_set

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        ways = [way for way in WAYS if getattr(self, way)]
        if len(ways) != 1:
            raise AdviceError(ONE_WAY)
        if bool(self.section) != (ways[0] in IN_A_SECTION):
            raise AdviceError(NEEDS_SECTION)
        if self.aspect and ways[0] not in IN_A_SECTION[1:]:
            raise AdviceError(NEEDS_WORDS)
        if self.person and self.says_severity:
            raise AdviceError(FOR_A_PERSON)
        if self.rules and self.says_severity and self.kinds:
            raise AdviceError(FOR_ALL)
        return self


class LocalDeadline(Strict):
    """By when agencies of some kinds and levels publish; of all where none are named."""

    publish: MonthDay
    kinds: list[Kind] = Field(default_factory=list)
    levels: list[Level] = Field(default_factory=list)


class Notice(Strict):
    """What one notice asks of the reports of some years; `basis` names it, with its date."""

    basis: Words
    first_year: PositiveInt
    last_year: PositiveInt = MAXYEAR
    deadlines: list[LocalDeadline] = Field(default_factory=list)
    points: list[Point] = Field(min_length=1)

    @model_validator(mode="after")
    def _is_in_force_once(self) -> Self:
        if self.last_year < self.first_year:
            raise AdviceError(BACKWARDS)
        return self

    def is_for(self, year: int) -> bool:
        """Whether it is about the reports of a year."""
        return self.first_year <= year <= self.last_year


class Profile(Strict):
    """The whole file: the place as its people call it, and the notices that hold there."""

    name: Words
    notices: list[Notice] = Field(min_length=1)
