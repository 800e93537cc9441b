"""The suggested patch changes the field of a wrong cell and nothing else; applied by a person, the ledger holds."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from annual_report import paths
from annual_report.filing.place import Place
from annual_report.review.patch import suggest_patch, with_fields, write_patch
from annual_report.rules.explain.explain import explain
from annual_report.rules.finding import Change, Explanation, Slip
from annual_report.steps.ingest import ingest
from annual_report.steps.validate import validate


def slip(file: Path, to: int | None = 1198) -> Slip:
    place = Place("applications", "", "", "格", "/".join(file.parts[-3:]), row=4, col=2, value=0)
    return Slip((), (Explanation((Change(place, to),), ""),))


@pytest.mark.parametrize(
    ("encoding", "newline"),
    [("utf-8", "\n"), ("utf-8-sig", "\r\n"), ("gb18030", "\r\n")],
    ids=["plain", "BOM", "GB18030"],
)
def test_applied_to_the_files_the_patch_makes_the_ledger_hold(
    params: Path, tmp_path: Path, encoding: str, newline: str
) -> None:
    folder = params / "yunze" / "2024"
    table = folder / "applications.csv"
    sound = table.read_text("utf-8").replace("2902,207", '"2,902",207').replace("\n", newline).encode(encoding)
    table.write_bytes(sound.replace(b"1198", b"1189"))

    findings = explain(validate(ingest("yunze", 2024, params)))
    write_patch(suggest_patch(findings.slips, folder), tmp_path / "yunze.patch")
    subprocess.run(["git", "apply", str(tmp_path / "yunze.patch")], cwd=params, check=True, capture_output=True)

    assert table.read_bytes() == sound
    assert not validate(ingest("yunze", 2024, params)).failed("critical")


def test_file_of_the_project_is_named_from_its_folder() -> None:
    folder = paths.PARAMS / "yunze" / "2024"
    lines = suggest_patch([slip(folder / "applications.csv", 1199)], folder).splitlines()
    assert lines[:2] == ["--- a/params/yunze/2024/applications.csv", "+++ b/params/yunze/2024/applications.csv"]
    assert [line for line in lines[2:] if line[0] in "+-"] == [
        "-（一）予以公开,1198,74,3,9,11,9,1304",
        "+（一）予以公开,1199,74,3,9,11,9,1304",
    ]


def test_last_line_without_a_line_feed_stays_without(tmp_path: Path) -> None:
    table = tmp_path / "applications.csv"
    table.write_text("甲,乙\n一,1\n二,2\n三,3", "utf-8")
    patch = suggest_patch([slip(table, 4)], tmp_path)
    assert patch.endswith("-三,3\n\\ No newline at end of file\n+三,4\n\\ No newline at end of file\n")


def test_figures_that_nobody_knows_and_files_of_last_year_are_left_alone(params: Path) -> None:
    folder = params / "yunze" / "2024"
    assert suggest_patch([slip(folder / "applications.csv", None)], folder) == ""
    assert suggest_patch([slip(params / "yunze/2023/applications.csv")], folder) == ""
    assert suggest_patch([Slip((), ())], folder) == ""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("项目,数\n甲,1,3\n", "项目,数\n甲,8,3\n"),
        ('项目,数\n"甲,乙","1",3\n', '项目,数\n"甲,乙","8",3\n'),
        ("项目\t数\r\n甲,乙\t1\t3\r\n", "项目\t数\r\n甲,乙\t8\t3\r\n"),
        ('项目,数\n"甲""乙""",,3', '项目,数\n"甲""乙""",8,3'),
        ("项目,数\n甲\n乙,2\n", "项目,数\n甲,8\n乙,2\n"),
    ],
    ids=["plain", "quoted", "tabs", "blank", "short row"],
)
def test_only_the_field_itself_changes(before: str, after: str) -> None:
    assert with_fields(before, {(2, 2): "8"}) == after
