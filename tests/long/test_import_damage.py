"""Thousands of damaged documents in every format: no figure is wrong, nothing hangs (IMPORT_EXAMPLES=5000).

Run by name: pytest tests/long/test_import_damage.py -n0 -s.
"""

from __future__ import annotations

import contextlib
import os
import random
import time
from collections import Counter
from decimal import Decimal, InvalidOperation

import pytest

import import_damage as damage
from annual_report.filing.imports.catalogue import read_content
from annual_report.filing.imports.document import Refused
from annual_report.filing.imports.reading import read

EXAMPLES = int(os.environ.get("IMPORT_EXAMPLES", "5000"))
FIRST = int(os.environ.get("IMPORT_FIRST", "0"))
SECONDS = 10

# What stands for a figure that is missing, and is kept as it is.
MARKS = ("/", "-", "—")

# How many of a hundred documents are of a format: to set a PDF takes longest.
SHARES = {"text": 45, "page": 30, "places": 5, "word": 8, "workbook": 9, "pages": 3}


@pytest.mark.parametrize("name", damage.WRITERS)
def test_no_figure_of_a_damaged_document_is_wrong(name: str) -> None:
    wrong, counts, mishaps = [], Counter[str](), Counter[str]()
    for seed in range(FIRST, FIRST + EXAMPLES * SHARES[name] // 100):
        document = damage.damaged(name, seed)
        figures = figures_of(document.content)
        counts["refused" if figures is None else "whole" if len(figures) >= len(document.truth) else "in part"] += 1
        mishaps[document.mishap] += 1
        wrong += [
            (seed, document.mishap, document.shape, address, text, document.truth.get(address))
            for address, text in (figures or {}).items()
            if text not in MARKS and not are_alike(text, document.truth.get(address, ""))
        ]
    print(f"\n{name}: {sum(counts.values())} documents, {dict(counts)}, {len(mishaps)} mishaps, {len(wrong)} wrong")
    assert wrong == []
    assert counts["whole"]


def are_alike(text: str, printed: str) -> bool:
    """Whether what was read is the number that is printed."""
    try:
        return Decimal(text) == Decimal(printed)
    except InvalidOperation:
        return False


@pytest.mark.parametrize("name", damage.WRITERS)
def test_file_with_other_bytes_is_read_or_refused(name: str) -> None:
    chance = random.Random(name)
    for seed in range(EXAMPLES * SHARES[name] // 500):
        figures_of(damage.spoil_bytes(damage.damaged(name, seed).content, chance))


def figures_of(content: bytes) -> dict[str, str] | None:
    """Return what is read of a document, by address; nothing where it is refused."""
    start = time.monotonic()
    try:
        with contextlib.suppress(Refused):
            return {address: each.text for address, each in read(read_content(content)).figures.items()}
        return None
    finally:
        assert time.monotonic() - start < SECONDS
