"""Imports at length: reports printed in every format and read back, a hundredth of IMPORT_EXAMPLES=5000."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import import_round_trip

EXAMPLES = int(os.environ.get("IMPORT_EXAMPLES", "5000"))


@pytest.mark.parametrize("seed", range(EXAMPLES // 100))
def test_what_is_printed_comes_back(seed: int, tmp_path: Path) -> None:
    report, tables = import_round_trip.filed(tmp_path, seed, "2019" if seed % 2 else "2021")
    for name, content in import_round_trip.printed(report):
        assert (name, import_round_trip.imported(content)) == (name, tables)
