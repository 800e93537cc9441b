"""A folder that is still to be filled in does not fill the screen, and nothing is left uncounted."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from annual_report.__main__ import main
from annual_report.filing import new
from annual_report.filing.place import Place
from annual_report.review.bundles import bundles_of
from annual_report.review.check_list import check_list_of
from annual_report.rules.finding import Finding
from annual_report.rules.findings import Findings


def finding(rule: str, row: int, table: str = "applications", line: str = "", value: object = None) -> Finding:
    place = Place(table, line, "", f"第{row}格", "a/2024/x.csv", row, 2, value)
    return Finding(rule, "failed", "critical", "标签", f"{rule} {row}", "依据", (place,))


def counts(*findings: Finding) -> list[tuple[str, int, bool]]:
    found = check_list_of(Findings({each.rule: each.outcome for each in findings}, findings))
    return [(bundle.first.leading.rule, bundle.count, bundle.is_many) for bundle in bundles_of(found.tasks)]


def test_few_are_told_apart_and_many_are_counted_in_the_order_of_the_first() -> None:
    few, many = [finding("A", row) for row in range(5)], [finding("B", row) for row in range(6)]
    assert counts(many[0], *few, *many[1:]) == [("B", 6, True), *[("A", 1, False)] * 5]


def test_prose_is_counted_by_section() -> None:
    typed = [finding("P", row, "narrative", line, "3件") for row, line in enumerate(("one", "one", "two"), 1)]
    assert counts(*typed) == [("P", 2, True), ("P", 1, False)]


def test_check_of_a_new_folder_fits_a_screen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    new.create("xin", 2024, "新设局", Path("params"))
    assert main(["check", "--agency=xin", "--year=2024", "--params=params", "--out=out"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) <= 26
    assert max(map(cell_len, lines)) <= 80
    printed = "\n".join(lines)
    assert "params/xin/2024/applications.csv:2:2  第2行B列\n       175 格还没填" in printed
    assert "编码" not in printed
    page = Path("out/xin/2024/findings.html").read_text(encoding="utf-8")
    assert page.count('id="problem-') == 43
