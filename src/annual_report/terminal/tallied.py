"""What the counting of registers prints: table by table, what was written, or cell by cell what differs."""

from __future__ import annotations

from collections.abc import Sequence

from annual_report import paths
from annual_report.desk.tally import TalliedTable, TallyDifference, exit_code_of
from annual_report.filing.register.lines import say_cell, say_rows
from annual_report.terminal.console import Terminal, say
from annual_report.typed_command import typed_command

COUNTED = "{register}：{lines} 行"
WRITTEN = "写入 {file}"
REPLACED = "写入 {file}，原来不同的有 {count} 格："
ALIKE = "{file} 与登记簿数出来的完全一样，没有重写"
EXISTS = "{file} 已经有了，没有覆盖；与登记簿数出来的不同的有 {count} 格："
UNUSED = "一行也没有，{file} 没有写：有的，写进 {register} 再运行一次；确实没有一件的，在表里填 0"
EMPTY = "登记簿里一行也没有，没有写入 {file}：确实没有一件的，数出来就都是 0"
NOT_BEGUN = "一行也没有，{file} 里已经填了数，没有改：登记簿漏记的补上；不用登记簿的，删掉 {register}"
UNREADABLE = "{file} 已经有了，没有覆盖，也读不了："
DIFFERENT = "{cell}  {label}：表里是{filed}，登记簿数出 {counted}{rows}"
BEHIND = "（{register} {rows}）"
REPLACE = "要以登记簿为准，请加 REPLACE=1 再运行一次"
NEXT = "下一步：{check}"

INDENT = "    "
MOST_DIFFERENCES = 20


def show(tallied: Sequence[TalliedTable], console: Terminal) -> None:
    """Print what came of every register."""
    for each in tallied:
        register = each.tally.file.rpartition("/")[2]
        say(COUNTED.format(register=register, lines=each.tally.lines), "", console, "bold")
        if each.is_unused and not exit_code_of(tallied):
            say(UNUSED.format(file=paths.shown_name(each.file), register=register), "  ", console)
        else:
            _show_table(each, register, console)
    if exit_code_of(tallied):
        say(REPLACE, "  ", console)
    else:
        folder = tallied[0].file.parent
        check = typed_command("check", agency=folder.parent.name, year=folder.name)
        say(NEXT.format(check=check), "", console)


def _show_table(each: TalliedTable, register: str, console: Terminal) -> None:
    filled = [difference for difference in each.differences if difference.filed.text.strip()]
    shown = {"file": paths.shown_name(each.file), "count": len(filled), "register": register}
    if each.unreadable and not each.written:
        say(UNREADABLE.format(**shown), "  ", console)
        for problem in each.unreadable:
            say(str(problem), INDENT, console)
        return
    if each.is_alike:
        words = ALIKE
    elif not each.written and not each.tally.lines:
        words, filled = NOT_BEGUN if filled else EMPTY, []
    elif each.written:
        words = REPLACED if filled else WRITTEN
    else:
        words, filled = EXISTS, [*each.differences]
        shown["count"] = len(filled)
    say(words.format(**shown), "  ", console)
    for difference in filled[:MOST_DIFFERENCES]:
        say(_say_difference(difference, register), INDENT, console)
    if len(filled) > MOST_DIFFERENCES:
        say(f"另有 {len(filled) - MOST_DIFFERENCES} 格", INDENT, console)


def _say_difference(difference: TallyDifference, register: str) -> str:
    filed = difference.filed
    text = f" {filed.text.strip()}" if filed.text.strip() else "空白"
    rows = BEHIND.format(register=register, rows=say_rows(difference.rows)) if difference.rows else ""
    cell = say_cell(filed.file, filed.row, filed.column)
    return DIFFERENT.format(cell=cell, label=filed.cell.label, filed=text, counted=difference.counted, rows=rows)
