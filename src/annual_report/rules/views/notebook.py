"""The view of what an analyst's cells show: of no reading of the report alone, made when the notebook has run."""

from __future__ import annotations

from collections.abc import Iterable

from annual_report.filing.place import PROSE, Place
from annual_report.rules.views.catalogue import SHAPES
from annual_report.rules.views.personal import kinds_in
from annual_report.rules.views.view import RowPlaces, Shape, View, make_view
from annual_report.wording import join_words

NOTEBOOK = "notebook"
COLUMNS = ("personal", "personal_kinds")
CELL = "笔记本第 {number} 格"

SHAPES[NOTEBOOK] = lambda _: Shape(COLUMNS, (NOTEBOOK,))


def notebook(file: str, texts: Iterable[tuple[int, str]]) -> View:
    """One row: what looks like a datum of a person in the texts of some cells, and which cells these are."""
    found = [(number, kinds) for number, text in texts if (kinds := kinds_in(text))]
    every = [kind for _, kinds in found for kind in kinds]
    row = {"personal": len(every), "personal_kinds": join_words(dict.fromkeys(every))}
    cells = dict.fromkeys(number for number, _ in found)
    places = tuple(Place(PROSE, NOTEBOOK, "", CELL.format(number=each), file, 0, 0, "") for each in cells)
    return make_view(NOTEBOOK, {NOTEBOOK: row}, RowPlaces(others={(NOTEBOOK, "personal"): places}))
