"""Cells that an agency adds come after the section whose title stands above them; what has none is told."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from annual_report.errors import InputError
from annual_report.filing.additions import read_additions
from annual_report.form.forms import load_form

FORM = load_form("2021")


def write(folder: Path, *cells: nbformat.NotebookNode) -> Path:
    file = folder / "additions.ipynb"
    nbformat.write(new_notebook(cells=list(cells)), file)
    return file


def test_without_the_file_there_are_none(tmp_path: Path) -> None:
    assert read_additions(tmp_path / "additions.ipynb", FORM) == ()


def test_a_title_says_which_section_the_cells_below_follow(tmp_path: Path) -> None:
    titles = [new_markdown_cell(f"## {FORM.section(code).title}") for code in ("overview", "applications")]
    file = write(tmp_path, titles[0], new_code_cell("1"), new_markdown_cell("补充"), titles[1], new_code_cell("2"))
    found = [(each.section, each.cell.source) for each in read_additions(file, FORM)]
    assert found == [("overview", "1"), ("overview", "补充"), ("applications", "2")]


def test_cells_above_every_title_are_named(tmp_path: Path) -> None:
    file = write(tmp_path, new_code_cell("1"), new_code_cell(""), new_markdown_cell("补充"))
    with pytest.raises(InputError, match=r"第1、3格没有写放在哪一部分后面：.*「## 一、总体情况」"):
        read_additions(file, FORM)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[]", b"{}", b'{"cells": 1}'])
def test_what_is_no_notebook_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "additions.ipynb").write_bytes(content)
    with pytest.raises(InputError, match="不是笔记本"):
        read_additions(tmp_path / "additions.ipynb", FORM)
