"""Filled in and read back, nothing is lost; what LibreOffice makes of it: tests/long/test_workbooks.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from breaking import broken
from workbooks import LEDGERS, require_files_as_typed, typed


@pytest.mark.parametrize("ledger", LEDGERS)
def test_a_workbook_that_was_filled_in_comes_back_with_all_that_was_typed(ledger: str, tmp_path: Path) -> None:
    report = broken(LEDGERS[ledger])
    require_files_as_typed(report, typed(report), tmp_path)
