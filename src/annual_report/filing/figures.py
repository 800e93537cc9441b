"""A figure: a number that knows the cells it comes from, in prose as in tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from annual_report import wording

# A bound figure travels through Jinja as text between three Unicode noncharacters, which no input may
# hold: START sources MIDDLE words END.
START, MIDDLE, END = "\ufdd0", "\ufdd1", "\ufdd2"
MARKED = re.compile(f"{START}([^{MIDDLE}]*){MIDDLE}([^{END}]*){END}")
MORE_THAN_TEXT = re.compile("[*|\r\n\x85\u2028\u2029]")

Number = int | Decimal

OTHER_UNIT = "单位不同（{one}、{other}），不能相加、相减或比较；元和万元可先用「| 元」「| 万元」换算"
NO_NUMBER = "「{found}」不是数字，不能与数字比较或相加"
NO_SUCH_NUMBER = "没有这么大的数：请核对占位符里的数字"


class SentenceError(Exception):
    """A sentence asks for something that has no meaning; the message is for its author."""


@dataclass(frozen=True, eq=False)
class Figure:
    """A quantity with its unit (件, 万元, 元, % …) and its sources: cell addresses, or figures.<name>.

    A source of last year's begins with previous. `value` is None where the figure is missing. Printing it gives its
    words between marks that name the sources; adding, subtracting and comparing work as with numbers and keep them.
    """

    value: Number | None
    unit: str = ""
    vagueness: str = ""
    sources: tuple[str, ...] = ()
    words: str = ""

    @property
    def text(self) -> str:
        """The words without marks: 30万余件."""
        return self.words or wording.say_quantity(self.value, self.unit, self.vagueness)

    def __str__(self) -> str:
        return f"{START}{' '.join(self.sources)}{MIDDLE}{self.text}{END}"

    def said(self, words: str, *others: object) -> Figure:
        """Return this figure said in other words, bound to the sources of the others too."""
        sources = [*self.sources, *(source for other in others for source in _sources(other))]
        return replace(self, words=words, sources=tuple(dict.fromkeys(sources)))

    def __add__(self, other: object) -> Figure:
        return self._combine(other, 1)

    def __sub__(self, other: object) -> Figure:
        return self._combine(other, -1)

    def __radd__(self, other: object) -> Figure:
        return self._combine(other, 1)

    def _combine(self, other: object, sign: int) -> Figure:
        mine, theirs = self.value, _comparable(self, other)
        value = None if mine is None or theirs is None else mine + sign * theirs
        return replace(self.said("", other), value=value)

    def __eq__(self, other: object) -> bool:
        return self.value is not None and self.value == _comparable(self, other)

    def __lt__(self, other: object) -> bool:
        theirs = _comparable(self, other)
        return self.value is not None and theirs is not None and self.value < theirs

    def __gt__(self, other: object) -> bool:
        theirs = _comparable(self, other)
        return self.value is not None and theirs is not None and self.value > theirs

    def __le__(self, other: object) -> bool:
        return self < other or self == other

    def __ge__(self, other: object) -> bool:
        return self > other or self == other

    def __bool__(self) -> bool:
        return bool(self.value)

    def __hash__(self) -> int:
        return hash((self.value, self.unit, self.sources))


def number_of(value: object) -> Number | None:
    """Return the number behind a figure or a plain number; None where there is none."""
    if isinstance(value, Figure):
        return value.value
    if isinstance(value, int | Decimal):
        return value
    return Decimal(repr(value)) if isinstance(value, float) else None


def total(figures: Sequence[Figure]) -> Figure:
    """Return the sum of figures, bound to all of them; missing where one is missing."""
    first, *rest = figures
    if not rest:
        return first
    for each in rest:
        require_same_unit(first, each)
    known = [figure.value for figure in figures if figure.value is not None]
    value = sum(known[1:], known[0]) if len(known) == len(figures) else None
    sources = dict.fromkeys(source for figure in figures for source in figure.sources)
    return Figure(value, first.unit, first.vagueness, tuple(sources))


def literal(text: str) -> str:
    """Return a text to be filled in that stays text: between marks, where a star, a bar or a line would be more."""
    return f"{START}{MIDDLE}{text}{END}" if MORE_THAN_TEXT.search(text) and START not in text else text


def without_marks(text: str) -> str:
    """Return a text without marks, as a reader sees it."""
    return MARKED.sub(r"\2", text)


def _sources(value: object) -> tuple[str, ...]:
    return value.sources if isinstance(value, Figure) else ()


def _comparable(figure: Figure, other: object) -> Number | None:
    """Return the number to compare or add. Raises SentenceError for a text, and for a figure in another unit."""
    if isinstance(other, Figure):
        require_same_unit(figure, other)
    elif not isinstance(other, int | float | Decimal):
        raise SentenceError(NO_NUMBER.format(found=other))
    number = number_of(other)
    if number is not None and not Decimal(number).is_finite():
        raise SentenceError(NO_SUCH_NUMBER)
    return number


def require_same_unit(one: Figure, other: Figure) -> None:
    """Raise SentenceError where two figures cannot be added or compared: 件 and %, 元 and 万元."""
    if one.unit != other.unit:
        raise SentenceError(OTHER_UNIT.format(one=one.unit or "无单位", other=other.unit or "无单位"))
