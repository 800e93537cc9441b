"""In JupyterLab a report is a page, and what is shown has the look it is published in; a build takes none of that."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from annual_report import paths
from annual_report.engine import settings
from annual_report.engine.execute import execute
from annual_report.engine.run import Run
from annual_report.steps.ingest import ingest
from annual_report.steps.lab import look, page_of, summary_of


def test_a_report_is_one_line_of_text() -> None:
    assert summary_of(ingest("luolong", 2024)).endswith("2021 年格式，200／200 格已填，正文引用数字 19 个")


def test_a_report_is_the_page_it_would_be_published_as() -> None:
    report = ingest("yunze", 2024)
    page = page_of(report)
    written = [each.title for each in report.form.sections if not each.optional or each.code in report.narrative]
    assert re.findall("<h2>(.*?)</h2>", page) == written
    assert {*re.findall('data-cell="([a-z_]+[.][a-z_.0-9]+)"', page)} >= {*report.ledger.values}


def test_the_look_holds_inside_what_cells_show_only() -> None:
    assert look().startswith("<style>\n.jp-Notebook .jp-RenderedHTMLCommon {")
    assert look().count("{") == look().count("}")


def test_a_notebook_that_a_build_runs_shows_the_page_but_takes_its_look_from_the_exporter(tmp_path: Path) -> None:
    cells = ["agency: str = 'luolong'", "from annual_report import ingest", "ingest('luolong', 2024)"]
    code = [nbformat.v4.new_code_cell(source, id=f"cell-{number}") for number, source in enumerate(cells)]
    code[0].metadata["tags"] = ["parameters"]
    notebook = nbformat.v4.new_notebook(cells=code)
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, tmp_path / "own.ipynb")
    done = execute({}, Run(engine=settings.FORK, places=replace(paths.places(), notebook=tmp_path / "own.ipynb")))
    shown = [output.data for cell in done.notebook.cells for output in cell.get("outputs", []) if "data" in output]
    assert [data["text/plain"] for data in shown] == [summary_of(ingest("luolong", 2024))]
    assert "<h2>" in shown[0]["text/html"]


def test_whatever_a_person_shows_brings_its_look_along() -> None:
    """A notebook that is opened again, its kernel still running, does not import once more."""
    cells = ["from annual_report import ingest, tabulate", "ingest('luolong', 2024)", "tabulate(_.review_litigation)"]
    code = [nbformat.v4.new_code_cell(source, id=f"cell-{number}") for number, source in enumerate(cells)]
    done = NotebookClient(nbformat.v4.new_notebook(cells=code), kernel_name="python3", timeout=120).execute()
    assert [[output.data["text/html"].startswith(look()) for output in cell.outputs] for cell in done.cells] == [
        [],
        [True],
        [True],
    ]


def test_shades_are_dark_where_lab_is_and_a_table_of_pandas_is_as_wide_as_its_columns() -> None:
    """White on a shade for black could not be read; a label of a figure stood one character a line."""
    assert 'body[data-jp-theme-light="false"] & { --ink: #e0e0e0; --rule: #8a8a8a; --shade: #303030; }' in look()
    assert "table.dataframe :is(th, td) { white-space: nowrap; }" in look()
