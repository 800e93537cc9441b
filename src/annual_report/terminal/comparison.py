"""How two editions differ, as the terminal tells it: the label, then both sides with their places, neither as right."""

from __future__ import annotations

from collections.abc import Callable

from rich.text import Text

from annual_report.filing.comparison import CELL, Comparison, Disagreement, Side
from annual_report.review.comparison_words import (
    FIRST,
    SECOND,
    WORDS,
    say_difference,
    say_share,
    say_sides,
    summary_of,
)
from annual_report.terminal.console import Terminal, break_lines

# What a side says where it opens: file:row:column; nothing where it is no file.
ToOpen = Callable[[Side], str]

AGAINST = "{first} 与 {second} 逐项比较"
SIDE = "{name} {text}"
PLACE = "{open}  {spot}"
DIFFERENCE = "相差 {difference}{share}"
SHARE = "（{share}）"
NOT_COMPARED = "没有比较 {label}：{reason}"
MORE = "另有 {count} 处，见 {file}"

# So many differences are listed; whoever entered another report by mistake need not scroll through all of it.
MOST_SHOWN = 40
INDENT = " " * 7


def show(comparison: Comparison, to_open: tuple[ToOpen, ToOpen], file: str, console: Terminal) -> None:
    """Print what differs, then what was not compared; `file` is where all of it stands."""
    say(AGAINST.format(first=f"{FIRST} {comparison.first}", second=f"{SECOND} {comparison.second}"), "  ", console)
    for line in summary_of(comparison):
        say(line, "    ", console)
    for each in comparison.disagreements[:MOST_SHOWN]:
        _show_one(each, to_open, console)
    if len(comparison.disagreements) > MOST_SHOWN:
        say(MORE.format(count=len(comparison.disagreements) - MOST_SHOWN, file=file), "  ", console)
    for left in comparison.uncompared:
        say(NOT_COMPARED.format(label=left.label, reason=left.reason), "  ", console, "yellow")


def say(text: str, indent: str, console: Terminal, style: str = "") -> None:
    """Print a text in lines that fit, each as far to the right as the first."""
    for line in break_lines(text, console.width - len(indent)):
        console.print(Text(f"{indent}{line}", style), soft_wrap=True)


def _show_one(each: Disagreement, to_open: tuple[ToOpen, ToOpen], console: Terminal) -> None:
    say(f"{WORDS[each.change]} {each.label}", "  ", console, "bold")
    rows = zip((FIRST, SECOND), say_sides(each), (each.first, each.second), to_open, strict=True)
    for name, text, side, opening in rows:
        if side is None and each.kind != CELL:
            continue
        say(SIDE.format(name=name, text=text), INDENT, console)
        where = PLACE.format(open=opening(side), spot=side.spot).strip() if side else ""
        if where:
            console.print(Text(f"{INDENT}{INDENT}{where}"), soft_wrap=True)
    difference, share = say_difference(each), say_share(each)
    if difference:
        share = SHARE.format(share=share) if share else ""
        say(DIFFERENCE.format(difference=difference, share=share), INDENT, console)
