"""What the files of a report hold: one function a file; the formats are exporters of nbconvert.

What is large to import (nbformat, openpyxl, the templates) is imported where it is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annual_report.build.manifest import manifest_of
from annual_report.build.outcomes import Outcome
from annual_report.files import as_json


@dataclass(frozen=True)
class Material:
    """What the files of a report are made of, as far as a run has come.

    `about` says which report it is, in words that several files repeat; `tables` are the official tables as data, and
    `recorded` the files that the manifest speaks of.
    """

    outcome: Outcome
    about: Mapping[str, Any] = field(default_factory=dict)
    sources: Mapping[str, Any] = field(default_factory=dict)
    notebook: Any = None
    tables: Sequence[Mapping[str, Any]] = ()
    recorded: Sequence[Path] = ()


def notebook(material: Material) -> bytes:
    """The executed notebook."""
    import nbformat

    return f"{nbformat.writes(material.notebook)}\n".encode()


def tables(material: Material) -> str:
    """Every table as printed, and its figures as a flat list."""
    wanted = ("table", "line", "column", "label", "unit", "value")
    cells = (cell for table in material.tables for row in table["rows"] for cell in row if cell["role"] == "value")
    figures = [{key: cell[key] for key in wanted} for cell in cells]
    return as_json({**material.about, "figures": figures, "tables": material.tables})


def findings(material: Material) -> str:
    """What the rules say."""
    return as_json(material.outcome.findings.as_dict())


def check_page(material: Material) -> str:
    """The page of what is to be put right."""
    from annual_report.review.page import findings_page

    outcome = material.outcome
    return findings_page(outcome.report, _name_of(outcome), outcome.findings)


def check_book(material: Material) -> bytes:
    """The workbook of what is to be put right, which an office sends back."""
    from annual_report.review.workbook import findings_workbook

    outcome = material.outcome
    return findings_workbook(outcome.report, _name_of(outcome), outcome.findings)


def manifest(material: Material) -> str:
    """The sha256 of everything that went in and came out, and the versions used."""
    summary = material.outcome.findings.summary
    return as_json(manifest_of(material.about, material.sources, material.recorded, summary))


def _name_of(outcome: Outcome) -> dict[str, Any]:
    return {"agency": outcome.agency, "name": outcome.name, "year": outcome.year}
