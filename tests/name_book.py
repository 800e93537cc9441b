"""Write docs/names.md, every name that a sentence may quote, as a page: make rules. A test keeps both in step."""

from __future__ import annotations

from collections.abc import Iterator

from annual_report import paths
from annual_report.form.forms import Form, load_forms
from annual_report.prose.examples import load_examples
from annual_report.prose.name_list import QuotableLine, QuotableTable, placeholder, quotable_tables
from annual_report.steps.ingest import ingest

PAGE = paths.PROJECT / "docs/names.md"
EXAMPLE = ("yunze", 2024)

HEAD = """# 正文里可以引用的名称

本页由 `src/annual_report/form/` 和 `notebooks/narrative/examples.yaml` 生成（`make rules`），不要手工修改。
`make names` 在屏幕上列出同样的内容；`make names AGENCY=单位代号 YEAR=年份` 连同这份报告现在的数。
`make bind AGENCY=单位代号 YEAR=年份` 把正文里手写的数字换成这里的写法。

- 三张表的数：`{{ 表.行.栏 }}`，如 `{{ 申请.本年新收.总计 }}`，印出来带单位。名称写错会告诉您是不是另一个。
- `figures.csv` 的数：`{{ 名称 }}`，如 `{{ 网办率 }}`，单位和约数照 `figures.csv` 写的印。
- 上年的数：前面加「上年.」，如 `{{ 上年.申请.本年新收.总计 }}`、`{{ 上年.网办率 }}`；要有上年的文件夹。
"""
SAYINGS = """## 还可以这样写

例子里的数是{name} {year} 年的（虚构的单位）。

| 叫什么 | 做什么用 | 写法 | 得到 |
|---|---|---|---|"""
TITLE = "## {version} 年格式（{first}–{last} 年的报告）\n"
COLUMNS = "最后一段「{last}」可以换成：{others}。\n"
HEADER = "| 官方表上的行{column} | 写法 | 单位 |\n|---|---|---|"
SUM_OF_LINES, SUM_OF_COLUMNS = "（各项之和）", "（各类之和）"
SAME = "没有列出的名称，与 {version} 年格式相同。\n"
ALL_THE_SAME = "与 {version} 年格式相同。\n"


def page() -> str:
    """Return the whole page: the examples, the newest form, then what older ones have otherwise."""
    newest, *older = reversed(load_forms())
    lines = [HEAD, *_sayings(), "", *_form(newest, None), *(line for form in older for line in _form(form, newest))]
    return "\n".join(lines).rstrip() + "\n"


def _sayings() -> Iterator[str]:
    report = ingest(*EXAMPLE, paths.PARAMS)
    yield SAYINGS.format(name=report.agency.name, year=report.year)
    for each in load_examples():
        yield f"| {each.name} | {each.means} | {_code(each.example)} | {each.said_of(report)} |"


def _form(form: Form, newest: Form | None) -> Iterator[str]:
    yield TITLE.format(version=form.version, first=form.first_year, last=form.last_year or "")
    before = {table.title: table for table in quotable_tables(newest)} if newest else {}
    for table in quotable_tables(form):
        known = {*_rows(before[table.title])} if table.title in before else set()
        rows = [row for row in _rows(table) if row not in known]
        yield f"### {table.title}\n"
        if rows:
            yield from _table(table, rows)
        if newest and len(rows) < len([*_rows(table)]):
            yield (SAME if rows else ALL_THE_SAME).format(version=newest.version)


def _table(table: QuotableTable, rows: list[str]) -> Iterator[str]:
    *others, last = table.shared_columns or (None,)
    if last:
        names = (each.name + (SUM_OF_COLUMNS if each.is_sum else "") for each in others if each)
        yield COLUMNS.format(last=last.name, others="、".join(names))
    yield "\n".join([HEADER.format(column="" if last else "、列"), *rows, ""])


def _rows(table: QuotableTable) -> Iterator[str]:
    """Yield a row for every line, or for every column of it where lines differ in their columns."""
    for line in table.lines:
        for column in line.columns[-1:] if table.shared_columns else line.columns:
            label = _label(line) if table.shared_columns else f"{_label(line)} × {column.label}"
            yield f"| {label} | {_code(placeholder(line.path(column)))} | {column.unit} |"


def _label(line: QuotableLine) -> str:
    return line.label + (SUM_OF_LINES if line.is_sum else "")


def _code(words: str) -> str:
    return f"`{words}`".replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
