"""What the toolkit prints, it reads back: in every format, both forms, blank cells included."""

from __future__ import annotations

from pathlib import Path

import pytest

import import_round_trip
import import_shapes
from annual_report.filing.imports.catalogue import read_content
from annual_report.filing.imports.reading import read


@pytest.mark.parametrize(("version", "seed"), [("2019", 1), ("2021", 4), ("2021", 6)])
def test_a_printed_report_comes_back_byte_for_byte(version: str, seed: int, tmp_path: Path) -> None:
    report, tables = import_round_trip.filed(tmp_path, seed, version)
    for name, content in import_round_trip.printed(report):
        assert (name, import_round_trip.imported(content)) == (name, tables)


def test_a_text_of_pages_loses_blank_cells_and_so_gives_no_table_with_any(tmp_path: Path) -> None:
    report, _ = import_round_trip.filed(tmp_path, 6, "2021")
    texts = [content for name, content in import_round_trip.printed(report, blanks=True) if name == "text"]
    for content in texts:
        figures = read(read_content(content)).figures.items()
        assert {a: figure.text for a, figure in figures if figure.text != report.ledger.texts[a]} == {}


def test_every_shape_has_a_name_of_its_own() -> None:
    assert len({damage.__name__ for damage in import_shapes.DAMAGES}) == len(import_shapes.DAMAGES)
