"""What a roll-up prints: of how many units it is, what became of the draft, what does not hold and whose it may be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.text import Text

from annual_report import paths
from annual_report.build.outcomes import Request
from annual_report.district.roll_up import RolledUp
from annual_report.district.roll_up_draft import ALIKE, DIFFERENT, NOT_SUMMED, UNREADABLE_TABLE, WRITTEN, DraftTable
from annual_report.filing.roll_up.units import RollUp
from annual_report.review.check_list import Task, check_list_of
from annual_report.review.roll_up_workbook import say_causes
from annual_report.rules.finding import SEVERITIES, Finding
from annual_report.terminal.console import Terminal, say
from annual_report.terminal.one_report import COLOURS, NOT_ASSESSABLE, place_to_open, show_problems
from annual_report.typed_command import typed_command
from annual_report.wording import join_words

HEADLINE = "{name} {year} 年汇总："
COMPLETE, INCOMPLETE, UNKNOWN = (
    "收到 {received}/{expected} 个单位",
    "不完整，只收到 {received}/{expected} 个单位",
    "收到 {received} 个单位，不知道应有几个",
)
ABSENT = "缺{names}"
BELOW = "{name} 自己的下级只收到 {below}，也不算完整"
NO_LIST = "请在 {slug}/agency.yaml 的 units 里列出全部单位的全称，才知道缺谁：units: [{names}]"
DRAFT = {
    WRITTEN: "写入 {file}（各单位之和）",
    ALIKE: "{file} 与各单位之和完全一样，没有重写",
    DIFFERENT: "{file} 已经有了，没有覆盖；与各单位之和不同的有 {count} 格",
    UNREADABLE_TABLE: "{file} 已经有了，没有覆盖，也读不了",
    NOT_SUMMED: "{file} 没有写，也没有比：各单位的数字还没齐",
}
ALIKE_TOO = "{rule} 另有 {count} 个，见汇总表的“问题”一页"
TABLES = "  政府的三张表在 {folder}/"
MORE = "同样的还有 {count} 格：{labels}"
WAITING = "无法判断 {rule}：{why}"
BROKEN = "规则出错"
BOOK = "  汇总表 {book}"
NEXT = "下一步：{check}"
MOST_NAMED, MOST_ALIKE, MOST_CAUSES, MOST_REASONS = 8, 5, 3, 2
INDENT = " " * 7


def show(rolled: RolledUp, request: Request, book: Path, kept: Iterable[str], console: Terminal) -> None:
    """Print a roll-up, never as complete where a unit is missing."""
    _show_completeness(rolled.roll_up, console)
    console.print(TABLES.format(folder=paths.shown_name(rolled.draft[0].file.parent)), soft_wrap=True)
    for each in rolled.draft:
        _show_draft(each, console)
    show_problems(rolled.problems, console)
    check_list = check_list_of(rolled.findings)
    for finding in check_list.broken:
        _show_head(BROKEN, "bold red", finding, request, console)
        say(finding.message, INDENT, console)
    for alike in _of_one_kind(check_list.tasks):
        _show_alike(alike, request, console)
    for rule, reasons in check_list.waiting.items():
        _show_waiting(rule, reasons, console)
    for words in kept:
        console.print(f"  {words}", soft_wrap=True)
    console.print(BOOK.format(book=paths.shown_name(book)), soft_wrap=True)
    if not rolled.exit_code:
        check = typed_command("check", agency=rolled.roll_up.slug, year=rolled.roll_up.year)
        console.print(NEXT.format(check=check), soft_wrap=True)


def _of_one_kind(tasks: Iterable[Task]) -> Iterable[list[Task]]:
    """Return the tasks of each part of a rule together: fifty units that are missing are one thing to see to."""
    kinds: dict[tuple[str, str], list[Task]] = {}
    for task in tasks:
        kinds.setdefault((task.leading.rule, task.leading.label), []).append(task)
    return kinds.values()


def _show_completeness(roll_up: RollUp, console: Terminal) -> None:
    received = roll_up.received
    words = UNKNOWN if received.expected is None else COMPLETE if received.is_complete else INCOMPLETE
    colour = "green" if roll_up.is_complete else "bold red"
    headline = HEADLINE.format(name=roll_up.agency.name, year=roll_up.year)
    console.print(Text.assemble((headline, "bold"), (words.format(**received._asdict()), colour)), soft_wrap=True)
    if roll_up.absent:
        say(ABSENT.format(names=_names(each.name for each in roll_up.absent)), "  ", console, "red")
    for each in roll_up.units:
        if each.below and not each.below.is_complete:
            say(BELOW.format(name=each.name, below=each.below), "  ", console, "red")
    if received.expected is None:
        names = join_words(each.name for each in roll_up.units).replace("、", ", ")
        say(NO_LIST.format(slug=roll_up.slug, names=names), "  ", console, "red")


def _names(names: Iterable[str]) -> str:
    every = [*names]
    more = f"等 {len(every)} 个单位" if len(every) > MOST_NAMED else ""
    return join_words(every[:MOST_NAMED]) + more


def _show_draft(each: DraftTable, console: Terminal) -> None:
    words = DRAFT[each.state].format(file=each.file.name, count=len(each.differences))
    say(words, "    ", console)


def _show_alike(alike: list[Task], request: Request, console: Terminal) -> None:
    """Print the first of some tasks of one kind, and how many more there are."""
    for task in alike[:MOST_ALIKE]:
        _show_task(task, request, console)
    if len(alike) > MOST_ALIKE:
        say(ALIKE_TOO.format(rule=alike[0].leading.rule, count=len(alike) - MOST_ALIKE), INDENT, console)


def _show_waiting(rule: str, reasons: Sequence[str], console: Terminal) -> None:
    more = f"等 {len(reasons)} 处" if len(reasons) > MOST_REASONS else ""
    why = "；".join(each.removeprefix(NOT_ASSESSABLE) for each in reasons[:MOST_REASONS])
    say(WAITING.format(rule=rule, why=why + more), "  ", console, "dim")


def _show_task(task: Task, request: Request, console: Terminal) -> None:
    _show_head(SEVERITIES[task.severity], COLOURS[task.severity], task.leading, request, console)
    say(task.leading.message, INDENT, console)
    others = [each.cells[0].label for each in (*task.alike, *task.following) if each.cells]
    if others:
        say(MORE.format(count=len(others), labels=_names(others).replace("个单位", "格")), INDENT, console)
    for words in say_causes(task)[:MOST_CAUSES]:
        say(words, INDENT, console)


def _show_head(word: str, colour: str, finding: Finding, request: Request, console: Terminal) -> None:
    position = finding.cells[0].position if finding.cells else None
    where = f"{place_to_open(request, position)}  {position.spot}" if position else ""
    console.print(Text.assemble("  ", (word, colour), f" {finding.rule}  {where}".rstrip()), soft_wrap=True)
