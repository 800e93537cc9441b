"""What `make names` prints: every placeholder that a sentence may quote, with the values of a report where it is given.

Chinese, readable at 80 columns: a long line goes on below itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.cells import cell_len

from annual_report.errors import Problem
from annual_report.filing.figures import Figure
from annual_report.filing.report import Report
from annual_report.form.forms import Form
from annual_report.prose.examples import load_examples
from annual_report.prose.name_list import QuotableLine, QuotableTable, placeholder, quotable_tables
from annual_report.prose.names import LAST_YEAR, names
from annual_report.terminal.console import Terminal, say
from annual_report.typed_command import typed_command
from annual_report.wording import join_words

TITLE = "正文（narrative.md）里可以引用的名称：{version} 年格式"
TITLE_OF_REPORT = "{name} {year} 年：正文（narrative.md）里可以引用的名称和现在的数"
COLUMNS = "最后一段可以换成：{names}"
SUM_OF_LINES, SUM_OF_COLUMNS = "（各项之和）", "（各类之和）"
ALL_ZERO = "各栏都是 0，如 {example}"
OTHERS_ZERO = "其他栏是 0"
BEFORE = "（上年 {words}）"
QUOTE_BEFORE = "括号里是上年的数，引用时前面加「上年.」：{{{{ 上年.… }}}}"
FIGURES, FIGURES_WHERE = "figures.csv", "figures.csv 里的数：写 {{ 名称 }}，上年的写 {{ 上年.名称 }}"
ONLY_BEFORE = "只在上年的 figures.csv 里"
EXAMPLES = "还可以这样写"
UNREADABLE = "填报数据有 {count} 处读不了，上面可能不全：请运行 {check}"
WIDTH_OF_NAME = 44


def show(form: Form, console: Terminal) -> None:
    """Print the placeholders of a form."""
    say(TITLE.format(version=form.version), "", console, "bold")
    for table in quotable_tables(form):
        _show_head(table, console)
        for line in table.lines:
            _show_label(line, console)
            for column in line.columns[-1:] if table.shared_columns else line.columns:
                _show_pair(placeholder(line.path(column)), column.unit, console)
    say(FIGURES_WHERE, "", console, "bold")
    _show_examples(None, console)


def show_of_report(report: Report, problems: Sequence[Problem], console: Terminal) -> None:
    """Print the placeholders of a report with what they say now; columns that are 0 in both years are left out."""
    known = names(report)
    say(TITLE_OF_REPORT.format(name=report.agency.name, year=report.year), "", console, "bold")
    if known[LAST_YEAR]:
        say(QUOTE_BEFORE.format(), "", console)
    for table in quotable_tables(report.form):
        _show_head(table, console)
        for line in table.lines:
            _show_label(line, console)
            _show_values(line, known, console)
    _show_figures(known, report, console)
    _show_examples(report, console)
    if problems:
        say(UNREADABLE.format(count=len(problems), check=typed_command("check")), "", console, "yellow")


def _show_head(table: QuotableTable, console: Terminal) -> None:
    say(table.title, "", console, "bold")
    if table.shared_columns:
        named = (each.name + (SUM_OF_COLUMNS if each.is_sum else "") for each in table.shared_columns)
        say(COLUMNS.format(names=join_words(named)), "  ", console)


def _show_label(line: QuotableLine, console: Terminal) -> None:
    say(line.label + (SUM_OF_LINES if line.is_sum else ""), "  ", console)


def _show_values(line: QuotableLine, known: Mapping[str, Any], console: Terminal) -> None:
    quoted = [(placeholder(line.path(each)), *_two_years(known, line, each.name)) for each in line.columns]
    said = [(name, now, before) for name, now, before in quoted if not _is_zero(now) or not _is_zero(before)]
    for name, now, before in said:
        _show_pair(name, _words(now, before), console)
    if not said:
        say(ALL_ZERO.format(example=quoted[-1][0]), "    ", console, "dim")
    elif len(said) < len(quoted):
        say(OTHERS_ZERO, "    ", console, "dim")


def _two_years(known: Mapping[str, Any], line: QuotableLine, column: str) -> tuple[Figure | None, Figure | None]:
    """Return a figure of this year, and of the last one; None where it is not known."""
    tables = (each.get(line.table, {}).get(line.name, {}) for each in (known, known[LAST_YEAR]))
    now, before = (table.get(column) for table in tables)
    return now, before


def _is_zero(figure: Figure | None) -> bool:
    return figure is None or figure.value == 0


def _words(now: Figure | None, before: Figure | None) -> str:
    return (now.text if now is not None else "") + (BEFORE.format(words=before.text) if before is not None else "")


def _show_figures(known: Mapping[str, Any], report: Report, console: Terminal) -> None:
    say(FIGURES, "", console, "bold")
    last_year = report.previous_quotations
    for name, quotation in report.quotations.items():
        before = last_year[name].figure if name in last_year else None
        _show_pair(placeholder(name), _words(quotation.figure, before), console)
    only_before = {name: each for name, each in last_year.items() if name not in report.quotations}
    if only_before and known[LAST_YEAR]:
        say(ONLY_BEFORE, "  ", console)
        for name, each in only_before.items():
            _show_pair(placeholder(f"{LAST_YEAR}.{name}"), each.figure.text, console)


def _show_examples(report: Report | None, console: Terminal) -> None:
    say(EXAMPLES, "", console, "bold")
    for each in load_examples():
        say(f"{each.name}　{each.means}", "  ", console)
        say(each.example, "    ", console)
        if report and (said := each.said_of(report)):
            say(f"→ {said}", "    ", console)


def _show_pair(name: str, words: str, console: Terminal) -> None:
    """Print a placeholder and what stands behind it, below each other where they are too long for one line."""
    space = max(1, WIDTH_OF_NAME - cell_len(name))
    if 4 + cell_len(name) + space + cell_len(words) > console.width:
        space = max(1, console.width - 4 - cell_len(name) - cell_len(words))
    say(f"{name}{' ' * space}{words}", "    ", console)
