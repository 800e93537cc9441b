"""What makes a count less than the total of the year: notebooks/narrative/scopes.yaml."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from annual_report import paths
from annual_report.strict_yaml import Strict
from annual_report.toolkit_files import read_toolkit_file, state_of

Meaning = Annotated[str, Field(pattern=r"^[a-z]+\.[a-z_]+$")]


class ScopeEntry(Strict):
    """One scope: the meanings that open it, how far it reaches, the meanings that end it."""

    words: list[Meaning] = Field(min_length=1)
    reach: Literal["item", "segment", "sentence"]
    ends: list[Meaning]


class ScopesFile(Strict):
    """The whole file; the code knows each of them by its name."""

    period: ScopeEntry
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
    return dict(read_toolkit_file(path, ScopesFile))
