"""The tables of a form beside those that are filed: which file changes, and which cells differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from annual_report.filing.imports.filled.filled_form import FilledForm
from annual_report.filing.imports.filled.there import Merged, OtherText
from annual_report.filing.new import as_csv, rows_of
from annual_report.filing.numbers import parse_figure
from annual_report.filing.problems import Problems
from annual_report.filing.read_tables import read_ledger
from annual_report.filing.report import Entry


def merge_tables(form: FilledForm, folder: Path) -> Iterator[Merged]:
    """Yield the files of the three tables; a figure that stands there alike stays as it is written.

    Raises InputError where a file that is there is no such table.
    """
    entries, left_out = _entries(form, folder)
    for table in (each for each in form.form.tables if each.file not in form.absent):
        addresses = [str(cell.address) for cell in table.cells]
        texts = {each: form.figures[each].text if each in form.figures else "" for each in addresses}
        there = {each: entries[each] for each in addresses if each in entries}
        alike = {each: entry.text.strip() for each, entry in there.items() if _is_alike(entry, texts[each])}
        differing = [each for each, entry in there.items() if each not in alike and entry.text.strip()]
        differences = tuple(_difference(there[each], texts[each], form) for each in differing)
        text, is_new = as_csv(rows_of(table, {**texts, **alike})), len(alike) < len(addresses)
        yield Merged(table.file, text, is_new, differences, loses=bool(differences) or table.file in left_out)


def _entries(form: FilledForm, folder: Path) -> tuple[Mapping[str, Entry], set[str]]:
    """Return the figures that are filed, by address, and the names of files that hold more than the table.

    What cannot be read of a figure, but not what it is, stays a text.
    """
    problems = Problems()
    ledger, inputs = read_ledger(folder, form.form, problems)
    cells = {entry.place.position[:3] for entry in ledger.entries.values()}
    files = {each.file for each in inputs}
    Problems(each for each in problems if each.file in files and each.position[:3] not in cells).raise_any()
    left_out = {each.file.rpartition("/")[2] for each in inputs if each.left_out}
    return {address: entry for address, entry in ledger.entries.items() if entry.file in files}, left_out


def _is_alike(entry: Entry, text: str) -> bool:
    value, _ = parse_figure(text, entry.cell.kind)
    return entry.text.strip() == text or (entry.value is not None and entry.value == value)


def _difference(entry: Entry, text: str, form: FilledForm) -> OtherText:
    figure = form.figures.get(str(entry.cell.address))
    return OtherText(entry.cell.label, entry.place.position, entry.text.strip(), text, figure.place if figure else "")
