"""What the rows of all tables have in common: found once, in their order, nothing unknown among them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from annual_report.filing.imports.anchors import Stretch
from annual_report.filing.imports.document import Refused
from annual_report.filing.imports.glyphs import compared
from annual_report.filing.imports.placing import other_cells
from annual_report.filing.imports.printed_figures import plain_digits
from annual_report.filing.imports.result import Transcript
from annual_report.filing.imports.tokens import PrintedToken
from annual_report.form.tables import Table
from annual_report.wording import excerpt

TWICE = "「{label}」这一行有两份数：一个文件里有两份报告（或者同一张表出现两次），请分开后再导入"
STRANGER = "有官方表里没有的一行「{found}」，带着数"
UNLABELLED = "「{label}」后面多出一整行没有行名的数"
OTHER_WORDS = "「{caption}」表里还有别的文字「{found}」，没有写入"
OTHER_WORDING = "「{label}」印作「{printed}」"

# A row that is written in words, as 政府信息发布总数量：2条; a note or a sentence is none.
ROW_IN_WORDS = re.compile(r"(?!注|备注|说明)[^，。；]{2,30}[:：][0-9０-９]+[条件项个篇次]?")
# A row of a text in which digits stand glued to words.
ENDS_IN_DIGITS = re.compile(r"[^0-9０-９]{2}[0-9０-９.]+$")
DIGIT = re.compile(r"[0-9０-９]")


def lines_found(runs: Sequence[Stretch], reading: Transcript, table: Table) -> dict[str, Stretch]:
    """Return the run of every line that was found, by its code. Raises Refused where one has two rows of figures."""
    found: dict[str, list[Stretch]] = {}
    for run in runs:
        if run.anchor and not run.anchor.group:
            found.setdefault(run.anchor.code, []).append(run)
    chosen = {}
    for code, those in found.items():
        filled = [run for run in those if any(cell.kind != "blank" for cell in run.cells)]
        if len(filled) > 1 and filled[0].anchor:
            raise Refused(TWICE.format(label=filled[0].anchor.label), filled[1].cells[0].origin.page)
        chosen[code] = (filled or those)[0]
    return chosen


def refuse_strangers(runs: Sequence[Stretch], found: dict[str, Stretch], reading: Transcript, table: Table) -> None:
    """Trust no figure of a table with a row that the form does not have, or with rows without a label."""
    firsts = [run.first for run in found.values()]
    glued = any(map(is_glued, found.values()))
    for run in runs:
        if not firsts or run.first < min(firsts):
            continue
        figures = [cell for cell in run.cells if cell.kind != "blank"]
        is_row = ROW_IN_WORDS.fullmatch(run.printed) or (glued and ENDS_IN_DIGITS.search(run.printed))
        if run.anchor is None and (figures or is_row):
            reading.refuse(table.code, STRANGER.format(found=excerpt(run.printed)), run.origin)
        elif run.anchor is None and DIGIT.search(run.printed):
            reading.say(OTHER_WORDS.format(caption=table.caption, found=excerpt(run.printed)), run.origin)
        if run.anchor and not run.anchor.group and sum(c.kind != "blank" for c in other_cells(run)) > 1:
            reading.refuse(table.code, UNLABELLED.format(label=run.anchor.label), run.cells[-1].origin)


def say_wording(run: Stretch, label: str, reading: Transcript) -> None:
    """Say a label that is printed in another wording than the official one."""
    if compared(run.printed) != compared(label):
        reading.say(OTHER_WORDING.format(label=label, printed=run.printed), run.origin)


def is_glued(run: Stretch) -> bool:
    """Whether digits stand glued to the words of a row."""
    return any("glued" in cell.notes for cell in run.cells)


def digits_of(run: Stretch) -> str:
    """Return what stands behind a label, all of it in one."""
    return "".join(plain_digits(cell.text) for cell in run.cells)


def pieces_of(run: Stretch) -> list[str]:
    """Return what stands behind a label as far as there are gaps in it; glued characters of one token are one piece."""
    pieces: list[str] = []
    for before, cell in zip([None, *run.cells], run.cells, strict=False):
        joined = before and "glued" in before.notes and "glued" in cell.notes and before.start + 1 == cell.start
        same = joined and before and before.line == cell.line and before.origin == cell.origin
        if same:
            pieces[-1] += plain_digits(cell.text)
        else:
            pieces.append(plain_digits(cell.text))
    return pieces


def derived(cut: Sequence[str], run: Stretch, certain: bool = False) -> Iterator[PrintedToken]:
    """Yield the figures of a row that was cut, each marked as derived unless there was nothing to cut."""
    for part in cut:
        yield PrintedToken("figure", part, run.cells[0].origin, notes=() if certain else ("derived",))
