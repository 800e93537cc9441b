"""What `make bind` prints: every typed number with the placeholder for it, and those that stay."""

from __future__ import annotations

from pathlib import Path

from rich.text import Text

from annual_report import paths
from annual_report.filing.report import Report
from annual_report.review.bound_narrative import BoundNarrative
from annual_report.terminal.console import Terminal, say
from annual_report.wording import join_words

COUNT = "{name} {year} 年：正文里手写的数字 {count} 个，{bound} 个可以改用占位符"
NOTHING_TYPED = "{name} {year} 年：正文里没有手写的数字"
PAIR = "{words} → {placeholder}"
LEFT = "其余 {count} 个照旧（表里没有正好一格、figures.csv 里没有正好一行是它）：{words}"
SAME = "改前改后的正文逐字相同"
HOW_TO_TAKE = "采用：看过以后加上 WRITE=1 再运行一次，或 git apply {patch}"
WRITTEN = "已改写 {file}：{count} 处"
# So many of the numbers that stay are told.
MOST_LEFT = 40


def show(found: BoundNarrative, report: Report, console: Terminal) -> None:
    """Print what becomes of the typed numbers of a report."""
    bound = [each for each in found.numbers if each.placeholder]
    left = [each.words for each in found.numbers if not each.placeholder]
    words = COUNT if found.numbers else NOTHING_TYPED
    about = {"name": report.agency.name, "year": report.year, "count": len(found.numbers), "bound": len(bound)}
    console.print(Text(words.format(**about), "bold"), soft_wrap=True)
    for each in bound:
        console.print(f"  {paths.shown_name(found.file)}:{each.row}:{each.column}", soft_wrap=True)
        say(PAIR.format(words=each.words, placeholder=each.placeholder), " " * 7, console)
    if left:
        more = "…" if len(left) > MOST_LEFT else ""
        say(LEFT.format(count=len(left), words=join_words(left[:MOST_LEFT]) + more), "  ", console)


def show_patch(patch: Path, console: Terminal) -> None:
    """Print where the patch lies, and how it is taken."""
    console.print(f"  {SAME}", soft_wrap=True)
    console.print(f"  {HOW_TO_TAKE.format(patch=paths.shown_name(patch))}", soft_wrap=True)


def show_written(found: BoundNarrative, console: Terminal) -> None:
    """Print that narrative.md was changed."""
    count = len([each for each in found.numbers if each.placeholder])
    console.print(f"  {SAME}", soft_wrap=True)
    console.print(f"  {WRITTEN.format(file=paths.shown_name(found.file), count=count)}", soft_wrap=True)
