"""Characters of inputs: GB 18030-2022, characters that print nothing, characters for private use."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from annual_report import paths
from annual_report.errors import InputError, Problem

# Python's codec is of a time when Unicode had no characters for these yet. GB 18030-2022 gives A6D9 to A6F3 and FE59 to
# FEA0 their own, as browsers read them; FE51, FE52, FE53, FE6C, FE76, FE91 were always meant for the last six.
IN_2000 = (
    "\ue78d\ue78e\ue78f\ue790\ue791\ue792\ue793\ue794\ue795\ue796\ue81e\ue826\ue82b\ue82c\ue832\ue843\ue854\ue864"
    "\ue816\ue817\ue818\ue831\ue83b\ue855"
)
IN_2022 = (
    "\ufe10\ufe12\ufe11\ufe13\ufe14\ufe15\ufe16\ufe17\ufe18\ufe19\u9fb4\u9fb5\u9fb6\u9fb7\u9fb8\u9fb9\u9fba\u9fbb"
    "\U00020087\U00020089\U000200cc\U000215d7\U0002298f\U000241fe"
)
MEANT = dict(zip(IN_2000, IN_2022, strict=True))

# What web pages and chats leave in a text that is copied from them, and what prints nothing: places where a line may or
# may not end, marks of the direction of writing, variants of a symbol.
INVISIBLE = re.compile("[\xad\u034f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]")
SPACES = re.compile("[\u2000-\u200a\u202f\u205f]")
ACCENTED = re.compile("[^\\W\\d_][\u0300-\u036f]+")

PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
PRIVATE_CHARACTER = "有只在个别电脑上能显示的自造字（U+{code:04X}）{meant}：请改用规范汉字"
MANY_PRIVATE = (
    "有 {count} 个只在个别电脑上能显示的字（这里是 U+{code:04X}）："
    "多半成了乱码（保存时选错了编码），请从原来的文件重新「另存为」UTF-8"
)
PROBABLY = "，可能是「{character}」"

# So many private characters are no person's own, but those of a text in another encoding.
MANY = 8

# How many more places of one character are told.
MOST_PLACES = 30
MORE_PLACES = "；还出现在 {places}"
AND_SO_ON = " 等 {count} 处"


def by_standard_of_2022(text: str, encoding: str) -> str:
    """Return a text that was decoded with Python's codec, as GB 18030-2022 reads it."""
    return text.translate(str.maketrans(IN_2000, IN_2022)) if encoding == "gb18030" else text


def as_seen(text: str) -> str:
    """Return a text without the characters that print nothing, spaces of any width as one kind, é as one character."""
    plain = SPACES.sub(" ", INVISIBLE.sub("", text))
    return ACCENTED.sub(lambda found: unicodedata.normalize("NFC", found[0]), plain)


def refuse_private(text: str, path: Path) -> None:
    """Raise InputError that names every character of a text that only its own machine can show."""
    problems = []
    found = [*_places(text, PRIVATE, path)]
    count = len({character for _, _, character in found})
    if count > MANY:
        row, column, character = found[0]
        message = MANY_PRIVATE.format(count=count, code=ord(character))
        raise InputError([Problem(message, paths.stored_name(path), row, column, found=character)])
    for row, column, character in found:
        meant = PROBABLY.format(character=MEANT[character]) if character in MEANT else ""
        message = PRIVATE_CHARACTER.format(code=ord(character), meant=meant)
        problems.append(Problem(message, paths.stored_name(path), row, column, found=character))
    if problems:
        raise InputError(problems)


def locate_characters(problems: Iterable[Problem], texts: Iterable[tuple[Path, str]]) -> Iterator[Problem]:
    """Yield problems with a character, each with every place in these texts where that stands; others as they are."""
    texts = list(texts)
    for problem in problems:
        wanted = re.compile(re.escape(problem.found))
        is_character = len(problem.found) == 1 and not problem.file
        found = [(path, place) for path, text in texts for place in _places(text, wanted, path)] if is_character else []
        yield _with_places(problem, [(paths.stored_name(path), row, column) for path, (row, column, _) in found])


def _with_places(problem: Problem, places: list[tuple[str, int, int]]) -> Problem:
    if not places:
        return problem
    (file, row, column), *others = places
    told = "、".join(f"{name}:{line}:{place}" for name, line, place in others[:MOST_PLACES])
    more = MORE_PLACES.format(places=told) if others else ""
    rest = AND_SO_ON.format(count=len(others)) if len(others) > MOST_PLACES else ""
    return replace(problem, message=problem.message + more + rest, file=file, row=row, column=column)


def _places(text: str, wanted: re.Pattern[str], path: Path) -> Iterator[tuple[int, int, str]]:
    """Yield row and column of every character that is wanted; in a table the column is that of its cell."""
    for row, line in enumerate(text.splitlines() if wanted.search(text) else (), 1):
        for found in wanted.finditer(line):
            before = line[: found.start()]
            column = _column(before) if path.suffix.lower() == ".csv" else len(before) + 1
            yield row, column, found.group()


def _column(before: str) -> int:
    delimiter = "\t" if before.count("\t") > before.count(",") else ","
    return max(1, len(next(csv.reader([before], delimiter=delimiter), [])))
