"""The gate: publish a notebook only if it shows what the build has read and judged."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from nbformat import NotebookNode

from annual_report.document.notebook_outputs import visible_cells
from annual_report.document.official_table import TABLE_MIME
from annual_report.rules.findings import FINDINGS_MIME, Findings

NO_FINDINGS = "笔记本没有显示校验结果：请在笔记本里加一格 findings（findings = explain(validate(report))）"
OTHER_FINDINGS = "笔记本显示的校验结果不是这份填报数据的：请检查 report、findings 在笔记本里有没有被改过"
NO_TABLE = "笔记本没有印出「{table}」这一节的表：请在那一节加一格 tabulate(report.{code})"
OTHER_TABLE = "笔记本印出的「{table}」这一节的表与填报数据不同：请检查 report 在笔记本里有没有被改过"


class OfficialTable(NamedTuple):
    """A table that a report must print, under the title of its section; `bundle` is what its cell shows."""

    code: str
    section: str
    bundle: Mapping[str, Any]


def what_is_wrong(notebook: NotebookNode, findings: Findings, tables: Sequence[OfficialTable]) -> str:
    """Say why a notebook must not be published; empty where it shows what was found and prints every table."""
    shown = [bundle[FINDINGS_MIME] for bundle in _bundles(notebook.cells) if FINDINGS_MIME in bundle]
    if not shown:
        return NO_FINDINGS
    if not any(_judgement(each) == _judgement(findings) for each in filter(None, map(_read_findings, shown))):
        return OTHER_FINDINGS
    printed = [bundle for bundle in _bundles(visible_cells(notebook)) if TABLE_MIME in bundle]
    return next(filter(None, (_wrong_with(table, printed) for table in tables)), "")


def _wrong_with(table: OfficialTable, printed: Iterable[Mapping[str, Any]]) -> str:
    """Say what is wrong with a table, which may be printed in several places; empty where nothing is."""
    of_it = [bundle for bundle in printed if _code_of(bundle[TABLE_MIME]) == table.code]
    words = NO_TABLE if not of_it else OTHER_TABLE if any(each != table.bundle for each in of_it) else ""
    return words.format(table=table.section, code=table.code)


def _code_of(table: Any) -> Any:
    return table.get("table") if isinstance(table, Mapping) else None


def _read_findings(shown: Any) -> Findings | None:
    """Return the findings that a cell shows; None where it shows something else under their name."""
    try:
        # The nodes of a notebook become plain dictionaries.
        return Findings.from_dict(json.loads(json.dumps(shown)))
    except (TypeError, ValueError):
        return None


def _judgement(findings: Findings) -> dict[str, Any]:
    """Return what the rules say, without what is explained: an explanation may take more time than it is given."""
    found = tuple(replace(each, follows=()) for each in findings.found)
    return Findings(findings.outcomes, found).as_dict()


def _bundles(cells: Iterable[NotebookNode]) -> Iterator[Mapping[str, Any]]:
    """Yield what cells show, each in all its ways."""
    for cell in cells:
        for output in cell.get("outputs", []):
            yield output.get("data", {})
