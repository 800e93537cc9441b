"""What the commands print about many reports: one line where one went wrong, a table at the end, the totals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from annual_report import paths
from annual_report.build.outcomes import Outcome
from annual_report.district.check_files import Summary, summary_of
from annual_report.rules.finding import SEVERITIES
from annual_report.terminal.console import RATE, Terminal, break_lines, say
from annual_report.terminal.one_report import HEADLINES, place_to_open
from annual_report.wording import join_words

CHECKED = "共 {count} 份：{words}；用时 {seconds:.1f} 秒{rate}"
BUILT = "共 {count} 份：{words}；新做 {built}、没有变化 {fresh}；用时 {seconds:.1f} 秒{rate}"
WORDS = ("通过", "有错误", "读不了", "出错")
REMARKED = "（其中 {count} 份有提醒或提示）"
REST = "还有 {count} 份没有列出：{words}（逐份见 {file}）"
SOUND, ONLY_REMARKED = "通过", "通过但有提醒或提示"
READ_ON = "{reason}（见 {place}/）"
MORE_PROBLEMS = "（等 {count} 处）"
NAME = "{name}（{agency}）"
HEADINGS = ("结果", "年份", *SEVERITIES.values(), "单位（代号）和第一个问题")

# How many rows a summary has; the rest is counted.
MOST_ROWS = 40
# A longer name is cut: the code beside it tells which agency it is.
LONGEST_NAME = 40
# How wide the columns before the last are, and how narrow the last may become.
WIDTH_BEFORE, LEAST_WIDTH = 39, 20


def show_failure(outcome: Outcome, console: Terminal) -> None:
    """Print one line about a report that is not sound; nothing about others."""
    if outcome.exit_code:
        words = Text.assemble(
            "  ", (HEADLINES[outcome.exit_code], "bold red"), f"  {_name(outcome)} {outcome.year} 年："
        )
        console.print(words + _reason(outcome), soft_wrap=True)


def _name(outcome: Outcome) -> str:
    if not outcome.name:
        return outcome.agency
    name = outcome.name if len(outcome.name) <= LONGEST_NAME else f"{outcome.name[: LONGEST_NAME - 1]}…"
    return NAME.format(name=name, agency=outcome.agency)


def _reason(outcome: Outcome) -> str:
    """Say why a report is not sound in a few words, and where to read on."""
    summary = summary_of(outcome)
    more = MORE_PROBLEMS.format(count=summary.problems) if summary.problems > 1 else ""
    return READ_ON.format(reason=_first_problem(outcome, summary) + more, place=paths.shown_name(outcome.request.place))


def _first_problem(outcome: Outcome, summary: Summary) -> str:
    """Say the first problem: where an input cannot be read, the rule that does not hold."""
    where = place_to_open(outcome.request, summary.position) if summary.position else summary.rule
    spot = summary.position.spot if summary.position else ""
    return " ".join(filter(None, (where, spot, summary.message)))


def show_summary(outcomes: Sequence[Outcome], check_file: Path, console: Terminal) -> None:
    """Print a row for each report, the worst first; of very many for those there is something to say about.

    What has no row is counted, with the file that has one for each.
    """
    summaries = sorted(((outcome, summary_of(outcome)) for outcome in outcomes), key=_badness)
    rows = (
        summaries
        if len(summaries) <= MOST_ROWS
        else [summary for summary in summaries if summary[1].problems][:MOST_ROWS]
    )
    if rows:
        console.print(_table(rows, console.width - WIDTH_BEFORE))
    rest = summaries[len(rows) :]
    if rest:
        say(REST.format(count=len(rest), words=_count_kinds(rest), file=paths.shown_name(check_file)), "", console)


def _table(rows: list[tuple[Outcome, Summary]], width: int) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for heading in HEADINGS:
        is_number = heading in SEVERITIES.values()
        table.add_column(heading, justify="right" if is_number else "left", no_wrap=heading != HEADINGS[-1])
    for outcome, summary in rows:
        words = [_name(outcome), *([_first_problem(outcome, summary)] if summary.problems else [])]
        lines = [line for word in words for line in break_lines(word, max(width, LEAST_WIDTH))]
        counts = map(str, summary.counts.values())
        table.add_row(WORDS[outcome.exit_code], str(outcome.year), *counts, Text("\n".join(lines), overflow="fold"))
    return table


def show_total(outcomes: Sequence[Outcome], seconds: float, console: Terminal, words: str = BUILT) -> None:
    """Print how many reports came out how, how many were built anew, and how long it took."""
    fresh = sum(outcome.is_fresh for outcome in outcomes)
    built = len(outcomes) - fresh
    rate = f"（{RATE.format(rate=built / seconds)}）" if built and seconds else ""
    ends = _count_ends(outcomes) + _count_remarks(outcomes)
    total = words.format(count=len(outcomes), words=ends, built=built, fresh=fresh, seconds=seconds, rate=rate)
    say(total, "", console)


def _count_ends(outcomes: Sequence[Outcome]) -> str:
    ends = Counter(outcome.exit_code for outcome in outcomes)
    return join_words(f"{WORDS[code]} {ends[code]}" for code in sorted(ends))


def _count_remarks(outcomes: Sequence[Outcome]) -> str:
    count = sum(not outcome.exit_code and bool(summary_of(outcome).problems) for outcome in outcomes)
    return REMARKED.format(count=count) if count else ""


def _count_kinds(rest: list[tuple[Outcome, Summary]]) -> str:
    """Say how many of the reports without a row came out how."""
    kinds = Counter(_kind(outcome, summary) for outcome, summary in rest)
    order = (*WORDS[1:], ONLY_REMARKED, SOUND)
    return join_words(f"{kind} {kinds[kind]}" for kind in order if kinds[kind])


def _kind(outcome: Outcome, summary: Summary) -> str:
    return WORDS[outcome.exit_code] if outcome.exit_code else ONLY_REMARKED if summary.problems else SOUND


def _badness(row: tuple[Outcome, Summary]) -> tuple[Any, ...]:
    """Order reports from the worst on: how the run ended, then how many problems of every severity there are."""
    outcome, summary = row
    return (-outcome.exit_code, *(-count for count in summary.counts.values()), -summary.problems)
