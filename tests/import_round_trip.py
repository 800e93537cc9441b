"""Invented reports printed in every format, for the tests of imports: what was filed must come back byte for byte."""

from __future__ import annotations

import random
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

import import_shapes
from annual_report.filing.imports.catalogue import read_content
from annual_report.filing.imports.reading import read
from annual_report.filing.new import as_csv, rows_of, write_agency
from annual_report.filing.report import Report
from annual_report.form.forms import Form
from annual_report.steps.ingest import ingest
from annual_report.steps.narrate import narrate
from annual_report.steps.tabulate import tabulate
from printing import EXPORTERS

PROSE = "# {title}\n\n本节文字略，全年共办理12件，另有3项。\n"


def filed(folder: Path, seed: int, version: str) -> tuple[Report, dict[str, str]]:
    """File an invented report with blank cells; return it and its tables as they are stored."""
    chance = random.Random(seed)
    invented = import_shapes.invent(chance, version, blanks=chance.choice([0, 0.1, 0.5]))
    year = invented.form.first_year
    place = folder / "mouju" / str(year)
    place.mkdir(parents=True)
    tables = tables_of(invented.form, invented.texts)
    sections = [PROSE.format(title=each.title) for each in invented.form.sections if each.is_prose]
    others = {"narrative.md": "\n".join(sections), "figures.csv": "名称,数值,单位,约数,来源\n"}
    for name, text in {**tables, **others}.items():
        (place / name).write_text(text, encoding="utf-8")
    write_agency(place.parent / "agency.yaml", "云泽市某局")
    return ingest("mouju", year, folder), tables


def tables_of(form: Form, texts: dict[str, str]) -> dict[str, str]:
    """Return the three tables as they are stored."""
    return {table.file: as_csv(rows_of(table, texts)) for table in form.tables}


def printed(report: Report, blanks: bool = False) -> Iterator[tuple[str, bytes]]:
    """Yield the report in every format, and the text of its pages where there is a tool for that.

    Blank cells leave no trace in that text: a report with any is printed so only where that is asked for.
    """
    notebook = _notebook(report)
    blanks = blanks or all(report.ledger.texts.values())
    for name, exporter in EXPORTERS.items():
        made = exporter().from_notebook_node(notebook)[0]
        content = made if isinstance(made, bytes) else str(made).encode()
        yield name, content
        if name == "pdf" and blanks and shutil.which("pdftotext"):
            layout = ["pdftotext", "-layout", "-", "-"]
            yield "text", subprocess.run(layout, input=content, capture_output=True, check=True).stdout


def imported(content: bytes) -> dict[str, str]:
    """Return the three tables as they are read back."""
    found = read(read_content(content))
    return tables_of(found.form, {address: figure.text for address, figure in found.figures.items()})


def _notebook(report: Report) -> NotebookNode:
    cells = [new_markdown_cell(f"# {report.agency.name}{report.year}年政府信息公开工作年度报告")]
    for section in report.form.sections:
        if not section.optional:
            shown = tabulate(getattr(report, section.table)) if section.table else narrate(report, section.code)
            output = new_output("execute_result", data=shown._repr_mimebundle_())
            cells += [new_markdown_cell(f"## {section.title}"), new_code_cell("x", outputs=[output])]
    return new_notebook(cells=cells)
