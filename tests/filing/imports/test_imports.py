"""What the toolkit prints, it reads back: in every format, both forms, blank cells included."""

from __future__ import annotations

from pathlib import Path

import pytest

import import_damage
import import_round_trip
from annual_report.filing.imports.catalogue import read_content
from annual_report.filing.imports.reading import read
from import_damage import shapes


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


def test_every_shape_of_published_reports_is_applied_and_every_mishap_is_of_a_shape() -> None:
    assert [*shapes.APPLIED] == [f"S{number}" for number in range(1, 51)]
    applied = {each for _, makers in shapes.APPLIED.values() for each in makers}
    assert applied == {*import_damage.DAMAGES, *import_damage.WRITERS.values()}


@pytest.mark.parametrize(("writer", "count"), [("text", 12), ("page", 12), ("places", 4), ("word", 2), ("workbook", 2)])
def test_no_figure_of_a_damaged_document_is_wrong(writer: str, count: int) -> None:
    """A small sample; thousands more: tests/long/test_import_damage.py."""
    for seed in range(count):
        document = import_damage.damaged(writer, seed)
        assert import_damage.wrong_figures(document, import_damage.read_figures(document)) == {}, (
            seed,
            document.mishap,
        )
