"""What one agency adds to the notebook: cells that come after a section of the common one (additions.ipynb)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from annual_report import paths
from annual_report.errors import InputError, Problem
from annual_report.filing.inputs import LARGEST_FILE, is_there, open_input
from annual_report.form.forms import Form
from annual_report.wording import fold, join_words

if TYPE_CHECKING:
    from nbformat import NotebookNode

NOT_A_NOTEBOOK = "不是笔记本，或者文件坏了：请用 JupyterLab 打开重新保存，或删去这个文件"
TOO_LARGE = "超过 1 MB，不读：请在 JupyterLab 里清除输出后再保存"
NO_SECTION = "第{number}格没有写放在哪一部分后面：请在它上面加一格 Markdown，只写那一部分的标题（如「## {title}」）"


class Addition(NamedTuple):
    """A cell, and the code of the section that it comes after."""

    section: str
    cell: NotebookNode


def read_additions(path: Path, form: Form) -> tuple[Addition, ...]:
    """Read additions.ipynb; without the file there are none.

    A Markdown cell that holds the title of a section and nothing else says which one the cells below it follow; it is
    not printed again. Raises InputError for what is no notebook, and for cells above every title.
    """
    if not is_there(path):
        return ()
    sections = {fold(section.title): section.code for section in form.sections}
    file, section = paths.stored_name(path), ""
    found, without = list[Addition](), list[int]()
    for number, cell in enumerate(_cells(path, file), 1):
        named = sections.get(fold(cell.source.lstrip("# "))) if cell.cell_type == "markdown" else None
        if named:
            section = named
        elif section:
            found.append(Addition(section, cell))
        elif cell.source.strip():
            without.append(number)
    if without:
        title = next(each.title for each in form.sections if not each.optional)
        words = NO_SECTION.format(number=join_words(map(str, without)), title=title)
        raise InputError([Problem(words, file)])
    return tuple(found)


def _cells(path: Path, file: str) -> Iterator[NotebookNode]:
    import nbformat

    with open_input(path) as opened:
        content = opened.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise InputError([Problem(TOO_LARGE, file)])
    try:
        notebook = nbformat.reads(content.decode("utf-8-sig"), as_version=4)
        nbformat.validate(notebook)
    except Exception as error:  # what is wrong with a notebook is told in many ways, none of them for a clerk
        raise InputError([Problem(NOT_A_NOTEBOOK, file)]) from error
    yield from notebook.cells
