"""What of the inputs beside the prose looks like a datum of a person, and where; it is never repeated."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from annual_report import paths
from annual_report.filing.personal_data import find_personal
from annual_report.filing.place import WAIVERS, Place
from annual_report.filing.report import Report
from annual_report.wording import join_words, plain

PERSONAL_COLUMNS = ("personal", "personal_kinds", "personal_files")
FIGURES, AGENCY = "figures", "agency"
# The fewest characters that a datum of a person has: there are hundreds of figures to look at.
SHORTEST = 8
NAMED, WHOLE = "{file} 第{row}行", "{file}"


def kinds_in(text: str) -> list[str]:
    """Return what a text seems to hold of persons, each kind as often as it is there."""
    return [each.kind for each in find_personal(text)]


def personal_row(report: Report) -> tuple[dict[str, Any], tuple[Place, ...]]:
    """Return what the view of the whole report says of personal data outside of the prose, and where it stands."""
    found = [(place, kinds) for place, text in _texts(report) if (kinds := kinds_in(text))]
    every = [kind for _, kinds in found for kind in kinds]
    files = dict.fromkeys(place.file.rpartition("/")[2] for place, _ in found)
    row = {
        "personal": len(every),
        "personal_kinds": join_words(dict.fromkeys(every)),
        "personal_files": join_words(files),
    }
    return row, tuple(place for place, _ in found)


def _texts(report: Report) -> Iterator[tuple[Place, str]]:
    """Yield the texts that were filed, and where each stands, without the text."""
    for entry in report.ledger.entries.values():
        if len(entry.text) >= SHORTEST:
            place = Place(*entry.cell.address, entry.cell.label, entry.file, entry.row, entry.column, None)
            yield place, entry.text
    for name, quotation in report.quotations.items():
        figure = quotation.figure
        value = "" if figure.value is None else f"{plain(figure.value)}{figure.unit}"
        yield _place(FIGURES, quotation.file, quotation.row, 1), "\n".join((name, value, quotation.source))
    agency = report.agency
    words = (agency.name, agency.self_name, agency.parent, *agency.predecessors)
    yield _place(AGENCY, f"{report.slug}/{paths.AGENCY_FILE}", 0, 0), "\n".join(filter(None, words))
    for waiver in report.waivers:
        yield _place(WAIVERS, waiver.file, waiver.row, 1), "\n".join((waiver.reason, waiver.who, waiver.words or ""))


def _place(table: str, file: str, row: int, column: int) -> Place:
    named = (NAMED if row else WHOLE).format(file=file.rpartition("/")[2], row=row)
    return Place(table, "", "", named, file, row, column, "" if table == WAIVERS else None)
