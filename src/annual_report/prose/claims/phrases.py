"""How the prose writes: notebooks/narrative/phrases.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from annual_report import paths
from annual_report.errors import RuleError
from annual_report.prose.claims.literal_prefilter import Sought
from annual_report.prose.claims.quantities import NUMERALS
from annual_report.wording import BEFORE_NUMBER, SCALE

BAD_PHRASES = "{file}  写法有误：{reason}"

# The entries that are a pattern as they stand.
PATTERNS = (
    *("ledger", "whole", "other_years", "problems", "improvements", "business", "boilerplate", "personal"),
    *("parts_said", "fee", "nothing", "growth", "fall", "ratio"),
)


@dataclass(frozen=True)
class Exempt:
    """Patterns of numbers that are no quantities; where several fit, the first one counts."""

    patterns: tuple[Sought, ...]

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield what they fit, in reading order, as a single pattern with all of them for branches would."""
        at = 0
        found = [(each.pattern, match) for each in self.patterns if (match := each.search(text))]
        while found:
            _, first = min(found, key=lambda each: each[1].start())
            yield first.span()
            at = max(first.end(), at + 1)
            later = ((each, match if match.start() >= at else each.search(text, at)) for each, match in found)
            found = [(each, match) for each, match in later if match]


@dataclass(frozen=True)
class Phrases:
    """The words of offices, as patterns."""

    quantity: re.Pattern[str]
    exempt: Exempt
    misnumbered: re.Pattern[str]
    subject_units: frozenset[str]
    aspects: dict[str, re.Pattern[str]]
    accountability: dict[str, re.Pattern[str]]
    self_names: str
    business_most: int
    ledger: re.Pattern[str]
    whole: re.Pattern[str]
    other_years: re.Pattern[str]
    problems: re.Pattern[str]
    improvements: re.Pattern[str]
    business: re.Pattern[str]
    boilerplate: re.Pattern[str]
    personal: re.Pattern[str]
    parts_said: re.Pattern[str]
    fee: re.Pattern[str]
    nothing: re.Pattern[str]
    growth: re.Pattern[str]
    fall: re.Pattern[str]
    ratio: re.Pattern[str]


def phrases() -> Phrases:
    """Read the phrases. Raises RuleError for a file that cannot be used."""
    return _phrases(*paths.state(paths.PHRASES))


@lru_cache(maxsize=2)
def _phrases(path: Path, *_: int) -> Phrases:
    try:
        return _compiled(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (yaml.YAMLError, re.error, KeyError, TypeError, AttributeError) as error:
        raise RuleError(BAD_PHRASES.format(file=paths.stored(path), reason=error)) from error


def _compiled(data: dict[str, Any]) -> Phrases:
    return Phrases(
        quantity=_quantity(data),
        exempt=Exempt(tuple(Sought(re.compile(pattern)) for pattern in data["exempt"])),
        misnumbered=re.compile(data["misnumbered"], re.MULTILINE),
        subject_units=frozenset(data["subject_units"]),
        aspects={name: re.compile(pattern) for name, pattern in data["aspects"].items()},
        accountability={name: re.compile(pattern) for name, pattern in data["accountability"].items()},
        self_names=data["self_names"],
        business_most=data["business_most"],
        **{name: re.compile(data[name]) for name in PATTERNS},
    )


def _quantity(data: dict[str, Any]) -> re.Pattern[str]:
    """Return the pattern of a quantity: 1,234件, 近1.2亿元, 三十余件, 百分之九十五."""
    units = "|".join(sorted(map(re.escape, data["units"]), key=len, reverse=True))
    vague = "".join(data["vague"])
    before = "|".join(sorted(BEFORE_NUMBER, key=len, reverse=True))
    after = rf"(?:\s*(?:{units})(?:{'|'.join(data['after'])})?)"
    digits = rf"(?:{before})?\d[\d,，.．]*(?:\s*(?:{SCALE.pattern})?[{vague}]?[万亿]?)(?:\s*[%％]|{after})?"
    # Looked for at the head of a row of numerals only, which is read once: else each of them would read all the rest.
    chinese = rf"百分之[{NUMERALS}]++|(?:{before})?(?<![{NUMERALS}])[{NUMERALS}]++[{vague}]?[万亿]?{after}"
    # A look at the first character spares both branches nearly everywhere.
    first = "".join({word[0] for word in (*BEFORE_NUMBER, *NUMERALS, "百分之")})
    return re.compile(rf"(?=[\d{first}])(?:{digits}|{chinese})")
