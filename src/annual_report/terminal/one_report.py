"""What the commands print about one report: Chinese, aligned for double-width characters, readable at 80 columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from rich.text import Text

from annual_report import paths
from annual_report.build.outcomes import Outcome, Request
from annual_report.build.outputs.table import CHECK_PAGE
from annual_report.errors import Position, Problem
from annual_report.filing.comparison import Side
from annual_report.filing.place import Place
from annual_report.review.bundles import Bundle, bundles_of
from annual_report.review.check_list import CheckList, Task, check_list_of
from annual_report.review.comparison_words import ENTRIES
from annual_report.review.local_points import say_counts
from annual_report.review.problem_words import (
    is_one_move,
    is_row_to_fill,
    proposal,
    say_correction,
    say_value,
)
from annual_report.rules.finding import OUTCOMES, SEVERITIES, STATES, UNDECIDED, Explanation, Finding, PointFinding
from annual_report.rules.findings import SAME_KIND, Findings
from annual_report.terminal import comparison
from annual_report.terminal.console import Terminal, say
from annual_report.wording import join_words

if TYPE_CHECKING:
    from annual_report.build.verify import Difference

COLOURS = {"critical": "red", "warning": "yellow", "info": "cyan"}
HEADLINES = ("通过", "有错误，不能发布", "填报数据读不了", "规则或程序出错，无法判断")
BROKEN = "规则出错"
RULES_HOLD = "规则没有发现错误，但{message}"
NO_SECOND = "第一份读不了，没有和第二份比较"
DRAFT = "草稿，不得发布"
OUTCOME_WORDS = {"passed": "通过", "failed": "不符", "broken": "出错", "not_assessable": "无法判断", "waived": "已说明"}
SAME = "一致：{where} 里的文件与现在的数据、规则和程序生成的逐字节相同"
DIFFERENT = "不一致：{where} 里有文件与现在生成的不同"
ALIKE = "（同一行还有 {count} 处{names}）"
MORE_EXPLANATIONS = "还有 {count} 种可能，见 findings.html"
NOT_ASSESSABLE = "无法判断："
WAITING = "无法判断 {rules}：{why}"
WAITING_FOR_BLANKS = "表里还有空格，填好再检查"
TO_DECIDE = "{word} {point.id}：{point.words}（{point.why}）"
PAGE = "  问题清单 {page}"
BLANKS = "{count} 格还没填，从「{first}」起{filled}（逐格见 findings.html）"
FILLED = "，都可由其他数字推出"

# How many rules that follow, and how many explanations, are named; the rest is counted.
MOST_FOLLOWING, MOST_EXPLANATIONS, MOST_REASONS = 6, 3, 3
INDENT = " " * 7


def show(outcome: Outcome, console: Terminal, brief: bool = False) -> None:
    """Print how one report fared: one line where it is sound, else problem by problem; `brief` among many reports."""
    request, findings, check_list = outcome.request, outcome.findings, check_list_of(outcome.findings)
    headline = Text.assemble((f"{outcome.name or request.agency} {request.year} 年：", "bold"), _headline(outcome))
    rules = _count_rules(findings)
    if headline.cell_len + cell_len(rules) <= console.width:
        console.print(headline + rules, soft_wrap=True)
    else:
        console.print(headline, soft_wrap=True)
        console.print(f"  {rules}", soft_wrap=True)
    for remark in outcome.remarks:
        console.print(f"  {remark}", soft_wrap=True)
    show_kept(outcome, console)
    _show_problems(request, findings.problems, console)
    for finding in check_list.broken:
        _show_finding(request, finding, BROKEN, "bold red", console)
    for bundle in bundles_of(check_list.tasks):
        _show_bundle(request, bundle, console)
    for finding in check_list.waived:
        _show_finding(request, finding, OUTCOME_WORDS["waived"], "dim", console)
    _show_points(findings.points, console, brief)
    _show_second(outcome, console)
    if not brief:
        _show_waiting(outcome, check_list, console)
        _show_page(outcome, console)
    show_files(outcome.files, outcome.seconds, console)


def place_to_open(request: Request, position: Position) -> str:
    """Return a position as a terminal or an editor opens it at a click: file:row:column; nothing without a file."""
    file = paths.shown_name(paths.find_stored(position.file, request.params)) if position.file else ""
    return str(position._replace(file=file)) if file else ""


def show_kept(outcome: Outcome, console: Terminal, by_name: bool = False) -> None:
    """Print what a person had changed and under which name it was kept; among many reports, of which one."""
    name = f"{outcome.name or outcome.agency} {outcome.year} 年：" if by_name else ""
    for words in outcome.kept:
        console.print(f"  {name}{words}", soft_wrap=True)


def show_differences(request: Request, found: Iterable[Difference], console: Terminal) -> None:
    """Print which outputs of a report differ from what its inputs give now, and why."""
    where = f"{paths.shown_name(request.place)}/"
    console.print(SAME.format(where=where) if not found else DIFFERENT.format(where=where), soft_wrap=True)
    for each in found:
        console.print(Text(f"  {each.file}"), soft_wrap=True)
        for reason in each.reasons:
            say(reason, INDENT, console)


def show_problems(problems: Iterable[Any], console: Terminal) -> None:
    """Print why a command could not even begin."""
    for problem in problems:
        is_in_sheet = isinstance(problem, Problem) and problem.column and not problem.sheet
        where = f"{problem.position}  {problem.position.spot}  {problem.message}" if is_in_sheet else str(problem)
        console.print(Text(where), soft_wrap=True)


def _show_problems(request: Request, problems: Sequence[Problem], console: Terminal) -> None:
    for problem in problems:
        where = f"  {place_to_open(request, problem.position)}  {problem.position.spot}".rstrip()
        if where:
            console.print(Text(where), soft_wrap=True)
        say(problem.message, INDENT if where else "  ", console)
    if any(problem.file for problem in problems):
        console.print(f"  共 {len(problems)} 处，请改正后重新运行。")


def _show_bundle(request: Request, bundle: Bundle, console: Terminal) -> None:
    """Print one problem, or many of one kind in one place as one."""
    task = bundle.first
    _show_head(request, task.leading.rule, task.place, Text(SEVERITIES[task.severity], COLOURS[task.severity]), console)
    for line in [_words_of(bundle)] if bundle.is_many else _lines_of(task):
        say(line, INDENT, console)


def _words_of(bundle: Bundle) -> str:
    if bundle.is_blank:
        filled = FILLED if bundle.is_filled else ""
        return BLANKS.format(count=bundle.count, first=bundle.places[0].label, filled=filled)
    return SAME_KIND.format(message=bundle.first.leading.message, count=bundle.count)


def _lines_of(task: Task) -> list[str]:
    """Say what does not hold, what probably happened, what follows."""
    names = f"：{task.labels_alike}" if task.labels_alike else ""
    lines = [task.leading.message + (ALIKE.format(count=len(task.alike), names=names) if task.alike else "")]
    proposals = [_proposal(explanation, task) for explanation in task.explanations[:MOST_EXPLANATIONS]]
    lines += [f"{word}：{words}" for word, words in zip((task.advice_word, "或者", "或者"), proposals, strict=False)]
    if len(task.explanations) > MOST_EXPLANATIONS:
        lines.append(MORE_EXPLANATIONS.format(count=len(task.explanations) - MOST_EXPLANATIONS))
    lines += [task.remark] if task.remark else []
    rules = [rule for rule in task.rules_following if rule != task.leading.rule]
    return [*lines, *([f"{task.following_word}：{_list_rules(rules)}"] if rules else [])]


def _proposal(explanation: Explanation, task: Task) -> str:
    """Say an explanation: the cells by their place where they are not the one named above, from what to what, why."""
    if is_one_move(explanation) or is_row_to_fill(explanation):
        return proposal(explanation)
    changes = (
        f"{change.place.label}{'' if change is task.first_change else _short_place(change.place)} "
        f"{say_value(change.place.value)} → {say_correction(change)}"
        for change in explanation.changes
    )
    return f"{'；'.join(changes)}（{explanation.cause}）"


def _short_place(place: Place) -> str:
    return f"（{place.file.rpartition('/')[2]} {place.position.spot}）"


def _show_finding(request: Request, finding: Finding, word: str, colour: str, console: Terminal) -> None:
    _show_head(request, finding.rule, next(iter(finding.cells), None), Text(word, colour), console)
    say(finding.message, INDENT, console)


def _show_head(request: Request, rule: str, place: Place | None, word: Text, console: Terminal) -> None:
    # The place stands on a line without words, so that a terminal or an editor opens it at a click.
    where = f"{place_to_open(request, place.position)}  {place.position.spot}" if place else ""
    console.print(Text.assemble("  ", word, f" {rule}  {where}".rstrip()), soft_wrap=True)


def _show_points(points: Sequence[PointFinding], console: Terminal, brief: bool) -> None:
    """Print how much of what the place of the agency asks is fulfilled, and each point that a person has to decide."""
    if points:
        console.print(f"  {say_counts(points)}", soft_wrap=True)
    for each in () if brief else (point for point in points if point.state == UNDECIDED):
        say(TO_DECIDE.format(word=STATES[UNDECIDED], point=each), "  ", console, "dim")


def _show_second(outcome: Outcome, console: Terminal) -> None:
    """Print how the entry of a second person differs, and where its files open."""
    found, request = outcome.findings.second, outcome.request
    if request.run.second and found is None:
        say(NO_SECOND, "  ", console, "yellow")
    if found:
        folder = paths.absolute(request.run.second or request.folder).parent

        def second_to_open(side: Side) -> str:
            return str(side.position._replace(file=paths.shown_name(folder / side.file))) if side.file else ""

        to_open = (lambda side: place_to_open(request, side.position), second_to_open)
        comparison.show(found, ENTRIES, to_open, CHECK_PAGE, console)


def _list_rules(rules: list[str]) -> str:
    more = f" 等 {len(rules)} 条" if len(rules) > MOST_FOLLOWING else ""
    return join_words(rules[:MOST_FOLLOWING]) + more


def _headline(outcome: Outcome) -> tuple[str, str]:
    findings = outcome.findings
    if outcome.exit_code == 1 and findings.second and not any(each.blocks for each in findings.found):
        return RULES_HOLD.format(message=outcome.message), "bold yellow"
    if outcome.exit_code == 0 and outcome.request.draft:
        return DRAFT, "bold yellow"
    return HEADLINES[outcome.exit_code], "green" if outcome.exit_code == 0 else "bold red"


def _count_rules(findings: Findings) -> str:
    """Return how the rules came out, as it stands after the headline; nothing where none was judged."""
    summary = findings.summary
    counts = [f"{OUTCOME_WORDS[outcome]} {summary[outcome]}" for outcome in OUTCOMES if summary[outcome]]
    return f"（规则 {sum(summary.values())} 条：{join_words(counts)}）" if counts else ""


def _show_waiting(outcome: Outcome, check_list: CheckList, console: Terminal) -> None:
    """Print what could not be judged, by what is missing; all that waits for blank cells of this report is one."""
    blank = _waiting_for_blanks(outcome)
    waiting: dict[str, list[str]] = {WAITING_FOR_BLANKS: blank} if blank else {}
    for rule, reasons in check_list.waiting.items():
        if rule not in blank:
            why = "；".join(reason.removeprefix(NOT_ASSESSABLE) for reason in reasons[:MOST_REASONS])
            waiting.setdefault(why, []).append(rule)
    for why, rules in waiting.items():
        say(WAITING.format(rules=_list_rules(rules), why=why), "  ", console, "dim")


def _waiting_for_blanks(outcome: Outcome) -> list[str]:
    """Return the rules that need nothing but figures of this year's tables."""
    waiting: dict[str, list[tuple[Place, ...]]] = {}
    for finding in outcome.findings.found:
        if finding.outcome == "not_assessable":
            waiting.setdefault(finding.rule, []).append(finding.cells)
    folder = f"{outcome.agency}/{outcome.year}/"
    return [
        rule for rule, places in waiting.items() if any(_is_blank(place, folder) for place in places) and all(places)
    ]


def _is_blank(places: Iterable[Place], folder: str) -> bool:
    return any(place.value is None and place.file.startswith(folder) for place in places)


def _show_page(outcome: Outcome, console: Terminal) -> None:
    """Print where the page of what is to be put right lies, after a check; a report names all its outputs."""
    page = outcome.request.place / CHECK_PAGE
    if not outcome.files and outcome.has_something_to_say and page.is_file():
        console.print(PAGE.format(page=paths.shown_name(page)), soft_wrap=True)


def show_files(files: Sequence[Path], seconds: float, console: Terminal) -> None:
    """Print the files that were written, all into one folder, and how long it took."""
    if files:
        names = "，".join(f"{file.name} {_size(file.stat().st_size)}" for file in files)
        console.print(f"  输出 {paths.shown_name(files[0].parent)}/（{seconds:.1f} 秒）", soft_wrap=True)
        say(names, "  ", console)


def _size(size: int) -> str:
    return f"{size / 1000:.0f}KB" if size >= 1000 else f"{size}B"
