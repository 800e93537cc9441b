"""The article of a page: its tables and sections, and no portal around them."""

from __future__ import annotations

from annual_report.filing.imports.markup_article import article_of, holds_a_report, title_of
from annual_report.filing.imports.markup_text import tree_of
from published import invented, page_of

REPORT = page_of(invented("2021", 1)).partition("<body>")[2].partition("</body>")[0]
PORTAL = f"""
<title>云泽市2024年报_信息公开_云泽市</title>
<body><div id=top>浏览次数 1024<table><tr><td>周一<td>1</table></div>
<div id=main><div id=article>{REPORT}</div><div id=next>上一篇：2023年年报</div></div>
<div id=foot>备案号 12345678</div></body>
"""


def test_article_is_the_smallest_element_with_all_tables_and_sections() -> None:
    assert article_of(tree_of(PORTAL)).id == "article"


def test_article_takes_in_sections_that_stand_beside_the_tables() -> None:
    tables, _, rest = REPORT.rpartition("</table>")
    page = f"<div id=all><div id=tables>{tables}</table></div><div>{rest}</div></div><div>页脚</div>"
    assert article_of(tree_of(page)).id == "all"


def test_page_without_a_table_of_the_form_is_its_own_article() -> None:
    tree = tree_of("<body><table><tr><td>周一<td>1</table>")
    assert article_of(tree).tag == "body"
    assert not holds_a_report(tree)
    assert holds_a_report(tree_of(PORTAL))


def test_title_is_what_the_page_says_without_the_portal_behind_it() -> None:
    assert title_of(tree_of(PORTAL)) == "云泽市2024年报"
    assert title_of(tree_of(f'<meta name="ArticleTitle" content="甲县2023年报">{PORTAL}')) == "甲县2023年报"
    assert title_of(tree_of("<h1>乙县年报</h1>")) == "乙县年报"
    assert title_of(tree_of(PORTAL), "丙县年报") == "丙县年报"
    assert title_of(tree_of("<p>无题")) == ""
