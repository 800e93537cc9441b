"""The view of what the place of an agency asks of the words of its report: a row a point."""

from __future__ import annotations

from collections.abc import Iterator

from annual_report.filing.figures import without_marks
from annual_report.form.named_cells import cells_of
from annual_report.prose.phrases import phrases
from annual_report.rules.profiles.given import SectionPart, Span, quantities_missing
from annual_report.rules.profiles.points import LOCAL, judged_by_words, points_for
from annual_report.rules.profiles.profile_file import Point
from annual_report.rules.views.catalogue import Reading, declare
from annual_report.rules.views.prose import ASPECT, KIND_OF_AGENCY, place_of_section
from annual_report.rules.views.view import Others, RowPlaces, Rows, Shape, View, make_view
from annual_report.wording import join_words

COLUMNS = ("kind", "characters", "missing", "found")

# How far a heading goes that names an aspect.
HEADING = 20


@declare(LOCAL, lambda _: Shape(COLUMNS, r"^L-.+-[0-9]{2,}$"), is_optional=True)
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
        rows[each.id] = {"kind": report.agency.kind, **_content(reading, point)}
        passage = reading.prose.passages.get(point.section)
        place = (place_of_section(report, passage),) if passage else ()
        named |= {(each.id, column): place for column in ("characters", "missing", "found")}
    return make_view(LOCAL, rows, RowPlaces(others=named), COLUMNS, kind=KIND_OF_AGENCY) if rows else None


def _content(reading: Reading, point: Point) -> dict[str, object]:
    text = without_marks(reading.prose.sections.get(point.section, ""))
    spans = [*_spans_of(text, point.aspect)]
    words = "\n".join(text[start:end] for start, end in spans)
    parts = [_part(reading, point.section, text, span) for span in spans] if point.gives else []
    lacking = [{*quantities_missing(part, point.gives, reading.report.form)} for part in parts]
    missing = [
        *(name for name in point.gives if all(name in each for each in lacking)),
        *(name for name, pattern in point.says.items() if not pattern.search(words)),
    ]
    return {
        "characters": len("".join(words.split())),
        "missing": join_words(missing),
        "found": join_words(each for each in point.never if each in words),
    }


def _spans_of(text: str, aspect: str) -> Iterator[Span]:
    """Yield where a section speaks of one of its aspects; all of it where its aspects have no headings."""
    heads = [match.start() for match in ASPECT.finditer(text)]
    if not aspect or not heads:
        yield 0, len(text)
        return
    pattern = phrases().aspects[aspect]
    yield from (
        (start, end)
        for start, end in zip(heads, [*heads[1:], len(text)], strict=True)
        if pattern.search(ASPECT.sub("", text[start:end])[:HEADING])
    )


def _part(reading: Reading, section: str, text: str, span: Span) -> SectionPart:
    """Return a part of a section with the counts that are read in it, and the figures that these are."""
    start, end = span
    numbers = [
        each for each in reading.judged.numbers if each.passage.section == section and start <= each.span[0] < end
    ]
    counts = tuple(each.span[0] - start for each in numbers if _is_count(each.text))
    bound = (frozenset(each.sources) for each in numbers)
    return SectionPart(text[start:end], counts, frozenset([*bound, *_figures_said(reading, section, span)]))


def _figures_said(reading: Reading, section: str, span: Span) -> Iterator[frozenset[str]]:
    """Yield the cells of every figure of this year that a part of a section says, be it right or wrong."""
    form, (start, end) = reading.report.form, span
    for each in reading.judged.verdicts:
        at, _ = each.passage.span(each.claim.start, each.claim.end)
        if each.section == section and start <= at < end and not each.claim.years_off:
            yield frozenset(cell for cells in each.verdict.cells for cell in cells_of(form, cells))


def _is_count(words: str) -> bool:
    """Whether a number has a unit, and is no share."""
    return not words.endswith(("%", "％")) and not words[-1:].isdigit()
