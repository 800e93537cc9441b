"""Write the tables of outputs in README.md and README.zh-CN.md from the table in the code: make format.

As a script it writes them; the tests compare.
"""

from __future__ import annotations

from annual_report import paths
from annual_report.build.outputs import table

# The lines between which a README has its table.
BEGIN, END = "<!-- outputs: make format -->\n", "<!-- /outputs -->\n"
ENGLISH, CHINESE = "README.md", "README.zh-CN.md"
HEADS = {ENGLISH: "| file | `FORMATS=` | when | for |", CHINESE: "| 文件 | `FORMATS=` | 什么时候有 | 用处 |"}


def outputs_in(page: str) -> str:
    """Return the table of one README."""
    rows = (_row(output, page) for output in table.OUTPUTS)
    return "".join(f"{line}\n" for line in (HEADS[page], "|---|---|---|---|", *rows))


def _row(output: table.Output, page: str) -> str:
    name = f"build/{output.name}" if output.when in table.BESIDE else output.name
    chinese, english = output.when.value
    when, words = (english, output.english) if page == ENGLISH else (chinese, output.chinese)
    return f"| `{name}` | {output.format} | {when} | {words} |"


def with_table(page: str, text: str) -> str:
    """Return the text of a README with the table as it should be."""
    before, _, rest = text.partition(BEGIN)
    return before + BEGIN + outputs_in(page) + END + rest.partition(END)[2]


if __name__ == "__main__":
    for name in HEADS:
        file = paths.PROJECT / name
        file.write_text(with_table(name, file.read_text(encoding="utf-8")), encoding="utf-8")
