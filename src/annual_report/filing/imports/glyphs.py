"""Texts as labels are compared: without what only printing adds, each character with the place that it came from."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache, cached_property, lru_cache
from pathlib import Path

from annual_report.strict_yaml import Strict
from annual_report.toolkit_files import read_toolkit_file

KNOWN_LABELS = Path(__file__).with_name("known_labels.yaml")

# Left out: quotation marks, the slash of a label, marks of Markdown.
LEFT_OUT = frozenset("\"'“”‘’「」『』〝〞＂＇/／*#`_")
# Marks that offices use for one another between the words of a label, and after its number.
PAUSES = dict.fromkeys(map(ord, "、,.:;。·・"), ",")


class OtherLabel(Strict):
    """Another wording of an official label, and where it was seen."""

    printed: str
    official: str
    seen: str


class KnownLabels(Strict):
    """What is read as an official label or title beside the label itself: the closed list."""

    titles: dict[str, list[str]]
    key_words: dict[str, list[str]]
    labels: list[OtherLabel]
    glyphs: dict[str, str]

    @cached_property
    def by_official(self) -> dict[str, list[str]]:
        """The other wordings of every official label that has any."""
        found: dict[str, list[str]] = {}
        for each in self.labels:
            found.setdefault(each.official, []).append(each.printed)
        return found


@cache
def known_labels() -> KnownLabels:
    """Read the closed list."""
    return read_toolkit_file(KNOWN_LABELS, KnownLabels)


# The labels of both forms are compared again and again.
@lru_cache(maxsize=4096)
def compared(text: str) -> str:
    """Return a text as labels are compared."""
    return "".join(map(_compared, text))


def glyphs_of(text: str) -> Iterator[tuple[str, str, int]]:
    """Yield the characters of a text that count: as each is compared, as it is printed, and its place in the text."""
    for place, printed in enumerate(text):
        for each in _compared(printed):
            yield each, printed, place


@cache
def _compared(printed: str) -> str:
    known = known_labels().glyphs
    folded = unicodedata.normalize("NFKC", known.get(printed, printed)).translate(PAUSES)
    return "".join(known.get(each, each) for each in folded if not _says_nothing(each))


def _says_nothing(character: str) -> bool:
    return character.isspace() or character in LEFT_OUT or unicodedata.category(character) in ("Cf", "Cc")
