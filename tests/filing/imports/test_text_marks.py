"""What converters put beside words is taken away, and never a thing that may tell figures apart."""

from __future__ import annotations

import pytest

from annual_report.filing.imports.text_marks import without_marks


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        ("| 商业<br>企业 | 社会公<br/>益组织 |", "| 商业企业 | 社会公益组织 |"),
        ("| **137** | *5* | `0` | __3__ | $21$ | **-** |", "| 137 | 5 | 0 | 3 | 21 | - |"),
        ("| <b>7</b> | <strong> 12 </strong> |", "| 7 | 12 |"),
        (r"| 1\.属于国家秘密 | \-20 | **\-3** |", "| 1.属于国家秘密 | -20 | -3 |"),
        ("| &nbsp; | 4 |", "| \xa0 | 4 |"),
        ("**12**", "12"),
        ("\u200b规章\u200b\t\u200b0\u200b\t8\ufeff", "规章\t0\t8"),
        ("│规章│ 0 ┃ 3 ║", "|规章| 0 | 3 |"),
        ("├────┼──┤", "---"),
    ],
)
def test_marks_are_left_out(line: str, seen: str) -> None:
    assert without_marks(line) == seen


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        ("| 3<br>4 |", "| 3 4 |"),
        ("| 规范性文件<br>5 |", "| 规范性文件 5 |"),
        ("| 1\u200b2 |", "| 1\u200b2 |"),
        ("| **13**7 | **5** **6** 1 |", "| **13**7 | 5 6 1 |"),
        ("| ~~27~~ 2 | 5* | <sup>2</sup> |", "| ~~27~~ 2 | 5* | <sup>2</sup> |"),
        ("| **12** 件 |", "| 12 件 |"),
        ("全年办理 **12** 件", "全年办理 **12** 件"),
    ],
)
def test_what_may_part_figures_stays(line: str, seen: str) -> None:
    assert without_marks(line) == seen
