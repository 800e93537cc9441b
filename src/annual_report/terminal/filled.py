"""What the commands about a workbook print: where it was written, and what came of one that was filled in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from annual_report import paths
from annual_report.desk.forms import FormFormat, WrittenForm
from annual_report.filing.imports.filled.folder import Filling
from annual_report.filing.imports.filled.there import OtherText
from annual_report.filing.inputs import is_there
from annual_report.terminal.console import Terminal, say
from annual_report.terminal.imported import ALIKE, CHECK, REPLACE
from annual_report.typed_command import typed_command

WRITTEN_FORM = "  填报表 {file}"
SET_ASIDE = "  原来的填报表不一样（可能有人填过），改名保留：{file}"
# By the ending of a form: how what is filled in gets into the folder of the report; last, without any form.
FILL_IN = {
    ".xlsx": "填好 {file}，存盘，再运行",
    ".html": "用浏览器打开 {file} 填好，点「保存全部」，再运行",
}
FILL_IN_FILES = "直接填 {folder} 里的文件，再运行"
FILL_IN_REGISTERS = "有登记簿的，填好 {folder} 里的 {registers}，由它数出表三、表四，其余照上面填"
NEXT, ANY_OF = "下一步：", "下一步，任选一种："

READ = "{agency} {year} 年填报表：表格填了 {filled} 格，还空 {open} 格"
DIFFERS = "{folder} 里已经填了别的内容，没有写入；不同的有 {count} 处："
REPLACED = "按填报表改了 {count} 处："
HERE_THERE = "{label}：现有「{here}」，填报表{place}是「{there}」"
WRITTEN = "写入 {files}"
BLANK = "空"

INDENT = "    "
MOST_DIFFERENCES = 30


def show_forms(written: Iterable[WrittenForm], console: Terminal) -> None:
    """Print which forms were written, and what was kept of others."""
    for each in written:
        console.print(WRITTEN_FORM.format(file=paths.shown_name(each.file)), soft_wrap=True)
        if each.set_aside:
            console.print(SET_ASIDE.format(file=paths.shown_name(each.set_aside)), soft_wrap=True)


def show_left_out(formats: Iterable[FormFormat], console: Terminal) -> None:
    """Print what to install for the formats that cannot be written here."""
    for each in formats:
        if each.lacks:
            say(each.lacks, "  ", console)


def show_next(written: Sequence[WrittenForm], folder: Path, console: Terminal, with_files: bool = False) -> None:
    """Print what to do with the forms of a report, or with its files; a command stands on a line of its own."""
    ways = [
        (FILL_IN[each.file.suffix].format(file=paths.shown_name(each.file)), _import(each, folder)) for each in written
    ]
    if with_files:
        ways.append((FILL_IN_FILES.format(folder=paths.shown_name(folder)), typed_command("check", **_of(folder))))
        registers = [name for name in (paths.REGISTER_FILE, paths.CASES_FILE) if is_there(folder / name)]
        if registers:
            words = FILL_IN_REGISTERS.format(folder=paths.shown_name(folder), registers="、".join(registers))
            ways.append((words, typed_command("tally", **_of(folder))))
    say(ANY_OF if len(ways) > 1 else NEXT, "", console)
    for words, command in ways:
        say(words, "  ", console)
        console.print(f"{INDENT}{command}", soft_wrap=True)


def _import(form: WrittenForm, folder: Path) -> str:
    """Return the command that reads a form: a page is read from the zip that it saves."""
    if form.file.suffix == ".html":
        return typed_command("import", file=f"{folder.parent.name}-{folder.name}.zip")
    return typed_command("import", file=paths.shown_name(form.file), **_of(folder))


def _of(folder: Path) -> dict[str, str]:
    return {"agency": folder.parent.name, "year": folder.name}


def show(done: Filling, console: Terminal, among_many: bool = False) -> None:
    """Print what came of a form that was filled in; among many, what to do next is said once for all."""
    form, folder = done.form, paths.shown_name(done.folder)
    words = READ.format(agency=form.agency, year=form.year, filled=len(form.figures), open=done.open)
    say(words, "", console, "bold")
    for remark in (*form.remarks, *done.kept):
        say(remark, "  ", console)
    if done.differences:
        said = REPLACED if done.written else DIFFERS
        say(said.format(folder=folder, count=len(done.differences)), "  ", console)
        _show_differences(done.differences, done.folder, console)
    if done.exit_code:
        say(REPLACE, "  ", console)
    elif done.written:
        say(WRITTEN.format(files="、".join(paths.shown_name(each) for each in done.written)), "  ", console)
        if not among_many:
            say(CHECK.format(check=typed_command("check", agency=form.agency, year=form.year)), "", console)
    else:
        say(ALIKE.format(folder=folder), "  ", console)


def _show_differences(differences: tuple[OtherText, ...], folder: Path, console: Terminal) -> None:
    for each in differences[:MOST_DIFFERENCES]:
        place = f" {each.place} " if each.place else ""
        words = HERE_THERE.format(label=each.label, here=each.here or BLANK, there=each.there or BLANK, place=place)
        to_open = each.position._replace(file=paths.shown_name(folder / each.position.file.rpartition("/")[2]))
        console.print(f"{INDENT}{to_open}  {to_open.spot}", soft_wrap=True)
        say(words, f"{INDENT}  ", console)
    if len(differences) > MOST_DIFFERENCES:
        say(f"另有 {len(differences) - MOST_DIFFERENCES} 处", INDENT, console)
