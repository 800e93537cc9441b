"""The check list as a page: what an office sends back to a department, to read, to print and to put right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import Template

from annual_report import paths
from annual_report.document.official_table import grid_of
from annual_report.document.templates import environment
from annual_report.filing.report import Report
from annual_report.review.bundles import bundles
from annual_report.review.check_list import check_list
from annual_report.review.marks import marks_of
from annual_report.review.problem_words import corrected, is_one_move, located, said
from annual_report.rules.finding import SEVERITIES
from annual_report.wording import visible

# A slip with very many explanations is better looked up in findings.json than printed.
MOST_SHOWN = 12


def findings_page(report: Report | None, about: Mapping[str, Any], findings: Mapping[str, Any]) -> str:
    """Return the check list as one HTML page without script or outside resource.

    `findings` is what findings.json holds; where it has `problems`, the inputs could not be read and there is no
    report. Its words and its look are in notebooks/templates/findings/.
    """
    marks = marks_of(check_list(findings), report) if report else {}
    about, findings = _seen(about), _seen(findings)
    found = check_list(findings)
    return _template().render(
        about=about,
        report=report,
        problems=findings.get("problems", []),
        summary=findings["summary"],
        found=found,
        severities=SEVERITIES,
        grids=[grid_of(report.table(table.code)) for table in report.form.tables] if report else [],
        bundles=bundles,
        marks=marks,
        most_shown=MOST_SHOWN,
    )


def _seen(data: Any) -> Any:
    """Return data in whose texts the characters that command instead of being seen are shown."""
    if isinstance(data, str):
        return visible(data)
    if isinstance(data, Mapping):
        return {key: _seen(value) for key, value in data.items()}
    return [_seen(each) for each in data] if isinstance(data, list | tuple) else data


def _template() -> Template:
    # The official tables look here as they do in the report.
    pages = environment(paths.TEMPLATES / "findings", paths.TEMPLATES / "annual_report")
    pages.filters |= {"place": located, "said": said, "corrected": corrected}
    pages.tests["one_move"] = is_one_move
    return pages.get_template("findings.html.j2")
