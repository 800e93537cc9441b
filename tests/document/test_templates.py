"""A template that was edited is another one, also in a process that has compiled it before."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from annual_report import paths
from annual_report.document import templates
from annual_report.filing.report import Report
from annual_report.steps.tabulate import tabulate


def test_an_edited_template_is_seen_at_once(tmp_path: Path) -> None:
    file = tmp_path / "part.j2"
    file.write_text("<b>{{ name }}</b>", encoding="utf-8")
    assert templates.environment(tmp_path).get_template("part.j2").render(name="<甲>") == "<b>&lt;甲&gt;</b>"
    file.write_text("<i>{{ name }}</i>!", encoding="utf-8")
    assert templates.environment(tmp_path).get_template("part.j2").render(name="乙") == "<i>乙</i>!"
    with pytest.raises(UndefinedError):
        templates.environment(tmp_path).get_template("part.j2").render()


def test_an_edited_look_shows_in_the_next_table(
    luolong: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "TEMPLATES", Path(shutil.copytree(paths.TEMPLATES, tmp_path / "templates")))
    before = tabulate(luolong.disclosure).html
    file = paths.TEMPLATES / "annual_report/table.html.j2"
    file.write_text(file.read_text(encoding="utf-8").replace("<table", "<table data-edited", 1), encoding="utf-8")
    after = tabulate(luolong.disclosure).html
    assert ("data-edited" in before, "data-edited" in after) == (False, True)
