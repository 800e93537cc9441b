"""The story of an import: a document becomes figures and prose, whatever its format was."""

from __future__ import annotations

from annual_report.filing.imports.application_rows import read_applications
from annual_report.filing.imports.copies import read_one_of_two
from annual_report.filing.imports.disclosure_rows import read_disclosure
from annual_report.filing.imports.document import SourceDocument
from annual_report.filing.imports.form_of_labels import form_of
from annual_report.filing.imports.litigation_row import read_litigation
from annual_report.filing.imports.prose_sections import read_prose
from annual_report.filing.imports.regions import Regions, regions_of
from annual_report.filing.imports.result import Transcript
from annual_report.filing.imports.titles import title_of
from annual_report.filing.imports.tokens import tokens_of
from annual_report.filing.imports.wholeness import (
    TwoReports,
    refuse_damage,
    refuse_disorder,
    refuse_pictures,
    refuse_two_reports,
)
from annual_report.filing.imports.words import Words, words_of
from annual_report.form.forms import Form

NO_TABLE = "原件里找不到这张表"


def read(document: SourceDocument) -> Transcript:
    """Read every figure of which official label and cell are certain. Raises Refused where nothing may be trusted."""
    try:
        return _read(document)
    except TwoReports:
        reading = read_one_of_two(document, _read)
        if reading is None:
            raise
        return reading


def _read(document: SourceDocument) -> Transcript:
    refuse_pictures(document)
    found = tokens_of(document)
    words = words_of(found)
    form = form_of(words, sum(token.kind == "figure" for token in found.tokens))
    refuse_two_reports(words, form.table("applications"))
    regions = regions_of(words, form)
    refuse_disorder(words, form.table("applications"), regions)
    reading = Transcript(form, remarks=[*document.remarks])
    reading.agency, reading.year = title_of(found.lines)
    _read_tables(words, form, regions, reading)
    read_prose(words, found.lines, regions, reading)
    refuse_damage(document, words, regions, reading)
    return reading


def _read_tables(words: Words, form: Form, regions: Regions, reading: Transcript) -> None:
    readers = {"blocks": read_disclosure, "stub": read_applications, "across": read_litigation}
    for table in form.tables:
        if table.code in regions.tables:
            readers[table.layout](words, table, *regions.tables[table.code], reading)
        else:
            reading.refuse(table.code, NO_TABLE)
