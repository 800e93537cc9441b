"""What a workbook holds beside what is filed already: which file changes, what differs, what only the folder has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from annual_report.errors import Position
from annual_report.filing.imports.filled.filled_form import FilledForm
from annual_report.filing.imports.filled.quotation_fields import Fields, fields_of
from annual_report.filing.inputs import is_there
from annual_report.filing.new import FIRST_FIGURES, as_csv, rows_of
from annual_report.filing.numbers import parse_figure
from annual_report.filing.outline import QUOTATIONS
from annual_report.filing.problems import Problems
from annual_report.filing.read_figures import read_figures
from annual_report.filing.read_narrative import default_passage, read_narrative
from annual_report.filing.read_tables import read_ledger
from annual_report.filing.report import Entry, Passage, Quotation
from annual_report.wording import excerpt

KEPT_ROW = "{file} 的「{name}」填报表里没有，保留"
KEPT_SECTION = "「{title}」填报表里没有写，保留 {file} 里的"
SECTION = "正文「{title}」"
FIELD = "「{name}」的{field}"


@dataclass(frozen=True)
class OtherText:
    """Something that is filed otherwise than the workbook has it: what it is, where, both texts; `place` in the
    workbook."""

    label: str
    position: Position
    here: str
    there: str
    place: str = ""


@dataclass(frozen=True)
class Merged:
    """A file as it would be written; `is_new` where that is another than is there."""

    file: str
    text: str
    is_new: bool
    differences: tuple[OtherText, ...] = ()
    kept: tuple[str, ...] = ()


def merge_tables(form: FilledForm, folder: Path) -> Iterator[Merged]:
    """Yield the files of the three tables; a figure that stands there alike stays as it is written.

    Raises InputError where a file that is there is no such table.
    """
    entries = _entries(form, folder)
    for table in (each for each in form.form.tables if each.file not in form.absent):
        addresses = [str(cell.address) for cell in table.cells]
        texts = {each: form.figures[each].text if each in form.figures else "" for each in addresses}
        there = {each: entries[each] for each in addresses if each in entries}
        alike = {each: entry.text.strip() for each, entry in there.items() if _is_alike(entry, texts[each])}
        differing = [each for each, entry in there.items() if each not in alike and entry.text.strip()]
        differences = tuple(_difference(there[each], texts[each], form) for each in differing)
        yield Merged(table.file, as_csv(rows_of(table, {**texts, **alike})), len(alike) < len(addresses), differences)


def _entries(form: FilledForm, folder: Path) -> Mapping[str, Entry]:
    """Return the figures that are filed, by address; what cannot be read of one, but not what it is, stays a text."""
    problems = Problems()
    ledger, inputs = read_ledger(folder, form.form, problems)
    cells = {entry.place.position[:3] for entry in ledger.entries.values()}
    files = {each.file for each in inputs}
    Problems(each for each in problems if each.file in files and each.position[:3] not in cells).raise_any()
    return {address: entry for address, entry in ledger.entries.items() if entry.file in files}


def _is_alike(entry: Entry, text: str) -> bool:
    value, _ = parse_figure(text, entry.cell.kind)
    return entry.text.strip() == text or (entry.value is not None and entry.value == value)


def _difference(entry: Entry, text: str, form: FilledForm) -> OtherText:
    figure = form.figures.get(str(entry.cell.address))
    return OtherText(entry.cell.label, entry.place.position, entry.text.strip(), text, figure.place if figure else "")


def merge_figures(rows: Sequence[Fields], path: Path) -> Merged:
    """Return figures.csv with the rows of the workbook, and after them those that only the file has.

    Raises InputError where the file that is there cannot be read: its rows would be lost.
    """
    there = read_figures(path, frozenset())[0] if is_there(path) else {}
    named = {row[0]: row for row in rows}
    filed = [fields_of(name, each) for name, each in there.items()]
    kept = [row for row in filed if row[0] not in named]
    # As make new left it, nothing there is of anybody's.
    told = {} if filed == [*FIRST_FIGURES] else there
    pairs = [(row, told[name]) for name, row in named.items() if name in told]
    differences = (each for row, quotation in pairs for each in _differing(row, quotation))
    return Merged(
        path.name,
        as_csv([QUOTATIONS, *rows, *kept]),
        not is_there(path) or [*rows, *kept] != filed,
        tuple(differences),
        tuple(KEPT_ROW.format(file=path.name, name=row[0]) for row in kept),
    )


def _differing(row: Fields, quotation: Quotation) -> Iterator[OtherText]:
    """Yield the fields of a row that say something else than they do now; a blank one is filled."""
    position = Position(quotation.file, quotation.row, quotation.column)
    for field, here, there in zip(QUOTATIONS, fields_of(row[0], quotation), row, strict=True):
        if here != there and here:
            yield OtherText(FIELD.format(name=row[0], field=field), position, here, there)


def merge_prose(form: FilledForm, texts: Mapping[str, str], path: Path) -> Merged:
    """Return narrative.md with the sections of the workbook; one that the workbook leaves blank stays as it is.

    Raises InputError where the file that is there cannot be read.
    """
    there = read_narrative(path, form.form)[0] if is_there(path) else {}
    wanted, kept = dict[str, str](), list[str]()
    differences: list[OtherText] = []
    for section in (each for each in form.form.sections if each.is_prose):
        passage, text = there.get(section.code), texts.get(section.code, "")
        here = passage.source.strip() if passage else ""
        wanted[section.code] = text or here
        if passage and here and not text:
            kept.append(KEPT_SECTION.format(title=section.title, file=path.name))
        elif passage and here != text and not _is_default(form, passage):
            label = SECTION.format(title=section.title)
            differences.append(
                OtherText(label, Position(passage.file, passage.first_row), excerpt(here), excerpt(text))
            )
    is_new = not is_there(path) or any(
        text != (there[code].source.strip() if code in there else "") for code, text in wanted.items()
    )
    return Merged(path.name, _narrative(form, wanted), is_new, tuple(differences), tuple(kept))


def _is_default(form: FilledForm, passage: Passage) -> bool:
    """Whether a section has the wording that make new gave it: nothing of anybody's."""
    default = default_passage(form.form, passage.section)
    return default is not None and default.source.strip() == passage.source.strip()


def _narrative(form: FilledForm, texts: Mapping[str, str]) -> str:
    """Return the sections as narrative.md; one without words stays empty, so that no default takes its place."""
    sections = (each for each in form.form.sections if each.code in texts and (texts[each.code] or not each.optional))
    return "\n".join(
        f"# {each.title}\n\n{texts[each.code]}\n" if texts[each.code] else f"# {each.title}\n" for each in sections
    )
