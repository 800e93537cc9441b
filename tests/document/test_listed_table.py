"""A table of things shows texts as they are, whatever they hold, and leads to files."""

from __future__ import annotations

from annual_report.document.listed_table import ListedTable


def test_a_cell_leads_to_its_file_and_holds_no_markup() -> None:
    links = {"清单": ["../甲 乙/2024.html", ""]}
    shown = ListedTable("表", {"单位": 9, "清单": 9}, [["<b>|甲", "看"], ["乙", ""]], links=links).rendered()
    assert '<td>&lt;b&gt;|甲</td><td><a href="../%E7%94%B2%20%E4%B9%99/2024.html">看</a></td>' in shown.html
    assert "| &lt;b>\\|甲 | [看](../%E7%94%B2%20%E4%B9%99/2024.html) |" in shown.markdown
    assert '<col style="width: 50.0%">' in shown.html


def test_without_rows_only_its_remark_is_shown() -> None:
    assert ListedTable("表", {"单位": 9}, [], "没有。").rendered().html == "<p>没有。</p>"
