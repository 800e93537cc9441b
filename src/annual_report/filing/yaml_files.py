"""YAML as people write it, opened as any file of an agency and read strictly, every mistake with its row."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml
from pydantic import model_validator

from annual_report import paths
from annual_report.errors import InputError, Problem
from annual_report.filing.sheets import read_text
from annual_report.strict_yaml import Content, MistakesError, Strict, read_strictly

TOO_LONG = "文件太长，超过 {limit} 字：请确认放对了文件"

LONGEST_TEXT = 100_000


class FilledIn(Strict):
    """A mapping that a person fills in: what is left blank counts as not written."""

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        return {key: value for key, value in data.items() if value is not None or key not in cls.model_fields}


def read_yaml(path: Path, kind: type[Content]) -> tuple[Content, yaml.Node | None]:
    """Read a YAML file into a model, or a list of them, and return it with the nodes that know the rows.

    Raises InputError with every problem of the file.
    """
    text, _ = read_text(path)
    if len(text) > LONGEST_TEXT:
        raise InputError([Problem(TOO_LONG.format(limit=LONGEST_TEXT), paths.stored_name(path))])
    try:
        return read_strictly(text, kind, paths.stored_name(path))
    except MistakesError as error:
        raise InputError(_by_its_row(problem) for problem in error.problems) from error


def _by_its_row(problem: Problem) -> Problem:
    # Whoever fills in a line looks for the line; a column is that of a table.
    return replace(problem, column=None)
