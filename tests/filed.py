"""The tables of a report as files: named, changed, and read with what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from annual_report.errors import InputError, Problem
from annual_report.steps.ingest import ingest

APPLICATIONS, DISCLOSURE, REVIEW = "applications.csv", "disclosure.csv", "review_litigation.csv"


def problems_of(params: Path, agency: str = "luolong", year: int = 2024) -> list[Problem]:
    with pytest.raises(InputError) as refused:
        ingest(agency, year, params)
    return list(refused.value.problems)


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
