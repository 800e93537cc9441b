"""What `review` prints: what was written down, or how every report stands."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from annual_report import paths
from annual_report.build.outcomes import Request
from annual_report.errors import InputError
from annual_report.filing.folders import official_name
from annual_report.filing.sign_offs import SignOffState
from annual_report.terminal.console import Terminal, say

WRITTEN = "已写入 {file}：{words}"
REFUSED = "没有通过校验，不能写「通过」：请先改正，或用 RESULT=退回 退给填报单位"
UNREADABLE = "审核意见读不了：{problem}"
LINE = "{name}（{agency}）{year} 年："
BY = "（{who}，{when}）"
TOTAL = "共 {count} 份：已通过 {passed} 份，还有 {left} 份没有通过"

INDENT = "  "


def show(request: Request, state: SignOffState, console: Terminal) -> None:
    """Print what was written down of one report."""
    file = paths.shown_name(request.folder / paths.REVIEW_FILE)
    console.print(Text.assemble(*_headline(request), state.words, _by(state)), soft_wrap=True)
    console.print(f"{INDENT}{WRITTEN.format(file=file, words=state.words)}", soft_wrap=True)


def show_refused(console: Terminal) -> None:
    """Print that nothing was written, because the report does not hold."""
    say(REFUSED, INDENT, console, "bold red")


def show_all(standing: Sequence[tuple[Request, SignOffState | InputError]], console: Terminal) -> None:
    """Print how every report stands, or why nobody knows; then how many are passed."""
    for request, state in standing:
        _show_one(request, state, console)
    passed = sum(isinstance(state, SignOffState) and state.is_passed for _, state in standing)
    console.print(TOTAL.format(count=len(standing), passed=passed, left=len(standing) - passed), soft_wrap=True)


def _show_one(request: Request, state: SignOffState | InputError, console: Terminal) -> None:
    if isinstance(state, InputError):
        console.print(Text.assemble(*_headline(request)), soft_wrap=True)
        for problem in state.problems:
            say(UNREADABLE.format(problem=problem), INDENT, console, "bold red")
        return
    style = "green" if state.is_passed else "yellow"
    console.print(Text.assemble(*_headline(request), (state.words, style), _by(state)), soft_wrap=True)
    if state.last and state.last.reason and not state.is_passed:
        say(state.last.reason, INDENT, console)


def _headline(request: Request) -> tuple[tuple[str, str]]:
    name = official_name(request.folder.parent) or request.agency
    return ((LINE.format(name=name, agency=request.agency, year=request.folder.name), "bold"),)


def _by(state: SignOffState) -> str:
    return BY.format(who=state.last.who, when=state.last.when) if state.last else ""
