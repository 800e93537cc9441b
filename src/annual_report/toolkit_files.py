"""The YAML that the toolkit brings along (form, wording, look): a mistake in it is ours, never an agency's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from annual_report import paths
from annual_report.errors import Problem, RuleError, reason_of
from annual_report.files import file_state
from annual_report.strict_yaml import Content, Mistake, MistakesError, locate_mistake, read_strictly
from annual_report.yaml_loader import load_yaml

GONE = "读不了（{reason}）：请恢复这个文件"
NOT_UTF8 = "不是 UTF-8 编码：请「另存为」UTF-8"


def read_toolkit_file(path: Path, kind: type[Content]) -> Content:
    """Read a file of the toolkit into a model, or a mapping of them.

    Raises RuleError that names every mistake with file, row and column.
    """
    try:
        content, _ = read_strictly(_text_of(path), kind, paths.stored_name(path))
    except MistakesError as error:
        raise _refusal(error.problems) from error
    return content


def refuse(path: Path, mistakes: Iterable[Mistake]) -> None:
    """Raise RuleError for mistakes that were found in what a file of the toolkit says; nothing where there are none."""
    found = [*mistakes]
    if found:
        node, _ = load_yaml(_text_of(path))
        raise _refusal(locate_mistake(mistake, node, paths.stored_name(path)) for mistake in found)


def state_of(path: Path) -> tuple[Path, int, int, int]:
    """Return what tells whether a file of the toolkit is still what it was. Raises RuleError where it is gone."""
    try:
        return file_state(path)
    except OSError as error:
        raise _refusal_of_missing(path, error) from error


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise _refusal_of_missing(path, error) from error
    except UnicodeDecodeError as error:
        row = error.object.count(b"\n", 0, error.start) + 1
        raise _refusal([Problem(NOT_UTF8, paths.stored_name(path), row)]) from error


def _refusal_of_missing(path: Path, error: OSError) -> RuleError:
    return RuleError(str(Problem(GONE.format(reason=reason_of(error)), paths.stored_name(path))))


def _refusal(problems: Iterable[Problem]) -> RuleError:
    return RuleError("；".join(str(replace(problem, row=problem.row or 1)) for problem in problems))
