"""Outputs are put into place as a whole, and what is a person's is never lost, whatever stops it, at whatever step."""

from __future__ import annotations

import itertools
import json
import platform
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import nullcontext, suppress
from pathlib import Path

import pytest

import stopping
from annual_report.build.outputs.places import require_place
from annual_report.build.putting import workshops
from annual_report.build.putting.put import staging_folder
from annual_report.build.putting.records import fingerprint
from annual_report.errors import AnnualReportError, EngineError, InputError

OLD = {**dict.fromkeys(stopping.OURS, "old"), stopping.EDITED: "edited"}
NEW = {**dict.fromkeys(stopping.OURS, "new"), stopping.KEPT: "edited"}
# No process has such a number.
DEAD = 2**22 + 1

PUBLISHED = ("manifest.json", "report.docx", "report.md")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A place with outputs, one of them edited, and with what a person put there."""
    return stopping.place_of_a_report(tmp_path / "out")


def put(place: Path, text: str, *names: str) -> list[str]:
    """Put outputs of one text into a place; return what was said of what was kept."""
    kept: list[str] = []
    with staging_folder(place, kept) as staging:
        for name in names:
            (staging / name).write_text(text, encoding="utf-8")
    return kept


def test_outputs_come_and_go_together_and_what_is_not_ours_stays(place: Path) -> None:
    stopping.put_report(place)
    assert stopping.outputs_in(place) == NEW
    assert put(place, "again", "findings.json") == []
    assert stopping.outputs_in(place) == {"findings.json": "again", stopping.KEPT: "edited"}
    assert stopping.lost_in(place) == stopping.litter_in(place) == []


def test_nothing_changes_where_the_work_fails(place: Path) -> None:
    with pytest.raises(ZeroDivisionError), staging_folder(place) as staging:
        (staging / "report.md").write_text(f"{1 / 0}")
    assert stopping.outputs_in(place) == OLD
    assert stopping.litter_in(place) == []


@pytest.mark.parametrize(
    "error", [OSError(28, "No space left on device"), KeyboardInterrupt()], ids=["error", "ctrl-c"]
)
@pytest.mark.parametrize("exchanged", [True, False], ids=["exchanged", "one by one"])
def test_any_step_may_fail(tmp_path: Path, error: BaseException, exchanged: bool) -> None:
    """Old or new, at once; nothing of a person is lost, and the next command leaves nothing behind."""

    def fail() -> None:
        raise error

    for number in itertools.count():
        place = stopping.place_of_a_report(tmp_path / str(number))
        with nullcontext() if exchanged else stopping.without_exchange():
            with stopping.stopped_before(number, fail) as steps, suppress(AnnualReportError, type(error)):
                stopping.put_report(place)
            left = stopping.outputs_in(place)
            assert left == OLD or left.items() >= NEW.items() - {(stopping.KEPT, "edited")}, number
            assert stopping.lost_in(place) == [], number
            stopping.put_check(place, "next")
        assert stopping.lost_in(place) == [], number
        if next(steps) <= number:
            break


def test_killed_before_any_step_it_is_old_or_new() -> None:
    """Where folders cannot be exchanged there may be some of each, until the next command."""
    run = subprocess.run([sys.executable, stopping.__file__], capture_output=True, text=True, check=True)
    for way, rows in json.loads(run.stdout).items():
        assert [row["code"] for row in rows] == [9] * (len(rows) - 1) + [0]
        assert [row for row in rows if row["lost"] or row["litter"]] == [], way
        if way == "report, exchanged":
            assert all(row["then"] in (OLD, NEW) for row in rows)
        published = [
            {name: row["after"].get(name) for name in ("manifest.json", "report.docx", "report.md")} for row in rows
        ]
        whole = [{name: text.get(name) for name in published[0]} for text in (OLD, NEW)]
        assert all(each in whole for each in published), way


@pytest.mark.parametrize("exchanged", [True, False], ids=["exchanged", "one by one"])
def test_what_comes_into_the_place_meanwhile_stays(tmp_path: Path, exchanged: bool) -> None:
    for number in itertools.count():
        place = stopping.place_of_a_report(tmp_path / str(number))

        def come(place: Path = place) -> None:
            (place / "late.pdf").write_text("late", encoding="utf-8")
            if (place / "扫描/子").is_dir():
                (place / "扫描/子/late.jpg").write_text("late", encoding="utf-8")

        with (
            nullcontext() if exchanged else stopping.without_exchange(),
            stopping.stopped_before(number, come) as steps,
        ):
            stopping.put_report(place)
        if next(steps) <= number:
            break
        assert (place / "late.pdf").read_text(encoding="utf-8") == "late", number
        assert stopping.lost_in(place) == [], number


def test_what_finds_no_room_takes_none(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither copies that are half made nor records stay."""

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    for module, name in ((shutil, "copy2"), (Path, "replace")):
        with monkeypatch.context() as patch, stopping.without_exchange():
            patch.setattr(module, name, full)
            with pytest.raises(EngineError, match=r"原来的文件没有动.*腾出空间"):
                stopping.put_report(place)
        assert stopping.outputs_in(place) == OLD
        assert stopping.litter_in(place) == []
        assert [*place.parents[1].rglob("*.part")] == []


def test_place_is_one_after_another(place: Path) -> None:
    """While somebody puts, others wait."""
    came = threading.Event()

    def put_too() -> None:
        put(place, "second", "report.md")
        came.set()

    with workshops.lock(place):
        other = threading.Thread(target=put_too)
        other.start()
        assert not came.wait(0.2)
        assert stopping.outputs_in(place) == OLD
    other.join()
    assert stopping.outputs_in(place) == {"report.md": "second", stopping.KEPT: "edited"}


def test_who_waits_too_long_is_told(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workshops, "PATIENCE", 0)
    with workshops.lock(place), pytest.raises(EngineError, match="另一个命令正在往"):
        # What one process has locked it has locked for itself, too.
        put(place, "new", "report.md")
    assert stopping.outputs_in(place) == OLD


def test_what_another_process_stages_is_left_alone(place: Path) -> None:
    with staging_folder(place) as staging:
        (staging / "report.md").write_text("slow", encoding="utf-8")
        stopping.put_report(place)
    assert stopping.outputs_in(place) == {"report.md": "slow", stopping.KEPT: "edited"}
    assert stopping.litter_in(place) == []


def test_mode_of_the_place_stays(place: Path) -> None:
    place.chmod(0o2775)
    stopping.put_report(place)
    assert place.stat().st_mode & 0o7777 == 0o2775


def test_place_may_be_a_link(place: Path, tmp_path: Path) -> None:
    real = place.rename(tmp_path / "elsewhere")
    place.symlink_to(real)
    stopping.put_report(place)
    assert place.is_symlink()
    assert stopping.outputs_in(real) == NEW


# What a person edited.


def test_edited_output_is_kept_once_and_named(place: Path) -> None:
    said = "report.docx 不是生成时的样子（有人改过）：已另存为 report.人工修改-{}.docx"
    assert put(place, "new", *stopping.OURS) == [said.format(1)]
    (place / "report.docx").write_text("edited", encoding="utf-8")
    assert put(place, "new", *stopping.OURS) == [said.format(1)]
    (place / "report.docx").write_text("edited again", encoding="utf-8")
    assert put(place, "new", "findings.json") == [said.format(2)]
    assert (place / "report.人工修改-2.docx").read_text(encoding="utf-8") == "edited again"


def test_findings_that_were_filled_in_are_kept(place: Path) -> None:
    (place / "findings.xlsx").write_text("答复", encoding="utf-8")
    stopping.put_check(place)
    assert (place / "findings.人工修改-1.xlsx").read_text(encoding="utf-8") == "答复"
    assert stopping.outputs_in(place) == {
        **OLD,
        **dict.fromkeys(("findings.json", "findings.html", "findings.xlsx"), "new"),
    }


def test_findings_that_are_there_already_are_not_touched(place: Path) -> None:
    stopping.put_check(place)
    before = {path: path.lstat().st_mtime_ns for path in place.rglob("*")}
    stopping.put_check(place)
    assert {path: path.lstat().st_mtime_ns for path in place.rglob("*")} == before


def test_output_that_nobody_knows_is_kept(tmp_path: Path) -> None:
    place = tmp_path / "out/a/2024"
    place.mkdir(parents=True)
    (place / "report.docx").write_text("by hand", encoding="utf-8")
    (place / "report.pdf").symlink_to("report.docx")
    put(place, "new", "report.docx")
    assert (place / "report.人工修改-1.docx").read_text(encoding="utf-8") == "by hand"
    assert (place / "report.人工修改-1.pdf").readlink() == Path("report.docx")


def test_manifest_alone_tells_what_was_written(place: Path, tmp_path: Path) -> None:
    """So it does where a folder was copied without the records."""
    (place / "report.docx").write_text("old", encoding="utf-8")
    listed = {name: fingerprint(place / name) for name in stopping.OURS if name != "manifest.json"}
    copy = tmp_path / "other/a/2024"
    copy.parent.mkdir(parents=True)
    place.rename(copy)
    (copy / "manifest.json").write_text(json.dumps({"outputs": listed}), encoding="utf-8")
    assert put(copy, "new", *stopping.OURS) == []


def test_what_a_batch_of_an_earlier_version_left_is_known_until_somebody_writes_to_it(tmp_path: Path) -> None:
    """It recorded sizes and times only; what it did not record may be anybody's."""
    place = tmp_path / "out/a/2024"
    place.mkdir(parents=True)
    for name in ("findings.json", "findings.xlsx", "failed.ipynb"):
        (place / name).write_text("old", encoding="utf-8")
    states = {path.name: [path.stat().st_size, path.stat().st_mtime_ns] for path in place.glob("findings.*")}
    record = tmp_path / "out/.annual_report/a/2024.json"
    record.parent.mkdir(parents=True)
    record.write_text(json.dumps({"files": states}), encoding="utf-8")
    (place / "findings.xlsx").write_text("答复", encoding="utf-8")
    said = "{} 不是生成时的样子（有人改过）：已另存为 {}"
    assert put(place, "new", "findings.json", "findings.xlsx") == [
        said.format("failed.ipynb", "failed.人工修改-1.ipynb"),
        said.format("findings.xlsx", "findings.人工修改-1.xlsx"),
    ]


# What lies in the way.


def place_is_a_file(place: Path) -> None:
    place.parent.mkdir(parents=True)
    place.write_text("mine")


def agency_is_a_file(place: Path) -> None:
    place.parents[1].mkdir(parents=True)
    place.parent.write_text("mine")


def output_is_a_folder(place: Path) -> None:
    (place / "report.docx").mkdir(parents=True)
    (place / "report.docx/mine").write_text("mine")


def link_to_nowhere(place: Path) -> None:
    place.parent.mkdir(parents=True)
    place.symlink_to("nowhere")


@pytest.mark.parametrize("way", [place_is_a_file, agency_is_a_file, output_is_a_folder, link_to_nowhere])
def test_what_lies_in_the_way_is_refused_and_not_touched(tmp_path: Path, way: Callable[[Path], None]) -> None:
    place = tmp_path / "out/a/2024"
    way(place)
    before = stopping.contents_of(place.parent)
    for putting_it in (stopping.put_report, stopping.put_check):
        with pytest.raises(InputError, match="没有动它"):
            putting_it(place)
    assert stopping.contents_of(place.parent) == before


def test_no_link_may_lead_to_the_inputs(tmp_path: Path) -> None:
    inputs = tmp_path / "params/a/2024"
    inputs.mkdir(parents=True)
    out = tmp_path / "out"
    out.mkdir()
    (out / "a").symlink_to(inputs.parent)
    with pytest.raises(InputError, match="通到输入文件夹"):
        require_place(out / "a/2024", inputs)
    require_place(out / "b/2024", inputs)


# What an earlier version, killed, left beside a place.


def test_what_an_earlier_version_had_moved_away_comes_back(place: Path) -> None:
    mark = f".2024-{platform.node()}-{DEAD}"
    staging, retired = place.with_name(f"{mark}-one"), place.with_name(f"{mark}-two")
    staging.mkdir()
    (staging / "moved.pdf").write_text("moved", encoding="utf-8")
    (staging / "report.md").write_text("half", encoding="utf-8")
    (retired / "2024").mkdir(parents=True)
    (retired / "2024/signed.pdf").write_text("another scan", encoding="utf-8")
    stopping.put_report(place)
    assert (place / "moved.pdf").read_text(encoding="utf-8") == "moved"
    assert (place / "signed.人工修改-1.pdf").read_text(encoding="utf-8") == "another scan"
    assert stopping.outputs_in(place) == NEW
    assert stopping.lost_in(place) == []
    assert [path.name for path in place.parent.iterdir()] == ["2024"]
