"""What `make read` prints: how every clause of the prose was read, at 80 columns, and how many came out how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from annual_report import paths
from annual_report.review.clause_rows import NOT_COMPARED, OUTCOMES, ClauseRow
from annual_report.terminal.console import Terminal, break_lines
from annual_report.wording import join_words

HEADINGS = ("行:列", "结果", "原文、读作、表里")
UNDERSTOOD, TABLES, UNKNOWN = "读作：{words}", "表里：{words}", "不认识：{words}"
TOTAL = "共 {count} 处：{words}"
NOTHING = "没有读到统计数"
STYLES = dict(zip(OUTCOMES.values(), ("", "red", "yellow"), strict=True))
# How wide the columns before the last are, and how narrow the last may become.
WIDTH_BEFORE, LEAST_WIDTH = 21, 20


def show(rows: Sequence[ClauseRow], params: Path, console: Terminal) -> None:
    """Print the rows section by section, then the totals."""
    for (section, file), found in groupby(rows, lambda row: (row.section, row.position.file)):
        where = paths.shown_name(paths.find_stored(file, params)) if file else ""
        console.print(Text("  ".join(filter(None, (section, where))), "bold"), soft_wrap=True)
        console.print(_table([*found], max(console.width - WIDTH_BEFORE, LEAST_WIDTH)))
    console.print(total(rows), soft_wrap=True)


def total(rows: Sequence[ClauseRow]) -> str:
    """Say how many claims came out how."""
    counts = Counter(row.outcome for row in rows)
    words = join_words(f"{name} {counts[name]}" for name in (*OUTCOMES.values(), NOT_COMPARED) if counts[name])
    return TOTAL.format(count=len(rows), words=words) if rows else NOTHING


def _table(rows: Sequence[ClauseRow], width: int) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for heading in HEADINGS:
        table.add_column(heading, no_wrap=heading != HEADINGS[-1])
    for row in rows:
        lines = [line for words in _said(row) for line in break_lines(words, width)]
        outcome = Text("\n".join(filter(None, (row.outcome, row.rule))), STYLES.get(row.outcome, "dim"))
        where = f"{row.position.row}:{row.position.column}"
        table.add_row(where, outcome, Text("\n".join(lines), overflow="fold"))
    return table


def _said(row: ClauseRow) -> list[str]:
    """Return the lines of a row: the words, what was understood, what the tables say, which words are not known."""
    tables = [TABLES.format(words=row.tables)] if row.tables else []
    unknown = [UNKNOWN.format(words=join_words(row.unknown))] if row.unknown else []
    return [f"「{row.quote}」", UNDERSTOOD.format(words=row.understood), *tables, *unknown]
