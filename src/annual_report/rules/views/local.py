"""The view of what the place of an agency asks of the words of its report: a row a point."""

from __future__ import annotations

from annual_report.filing.figures import without_marks
from annual_report.prose.claims.phrases import phrases
from annual_report.prose.claims.subjects import load_subjects
from annual_report.rules.profiles.given import quantities_missing
from annual_report.rules.profiles.points import LOCAL, judged_by_words, points_for
from annual_report.rules.profiles.profile_file import Point
from annual_report.rules.views.catalogue import Reading, declare
from annual_report.rules.views.prose import ASPECT, KIND_OF_AGENCY, place_of_section
from annual_report.rules.views.view import Others, RowPlaces, Rows, Shape, View, make_view
from annual_report.wording import join_words

COLUMNS = ("kind", "characters", "missing", "found")


@declare(LOCAL, lambda _: Shape(COLUMNS, r"^L-.+-[0-9]{2,}$"))
def local(reading: Reading) -> View | None:
    """One row per point that is asked of a section; None where nothing is asked of this report.

    Characters are counted without blanks. `missing` and `found` name what the section should give and does not, and
    what it says and should not.
    """
    report = reading.report
    points = judged_by_words(points_for(report))
    rows: Rows = {}
    named: Others = {}
    for each in points:
        point = each.point
        marked = _part(reading.prose.sections.get(point.section, ""), point.aspect)
        rows[each.id] = {"kind": report.agency.kind, **_content(reading, point, marked)}
        passage = reading.prose.passages.get(point.section)
        place = (place_of_section(report, passage),) if passage else ()
        named |= {(each.id, column): place for column in ("characters", "missing", "found")}
    return make_view(LOCAL, rows, RowPlaces(others=named), COLUMNS, kind=KIND_OF_AGENCY) if rows else None


def _content(reading: Reading, point: Point, marked: str) -> dict[str, object]:
    plain = without_marks(marked)
    missing = [
        *quantities_missing(marked, point.gives, reading.report.form, _typed_figures(reading, point.section, plain)),
        *(name for name, pattern in point.says.items() if not pattern.search(plain)),
    ]
    return {
        "characters": len("".join(plain.split())),
        "missing": join_words(missing),
        "found": join_words(words for words in point.never if words in plain),
    }


def _typed_figures(reading: Reading, section: str, words: str) -> list[tuple[str, ...]]:
    """Return the cells of this year's figures that some words of a section speak of."""
    subjects = load_subjects(reading.report.form.version)
    claims = (each for each in reading.claims if each.section == section and not each.last_year and each.text in words)
    found = (subjects.of(claim.subject) for claim in claims)
    return [subject.cells for subject in found if subject]


def _part(text: str, aspect: str) -> str:
    """Return what a section says of one of its aspects; all of it where its aspects have no headings."""
    parts = ASPECT.split(text)[1:]
    if not aspect or not parts:
        return text
    pattern = phrases().aspects[aspect]
    return "\n".join(part for part in parts if pattern.search(part[:20]))
