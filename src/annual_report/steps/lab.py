"""How things look while a notebook is edited: a report is its page, and tables have the look they are published in."""

from __future__ import annotations

import html
import sys
from typing import Any

from annual_report import paths
from annual_report.document.rendered import Rendered
from annual_report.filing.report import Report

# Where JupyterLab shows what a cell gives: a rule inside is stronger than Lab's own for tables.
SHOWN = ".jp-Notebook .jp-RenderedHTMLCommon"

HTML = "text/html"

# Lab shades every other row; a form has its own shades, which a dark theme needs dark. A table of pandas has many
# columns, and is as wide as what stands in them.
OF_LAB = """\
tbody tr:nth-child(n) { background: none; }
body[data-jp-theme-light="false"] & { --ink: #e0e0e0; --rule: #8a8a8a; --shade: #303030; }
table.dataframe { width: auto; }
table.dataframe :is(th, td) { white-space: nowrap; }
"""

SUMMARY = "{title}：{version} 年格式，{filed}／{cells} 格已填，正文引用数字 {quotations} 个"


def prepare_lab() -> None:
    """Show reports as pages in the notebook that this process runs; where a person edits it, in the published look.

    Nothing is done in a program that is no notebook; no look is set where a build exports with its own. The look goes
    with everything that is shown: a notebook that is opened again shows it without the cell that imports.
    """
    interactive = sys.modules.get("IPython")
    shell: Any = interactive.get_ipython() if interactive else None
    if shell is None:
        return
    formatters = shell.display_formatter.formatters
    is_edited = not paths.read_handed()
    formatters[HTML].for_type(Report, (lambda report: look() + page_of(report)) if is_edited else page_of)
    formatters["text/plain"].for_type(Report, lambda report, printer, _: printer.text(summary_of(report)))
    if is_edited:
        shell.display_formatter.mimebundle_formatter.for_type(Rendered, in_look)


def in_look(shown: Rendered) -> dict[str, Any]:
    """Return what a step shows, its HTML in the published look."""
    bundle = shown.as_bundle()
    return bundle | {HTML: look() + bundle[HTML]}


def look() -> str:
    """Return the look of a published report as a style that holds inside what cells show."""
    style = (paths.TEMPLATES / "annual_report/style.css").read_text(encoding="utf-8").replace(":root", "&")
    return f"<style>\n{SHOWN} {{\n{style}{OF_LAB}}}\n</style>"


def page_of(report: Report) -> str:
    """Return a report as HTML as it would be published: its title, its prose and its tables, section by section."""
    from annual_report.steps.narrate import title

    sections = (
        f"<h2>{html.escape(each.title)}</h2>\n{_section(report, each.code)}"
        for each in report.form.sections
        if not each.optional or each.code in report.narrative
    )
    return f"<p>{html.escape(summary_of(report))}</p>\n{title(report).html}\n" + "\n".join(sections)


def summary_of(report: Report) -> str:
    """Return in one line which report it is, and how much of it is filled in."""
    values = report.ledger.values.values()
    return SUMMARY.format(
        title=report.title,
        version=report.form.version,
        filed=sum(value is not None for value in values),
        cells=len(values),
        quotations=len(report.quotations),
    )


def _section(report: Report, code: str) -> str:
    from annual_report.steps.narrate import narrate
    from annual_report.steps.tabulate import tabulate

    section = report.form.section(code)
    return (tabulate(report.table(section.table)) if section.table else narrate(report, code)).html
