"""How two editions differ, as the terminal tells it: what is compared, each difference, what was not compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from rich.text import Text

from annual_report.filing.comparison import KINDS, SENTENCE, Comparison, Disagreement, Side
from annual_report.review.comparison_words import SideWords, say_difference, say_share, say_sides, summary_of
from annual_report.terminal.console import Terminal, say

# Where a side opens: file:row:column; nothing where it is no file.
ToOpen = Callable[[Side], str]
Openers = tuple[ToOpen, ToOpen]

SIDE = "{name} {text}"
PLACE = "{open}  {spot}"
BOTH = "{first} → {second}{more}"
DIFFERENCE = "相差 {difference}{share}"
BESIDE, SHARE = "　{difference}{share}", "（{share}）"
NOT_COMPARED = "没有比较 {label}：{reason}"
REASON = "原因：{reason}"
MORE = "{kind}另有 {count} 处不同，见 {file}"

# So many differences of a kind are listed: whoever compares two years need not scroll through all of them.
MOST_SHOWN = 30
INDENT = " " * 7


def show(comparison: Comparison, words: SideWords, to_open: Openers, file: str, console: Terminal) -> None:
    """Print how two entries differ, and where each stands; `file` is where all of it is listed."""
    _show_head(comparison, words, console)
    for each in _shown(comparison, file, console):
        say(f"{words.changes[each.change]} {each.label}", "  ", console, "bold")
        _show_sides(each, words, to_open, console)
        if difference := say_difference(each):
            say(DIFFERENCE.format(difference=difference, share=_in_brackets(each)), INDENT, console)
    _show_uncompared(comparison, console)


def show_editions(comparison: Comparison, words: SideWords, file: str, console: Terminal) -> None:
    """Print how one edition became another; `file` is where all of it is listed."""
    _show_head(comparison, words, console)
    show_changes(comparison, words, file, console, {})
    _show_uncompared(comparison, console)


def show_changes(
    comparison: Comparison, words: SideWords, file: str, console: Terminal, decided: Mapping[str, str]
) -> None:
    """Print what one edition changed of the other; `decided` are the reasons of persons, by address."""
    for each in _shown(comparison, file, console):
        say(f"{words.changes[each.change]} {each.label}", "  ", console, "bold")
        if each.kind == SENTENCE:
            _show_sides(each, words, (_nowhere, _nowhere), console)
        else:
            first, second = say_sides(each)
            difference = say_difference(each)
            more = BESIDE.format(difference=difference, share=_in_brackets(each)) if difference else ""
            say(BOTH.format(first=first, second=second, more=more), INDENT, console)
        if each.address in decided:
            say(REASON.format(reason=decided[each.address]), INDENT, console)


def _show_head(comparison: Comparison, words: SideWords, console: Terminal) -> None:
    for name, edition in ((words.first, comparison.first), (words.second, comparison.second)):
        say(f"{name}：{edition}", "  ", console)
    for line in summary_of(comparison):
        say(line, "    ", console)


def _shown(comparison: Comparison, file: str, console: Terminal) -> Iterator[Disagreement]:
    """Yield what is listed of every kind; when that is done, say how much more there is."""
    for kind, name in KINDS.items():
        found = comparison.of_kind(kind)
        yield from found[:MOST_SHOWN]
        if len(found) > MOST_SHOWN:
            say(MORE.format(kind=name, count=len(found) - MOST_SHOWN, file=file), "  ", console)


def _show_uncompared(comparison: Comparison, console: Terminal) -> None:
    for left in comparison.uncompared:
        say(NOT_COMPARED.format(label=left.label, reason=left.reason), "  ", console, "yellow")


def _show_sides(each: Disagreement, words: SideWords, to_open: Openers, console: Terminal) -> None:
    sides = (each.first, each.second)
    for name, text, side, opening in zip(words[:2], say_sides(each), sides, to_open, strict=True):
        if side:
            say(SIDE.format(name=name, text=text), INDENT, console)
            where = PLACE.format(open=opening(side), spot=side.spot).strip()
            # On a line of its own, so that a terminal or an editor opens it at a click.
            console.print(Text(f"{INDENT}  {where}"), soft_wrap=True)


def _nowhere(_: Side) -> str:
    return ""


def _in_brackets(each: Disagreement) -> str:
    share = say_share(each)
    return SHARE.format(share=share) if share else ""
