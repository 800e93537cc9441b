"""Imports at length: thousands of damaged documents, and reports printed and read back (IMPORT_EXAMPLES=5000)."""

from __future__ import annotations

import contextlib
import os
import random
import time
from pathlib import Path

import pytest

import import_round_trip
import import_shapes as shapes
from annual_report.filing.imports.catalogue import read_content
from annual_report.filing.imports.document import Refused
from annual_report.filing.imports.reading import read

EXAMPLES = int(os.environ.get("IMPORT_EXAMPLES", "5000"))
SECONDS = 10


def test_no_figure_of_a_damaged_document_is_wrong() -> None:
    wrong = []
    for seed in range(EXAMPLES):
        chance = random.Random(seed)
        damage = chance.choice([None, *shapes.DAMAGES])
        # Two mishaps in one row may make up a row that nobody can tell from a whole one: one at a time.
        blanks = 0 if damage else chance.choice([0, 0.02, 0.3, 0.6])
        shape = chance.choice(sorted(shapes.SHAPES))
        # The sum of their row proves glued digits: a mistake in print or a lost cell may stand for another cut.
        is_glued = shape == "glued"
        invented = shapes.invent(chance, blanks=0 if is_glued else blanks, mistakes=0 if is_glued else 0.1)
        is_provable = not (is_glued and damage is shapes.lose_a_cell)
        damaged = damage(invented.rows, chance) if damage and is_provable else invented.rows
        start = time.monotonic()
        with contextlib.suppress(Refused):
            figures = read(read_content(shapes.SHAPES[shape](damaged).encode())).figures
            wrong += [(seed, shape, a) for a, each in figures.items() if each.text != invented.texts.get(a)]
        assert time.monotonic() - start < SECONDS, seed
    assert wrong == []


@pytest.mark.parametrize("seed", range(EXAMPLES // 100))
def test_what_is_printed_comes_back(seed: int, tmp_path: Path) -> None:
    report, tables = import_round_trip.filed(tmp_path, seed, "2019" if seed % 2 else "2021")
    for name, content in import_round_trip.printed(report):
        assert (name, import_round_trip.imported(content)) == (name, tables)
