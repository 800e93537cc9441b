"""What the commands print: Chinese, aligned for double-width characters, readable at 80 columns."""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from annual_report import paths
from annual_report.model.findings import OUTCOMES, SEVERITIES
from annual_report.model.outcomes import Outcome, Request
from annual_report.publish.check_list import (
    CheckList,
    Data,
    Item,
    check_list,
    corrected,
    is_one_move,
    place_of,
    proposal,
    said,
)
from annual_report.wording import listed

if TYPE_CHECKING:
    from annual_report.publish.verify import Difference

COLOURS = {"critical": "red", "warning": "yellow", "info": "cyan"}
HEADLINES = ("通过", "有错误，不能发布", "填报数据读不了", "规则或程序出错，无法判断")
BROKEN = "规则出错"
DRAFT = "草稿，不得发布"
OUTCOME_WORDS = {"passed": "通过", "failed": "不符", "broken": "出错", "not_assessable": "无法判断", "waived": "已说明"}
SAME = "一致：{where} 里的文件与现在的数据、规则和程序生成的逐字节相同"
DIFFERENT = "不一致：{where} 里有文件与现在生成的不同"
ALIKE = "（同一行还有 {count} 处{names}）"
MORE_EXPLANATIONS = "还有 {count} 种可能，见 findings.html"
NOT_ASSESSABLE = "无法判断："

CHECKING, BUILDING = "校验", "生成"
RATE = "{rate:.1f} 份/秒"
TOTAL = "共 {count} 份：{words}；新做 {built}、没有变化 {fresh}；用时 {seconds:.1f} 秒{rate}"
TOTAL_WORDS = ("通过", "有错误", "读不了", "出错")
READ_ON = "{reason}（见 {place}/）"
MORE_PROBLEMS = "（等 {count} 处）"

# How many rows a summary has; of more reports, only those that are not sound are listed.
MOST_ROWS = 40

# How many rules that follow, and how many explanations, are named; the rest is counted.
MOST_FOLLOWING, MOST_EXPLANATIONS, MOST_REASONS = 6, 3, 3


class Terminal(Console):
    """A console without markup or guessed colours that leaves it to the caller what a closed pipe means."""

    def __init__(self) -> None:
        super().__init__(highlight=False, emoji=False, markup=False)

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def show(outcome: Outcome, console: Console, brief: bool = False) -> None:
    """Print how one report fared: one line where it is sound, else problem by problem; `brief` among many reports."""
    request, found = outcome.request, check_list(outcome.findings)
    headline = Text.assemble((f"{outcome.name or request.agency} {request.year} 年：", "bold"), _headline(outcome))
    rules = _rules(outcome.findings)
    fits = headline.cell_len + cell_len(rules) <= console.width
    console.print(headline + (rules if fits else f"\n  {rules}"), soft_wrap=True)
    for remark in outcome.remarks:
        console.print(f"  {remark}", soft_wrap=True)
    _show_problems(outcome.findings.get("problems", []), console)
    for finding in found.broken:
        _show_lines(finding, BROKEN, "bold red", [finding["message"]], console)
    for item in found.items:
        _show_item(item, console)
    for finding in found.waived:
        _show_lines(finding, OUTCOME_WORDS["waived"], "dim", [finding["message"]], console)
    if not brief:
        _show_waiting(found, console)
    _show_files(outcome, console)


def show_failure(outcome: Outcome, console: Console) -> None:
    """Print one line about a report that is not sound; nothing about others."""
    if outcome.exit_code:
        name = f"{outcome.name or outcome.agency} {outcome.year} 年"
        words = Text.assemble("  ", (HEADLINES[outcome.exit_code], "bold red"), f"  {name}：{_reason(outcome)}")
        console.print(words, soft_wrap=True)


def _reason(outcome: Outcome) -> str:
    """Say why a report is not sound in a few words, and where to read on."""
    problems = outcome.findings.get("problems", [])
    first, *_ = (problems[0]["message"] if problems else outcome.message).splitlines() or [""]
    more = MORE_PROBLEMS.format(count=len(problems)) if len(problems) > 1 else ""
    counts = check_list(outcome.findings).counts
    said = first + more if problems else listed(f"{word} {count}" for word, count in counts.items() if count)
    return READ_ON.format(reason=said, place=paths.shown(outcome.request.place))


def show_summary(outcomes: list[Outcome], console: Console) -> None:
    """Print one row per report, the worst first; of many, only those that there is something to say about."""
    shown = sorted(outcomes, key=_badness)
    if len(shown) > MOST_ROWS:
        shown = [outcome for outcome in shown if outcome.exit_code][:MOST_ROWS]
    if not shown:
        return
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for heading in ("单位", "年份", "结果", *SEVERITIES.values(), "读不了"):
        table.add_column(heading, justify="left" if heading in ("单位", "结果") else "right", no_wrap=heading == "年份")
    for outcome in shown:
        counts = check_list(outcome.findings).counts
        table.add_row(
            outcome.name or outcome.request.agency,
            str(outcome.request.year),
            HEADLINES[outcome.exit_code],
            *map(str, counts.values()),
            str(len(outcome.findings.get("problems", []))),
        )
    console.print(table)


def show_total(outcomes: list[Outcome], seconds: float, console: Console) -> None:
    """Print how many reports came out how, how many were built anew, and how long it took."""
    ended = Counter(outcome.exit_code for outcome in outcomes)
    fresh = sum(outcome.is_fresh for outcome in outcomes)
    words = listed(f"{TOTAL_WORDS[code]} {ended[code]}" for code in sorted(ended))
    built = len(outcomes) - fresh
    rate = f"（{RATE.format(rate=built / seconds)}）" if built and seconds else ""
    console.print(TOTAL.format(count=len(outcomes), words=words, built=built, fresh=fresh, seconds=seconds, rate=rate))


def show_differences(request: Request, found: Iterable[Difference], console: Console) -> None:
    """Print which outputs of a report differ from what its inputs give now, and why."""
    where = f"{paths.shown(request.place)}/"
    console.print(SAME.format(where=where) if not found else DIFFERENT.format(where=where), soft_wrap=True)
    for each in found:
        console.print(Text(f"  {each.file}"), soft_wrap=True)
        for reason in each.reasons:
            console.print(Text(textwrap.indent(folded(reason, console.width - 7), " " * 7)), soft_wrap=True)


@contextmanager
def progress(console: Console, reports: int, doing: str) -> Iterator[Callable[[], None]]:
    """Show how many of so many reports are done, how fast it goes and how long it will take; give what counts one.

    A single report has no bar; nor has a console that is no terminal.
    """
    columns = (TextColumn(doing), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    bar = Progress(*columns, console=console, transient=True, disable=reports == 1 or not console.is_terminal)
    with bar:
        task = bar.add_task(doing, total=reports)
        yield lambda: bar.advance(task)


class _Rate(ProgressColumn):
    """How many reports a second."""

    def render(self, task: Task) -> Text:
        return Text(RATE.format(rate=task.speed) if task.speed else "")


def show_problems(problems: Iterable[Any], console: Console) -> None:
    """Print why a command could not even begin."""
    for problem in problems:
        console.print(Text(str(problem)), soft_wrap=True)


def _show_problems(problems: list[dict[str, Any]], console: Console) -> None:
    for problem in problems:
        where = ":".join(str(part) for part in (problem["file"], problem["row"], problem["col"]) if part)
        console.print(Text(f"  {where}  {problem['message']}" if where else f"  {problem['message']}"), soft_wrap=True)
    if any(problem["file"] for problem in problems):
        console.print(f"  共 {len(problems)} 处，请改正后重新运行。")


def _show_item(item: Item, console: Console) -> None:
    """Print one problem: where it is, what does not hold, what probably happened, what follows."""
    names = f"：{item.names_alike}" if item.names_alike else ""
    lines = [item.leading["message"] + (ALIKE.format(count=len(item.alike), names=names) if item.alike else "")]
    proposals = [_proposal(each, item) for each in item.explanations[:MOST_EXPLANATIONS]]
    lines += [f"{word}：{words}" for word, words in zip((item.advice, "或者", "或者"), proposals, strict=False)]
    if len(item.explanations) > MOST_EXPLANATIONS:
        lines.append(MORE_EXPLANATIONS.format(count=len(item.explanations) - MOST_EXPLANATIONS))
    lines += [item.remark] if item.remark else []
    rules = list(dict.fromkeys(each["rule"] for each in item.following if each["rule"] != item.leading["rule"]))
    lines += [f"{item.follow}：{_counted(rules)}"] if rules else []
    word, colour = SEVERITIES[item.severity], COLOURS[item.severity]
    _show_lines({**item.leading, "cells": [item.cell] if item.cell else []}, word, colour, lines, console)


def _proposal(explanation: Data, item: Item) -> str:
    """Say an explanation: the cells by their place where they are not the one named above, from what to what, why."""
    if is_one_move(explanation):
        return proposal(explanation)
    changes = (
        f"{change['label']}{'' if change is item.cell else _short_place(change)} "
        f"{said(change['from'])} → {corrected(change)}"
        for change in explanation["changes"]
    )
    return f"{'；'.join(changes)}（{explanation['cause']}）"


def _short_place(change: Data) -> str:
    return f"（{change['file'].rpartition('/')[2]}:{change['row']}:{change['col']}）"


def _show_lines(finding: Data, word: str, colour: str, lines: list[str], console: Console) -> None:
    where = place_of(finding["cells"][0]) if finding["cells"] else ""
    # The place stands alone on its line, so that a terminal or an editor opens it at a click.
    console.print(Text.assemble("  ", (word, colour), f" {finding['rule']}  {where}".rstrip()), soft_wrap=True)
    for line in lines:
        console.print(Text(textwrap.indent(folded(line, console.width - 7), " " * 7)), soft_wrap=True)


def _counted(rules: list[str]) -> str:
    more = f" 等 {len(rules)} 条" if len(rules) > MOST_FOLLOWING else ""
    return listed(rules[:MOST_FOLLOWING]) + more


def folded(text: str, width: int) -> str:
    """Break a text into lines of at most `width` cells: anywhere between Chinese characters, never in a number."""
    lines = [""]
    for piece in re.findall(r"\n|(?:[!-~]+|.)[，。；：、）」》”]*", text):
        if piece == "\n" or cell_len(lines[-1] + piece) > width:
            lines.append("")
        lines[-1] += piece.strip() if not lines[-1] else piece
    return "\n".join(line.rstrip() for line in lines)


def _headline(outcome: Outcome) -> tuple[str, str]:
    if outcome.exit_code == 0 and outcome.request.draft:
        return DRAFT, "bold yellow"
    return HEADLINES[outcome.exit_code], "green" if outcome.exit_code == 0 else "bold red"


def _rules(findings: Data) -> str:
    """Return how the rules came out, as it stands after the headline; nothing where none was judged."""
    summary = findings["summary"]
    counts = [f"{OUTCOME_WORDS[outcome]} {summary[outcome]}" for outcome in OUTCOMES if summary[outcome]]
    return f"（规则 {sum(summary.values())} 条：{listed(counts)}）" if counts else ""


def _show_waiting(found: CheckList, console: Console) -> None:
    """Print what could not be judged, by what is missing."""
    waiting: dict[tuple[str, ...], list[str]] = {}
    for rule, reasons in found.waiting.items():
        waiting.setdefault(tuple(reason.removeprefix(NOT_ASSESSABLE) for reason in reasons[:MOST_REASONS]), []).append(
            rule
        )
    for why, rules in waiting.items():
        console.print(Text(_indented(f"无法判断 {_counted(rules)}：{'；'.join(why)}", console), "dim"))


def _show_files(outcome: Outcome, console: Console) -> None:
    if not outcome.files:
        return
    names = "，".join(f"{file.name} {_size(file.stat().st_size)}" for file in outcome.files)
    where = f"输出 {paths.shown(outcome.request.place)}/（{outcome.seconds:.1f} 秒）"
    console.print(_indented(f"{where}\n{names}", console))


def _indented(text: str, console: Console) -> str:
    return "\n".join(f"  {line}" for line in folded(text, console.width - 2).split("\n"))


def _size(size: int) -> str:
    return f"{size / 1000:.0f}KB" if size >= 1000 else f"{size}B"


def _badness(outcome: Outcome) -> tuple[int, ...]:
    """Order reports from the worst on: how the run ended, then how many problems of every severity there are."""
    return (-outcome.exit_code, *(-count for count in check_list(outcome.findings).counts.values()))
