"""The history of a report, as the terminal tells it: commit by commit, each change with its reason."""

from __future__ import annotations

from collections.abc import Sequence

from annual_report.desk.editions.history import Revised
from annual_report.review.comparison_words import EDITIONS
from annual_report.terminal.comparison import show_changes
from annual_report.terminal.console import Terminal, say

HEAD = "{title}：改过 {count} 次"
COMMIT = "{day} {commit}　{subject}"
CUT = "这里的 git 只取了一部分历史，更早的看不到：先运行 git fetch --unshallow"
FIRST, SAME, UNREADABLE = "第一次提交", "数字和文字没有变化", "读不了，没有比较：{problem}"


def show(history: Sequence[Revised], title: str, file: str, console: Terminal) -> None:
    """Print every commit that changed a report, the oldest first; `file` is where all of it is listed."""
    changed = sum(bool(each.comparison and each.comparison.disagreements) for each in history)
    say(HEAD.format(title=title, count=changed), "", console, "bold")
    for each in history:
        revision = each.revision
        say(COMMIT.format(day=revision.day, commit=revision.commit, subject=revision.subject), "", console, "bold")
        if each.problem:
            say(UNREADABLE.format(problem=each.problem), "  ", console, "yellow")
        elif each.comparison and each.comparison.disagreements:
            show_changes(each.comparison, EDITIONS, file, console, each.decided)
        else:
            say(SAME if each.comparison else CUT if revision.is_cut else FIRST, "  ", console)
