"""Which figures are drawn over the years is data; a code that no form has is refused with its place."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from annual_report import paths
from annual_report.district.trends import plans
from annual_report.errors import RuleError


def test_the_notebook_draws_every_chart() -> None:
    notebook = nbformat.read(paths.NOTEBOOKS / "trends.ipynb", as_version=4)
    cells = [cell.source for cell in notebook.cells if cell.source.startswith("chart(")]
    assert cells == [f'chart(over_years["{code}"])' for code in plans.chart_plans()]


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ("table: applications", "table: application", "没有「application」这张表"),
        ("lines: [review, ", "lines: [reviews, ", "「reviews」在哪一版官方格式里都没有数字"),
        ("columns: [fees]", "columns: [total]", "「total」在哪一版"),
        ("kind: bars", "kind: bar", "kind」写的是 bar"),
    ],
)
def test_what_no_form_has_is_refused_with_its_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str, instead: str, said: str
) -> None:
    text = plans.FILE.read_text(encoding="utf-8")
    assert written in text
    file = tmp_path / "trends.yaml"
    file.write_text(text.replace(written, instead, 1), encoding="utf-8")
    monkeypatch.setattr(plans, "FILE", file)
    with pytest.raises(RuleError, match=r"trends\.yaml:\d+"):
        plans.chart_plans()
    with pytest.raises(RuleError, match=said):
        plans.chart_plans()
