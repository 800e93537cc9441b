"""The notebook of one report: the common one, and after each section what the agency adds there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from annual_report import paths
from annual_report.engine.run import Run
from annual_report.errors import InputError, Problem
from annual_report.filing.additions import Addition, read_additions
from annual_report.form.forms import Form, form_of_year
from annual_report.wording import fold

NO_PLACE = "笔记本里没有「{title}」这一部分的标题，additions.ipynb 要放在它后面的格没有地方放"


def notebook_of(parameters: Mapping[str, Any], run: Run, folder: Path) -> Path:
    """Return the notebook to run: the chosen one, or, where an agency adds cells, both as one file in `folder`.

    Raises InputError as `read_additions` does, and where the chosen notebook has no such section.
    """
    agency, year = parameters.get("agency"), parameters.get("year")
    form = form_of_year(year) if isinstance(year, int) else None
    if not form or not agency:
        return run.places.notebook
    with paths.reading(run.params):
        additions = read_additions(run.params / str(agency) / str(year) / paths.ADDITIONS_FILE, form)
    if not additions:
        return run.places.notebook
    composed = compose(nbformat.read(run.places.notebook, as_version=4), additions, form)
    nbformat.write(composed, folder / "composed.ipynb")
    return folder / "composed.ipynb"


def compose(notebook: NotebookNode, additions: Iterable[Addition], form: Form) -> NotebookNode:
    """Return a notebook with the additions at the end of their sections, in their order; the given one stays."""
    titles = {fold(section.title): section.code for section in form.sections}
    parts: dict[str, list[NotebookNode]] = {"": []}
    section = ""
    for cell in notebook.cells:
        section = titles.get(fold(cell.source.lstrip("# ")), section) if cell.cell_type == "markdown" else section
        parts.setdefault(section, []).append(cell)
    for number, (named, cell) in enumerate(additions, 1):
        # What has no heading of its own, the preface, stands above the first one.
        place = "" if form.section(named).optional and named not in parts else named
        if place not in parts:
            raise InputError([Problem(NO_PLACE.format(title=form.section(named).title))])
        parts[place].append(nbformat.from_dict({**cell, "id": f"addition-{number}"}))
    return nbformat.from_dict({**notebook, "cells": [cell for part in parts.values() for cell in part]})
