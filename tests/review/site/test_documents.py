"""Documents of the project as pages: anchors, links and pictures as they stand in a site."""

from __future__ import annotations

import base64
from pathlib import Path

from annual_report.review.site.documents import document_pages

TEXT = """# 规则

## 一、甲 乙

见[上面](#一甲-乙)、[每一格](cells.md#a)、[说明](../README.md)、[外面](https://example.org)。

## 一、甲 乙

| a | b |
|---|---|
| 1 | 2 |

![图](a.png)
"""


def test_links_stay_in_the_site_headings_are_anchors_and_pictures_travel_inside(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/rules.md").write_text(TEXT, encoding="utf-8")
    (tmp_path / "docs/a.png").write_bytes(b"picture")
    (page,) = document_pages(tmp_path)
    assert (page.page, page.title) == ("rules.html", "规则")
    assert '<h2 id="一甲-乙">' in page.body
    assert '<h2 id="一甲-乙-1">' in page.body
    assert '见<a href="#一甲-乙">上面</a>、<a href="cells.html#a">每一格</a>、说明、外面。' in page.body
    assert 'tabindex="0" aria-label="一、甲 乙"><table>' in page.body
    assert f'src="data:image/png;base64,{base64.b64encode(b"picture").decode()}"' in page.body


def test_a_project_without_documents_has_no_pages_of_them(tmp_path: Path) -> None:
    assert document_pages(tmp_path) == []
