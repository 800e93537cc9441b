"""Figures have Chinese letters, are vectors whose words stay words, say what they show; a lost letter stops them."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from pypdf import PdfReader

from annual_report import paths
from annual_report.document.descriptions import alt
from annual_report.engine import settings
from annual_report.engine.execute import Execution, execute
from annual_report.engine.lost_glyphs import lost_glyphs
from annual_report.engine.run import Run
from annual_report.errors import InputError
from printing import EXPORTERS, export

CELLS = {
    "titled": "from annual_report import title\nimport matplotlib.pyplot as plt\n"
    "plt.bar(['新收', '办结'], [2, -1]); plt.title('申请办理'); plt.ylabel('件数');",
    "labelled": "plt.plot([1, 2]); plt.xlabel('月份'); plt.ylabel('件数');",
    "bare": "plt.plot([1, 2]);",
    "own": "plt.rcParams['font.sans-serif'] = ['SimHei']; plt.plot([1, 2]); plt.title('甲');",
    "pixels": "%config InlineBackend.figure_formats = ['png']\nplt.plot([1, 2]); plt.title('乙');",
}
LOST = (
    "import warnings; warnings.filterwarnings('ignore')\nfrom annual_report import title\n"
    "import matplotlib.pyplot as plt\n"
    "plt.rcParams['font.family'] = 'DejaVu Sans'; plt.plot([1, 2]); plt.title('申请');"
)


def run(place: Path, cells: dict[str, str]) -> Execution:
    """Execute a notebook of these cells."""
    parameters = nbformat.v4.new_code_cell(
        'agency: str = "luolong"', id="parameters", metadata={"tags": ["parameters"]}
    )
    code = [nbformat.v4.new_code_cell(source, id=name) for name, source in cells.items()]
    notebook = nbformat.v4.new_notebook(cells=[parameters, *code])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, place / "source.ipynb")
    own = replace(paths.places(), notebook=place / "source.ipynb")
    return execute({}, Run(engine=settings.FORK, places=own))


@pytest.fixture(scope="module")
def notebook(tmp_path_factory: pytest.TempPathFactory) -> nbformat.NotebookNode:
    subprocess.run([sys.executable, "-c", "import matplotlib.font_manager"], check=True, capture_output=True)
    return run(tmp_path_factory.mktemp("chart"), CELLS).notebook


def outputs(notebook: nbformat.NotebookNode) -> Iterator[tuple[str, nbformat.NotebookNode]]:
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "display_data":
                yield cell.id, output


def test_words_of_a_figure_stay_words_in_our_font(notebook: nbformat.NotebookNode) -> None:
    svg = dict(outputs(notebook))["titled"].data["image/svg+xml"]
    assert "<title>申请办理</title>" in svg
    assert {"新收", "办结", "件数", "-1.0"} <= set(re.findall(">([^<]+)</text>", svg))
    assert set(re.findall(r"font-family: '([^']+)'", svg)) == {"Annual Report Hei"}
    assert "dc:date" not in svg


def test_a_figure_says_what_it_shows(notebook: nbformat.NotebookNode) -> None:
    said = {name: alt(output) for name, output in outputs(notebook)}
    assert said["titled"] == "申请办理"
    assert said["labelled"] == "件数，月份"
    assert said["bare"].startswith("0.0，0.2，")
    assert (said["own"], said["pixels"]) == ("甲", "乙")


def test_an_analyst_may_choose_pixels(notebook: nbformat.NotebookNode) -> None:
    assert set(dict(outputs(notebook))["pixels"].data) == {"image/png", "text/plain"}


def test_every_format_shows_a_figure_with_its_words(notebook: nbformat.NotebookNode, tmp_path: Path) -> None:
    files = dict(zip(EXPORTERS, export(notebook, tmp_path, list(EXPORTERS)), strict=True))
    for name in ("html", "fragment"):
        assert 'alt="申请办理" src="data:image/svg+xml' in files[name].read_text(encoding="utf-8")
    assert "![申请办理](data:image/svg+xml;base64," in files["md"].read_text(encoding="utf-8")
    with zipfile.ZipFile(files["docx"]) as file:
        assert 'descr="申请办理"' in file.read("word/document.xml").decode()
        assert "办结</text>" in file.read("word/media/figure1.svg").decode()
    words = PdfReader(io.BytesIO(files["pdf"].read_bytes())).pages[0].extract_text()
    assert all(word in words for word in ("申请办理", "新收", "办结"))


@pytest.mark.parametrize("shown", ["", "import io; plt.savefig(io.BytesIO()); plt.close()"])
def test_letters_that_no_font_has_stop_the_report(tmp_path: Path, shown: str) -> None:
    execution = run(tmp_path, {"lost": LOST + shown})
    assert isinstance(execution.failure, InputError)
    assert "「申」（U+7533）、「请」（U+8BF7）" in str(execution.failure)


def test_nothing_of_chance_is_kept_of_what_a_cell_shows(tmp_path: Path) -> None:
    styled = "import pandas; frame = pandas.DataFrame({'a': [1]}); frame.style.set_caption('T_0abcd')"
    notebook = run(tmp_path, {"styled": styled, "bare": "object()", "printed": "print(object(), 'at 0x1')"}).notebook
    cells = {cell.id: cell.outputs[0] for cell in notebook.cells if cell.get("outputs")}
    assert '<table id="T_0"' in cells["styled"].data["text/html"]
    assert "T_0abcd" in cells["styled"].data["text/html"]
    assert cells["bare"].data["text/plain"] == "<object>"
    assert cells["printed"].text == "<object object> at 0x1\n"


def test_warnings_of_lost_letters_are_said_in_one_sentence() -> None:
    warning = (
        "a.py:1: UserWarning: Glyph 30003 (\\N{CJK UNIFIED IDEOGRAPH-7533}) missing from font(s) X.\n  plt.show()\n"
    )
    told = nbformat.v4.new_output("stream", name="stderr", text=f"前\n{warning}{warning}后\n")
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("x", outputs=[told])])
    assert lost_glyphs(notebook).count("「申」（U+7533）") == 1
    assert notebook.cells[0].outputs[0].text == "前\n后\n"
    assert lost_glyphs(notebook) == ""


def test_nothing_is_imported_for_charts_that_are_not_drawn() -> None:
    code = "import sys, annual_report; annual_report.tabulate; print('matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "False"
