"""What the import of a document prints: what was read, then cell by cell what a person must look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from annual_report import paths
from annual_report.filing.imports.importing import Imported
from annual_report.filing.imports.result import Gap, Transcript
from annual_report.filing.imports.writing import RECORD_FILE
from annual_report.terminal.console import Terminal, say
from annual_report.typed_command import typed_command
from annual_report.wording import fold

READ = "{name} {year} 年：读出 {count} 格，共 {all} 格"
ALL_READ = "，全部读出"
FOR_A_PERSON = "，{count} 格要人看"
DERIVED = "其中 {count} 格的数字在原件里连在一起，按本行合计唯一切开，请对照原件（import.json 里标 derived）"
TABLE_REFUSED = "{file} 整张留空（{caption}）"
ADVICE_FOR_TABLES = "请找完整、清楚的原件再导入一次（加 REPLACE=1），或者对照原件填写"
FOUND = "原件：{found}"
CANDIDATES = "可能是：{candidates}"
ADVICE = "要做：{advice}"
SAME_ROW = "{label} 等 {count} 格"
NOTES = "读取时遇到："
IN_CELLS = "{count} 格：{remark}"
EXISTS = "{folder} 已经有了，没有覆盖；与文件里不同的有 {count} 处："
ALIKE = "{folder} 已经有了，与文件里的完全一样，没有重写"
REPLACE = "要以文件里的为准，请加 REPLACE=1 再导入一次"
WRITTEN = "写入 {folder}/（逐格出处见 {record}）"
REPLACED = "原来的文件另存为 {names}"
NEXT = "下一步：补齐空格，再运行 {check}"
CHECK = "下一步：{check}"
TWIN = "与 {twin} 是同一单位同一年的年报，两份都读出的数字全部相同：用的是 {twin}"

INDENT = "    "
# How many differences, and how many remarks, are shown; the record holds them all.
MOST_DIFFERENCES, MOST_REMARKS = 20, 8


def show(done: Imported, console: Terminal, among_many: bool = False) -> None:
    """Print what came of a file; among many, what to do next is said once for all."""
    reading = done.reading
    gaps = len(reading.gaps)
    name = reading.agency or done.agency
    said = READ.format(name=name, year=done.year, count=len(reading.figures), all=len(reading.form.cells))
    say(said + (FOR_A_PERSON.format(count=gaps) if gaps else ALL_READ), "", console, "bold")
    derived = sum(figure.derived for figure in reading.figures.values())
    if derived:
        say(DERIVED.format(count=derived), "  ", console)
    _show_gaps(reading, console)
    _show_remarks(reading, console)
    _show_folder(done, console)
    if done.written and not among_many:
        check = typed_command("check", agency=done.agency, year=done.year)
        say((NEXT if gaps else CHECK).format(check=check), "", console)


def show_twin(done: Imported, console: Terminal) -> None:
    """Print of which other file this one is a copy, and what only this one gave."""
    say(TWIN.format(twin=done.twin), "  ", console)
    _show_differences(done.differences, console)


def _show_gaps(reading: Transcript, console: Terminal) -> None:
    refused = [table for table in reading.form.tables if table.code in reading.refused]
    for table in refused:
        say(TABLE_REFUSED.format(file=table.file, caption=table.caption), "  ", console, "yellow")
        say(reading.refused[table.code], INDENT, console)
    if refused:
        say(ADVICE.format(advice=ADVICE_FOR_TABLES), INDENT, console)
    for label, gap in _bundled(reading):
        where = f"  {gap.origin}" if gap.origin else ""
        say(f"{label}{where}", "  ", console, "yellow")
        say(gap.reason, INDENT, console)
        found = FOUND.format(found=gap.found) if gap.found and fold(gap.found) not in fold(gap.reason) else ""
        candidates = CANDIDATES.format(candidates="、".join(gap.candidates)) if gap.candidates else ""
        for line in filter(None, (found, candidates, ADVICE.format(advice=gap.advice))):
            say(line, INDENT, console)


def _bundled(reading: Transcript) -> Iterator[tuple[str, Gap]]:
    """Yield the gaps of whole tables that were not refused; those of one row for one reason as one."""
    cells = reading.form.cells
    shown = [gap for gap in reading.gaps.values() if cells[gap.address].address.table not in reading.refused]
    order = list(cells)
    shown.sort(key=lambda gap: order.index(gap.address))
    for _, together in groupby(shown, key=lambda gap: (cells[gap.address].address[:2], gap.reason, gap.found)):
        gaps = [*together]
        label = cells[gaps[0].address].label
        yield SAME_ROW.format(label=label, count=len(gaps)) if len(gaps) > 1 else label, gaps[0]


def _show_remarks(reading: Transcript, console: Terminal) -> None:
    counts = Counter(remark for figure in reading.figures.values() for remark in figure.remarks)
    remarks = [IN_CELLS.format(count=count, remark=remark) for remark, count in counts.items()]
    remarks += [remark.message for remark in reading.remarks]
    if remarks:
        say(NOTES, "  ", console)
    for remark in remarks[:MOST_REMARKS]:
        say(remark, INDENT, console)
    if len(remarks) > MOST_REMARKS:
        say(f"另有 {len(remarks) - MOST_REMARKS} 条，见 {RECORD_FILE}", INDENT, console)


def _show_folder(done: Imported, console: Terminal) -> None:
    folder = paths.shown_name(done.folder)
    if done.written:
        say(WRITTEN.format(folder=folder, record=RECORD_FILE), "  ", console)
        if done.replaced:
            say(REPLACED.format(names="、".join(done.replaced)), "  ", console)
    elif done.differences:
        say(EXISTS.format(folder=folder, count=len(done.differences)), "  ", console)
        _show_differences(done.differences, console)
        say(REPLACE, "  ", console)
    else:
        say(ALIKE.format(folder=folder), "  ", console)


def _show_differences(differences: Sequence[str], console: Terminal) -> None:
    for each in differences[:MOST_DIFFERENCES]:
        say(each, INDENT, console)
    if len(differences) > MOST_DIFFERENCES:
        say(f"另有 {len(differences) - MOST_DIFFERENCES} 处", INDENT, console)
