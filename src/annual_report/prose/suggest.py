"""Which placeholder says a typed number: the one cell that it is read as, or the row of figures.csv that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from annual_report.filing.figures import Figure
from annual_report.filing.report import Report
from annual_report.form.forms import Form
from annual_report.prose.judged import ProseNumber
from annual_report.prose.judging.verdicts import Agreement
from annual_report.prose.name_list import placeholder
from annual_report.prose.names import LAST_YEAR, names
from annual_report.prose.naming import UNNAMED, Around, rank_of
from annual_report.wording import plain


class Suggestion(NamedTuple):
    """What to write instead of the first `length` characters of a typed number, and what that is bound to."""

    placeholder: str
    length: int
    sources: tuple[str, ...]


def suggestion_for(number: ProseNumber, report: Report) -> Suggestion | None:
    """Return the placeholder that says what a typed number says, in the same words; None where nobody can tell.

    A number that differs from its cell is not bound to anything: it may be wrong.
    """
    differs = any(each.verdict.agreement is Agreement.DIFFERS for each in number.verdicts)
    if number.sources or differs or not number.text[:1].isascii():
        return None if number.sources or differs else _of_figures_csv(number, report)
    return _of_cells(number, report) or _of_figures_csv(number, report)


def _of_cells(number: ProseNumber, report: Report) -> Suggestion | None:
    """Return the placeholder of the one cell, or the one group, of this year or the last that a number says."""
    path = next(_paths_said(number, report.form), "")
    figure = _figure(path, report) if path else None
    if figure is None:
        return None
    if number.text == figure.text:
        return Suggestion(placeholder(path), len(number.text), figure.sources)
    digits = plain(figure.value) if figure.value is not None else ""
    if digits and re.fullmatch(rf"{re.escape(digits)}[^\d.,，]*", number.text):
        return Suggestion(placeholder(f"{path} | 数"), len(digits), figure.sources)
    return None


def _paths_said(number: ProseNumber, form: Form) -> Iterator[str]:
    """Yield the names of the cells that claims of a number say just so."""
    for each in number.verdicts:
        claim, verdict = each.claim, each.verdict
        says = verdict.agreement is Agreement.AGREES and claim.exact and claim.low in verdict.values
        path = form.make_once(_paths).get(verdict.cells[0]) if says and len(verdict.cells) == 1 else None
        if path and claim.kind in ("count", "previous"):
            yield f"{LAST_YEAR}.{path}" if claim.kind == "previous" or claim.years_off else path


def _figure(path: str, report: Report) -> Figure | None:
    """Return what a name stands for; None where the report of last year lacks it."""
    found: Any = report.make_once(names)
    for name in path.split("."):
        found = found.get(name, {})
    return found if isinstance(found, Figure) else None


def _paths(form: Form) -> dict[str, str]:
    """Return the name that a sentence quotes, by table.line.column as measures.yaml names cells and groups."""
    return {
        f"{table.code}.{code}.{column.code}": f"{table.name}.{line}.{column.name}"
        for table in form.tables
        for line, code in form.line_names[table.code].items()
        for column in form.columns_of(table.code, code)
    }


def _of_figures_csv(number: ProseNumber, report: Report) -> Suggestion | None:
    """Return the one row of figures.csv that prints the very words, and whose name the clause says best."""
    printed, (start, _) = number.passage.printed.text, number.span
    found: dict[int, list[tuple[str, Figure]]] = {}
    for name, quotation in report.quotations.items():
        words = quotation.figure.text
        if len(words) >= len(number.text) and printed.startswith(words, start):
            rank = rank_of(name, Around(printed, start, start + len(words)), len(words))
            found.setdefault(rank, []).append((name, quotation.figure))
    best = found[min(found)] if found and min(found) < UNNAMED else []
    if len(best) != 1:
        return None
    name, figure = best[0]
    return Suggestion(placeholder(name), len(figure.text), figure.sources)
