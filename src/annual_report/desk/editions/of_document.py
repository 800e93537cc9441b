"""The edition that a published document is, or a filled-in workbook: what of it could be read, and why the rest not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from annual_report.desk.editions.edition import Edition, Sentence
from annual_report.desk.editions.sentences import cut
from annual_report.errors import InputError
from annual_report.filing.comparison import FIGURE, Side
from annual_report.filing.imports import read_document
from annual_report.filing.imports.reading import read
from annual_report.filing.imports.result import BLANK, Transcript
from annual_report.filing.numbers import parse_figure

NO_FIGURES = "文件里没有这份清单"
UNREAD = "这一格没有读出"
NO_SECTION = "没有读出这一节"
# How a sentence of a document is found: the sections of the form have titles, and its lines no numbers.
SPOT = "{title} 第{number}句"


def edition_of_document(path: Path, name: str) -> Edition:
    """Return what a document says. Raises InputError, with its name, where nothing of it may be trusted."""
    with named_after(path):
        reading = read(read_document(path))
    return replace(edition_of_transcript(reading, name), short_name=path.name)


@contextmanager
def named_after(path: Path) -> Iterator[None]:
    """Let what is refused of a document be told with its name."""
    try:
        yield
    except InputError as error:
        raise InputError(replace(each, file=each.file or path.name) for each in error.problems) from error


def edition_of_transcript(reading: Transcript, name: str) -> Edition:
    """Return what was read of a document. A cell in which nothing is printed was read: it is blank."""
    cells = {}
    for address, figure in reading.figures.items():
        value, _ = parse_figure(figure.text, reading.form.cells[address].kind)
        cells[address] = Side(figure.text, value, str(figure.origin))
    blank = {address: gap for address, gap in reading.gaps.items() if gap.reason == BLANK}
    cells |= {address: Side("", None, str(gap.origin or "")) for address, gap in blank.items()}
    sentences = [*_sentences(reading)]
    gaps = {address: gap.reason for address, gap in reading.gaps.items() if address not in blank}
    missing = (address for address in reading.form.cells if address not in cells)
    return Edition(
        name=name,
        form=reading.form,
        agency=reading.agency,
        year=reading.year,
        cells=cells,
        gaps={address: gaps.get(address, UNREAD) for address in missing},
        sentences=sentences,
        lacking={FIGURE: NO_FIGURES, **_sections_not_found(reading, sentences)},
    )


def _sections_not_found(reading: Transcript, sentences: Iterable[Sentence]) -> dict[str, str]:
    found = {each.section for each in sentences}
    return {each.code: NO_SECTION for each in reading.form.sections if each.is_prose and each.code not in found}


def _sentences(reading: Transcript) -> Iterator[Sentence]:
    for section in reading.form.sections:
        for number, (text, _, _) in enumerate(cut(reading.prose.get(section.code, "")), 1):
            yield Sentence(section.code, Side(text, spot=SPOT.format(title=section.title, number=number)))
