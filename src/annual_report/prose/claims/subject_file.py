"""How subjects are written: the keys of notebooks/narrative/subjects.yaml, and what may stand behind each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Annotated, Any

from pydantic import AfterValidator, Field, PlainValidator

from annual_report.form.form_file import Cells, Code
from annual_report.form.forms import Form
from annual_report.form.named_cells import cells_of, unknown_cells
from annual_report.strict_yaml import Mistake, Place, Strict, compile_pattern, find_doubled

# How the patterns of the file are written, see its head.
NUMBER, OTHER_NUMBER = "＃", "＊"
SAME_CLAUSE = f"[^{NUMBER}{OTHER_NUMBER}，。；：！？（）\n]{{0,14}}?"
SAME_SENTENCE = "[^。！？\n]*?"

NOT_TOGETHER = "没有一个版本的表同时有「{code}」的这些格：请核对 cells"


def _said(words: str) -> str:
    """Return words that name a subject. Raises AdviceError for those that are no pattern, as written and as meant."""
    compile_pattern(words)
    compile_pattern(spell_out(words))
    return words


def _condition(words: Any) -> re.Pattern[str] | None:
    """Return a pattern; the empty one is no condition."""
    return None if words == "" else compile_pattern(words)


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


def mistakes_in(written: SubjectsFile, forms: Sequence[Form]) -> Iterator[Mistake]:
    """Yield the subjects that stand there twice, and those that are about nothing that a form has."""
    yield from find_doubled("code", (((*at, "code"), entry.code) for at, entry in _entries(written)))
    for at, entry in _entries(written):
        yield from _unknown_cells(entry, at, forms)


def has_cells(form: Form, entry: SubjectEntry) -> bool:
    """Whether a form has everything that a subject is about."""
    return all(cells_of(form, cells) for cells in entry.cells)


def spell_out(words: str) -> str:
    """Return the regular expression that words with … and …… stand for."""
    # Where the first place that fits leads nowhere, none further on in the sentence does: an atomic group stops.
    first, *later = words.split("……")
    pattern = first + "".join(f"(?>{SAME_SENTENCE}{each})" for each in later)
    return pattern.replace("…", SAME_CLAUSE)


def _entries(written: SubjectsFile) -> Iterator[tuple[Place, SubjectEntry]]:
    for key, entries in (("quantities", written.quantities), ("statements", written.statements)):
        yield from (((key, number), entry) for number, entry in enumerate(entries))


def _unknown_cells(entry: SubjectEntry, at: Place, forms: Sequence[Form]) -> Iterator[Mistake]:
    governing = [form for form in forms if has_cells(form, entry)]
    for number, cells in enumerate(entry.cells):
        if not any(cells_of(form, cells) for form in forms):
            yield unknown_cells(cells, (*at, "cells", number), forms)
    if entry.whole and not all(cells_of(form, entry.whole) for form in governing or forms):
        yield unknown_cells(entry.whole, (*at, "whole"), forms)
    if not governing and all(any(cells_of(form, cells) for form in forms) for cells in entry.cells):
        yield Mistake((*at, "cells"), NOT_TOGETHER.format(code=entry.code), entry.code)
