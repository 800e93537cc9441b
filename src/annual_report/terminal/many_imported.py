"""What the import of a folder prints: what a person must look at file by file, then a row for every file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from annual_report.filing.imports.folder import Failed
from annual_report.filing.imports.importing import Imported
from annual_report.terminal import imported
from annual_report.terminal.console import Terminal, break_lines
from annual_report.terminal.next_command import check_reports
from annual_report.wording import join_words

READING = "读取"
OTHERS = "没有读：{those}"
OF_A_KIND = "{names}{more}（{kind}）"
MORE = " 等 {count} 个"
HEADINGS = ("结果", "年份", "读出", "要看", "文件 → 单位代号")
WHOLE, PARTLY, THERE, TWIN, REFUSED = "全部读出", "要人看", "已有未写", "重复", "不能导入"
ROW = "{file} → {agency}"
MANY = "共 {count} 份：{counts}"
COUNT = "{word} {count} 份"
NEXT = "下一步：按上面的说明补齐，再运行 {command}"
CHECK = "下一步：{command}"
REST = "还有 {count} 份没有列出"

# So many names of a kind are given, and so many rows; the rest is counted.
MOST_NAMES, MOST_ROWS = 5, 60
# How wide the columns before the last are.
WIDTH_BEFORE, LEAST_WIDTH = 36, 20

Outcome = Imported | Failed


def show_others(others: Mapping[str, Sequence[str]], console: Terminal) -> None:
    """Print in one piece what lies in a folder and is no document."""
    those = [
        OF_A_KIND.format(
            names=join_words(names[:MOST_NAMES]),
            more=MORE.format(count=len(names)) if len(names) > MOST_NAMES else "",
            kind=kind,
        )
        for kind, names in others.items()
    ]
    if those:
        imported.say(OTHERS.format(those="；".join(those)), console)


def show(outcomes: Sequence[Outcome], folder: Path, console: Terminal) -> None:
    """Print what a person must look at, file by file; then a row for each, the worst first, and the totals."""
    for each in outcomes:
        if each.exit_code or not isinstance(each, Imported):
            console.print(Text(_name(each, folder), "bold"), soft_wrap=True)
            _show_one(each, console)
    if len(outcomes) > 1:
        _show_table(outcomes, folder, console)
    imported.say(MANY.format(count=len(outcomes), counts=_counts(outcomes)), console)
    for params in {each.folder.parents[1] for each in outcomes if isinstance(each, Imported) and each.written}:
        words = NEXT if any(each.exit_code for each in outcomes) else CHECK
        imported.say(words.format(command=check_reports(params)), console)


def _counts(outcomes: Sequence[Outcome]) -> str:
    words = sorted(map(_word, outcomes), key=_order)
    return join_words(COUNT.format(word=word, count=words.count(word)) for word in dict.fromkeys(words))


def _show_one(outcome: Outcome, console: Terminal) -> None:
    if isinstance(outcome, Failed):
        for problem in outcome.problems:
            imported.say(f"  {problem}", console)
    elif outcome.twin:
        imported.show_twin(outcome, console)
    else:
        imported.show(outcome, console, among_many=True)


def _show_table(outcomes: Sequence[Outcome], folder: Path, console: Terminal) -> None:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for heading in HEADINGS:
        is_number = heading in HEADINGS[2:4]
        table.add_column(heading, justify="right" if is_number else "left", no_wrap=heading != HEADINGS[-1])
    rows = sorted(outcomes, key=lambda each: (-each.exit_code, _order(_word(each))))
    for each in rows[:MOST_ROWS]:
        table.add_row(*_cells(each, folder, max(console.width - WIDTH_BEFORE, LEAST_WIDTH)))
    console.print(table)
    if len(rows) > MOST_ROWS:
        imported.say(REST.format(count=len(rows) - MOST_ROWS), console)


def _cells(outcome: Outcome, folder: Path, width: int) -> tuple[str | Text, ...]:
    if isinstance(outcome, Failed):
        return _word(outcome), "", "", "", _broken(_name(outcome, folder), width)
    figures, gaps = len(outcome.reading.figures), len(outcome.reading.gaps)
    last = _broken(ROW.format(file=_name(outcome, folder), agency=outcome.agency), width)
    return _word(outcome), str(outcome.year), str(figures), str(gaps or ""), last


def _broken(text: str, width: int) -> Text:
    return Text("\n".join(break_lines(text, width)), overflow="fold")


def _word(outcome: Outcome) -> str:
    """Return in a word what came of a file."""
    if isinstance(outcome, Failed):
        return REFUSED
    if outcome.twin:
        return TWIN
    if not outcome.written:
        return THERE if outcome.exit_code else WHOLE
    return PARTLY if outcome.exit_code else WHOLE


def _order(word: str) -> int:
    return (REFUSED, THERE, PARTLY, TWIN, WHOLE).index(word)


def _name(outcome: Outcome, folder: Path) -> str:
    return outcome.file.relative_to(folder).as_posix()
