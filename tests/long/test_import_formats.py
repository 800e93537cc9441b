"""Thousands of damaged pages, Word files, workbooks and PDF: no figure is wrong, nothing hangs (IMPORT_EXAMPLES=5000).

Run by name: pytest tests/long/test_import_formats.py -n0 -s.
"""

from __future__ import annotations

import contextlib
import os
import random
import time
from collections import Counter
from decimal import Decimal

import pytest

import import_damage as damage
from annual_report.filing.imports.catalogue import read_content
from annual_report.filing.imports.document import Refused
from annual_report.filing.imports.reading import read
from published import Published, invented

EXAMPLES = int(os.environ.get("IMPORT_EXAMPLES", "5000"))
SECONDS = 10

# What stands for a figure that is missing, and is kept as it is.
MARKS = ("/", "-", "—")

# How many of a hundred documents are of a format: to set a PDF takes longest.
SHARES = {"page": 60, "word": 20, "workbook": 15, "pages": 5}


@pytest.mark.parametrize("name", damage.WRITERS)
def test_no_figure_of_a_damaged_document_is_wrong(name: str) -> None:
    wrong, counts = [], Counter[str]()
    for seed in range(EXAMPLES * SHARES[name] // 100):
        chance = random.Random(f"{name} {seed}")
        report = invented(chance.choice(("2019", "2021")), seed)
        truth = dict(report.figures)
        mishap = chance.choice(damage.damages_of(name))
        report = mishap(report, truth, chance)
        content = damage.WRITERS[name](report, truth, chance)
        figures = figures_of(content)
        counts["refused" if figures is None else "whole" if len(figures) == len(truth) else "in part"] += 1
        wrong += [
            (seed, mishap.__name__, address, text, truth.get(address))
            for address, text in (figures or {}).items()
            if text not in MARKS and (address not in truth or Decimal(text) != Decimal(truth[address]))
        ]
    print(f"\n{name}: {dict(counts)}")
    assert wrong == []
    assert counts["whole"]


@pytest.mark.parametrize("name", damage.WRITERS)
def test_file_with_other_bytes_is_read_or_refused(name: str) -> None:
    report: Published = invented("2021", 1)
    chance = random.Random(name)
    content = damage.WRITERS[name](report, dict(report.figures), chance)
    for _ in range(EXAMPLES * SHARES[name] // 500):
        figures_of(damage.spoil_bytes(content, chance))


def figures_of(content: bytes) -> dict[str, str] | None:
    """Return what is read of a document, by address; nothing where it is refused."""
    start = time.monotonic()
    try:
        with contextlib.suppress(Refused):
            return {address: each.text for address, each in read(read_content(content)).figures.items()}
        return None
    finally:
        assert time.monotonic() - start < SECONDS
