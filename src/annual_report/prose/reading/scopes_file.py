"""What makes a count less than the total of the year: notebooks/narrative/scopes.yaml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from annual_report import paths
from annual_report.prose.reading.words_file import FIXED_MEANINGS
from annual_report.strict_yaml import Mistake, Strict, Words
from annual_report.toolkit_files import read_toolkit_file, refuse, state_of
from annual_report.wording import suggestion

# A meaning that no word has, but a form of its own: 2021—2023年, 近三年.
OWN_FORMS = {"period.years"}
UNKNOWN_MEANING = "words.yaml 里没有「{meaning}」这个意思{near}"

Meaning = Annotated[str, Field(pattern=r"^[a-z]+\.[a-z_]+$")]


class ScopeEntry(Strict):
    """One scope: how it is called, the meanings that open it, how far it reaches, the meanings that end it."""

    name: Words
    words: list[Meaning] = Field(min_length=1)
    reach: Literal["item", "segment", "sentence"]
    ends: list[Meaning]


class ScopesFile(Strict):
    """The whole file; the code knows each of them by its name."""

    period: ScopeEntry
    years: ScopeEntry
    unit: ScopeEntry
    plan: ScopeEntry
    actor: ScopeEntry
    channel: ScopeEntry
    helping: ScopeEntry
    subset: ScopeEntry
    instance: ScopeEntry


def load_scopes() -> dict[str, ScopeEntry]:
    """Read the scopes by name. Raises RuleError that names what is wrong with the file by line."""
    return _scopes(*state_of(paths.SCOPES))


@lru_cache(maxsize=2)
def _scopes(path: Path, *_: int) -> dict[str, ScopeEntry]:
    scopes = dict(read_toolkit_file(path, ScopesFile))
    refuse(path, _unknown_meanings(scopes))
    return scopes


def _unknown_meanings(scopes: Mapping[str, ScopeEntry]) -> Iterator[Mistake]:
    known = {f"{kind}.{meaning}" for kind, meanings in FIXED_MEANINGS.items() for meaning in meanings} | OWN_FORMS
    for name, scope in scopes.items():
        for key in ("words", "ends"):
            for number, meaning in enumerate(getattr(scope, key)):
                if meaning not in known:
                    words = UNKNOWN_MEANING.format(meaning=meaning, near=suggestion(meaning, known))
                    yield Mistake((name, key, number), words, meaning)
