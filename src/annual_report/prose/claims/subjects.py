"""What the prose speaks about: notebooks/narrative/subjects.yaml, for the cells that a form has."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from annual_report import paths
from annual_report.form.forms import Form, load_form, load_forms
from annual_report.form.named_cells import cells_of
from annual_report.prose.claims.literal_prefilter import UNKNOWN, Sought, Words, may_hold
from annual_report.prose.claims.subject_file import (
    NUMBER,
    OTHER_NUMBER,
    SubjectEntry,
    SubjectsFile,
    has_cells,
    mistakes_in,
    spell_out,
)
from annual_report.toolkit_files import read_toolkit_file, refuse, state_of

# A line of the form is a subject of its own: 本机关不掌握相关政府信息809件. Its whole is the total of all outcomes.
OUTCOME, TOTAL, OUTCOMES_TOTAL = "outcome", "total", "outcomes_total"

# So is a kind of applicant that the file does not know; its whole is all that was received.
APPLICANT, RECEIVED = "applicant", "received"

# What names nothing by itself, in whichever line it stands.
ANY_OTHER = "其他"


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
    worded = [subject for subject in subjects if may_hold(paragraph, subject.words)]
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
        return {frozenset(quantity.cells): quantity.code for quantity in reversed(self.quantities) if quantity.cells}

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
    refuse(path, mistakes_in(written, load_forms()))
    quantities = [*_subjects(written.quantities, written, form, number=True), *_lines(form)]
    known = {cell for subject in quantities for cell in subject.cells}
    quantities += _applicants(form, known)
    return Subjects(tuple(quantities), tuple(_subjects(written.statements, written, form, number=False)))


def _subjects(entries: Iterable[SubjectEntry], written: SubjectsFile, form: Form, *, number: bool) -> Iterator[Subject]:
    for entry in entries:
        if has_cells(form, entry):
            yield Subject(
                code=entry.code,
                says=tuple(_pattern(words, number) for words in entry.says),
                cells=tuple(address for cells in entry.cells for address in cells_of(form, cells)),
                whole=cells_of(form, entry.whole) if entry.whole else (),
                about=(entry if "about" in entry.model_fields_set else written).about,
                unless=(entry if "unless" in entry.model_fields_set else written).unless,
            )


def _lines(form: Form) -> Iterator[Subject]:
    """Yield every single outcome of an application, named as the form names it."""
    table = form.table("applications")
    for line in table.lines:
        if line.code in table.lines_named[OUTCOME] and line.name != ANY_OTHER:
            yield Subject(
                code=f"outcome_{line.code}",
                says=(_pattern(f"{re.escape(line.name)}…{NUMBER}"),),
                cells=form.addresses(table.code, line.code, TOTAL),
                whole=form.addresses(table.code, OUTCOMES_TOTAL, TOTAL),
            )


def _applicants(form: Form, known: Container[str]) -> Iterator[Subject]:
    """Yield every kind of applicant that no subject speaks of, named as the form names it."""
    table = form.table("applications")
    for column in table.column_headings():
        cells = form.addresses(table.code, RECEIVED, column.code)
        if APPLICANT in column.families and not any(cell in known for cell in cells):
            yield Subject(
                code=f"applicant_{column.code}",
                says=(_pattern(f"{re.escape(column.name)}…{NUMBER}"),),
                cells=cells,
                whole=form.addresses(table.code, RECEIVED, TOTAL),
            )


def _pattern(words: str, number: bool = True) -> Sought:
    pattern = spell_out(words)
    # What stands before the number must lead up to it.
    return Sought(re.compile(f"{pattern}$" if number and words.endswith(NUMBER) else pattern))
