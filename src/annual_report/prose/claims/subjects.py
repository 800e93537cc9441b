"""What the prose speaks about: notebooks/narrative/subjects.yaml, for the cells that a form has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import yaml

from annual_report import paths
from annual_report.errors import RuleError
from annual_report.form.forms import Form, load_form
from annual_report.form.tables import Address
from annual_report.prose.claims.literal_prefilter import UNKNOWN, Sought, Words, may_hold

# How the patterns of the file are written, see its head.
NUMBER, OTHER_NUMBER = "＃", "＊"
SAME_CLAUSE = f"[^{NUMBER}{OTHER_NUMBER}，。；：！？（）\n]{{0,14}}?"
SAME_SENTENCE = "[^。！？\n]*?"

BAD_SUBJECTS = "{file}  写法有误：{reason}"

# A line of the form is a subject of its own: 本机关不掌握相关政府信息809件. Its whole is the total of all outcomes.
OUTCOME, TOTAL, OUTCOMES_TOTAL = "outcome", "total", "outcomes_total"


@dataclass(frozen=True)
class Subject:
    """Something the prose talks about: the words that name it, and the cells whose sum it must agree with.

    `whole` are the cells that a share of it is taken of; empty where it has no shares.
    """

    code: str
    says: tuple[Sought, ...]
    cells: tuple[str, ...]
    whole: tuple[str, ...] = ()
    about: re.Pattern[str] | None = None
    unless: re.Pattern[str] | None = None

    @cached_property
    def words(self) -> Words:
        """Words of which a paragraph must hold one to name this subject; none where that cannot be told."""
        needed = [pattern.words for pattern in self.says]
        in_numbers = any(NUMBER in word or OTHER_NUMBER in word for words in needed for word in words)
        return UNKNOWN.union(*needed) if all(needed) and not in_numbers else UNKNOWN

    def is_about(self, paragraph: str) -> bool:
        """Whether a paragraph is about this subject at all."""
        return self.about is None or bool(self.about.search(paragraph))

    def named_in(self, text: str) -> re.Match[str] | None:
        """Return where a text names this subject; None where it does not."""
        for pattern in self.says:
            match = pattern.search(text)
            if match and not (self.unless and self.unless.search(match.group())):
                return match
        return None


def near(subjects: Sequence[Subject], paragraph: str) -> list[Subject]:
    """Return the subjects that the sentences of a paragraph can name: it must be about them at all."""
    worded = [each for each in subjects if may_hold(paragraph, each.words)]
    heard = {about: about is None or bool(about.search(paragraph)) for about in {each.about for each in worded}}
    return [each for each in worded if heard[each.about]]


@dataclass(frozen=True)
class Subjects:
    """The subjects of a form: those with a number, and the statements that say there was none."""

    quantities: tuple[Subject, ...]
    statements: tuple[Subject, ...]

    def bound_to(self, sources: Sequence[str]) -> str:
        """Return the code of the subject that has just these cells; empty where none has."""
        return self._codes.get(frozenset(sources), "")

    def of(self, code: str | None) -> Subject | None:
        return self._by_code.get(code)

    @cached_property
    def _codes(self) -> dict[frozenset[str], str]:
        return {frozenset(each.cells): each.code for each in reversed(self.quantities) if each.cells}

    @cached_property
    def _by_code(self) -> dict[str | None, Subject]:
        return {each.code: each for each in reversed((*self.quantities, *self.statements))}


def load_subjects(version: str) -> Subjects:
    """Read the subjects whose cells a form version has. Raises RuleError for a file that cannot be used."""
    return _subjects_of(version, *paths.state(paths.SUBJECTS))


@lru_cache(maxsize=4)
def _subjects_of(version: str, path: Path, *_: int) -> Subjects:
    form = load_form(version)
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        quantities = [*_subjects(data, "quantities", form), *_lines(form)]
        return Subjects(tuple(quantities), tuple(_subjects(data, "statements", form)))
    except (yaml.YAMLError, re.error, KeyError, TypeError, AttributeError) as error:
        raise RuleError(BAD_SUBJECTS.format(file=paths.stored(path), reason=error)) from error


def _subjects(data: Mapping[str, Any], key: str, form: Form) -> Iterator[Subject]:
    for each in data[key]:
        cells = [_cells(form, *cell.split(".")) for cell in each["cells"]]
        if all(cells):
            yield Subject(
                code=each["code"],
                says=tuple(_pattern(words, number=key == "quantities") for words in each["says"]),
                cells=tuple(address for addresses in cells for address in addresses),
                whole=form.addresses(*Address(*each["whole"].split("."))) if each.get("whole") else (),
                about=_compiled(each.get("about", data["about"])),
                unless=_compiled(each.get("unless", data["unless"])),
            )


def _cells(form: Form, table: str, line: str, column: str) -> tuple[str, ...]:
    """Return the figures that a line and a column stand for, column by column where that is a group or a family."""
    columns = form.table(table).columns_named.get(column, ())
    return tuple(address for each in columns for address in form.addresses(table, line, each))


def _lines(form: Form) -> Iterator[Subject]:
    """Yield every single outcome of an application, named as the form names it."""
    table = form.table("applications")
    for line in table.lines:
        if line.code in table.lines_named[OUTCOME] and len(line.name) > len("其他"):
            yield Subject(
                code=f"outcome_{line.code}",
                says=(_pattern(f"{re.escape(line.name)}…{NUMBER}"),),
                cells=form.addresses(table.code, line.code, TOTAL),
                whole=form.addresses(table.code, OUTCOMES_TOTAL, TOTAL),
            )


def _compiled(pattern: str) -> re.Pattern[str] | None:
    return re.compile(pattern) if pattern else None


def _pattern(words: str, number: bool = True) -> Sought:
    # Where the first place that fits leads nowhere, none further on in the sentence does: an atomic group stops.
    first, *later = words.split("……")
    pattern = first + "".join(f"(?>{SAME_SENTENCE}{each})" for each in later)
    pattern = pattern.replace("…", SAME_CLAUSE)
    # What stands before the number must lead up to it.
    return Sought(re.compile(f"{pattern}$" if number and words.endswith(NUMBER) else pattern))
