"""The cell dictionary: what the figure of every cell means, who in the office has it, what counts and what does not.

It is read from form/cells/: common.yaml, and what one form has of its own beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from annual_report import paths
from annual_report.form.cell_words import (
    CellFile,
    CellWords,
    Part,
    codes_of,
    doubles_in,
    gaps_in,
    lines_of_nobody,
    put_together,
    strangers_in,
)
from annual_report.form.forms import Form, load_forms
from annual_report.strict_yaml import Mistake
from annual_report.toolkit_files import read_toolkit_file, refuse

# What stands for a basis where no text that is known to us settles a thing.
UNSETTLED = "〔待核〕"


@dataclass(frozen=True)
class Definition:
    """What one figure is: in Chinese, each text a whole statement.

    `open_questions` are what no text settles, so that an office decides; `basis` says what the others rest on.
    """

    meaning: str
    who: str
    counted: tuple[str, ...] = ()
    not_counted: tuple[str, ...] = ()
    open_questions: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()


def definition_of(form: Form, address: str) -> Definition:
    """Return what a figure of a form is.

    Raises KeyError for an address that the form does not have; RuleError where the dictionary does not fit the form.
    """
    return form.make_once(_define_cells)[address]


def dictionary_of(form: Form) -> CellFile:
    """Return all that is said of a form, by table, line and column. Raises RuleError by file and line."""
    return form.make_once(_read_dictionary)


def files_of(version: str) -> tuple[Path, Path]:
    """Return the file of what holds for every form, and that of what one form has of its own."""
    return paths.CELLS / "common.yaml", paths.CELLS / f"{version}.yaml"


def _read_dictionary(form: Form) -> CellFile:
    for_all, for_one = files_of(form.version)
    forms, common = load_forms(), read_toolkit_file(for_all, CellFile)
    refuse(for_all, strangers_in(common, (table for each in forms for table in each.tables)))
    own = read_toolkit_file(for_one, CellFile)
    refuse(for_one, [*strangers_in(own, form.tables), *doubles_in(own, common)])
    together = put_together(common, own)
    gaps = [*gaps_in(together, form.tables)]
    refuse(for_all, [*(gap for gap in gaps if _is_of_all(gap, forms)), *lines_of_nobody(common, together)])
    refuse(for_one, [*gaps, *lines_of_nobody(own, together)])
    return together


def _is_of_all(gap: Mistake, forms: list[Form]) -> bool:
    """Whether every form has what nothing is said of: it belongs to what holds for all."""
    table, part = gap.place
    return all(gap.found in _codes_of(form, str(table), "lines" if part == "lines" else "columns") for form in forms)


def _codes_of(form: Form, table: str, part: Part) -> list[str]:
    return [code for each in form.tables if each.code == table for code in codes_of(each, part)]


def _define_cells(form: Form) -> Mapping[str, Definition]:
    words = dictionary_of(form)
    return {address: _define(words, *cell.address) for address, cell in form.cells.items()}


def _define(words: CellFile, table: str, line: str, column: str) -> Definition:
    said = words[table]
    entries = [said.lines[line], said.columns[column], *_of_cell(said.cells, f"{line}.{column}")]
    return Definition(
        meaning="".join(entry.means for entry in entries),
        who=said.lines[line].who or said.who,
        counted=_each_once(entry.counts for entry in entries),
        not_counted=_each_once(entry.excludes for entry in entries),
        open_questions=_each_once(entry.open for entry in entries),
        basis=tuple(sorted(_each_once(entry.basis.split("；") for entry in entries), key=UNSETTLED.__eq__)),
    )


def _of_cell(cells: Mapping[str, CellWords], code: str) -> Iterator[CellWords]:
    """Yield what holds for one cell alone, if anything does."""
    if code in cells:
        yield cells[code]


def _each_once(texts: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Return the texts of all entries, those that several have but once."""
    return tuple(dict.fromkeys(text for of_entry in texts for text in of_entry))
