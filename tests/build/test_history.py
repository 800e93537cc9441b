"""The history of a report out of git: what each commit changed, and why."""

from __future__ import annotations

from pathlib import Path

from annual_report.build.history import history_of
from annual_report.desk.editions.history import Revised
from committed import commit, examples_in
from filed import edit

CELL = "applications.granted.natural_person"
WAIVER = """
- rule: X-01
  cells: {{{cell}: 1200}}
  reason: 漏登一件
  who: 张三
  when: 2025-03-01
"""


def changes(revised: Revised) -> list[tuple[str, str]]:
    found = revised.comparison.of_kind("cell") if revised.comparison else []
    return [(each.address, revised.reason(each.address)) for each in found]


def test_each_change_has_its_commit_and_its_reason_and_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    params = examples_in(tmp_path / "repository")
    table = params / "yunze/2024/applications.csv"
    edit(table, "1198", "1199")
    commit(params, "更正公开件数")
    edit(table, "1199", "1199件")
    commit(params, "写坏了")
    edit(table, "1199件", "1200")
    (params / "yunze/2024/waivers.yaml").write_text(WAIVER.format(cell=CELL), encoding="utf-8")
    commit(params, "再更正")
    edit(params / "luolong/2024/narrative.md", "2024", "2023")
    commit(params, "别的单位")

    history = history_of("yunze", 2024, params)
    assert [each.revision.subject for each in history] == ["填报", "更正公开件数", "写坏了", "再更正"]
    assert [changes(each) for each in history] == [
        *([], [(CELL, "更正公开件数")], [], [(CELL, "漏登一件（张三，2025-03-01）")]),
    ]
    assert history[0].comparison is None
    assert history[2].problem.startswith("yunze/2024/applications.csv:4:2")
    (last,) = history[3].comparison.of_kind("cell") if history[3].comparison else []
    assert [side and side.value for side in (last.first, last.second)] == [1199, 1200]
