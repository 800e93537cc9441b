"""A report as an office program sets it as PDF: every cell between its own lines, a row with fewer cells is shorter."""

from __future__ import annotations

import json

import typst

from annual_report.document.blocks import place
from annual_report.document.typefaces import typst_fonts
from published import Published, Rows, columns_of

PAGE = """#set page("a4", margin: 1.5cm{turned})
#set text(font: "{font}", size: 9pt, lang: "zh")
"""
CELL = 'table.cell(x: {x}, y: {y}, colspan: {colspan}, rowspan: {rowspan}, stroke: 0.5pt, breakable: false)[#"{text}"]'


def office_pdf(report: Published, turned: bool) -> bytes:
    """Return a report as PDF on pages that stand or lie."""
    fonts = typst_fonts()
    page = PAGE.format(turned=", flipped: true" if turned else "", font=fonts.fonts()[-1].family)
    items = (f"#par[#{_quoted(item)}]" if isinstance(item, str) else _table(item) for item in report.items)
    return typst.compile("\n".join((page, *items)).encode(), font_paths=fonts)


def _table(rows: Rows) -> str:
    cells = ",\n".join(
        CELL.format(
            x=each.column,
            y=each.row,
            colspan=each.cell.colspan,
            rowspan=min(each.cell.rowspan, len(rows) - each.row),
            text=_quoted(each.cell.text)[1:-1],
        )
        for each in place(rows)
    )
    return f"#table(columns: (1fr,) * {columns_of(rows)}, stroke: none,\n{cells})\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
