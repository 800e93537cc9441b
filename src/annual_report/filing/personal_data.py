"""What looks like a datum of a person: what it is, where it stands, and how to speak of it without telling it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from annual_report import paths
from annual_report.strict_yaml import Pattern, Strict, Words
from annual_report.toolkit_files import read_toolkit_file, state_of
from annual_report.wording import FULL_WIDTH, fold

# The weights of the digits of an identity number, and its last digit by the rest of their sum (GB 11643—1999).
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
LAST_DIGITS = "10X98765432"

# Of a masked text, so much stays, and so many stars at most take the place of the rest.
SHOWN, MOST_STARS = 1, 8


class PersonalKind(Strict):
    """A kind of personal data: how it looks, and what must agree beside."""

    pattern: Pattern
    check: Literal["", "identity_number"] = ""


class PersonalPatterns(Strict):
    """What is looked for everywhere, and in registers beside, by its name; and the columns that are about a person.

    In `addresses` of pages nothing is looked for.
    """

    addresses: Pattern
    everywhere: dict[Words, PersonalKind]
    registers: dict[Words, PersonalKind]
    columns: Pattern


class PersonalDatum(NamedTuple):
    """What looks like a datum of a person: its kind, and where it begins and ends in a text."""

    kind: str
    start: int
    end: int


def find_personal(text: str, in_register: bool = False) -> Iterator[PersonalDatum]:
    """Yield what looks like a datum of a person, by kind; in a register much that offices write elsewhere is one.

    What two kinds find in one place is told once.
    """
    known, found = _patterns(), list[PersonalDatum]()
    words = known.addresses.sub(_blank, text.translate(FULL_WIDTH))
    kinds = [*known.everywhere.items(), *(known.registers.items() if in_register else ())]
    for name, kind in kinds:
        for match in kind.pattern.finditer(words):
            datum = PersonalDatum(name, *match.span())
            is_new = not any(datum.start < each.end and each.start < datum.end for each in found)
            if is_new and (not kind.check or is_identity_number(match.group())):
                found.append(datum)
                yield datum


def is_about_persons(column: str) -> bool:
    """Whether a column of a register is about a person by its name."""
    return bool(re.search(_patterns().columns.pattern, fold(column), re.IGNORECASE))


def is_identity_number(digits: str) -> bool:
    """Whether the last of 18 digits agrees with the others."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=False))
    return LAST_DIGITS[total % 11] == digits[-1].upper()


def mask(text: str) -> str:
    """Return a text of which nobody can tell what it was: 1********."""
    hidden = len(text.strip()) - SHOWN
    return text.strip()[:SHOWN] + "*" * min(max(hidden, 1), MOST_STARS)


def _blank(address: re.Match[str]) -> str:
    return " " * len(address.group())


def _patterns() -> PersonalPatterns:
    return _read(*state_of(paths.PERSONAL_DATA))


@lru_cache(maxsize=2)
def _read(path: Path, *_: int) -> PersonalPatterns:
    return read_toolkit_file(path, PersonalPatterns)
