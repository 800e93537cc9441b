"""The check list as a page: what an office sends back to a department, to read, to print and to put right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from functools import partial
from typing import Any

from jinja2 import Template

from annual_report import paths
from annual_report.document.official_table import printed_table
from annual_report.document.templates import environment
from annual_report.filing.report import Report
from annual_report.review.bundles import bundles_of
from annual_report.review.check_list import check_list_of
from annual_report.review.comparison_words import ENTRIES, let_compare
from annual_report.review.definitions import defined_cell_of, owners_of
from annual_report.review.local_points import say_counts, say_score, title_of
from annual_report.review.marks import marks_of
from annual_report.review.problem_words import is_one_move, position_both_ways, say_correction, say_value
from annual_report.rules.finding import SEVERITIES, STATES
from annual_report.rules.findings import Findings
from annual_report.wording import make_visible

# A slip with very many explanations is better looked up in findings.json than printed.
MOST_SHOWN = 12


def findings_page(report: Report | None, about: Mapping[str, Any], findings: Findings) -> str:
    """Return the check list as one HTML page without script or outside resource.

    Where there are `problems`, the inputs could not be read and there may be no report. Its words and its look are in
    notebooks/templates/findings/.
    """
    marks = marks_of(check_list_of(findings), report) if report else {}
    about, findings = make_visible_in(about), make_visible_in(findings)
    return _template().render(
        about=about,
        report=report,
        problems=findings.problems,
        summary=findings.summary,
        check_list=check_list_of(findings),
        second=findings.second,
        side_words=ENTRIES,
        points=findings.points,
        points_title=title_of(findings.points),
        points_counted=say_counts(findings.points) if findings.points else "",
        states=STATES,
        score_of=say_score,
        severities=SEVERITIES,
        grids=[printed_table(report.table(table.code)) for table in report.form.tables] if report else [],
        bundles_of=bundles_of,
        marks=marks,
        defined_cell_of=partial(defined_cell_of, report=report),
        owners_of=partial(owners_of, report=report),
        most_shown=MOST_SHOWN,
    )


def make_visible_in(noun: Any) -> Any:
    """Return a noun in whose texts the characters that command instead of being seen are shown."""
    if isinstance(noun, str):
        return make_visible(noun)
    if isinstance(noun, Mapping):
        return {key: make_visible_in(value) for key, value in noun.items()}
    if isinstance(noun, tuple):
        return tuple(map(make_visible_in, noun))
    if is_dataclass(noun) and not isinstance(noun, type):
        return replace(noun, **{field.name: make_visible_in(getattr(noun, field.name)) for field in fields(noun)})
    return noun


def _template() -> Template:
    # The official tables look here as they do in the report.
    pages = environment(paths.TEMPLATES / "findings", paths.TEMPLATES / "annual_report")
    pages.filters |= {"both_ways": position_both_ways, "value": say_value, "correction": say_correction}
    let_compare(pages)
    pages.tests["one_move"] = is_one_move
    return pages.get_template("findings.html.j2")
