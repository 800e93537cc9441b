"""Where a word stands in words.yaml, under which meanings, and how the reading parts any text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from annual_report import paths
from annual_report.prose.reading.fold import fold
from annual_report.prose.reading.lex import lex
from annual_report.prose.reading.vocabulary import load_vocabulary
from annual_report.prose.reading.words_file import WordsFile
from annual_report.strict_yaml import row_of
from annual_report.toolkit_files import read_toolkit_file
from annual_report.yaml_loader import load_yaml


class WordPlace(NamedTuple):
    """A meaning that has a word, where the word stands in the file, and the other words of that meaning."""

    meaning: str
    row: int
    others: tuple[str, ...]


class ReadWord(NamedTuple):
    """A part of a text, and its meaning: kind.meaning, number, mark, or text where nobody knows it."""

    text: str
    meaning: str


def places_of(word: str) -> Iterator[WordPlace]:
    """Yield every place of a word in words.yaml, in the order of the file."""
    written = read_toolkit_file(paths.WORDS, WordsFile)
    node, _ = load_yaml(paths.WORDS.read_text(encoding="utf-8"))
    for kind, meanings in written:
        for meaning, words in dict(meanings).items():
            if word in words:
                others = tuple(each for each in words if each != word)
                yield WordPlace(f"{kind}.{meaning}", row_of(node, (kind, meaning, words.index(word))) or 1, others)


def part(text: str, version: str) -> list[ReadWord]:
    """Return a text as the reading parts it."""
    tokens = lex(fold(text).text, load_vocabulary(version))
    return [ReadWord(each.text, f"{each.kind}.{each.value}" if each.value else each.kind) for each in tokens]
