"""What the import of a folder prints: what a person must look at file by file, then a row for every file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from annual_report.filing.imports.filled.folder import Filling
from annual_report.filing.imports.folder import Failed, ImportOutcome
from annual_report.filing.imports.importing import Imported
from annual_report.terminal import filled, imported
from annual_report.terminal.console import LEAST_WIDTH, Terminal, break_lines, say
from annual_report.typed_command import typed_command
from annual_report.wording import join_words

READING = "读取"
OTHERS = "没有读：{those}"
OF_A_KIND = "{names}{more}（{kind}）"
MORE = " 等 {count} 个"
HEADINGS = ("结果", "年份", "读出", "要看", "文件 → 单位代号")
WHOLE, PARTLY, THERE, TWIN, REFUSED = "全部读出", "要人看", "已有未写", "重复", "不能导入"
FILLED, OPEN = "已填入", "还有空格"
ROW = "{file} → {agency}"
MANY = "共 {count} 份：{counts}"
COUNT = "{word} {count} 份"
NEXT = "下一步：按上面的说明补齐，再运行 {check}"
CHECK = "下一步：{check}"
REST = "还有 {count} 份没有列出"

# So many names of a kind are given, and so many rows; the rest is counted.
MOST_NAMES, MOST_ROWS = 5, 60
# How wide the columns before the last are.
WIDTH_BEFORE = 36


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
        say(OTHERS.format(those="；".join(those)), "", console)


def show(outcomes: Sequence[ImportOutcome], folder: Path, console: Terminal) -> None:
    """Print what a person must look at, file by file; then a row for each, the worst first, and the totals."""
    for each in outcomes:
        if each.exit_code or isinstance(each, Failed):
            console.print(Text(_name(each, folder), "bold"), soft_wrap=True)
            _show_one(each, console)
    if len(outcomes) > 1:
        _show_table(outcomes, folder, console)
    say(MANY.format(count=len(outcomes), counts=_counts(outcomes)), "", console)
    if any(not isinstance(each, Failed) and each.written for each in outcomes):
        words = NEXT if any(each.exit_code for each in outcomes) else CHECK
        say(words.format(check=typed_command("check")), "", console)


def _counts(outcomes: Sequence[ImportOutcome]) -> str:
    words = sorted(map(_word, outcomes), key=_order)
    return join_words(COUNT.format(word=word, count=words.count(word)) for word in dict.fromkeys(words))


def _show_one(outcome: ImportOutcome, console: Terminal) -> None:
    if isinstance(outcome, Failed):
        for problem in outcome.problems:
            say(problem, "  ", console)
    elif isinstance(outcome, Filling):
        filled.show(outcome, console, among_many=True)
    elif outcome.twin:
        imported.show_twin(outcome, console)
    else:
        imported.show(outcome, console, among_many=True)


def _show_table(outcomes: Sequence[ImportOutcome], folder: Path, console: Terminal) -> None:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for heading in HEADINGS:
        is_number = heading in HEADINGS[2:4]
        table.add_column(heading, justify="right" if is_number else "left", no_wrap=heading != HEADINGS[-1])
    rows = sorted(outcomes, key=lambda each: (-each.exit_code, _order(_word(each))))
    for each in rows[:MOST_ROWS]:
        table.add_row(*_cells(each, folder, max(console.width - WIDTH_BEFORE, LEAST_WIDTH)))
    console.print(table)
    if len(rows) > MOST_ROWS:
        say(REST.format(count=len(rows) - MOST_ROWS), "", console)


def _cells(outcome: ImportOutcome, folder: Path, width: int) -> tuple[str | Text, ...]:
    if isinstance(outcome, Failed):
        return _word(outcome), "", "", "", _broken(_name(outcome, folder), width)
    last = _broken(ROW.format(file=_name(outcome, folder), agency=outcome.folder.parent.name), width)
    figures, gaps = _found_in(outcome)
    return _word(outcome), outcome.folder.name, str(figures), str(gaps or ""), last


def _found_in(outcome: Imported | Filling) -> tuple[int, int]:
    """Return how many figures were read, and how many a person is to look at, or to fill in."""
    if isinstance(outcome, Filling):
        return len(outcome.form.figures), outcome.open
    return len(outcome.reading.figures), len(outcome.reading.gaps)


def _broken(text: str, width: int) -> Text:
    return Text("\n".join(break_lines(text, width)), overflow="fold")


def _word(outcome: ImportOutcome) -> str:
    """Return in a word what came of a file."""
    if isinstance(outcome, Failed):
        return REFUSED
    if isinstance(outcome, Filling):
        return THERE if outcome.exit_code else OPEN if outcome.open else FILLED
    if outcome.twin:
        return TWIN
    if not outcome.written:
        return THERE if outcome.exit_code else WHOLE
    return PARTLY if outcome.exit_code else WHOLE


def _order(word: str) -> int:
    return (REFUSED, THERE, PARTLY, TWIN, OPEN, WHOLE, FILLED).index(word)


def _name(outcome: ImportOutcome, folder: Path) -> str:
    return outcome.file.relative_to(folder).as_posix()
