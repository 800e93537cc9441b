"""Write docs/cells.md, the cell dictionary as a page: make rules. A test keeps both in step."""

from __future__ import annotations

from collections.abc import Iterator

from annual_report import paths
from annual_report.form.cell_dictionary import dictionary_of
from annual_report.form.cell_words import CellWords, LineWords
from annual_report.form.forms import Form, load_forms
from annual_report.form.tables import Heading, Table

PAGE = paths.PROJECT / "docs/cells.md"

HEAD = """# 每一格填什么

本页由 `src/annual_report/form/cells/` 生成（`make rules`），不要手工修改。
一格填什么，由它所在的行和列合起来说明；个别格另有说明的，单列一行。

**这不是官方填报说明**：没有见到逐格的官方说明。「数字在谁那里」按多数单位的分工写，本单位可以不同。
「依据」一栏写明每一条的来历：

- **表内所印**：表上的文字就是这样写的；
- **条例、通知**：第三张表的各行与条例条文的对应，是对照文字找出来的，没有哪个通知逐行列出；
- **由含义推出**：总计、存量、期间这些词本来的意思；
- **各地惯例**：多数单位这样做，不是规定；
- **〔待核〕**：没有见到规定。由本单位定一个口径，记下来，各年一致；上级有要求的，按上级的要求。
"""
COLUMNS = "| 行、列、格 | 填什么 | 数字在谁那里 | 计与不计 | 〔待核〕 | 依据 |\n|---|---|---|---|---|---|"
SAME = "没有列出的行和列，与 {version} 年格式相同。"
ALL_THE_SAME = "与 {version} 年格式相同。"


def page() -> str:
    """Return the whole page: the newest form, then what older ones have otherwise."""
    newest, *older = reversed(load_forms())
    lines = [HEAD, *_form(newest, None), *(line for form in older for line in _form(form, newest))]
    return "\n".join(lines).rstrip() + "\n"


def _form(form: Form, newest: Form | None) -> Iterator[str]:
    yield f"## {form.version} 年格式（{form.first_year}–{form.last_year or ''} 年的报告，{form.basis}）\n"
    for section in (each for each in form.sections if each.table):
        rows = [*_rows(form, section.table)]
        known = {*_rows(newest, section.table)} if newest else set()
        others = [row for row in rows if row not in known]
        yield f"### {section.title}\n"
        if others:
            yield "\n".join([COLUMNS, *others, ""])
        if newest and len(others) < len(rows):
            yield (SAME if others else ALL_THE_SAME).format(version=newest.version) + "\n"


def _rows(form: Form, code: str) -> Iterator[str]:
    """Yield the row of every line, every column and every single cell of a table that has something special."""
    table, words = form.table(code), dictionary_of(form)[code]
    for line in table.lines:
        yield _row(f"行　{_printed(table, line)}", words.lines[line.code], words.who)
    for column in table.columns:
        yield _row(f"列　{column.label}", words.columns[column.code])
    for cell in table.cells:
        at = f"{cell.address.line}.{cell.address.column}"
        if at in words.cells:
            yield _row(f"格　{cell.label}", words.cells[at])


def _printed(table: Table, line: Heading) -> str:
    """Return a line as printed, after the group that it stands in."""
    above = [each.label for each in table.line_headings() if each.children and line in each.children]
    return "　".join([*above[-1:], line.label])


def _row(name: str, words: CellWords, who: str = "") -> str:
    who = words.who or who if isinstance(words, LineWords) else ""
    counted = [*words.counts, *(f"不计：{each}" for each in words.excludes)]
    cells = (name, words.means, who, "<br>".join(counted), "<br>".join(words.open), words.basis)
    return "| " + " | ".join(cells) + " |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
