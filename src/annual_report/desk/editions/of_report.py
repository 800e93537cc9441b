"""The edition that a folder holds: the entries of its report, its numbers, its prose as a reader sees it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from annual_report.desk.editions.edition import Edition, Sentence
from annual_report.desk.editions.sentences import cut
from annual_report.errors import Position
from annual_report.filing.comparison import Side
from annual_report.filing.figures import Figure, Number
from annual_report.filing.report import Ledger, Quotation, Report
from annual_report.prose.compose import compose
from annual_report.prose.written import PrintedSection
from annual_report.wording import plain


def edition_of_report(report: Report, name: str) -> Edition:
    """Return what a report says. Raises InputError where its prose cannot be composed."""
    return Edition(
        name=name,
        form=report.form,
        agency=report.agency.name,
        year=report.year,
        cells=sides_of_entries(report.ledger),
        figures=sides_of_quotations(report.quotations),
        sentences=[*sentences_of_report(report)],
        former=tuple(report.agency.predecessors),
    )


def sides_of_entries(ledger: Ledger) -> dict[str, Side]:
    """Return what stands in every cell of the files, by address."""
    return {
        address: _side(entry.text.strip(), Position(entry.file, entry.row, entry.column), entry.value)
        for address, entry in ledger.entries.items()
    }


def sides_of_quotations(quotations: Mapping[str, Quotation]) -> dict[str, Side]:
    """Return what the rows of figures.csv say, by name, as their columns stand; where a number is from is no part."""
    return {name: _side_of_row(each) for name, each in quotations.items()}


def side_of_figure(figure: Figure, spot: str) -> Side:
    """Return a number that the prose quotes as it is printed: the number, its unit, how vague it is."""
    number = "" if figure.value is None else plain(figure.value)
    return Side(" ".join(filter(None, (number, figure.unit, figure.vagueness))), figure.value, spot)


def _side_of_row(quotation: Quotation) -> Side:
    position = Position(quotation.file, quotation.row, quotation.column)
    said = side_of_figure(quotation.figure, position.named)
    return replace(said, file=quotation.file, row=quotation.row, col=quotation.column)


def sentences_of_report(report: Report) -> Iterator[Sentence]:
    """Yield the sentences of a report with the figures filled in, each with its row in narrative.md."""
    prose = compose(report)
    for code, composed in prose.sections.items():
        passage = prose.passages[code]
        printed = PrintedSection(composed, passage)
        for text, start, end in cut(printed.text):
            row, column = printed.locate(start, end)
            yield Sentence(code, _side(text, Position(passage.file, row, column)))


def _side(text: str, position: Position, value: Number | None = None) -> Side:
    return Side(text, value, position.named, position.file, position.row or 0, position.column or 0)
