"""Thousands of damaged documents in every format: no figure is wrong, nothing hangs (IMPORT_EXAMPLES=5000).

Run by name: pytest tests/long/test_import_damage.py -n0 -s.
"""

from __future__ import annotations

import contextlib
import os
import random
import time
from collections import Counter

import pytest

import import_damage as damage
from annual_report.filing.imports.catalogue import read_content
from annual_report.filing.imports.document import Refused

EXAMPLES = int(os.environ.get("IMPORT_EXAMPLES", "5000"))
SECONDS = 10

# How many of a hundred documents are of a format: to set a PDF takes longest.
SHARES = {"text": 45, "page": 30, "places": 5, "word": 8, "workbook": 9, "pages": 3}


@pytest.mark.parametrize("name", damage.WRITERS)
def test_no_figure_of_a_damaged_document_is_wrong(name: str) -> None:
    wrong, counts, mishaps = [], Counter[str](), set[str]()
    for seed in range(EXAMPLES * SHARES[name] // 100):
        document = damage.damaged(name, seed)
        start = time.process_time()
        figures = damage.read_figures(document)
        assert time.process_time() - start < SECONDS, (seed, document.mishap)
        counts["refused" if figures is None else "whole" if len(figures) >= len(document.truth) else "in part"] += 1
        mishaps.add(document.mishap)
        found = damage.wrong_figures(document, figures)
        wrong += [(seed, document.mishap, document.shape, each) for each in found.items()]
    print(f"\n{name}: {sum(counts.values())} documents, {dict(counts)}, {len(mishaps)} mishaps, {len(wrong)} wrong")
    assert wrong == []
    assert counts["whole"]


@pytest.mark.parametrize("name", damage.WRITERS)
def test_file_with_other_bytes_is_read_or_refused(name: str) -> None:
    chance = random.Random(name)
    content = damage.damaged(name, 1).content
    for _ in range(EXAMPLES * SHARES[name] // 500):
        start = time.process_time()
        with contextlib.suppress(Refused):
            read_content(damage.spoil_bytes(content, chance))
        assert time.process_time() - start < SECONDS
