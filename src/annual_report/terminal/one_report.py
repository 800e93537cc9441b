"""What the commands print about one report: Chinese, aligned for double-width characters, readable at 80 columns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from rich.text import Text

from annual_report import paths
from annual_report.build.outcomes import Outcome, Request
from annual_report.build.outputs.table import CHECK_PAGE
from annual_report.review.bundles import Bundle, bundles
from annual_report.review.check_list import CheckList, Item, check_list
from annual_report.review.problem_words import (
    Data,
    corrected,
    is_one_move,
    is_row_to_fill,
    place_of,
    proposal,
    said,
    spot_of,
)
from annual_report.rules.finding import OUTCOMES, SEVERITIES
from annual_report.rules.findings import SAME_KIND
from annual_report.terminal.console import Terminal, folded
from annual_report.wording import listed

if TYPE_CHECKING:
    from annual_report.build.verify import Difference

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
WAITING = "无法判断 {rules}：{why}"
WAITING_FOR_BLANKS = "表里还有空格，填好再检查"
PAGE = "  问题清单 {page}"
BLANKS = "{count} 格还没填，从「{first}」起{filled}（逐格见 findings.html）"
FILLED = "，都可由其他数字推出"

# How many rules that follow, and how many explanations, are named; the rest is counted.
MOST_FOLLOWING, MOST_EXPLANATIONS, MOST_REASONS = 6, 3, 3
INDENT = " " * 7


def show(outcome: Outcome, console: Terminal, brief: bool = False) -> None:
    """Print how one report fared: one line where it is sound, else problem by problem; `brief` among many reports."""
    request, findings = outcome.request, outcome.findings.as_dict()
    found = check_list(findings)
    headline = Text.assemble((f"{outcome.name or request.agency} {request.year} 年：", "bold"), _headline(outcome))
    rules = _rules(findings)
    if headline.cell_len + cell_len(rules) <= console.width:
        console.print(headline + rules, soft_wrap=True)
    else:
        console.print(headline, soft_wrap=True)
        console.print(f"  {rules}", soft_wrap=True)
    for remark in outcome.remarks:
        console.print(f"  {remark}", soft_wrap=True)
    show_kept(outcome, console)
    _show_problems(request, findings.get("problems", []), console)
    for finding in found.broken:
        _show_finding(request, finding, BROKEN, "bold red", console)
    for bundle in bundles(found.items):
        _show_bundle(request, bundle, console)
    for finding in found.waived:
        _show_finding(request, finding, OUTCOME_WORDS["waived"], "dim", console)
    if not brief:
        _show_waiting(outcome, found, console)
        _show_page(outcome, console)
    _show_files(outcome, console)


def opened(request: Request, cell: Data) -> str:
    """Return where a cell or a problem stands, as a terminal or an editor opens it at a click: file:row:column."""
    return place_of({**cell, "file": paths.shown(paths.meant(cell["file"], request.params))}) if cell["file"] else ""


def show_kept(outcome: Outcome, console: Terminal, by_name: bool = False) -> None:
    """Print what a person had changed and under which name it was kept; among many reports, of which one."""
    name = f"{outcome.name or outcome.agency} {outcome.year} 年：" if by_name else ""
    for words in outcome.kept:
        console.print(f"  {name}{words}", soft_wrap=True)


def show_differences(request: Request, found: Iterable[Difference], console: Terminal) -> None:
    """Print which outputs of a report differ from what its inputs give now, and why."""
    where = f"{paths.shown(request.place)}/"
    console.print(SAME.format(where=where) if not found else DIFFERENT.format(where=where), soft_wrap=True)
    for each in found:
        console.print(Text(f"  {each.file}"), soft_wrap=True)
        for reason in each.reasons:
            _show_folded(reason, INDENT, console)


def show_problems(problems: Iterable[Any], console: Terminal) -> None:
    """Print why a command could not even begin."""
    for problem in problems:
        console.print(Text(str(problem)), soft_wrap=True)


def _show_problems(request: Request, problems: list[dict[str, Any]], console: Terminal) -> None:
    for problem in problems:
        where = f"  {opened(request, problem)}  {spot_of(problem)}".rstrip()
        if where:
            console.print(Text(where), soft_wrap=True)
        _show_folded(problem["message"], INDENT if where else "  ", console)
    if any(problem["file"] for problem in problems):
        console.print(f"  共 {len(problems)} 处，请改正后重新运行。")


def _show_bundle(request: Request, bundle: Bundle, console: Terminal) -> None:
    """Print one problem, or many of one kind in one place as one."""
    item = bundle.first
    lines = [_words_of(bundle)] if bundle.is_many else _lines_of(item)
    _show_lines(request, item.leading, item.cell, item.severity, lines, console)


def _words_of(bundle: Bundle) -> str:
    if bundle.is_blank:
        filled = FILLED if bundle.is_filled else ""
        return BLANKS.format(count=bundle.count, first=bundle.cells[0]["label"], filled=filled)
    return SAME_KIND.format(message=bundle.first.leading["message"], count=bundle.count)


def _lines_of(item: Item) -> list[str]:
    """Say what does not hold, what probably happened, what follows."""
    names = f"：{item.names_alike}" if item.names_alike else ""
    lines = [item.leading["message"] + (ALIKE.format(count=len(item.alike), names=names) if item.alike else "")]
    proposals = [_proposal(each, item) for each in item.explanations[:MOST_EXPLANATIONS]]
    lines += [f"{word}：{words}" for word, words in zip((item.advice, "或者", "或者"), proposals, strict=False)]
    if len(item.explanations) > MOST_EXPLANATIONS:
        lines.append(MORE_EXPLANATIONS.format(count=len(item.explanations) - MOST_EXPLANATIONS))
    lines += [item.remark] if item.remark else []
    rules = list(dict.fromkeys(each["rule"] for each in item.following if each["rule"] != item.leading["rule"]))
    return [*lines, *([f"{item.follow}：{_counted(rules)}"] if rules else [])]


def _proposal(explanation: Data, item: Item) -> str:
    """Say an explanation: the cells by their place where they are not the one named above, from what to what, why."""
    if is_one_move(explanation) or is_row_to_fill(explanation):
        return proposal(explanation)
    changes = (
        f"{change['label']}{'' if change is item.cell else _short_place(change)} "
        f"{said(change['from'])} → {corrected(change)}"
        for change in explanation["changes"]
    )
    return f"{'；'.join(changes)}（{explanation['cause']}）"


def _short_place(change: Data) -> str:
    return f"（{change['file'].rpartition('/')[2]} {spot_of(change)}）"


def _show_finding(request: Request, finding: Data, word: str, colour: str, console: Terminal) -> None:
    cell = next(iter(finding["cells"]), None)
    _show_head(request, finding["rule"], cell, Text(word, colour), console)
    _show_folded(finding["message"], INDENT, console)


def _show_lines(
    request: Request, finding: Data, cell: Data | None, severity: str, lines: list[str], console: Terminal
) -> None:
    _show_head(request, finding["rule"], cell, Text(SEVERITIES[severity], COLOURS[severity]), console)
    for line in lines:
        _show_folded(line, INDENT, console)


def _show_head(request: Request, rule: str, cell: Data | None, word: Text, console: Terminal) -> None:
    # The place stands on a line without words, so that a terminal or an editor opens it at a click.
    where = f"{opened(request, cell)}  {spot_of(cell)}" if cell else ""
    console.print(Text.assemble("  ", word, f" {rule}  {where}".rstrip()), soft_wrap=True)


def _show_folded(text: str, indent: str, console: Terminal, style: str = "") -> None:
    for line in folded(text, console.width - len(indent)):
        console.print(Text(f"{indent}{line}", style), soft_wrap=True)


def _counted(rules: list[str]) -> str:
    more = f" 等 {len(rules)} 条" if len(rules) > MOST_FOLLOWING else ""
    return listed(rules[:MOST_FOLLOWING]) + more


def _headline(outcome: Outcome) -> tuple[str, str]:
    if outcome.exit_code == 0 and outcome.request.draft:
        return DRAFT, "bold yellow"
    return HEADLINES[outcome.exit_code], "green" if outcome.exit_code == 0 else "bold red"


def _rules(findings: Data) -> str:
    """Return how the rules came out, as it stands after the headline; nothing where none was judged."""
    summary = findings["summary"]
    counts = [f"{OUTCOME_WORDS[outcome]} {summary[outcome]}" for outcome in OUTCOMES if summary[outcome]]
    return f"（规则 {sum(summary.values())} 条：{listed(counts)}）" if counts else ""


def _show_waiting(outcome: Outcome, found: CheckList, console: Terminal) -> None:
    """Print what could not be judged, by what is missing; all that waits for blank cells of this report is one."""
    blank = _waiting_for_blanks(outcome)
    waiting: dict[str, list[str]] = {WAITING_FOR_BLANKS: blank} if blank else {}
    for rule, reasons in found.waiting.items():
        if rule not in blank:
            why = "；".join(reason.removeprefix(NOT_ASSESSABLE) for reason in reasons[:MOST_REASONS])
            waiting.setdefault(why, []).append(rule)
    for why, rules in waiting.items():
        _show_folded(WAITING.format(rules=_counted(rules), why=why), "  ", console, "dim")


def _waiting_for_blanks(outcome: Outcome) -> list[str]:
    """Return the rules that need nothing but figures of this year's tables."""
    waiting: dict[str, list[list[Data]]] = {}
    for finding in outcome.findings.as_dict()["findings"]:
        if finding["outcome"] == "not_assessable":
            waiting.setdefault(finding["rule"], []).append(finding["cells"])
    folder = f"{outcome.agency}/{outcome.year}/"
    return [rule for rule, places in waiting.items() if any(_is_blank(each, folder) for each in places) and all(places)]


def _is_blank(cells: list[Data], folder: str) -> bool:
    return any(cell["value"] is None and cell["file"].startswith(folder) for cell in cells)


def _show_page(outcome: Outcome, console: Terminal) -> None:
    """Print where the page of what is to be put right lies, after a check; a report names all its outputs."""
    page = outcome.request.place / CHECK_PAGE
    if not outcome.files and outcome.has_something_to_say and page.is_file():
        console.print(PAGE.format(page=paths.shown(page)), soft_wrap=True)


def _show_files(outcome: Outcome, console: Terminal) -> None:
    if outcome.files:
        names = "，".join(f"{file.name} {_size(file.stat().st_size)}" for file in outcome.files)
        place = paths.shown(outcome.request.place)
        console.print(f"  输出 {place}/（{outcome.seconds:.1f} 秒）", soft_wrap=True)
        _show_folded(names, "  ", console)


def _size(size: int) -> str:
    return f"{size / 1000:.0f}KB" if size >= 1000 else f"{size}B"
