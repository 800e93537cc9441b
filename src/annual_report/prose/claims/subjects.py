"""What the prose speaks about: notebooks/narrative/subjects.yaml, for the cells that a form has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, Field, PlainValidator

from annual_report import paths
from annual_report.form.form_file import Cells, Code
from annual_report.form.forms import Form, load_form, load_forms
from annual_report.form.tables import Address
from annual_report.prose.claims.literal_prefilter import UNKNOWN, Sought, Words, may_hold
from annual_report.strict_yaml import Mistake, Strict, compiled
from annual_report.toolkit_files import read_toolkit_file, refuse, state_of
from annual_report.wording import suggestion

# How the patterns of the file are written, see its head.
NUMBER, OTHER_NUMBER = "＃", "＊"
SAME_CLAUSE = f"[^{NUMBER}{OTHER_NUMBER}，。；：！？（）\n]{{0,14}}?"
SAME_SENTENCE = "[^。！？\n]*?"

DOUBLED = "「code」写的 {code} 在这里是第二次出现：请改好其中一个"
UNKNOWN_CELL = "没有一个版本的表有「{cells}」这一格{suggestion}"
NOT_TOGETHER = "没有一个版本的表同时有「{code}」的这些格：请核对 cells"

# A line of the form is a subject of its own: 本机关不掌握相关政府信息809件. Its whole is the total of all outcomes.
OUTCOMES, TOTAL, OUTCOMES_TOTAL = "outcomes", "total", "outcomes_total"


def _said(words: str) -> str:
    """Return words that name a subject. Raises AdviceError for those that are no pattern, as written and as meant."""
    compiled(words)
    compiled(_spelled_out(words))
    return words


def _condition(words: Any) -> re.Pattern[str] | None:
    """Return a pattern; the empty one is no condition."""
    return None if words == "" else compiled(words)


Condition = Annotated[re.Pattern[str] | None, PlainValidator(_condition)]


class SubjectEntry(Strict):
    """A subject as it is written; what it does not say of `about` and `unless`, the file says for all."""

    code: Code
    says: list[Annotated[str, AfterValidator(_said)]] = Field(min_length=1)
    cells: list[Cells]
    whole: Cells = ""
    about: Condition = None
    unless: Condition = None


class SubjectsFile(Strict):
    """The whole file: what has a number, and what says that there was none."""

    about: Condition
    unless: Condition
    quantities: list[SubjectEntry] = Field(min_length=1)
    statements: list[SubjectEntry] = Field(min_length=1)


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
    """Read the subjects whose cells a form version has.

    Raises RuleError that names what is wrong with the file by line, and a cell that no form has.
    """
    return _subjects_of(version, *state_of(paths.SUBJECTS))


@lru_cache(maxsize=4)
def _subjects_of(version: str, path: Path, *_: int) -> Subjects:
    form, written = load_form(version), read_toolkit_file(path, SubjectsFile)
    refuse(path, _mistakes_in(written))
    quantities = [*_subjects(written.quantities, written, form, number=True), *_lines(form)]
    return Subjects(tuple(quantities), tuple(_subjects(written.statements, written, form, number=False)))


def _subjects(entries: Iterable[SubjectEntry], written: SubjectsFile, form: Form, *, number: bool) -> Iterator[Subject]:
    for each in entries:
        if _has(form, each):
            yield Subject(
                code=each.code,
                says=tuple(_pattern(words, number) for words in each.says),
                cells=tuple(address for cells in each.cells for address in form.addresses(*_codes(cells))),
                whole=form.addresses(*_codes(each.whole)) if each.whole else (),
                about=(each if "about" in each.model_fields_set else written).about,
                unless=(each if "unless" in each.model_fields_set else written).unless,
            )


def _has(form: Form, entry: SubjectEntry) -> bool:
    return all(form.addresses(*_codes(cells)) for cells in entry.cells)


def _codes(cells: str) -> Address:
    return Address(*cells.split("."))


def _mistakes_in(written: SubjectsFile) -> Iterator[Mistake]:
    """Yield the subjects that stand there twice, and those that are about nothing that a form has."""
    entries = [
        ((key, number), entry)
        for key in ("quantities", "statements")
        for number, entry in enumerate(getattr(written, key))
    ]
    known = set[str]()
    for at, entry in entries:
        if entry.code in known:
            yield Mistake((*at, "code"), DOUBLED.format(code=entry.code), entry.code)
        known.add(entry.code)
        yield from _unknown_cells(entry, at)


def _unknown_cells(entry: SubjectEntry, at: tuple[str | int, ...]) -> Iterator[Mistake]:
    forms = load_forms()
    named = [((*at, "cells", number), cells) for number, cells in enumerate(entry.cells)]
    whole = [((*at, "whole"), entry.whole)] if entry.whole else []
    unknown = [(place, cells) for place, cells in [*named, *whole] if not any(_is_in(form, cells) for form in forms)]
    for place, cells in unknown:
        near = suggestion(cells, (address for form in forms for address in _every(form)))
        yield Mistake(place, UNKNOWN_CELL.format(cells=cells, suggestion=near), cells)
    if not unknown and not any(_has(form, entry) for form in forms):
        yield Mistake((*at, "cells"), NOT_TOGETHER.format(code=entry.code), entry.code)


def _every(form: Form) -> Iterator[str]:
    """Yield what subjects may name, groups included."""
    for table in form.tables:
        yield from (
            f"{table.code}.{line.code}.{column.code}"
            for line in table.line_headings()
            for column in form.columns_of(table.code, line.code)
        )


def _is_in(form: Form, cells: str) -> bool:
    return bool(form.addresses(*_codes(cells)))


def _lines(form: Form) -> Iterator[Subject]:
    """Yield every single outcome of an application, named as the form names it."""
    table = form.table("applications")
    outcomes = next(line for line in table.line_headings() if line.code == OUTCOMES)
    for line in outcomes.leaves:
        if line.code != OUTCOMES_TOTAL and len(line.name) > len("其他"):
            yield Subject(
                code=f"outcome_{line.code}",
                says=(_pattern(f"{re.escape(line.name)}…{NUMBER}"),),
                cells=form.addresses(table.code, line.code, TOTAL),
                whole=form.addresses(table.code, OUTCOMES_TOTAL, TOTAL),
            )


def _pattern(words: str, number: bool = True) -> Sought:
    pattern = _spelled_out(words)
    # What stands before the number must lead up to it.
    return Sought(re.compile(f"{pattern}$" if number and words.endswith(NUMBER) else pattern))


def _spelled_out(words: str) -> str:
    """Return the regular expression that words with … and …… stand for."""
    # Where the first place that fits leads nowhere, none further on in the sentence does: an atomic group stops.
    first, *later = words.split("……")
    pattern = first + "".join(f"(?>{SAME_SENTENCE}{each})" for each in later)
    return pattern.replace("…", SAME_CLAUSE)
