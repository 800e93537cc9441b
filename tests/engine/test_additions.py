"""The notebook of one report is the common one with what its agency adds, in every format; the common one stays."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from annual_report import paths
from annual_report.build import verbs
from annual_report.engine.additions import compose
from annual_report.engine.run import Run
from annual_report.errors import InputError
from annual_report.filing.additions import Addition
from annual_report.form.forms import load_form

FORM = load_form("2021")


def sources(notebook: nbformat.NotebookNode) -> list[str]:
    return [cell.source for cell in notebook.cells]


def test_additions_stand_at_the_end_of_their_sections_and_nothing_else_moves() -> None:
    common = nbformat.read(paths.NOTEBOOK, as_version=4)
    before = sources(common)
    added = [Addition(code, new_code_cell(f"'{code}'")) for code in ("other", "preface", "applications", "other")]
    composed = compose(common, added, FORM)
    assert sources(common) == before
    assert [each for each in sources(composed) if not each.startswith("'")] == before
    places = [place for place, each in enumerate(sources(composed)) if each.startswith("'")]
    above = {sources(composed)[place - 1] for place in places}
    assert above == {
        'narrate(report, "preface")',
        "tabulate(report.applications)",
        'narrate(report, "other")',
        "'other'",
    }
    assert len({cell.id for cell in composed.cells}) == len(composed.cells)


def test_a_notebook_without_the_section_is_told() -> None:
    with pytest.raises(InputError, match="笔记本里没有「六、其他需要报告的事项」这一部分的标题"):
        compose(new_notebook(), [Addition("other", new_code_cell("1"))], FORM)


def test_what_an_agency_adds_is_printed_and_is_one_of_its_inputs(params: Path, tmp_path: Path) -> None:
    file = params / "luolong/2024/additions.ipynb"
    cells = [
        new_markdown_cell("## 一、总体情况"),
        new_markdown_cell("**另附**：分月情况。"),
        new_code_cell("print(year + 1)"),
    ]
    nbformat.write(new_notebook(cells=cells), file)
    out = tmp_path / "out"
    outcome = verbs.report(verbs.Request("luolong", 2024, Run(params, out, ("md",))))
    assert outcome.exit_code == 0, outcome.message
    text = (out / "luolong/2024/report.md").read_text(encoding="utf-8")
    overview = text.partition("## 一、总体情况")[2].partition("## 二、")[0]
    assert re.search(r"\*\*另附\*\*：分月情况。\s+(```)?\s*2025", overview)
    assert "additions.ipynb" in (out / "luolong/2024/manifest.json").read_text(encoding="utf-8")
    file.write_text("{}", encoding="utf-8")
    assert [each.exit_code for each in verbs.check([verbs.Request("luolong", 2024, Run(params, out))])] == [2]
