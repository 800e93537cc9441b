"""What a site remembers from run to run, so that only what changed is read, compared and written again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from annual_report.files import read_record, write_whole


@dataclass
class SiteMemory:
    """By agency/year: which inputs the figures are of, and what was told of which last change.

    It is void for another `toolkit`.
    """

    toolkit: str
    figures: dict[str, str] = field(default_factory=dict)
    changes: dict[str, str] = field(default_factory=dict)
    corrections: dict[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)


def recall_site(file: Path, toolkit: str) -> SiteMemory:
    """Return what the last run remembered; nothing where another toolkit did, or where it cannot be read."""
    with suppress(TypeError):  # it remembers something else
        found = SiteMemory(**read_record(file))
        if found.toolkit == toolkit:
            return found
    return SiteMemory(toolkit)


def remember_site(file: Path, memory: SiteMemory) -> None:
    """Keep what the next run may go by."""
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, json.dumps(asdict(memory), ensure_ascii=False))
