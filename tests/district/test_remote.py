"""Inputs and outputs at URLs: what comes out is what paths give, and never half of it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFile
from fsspec.registry import known_implementations

from annual_report.__main__ import main
from annual_report.build.outcomes import Request
from annual_report.build.putting.put import staging_folder
from annual_report.district import remote
from annual_report.engine.environment import environment_with
from annual_report.engine.run import Run
from annual_report.errors import EngineError
from districts import invent

pytestmark = pytest.mark.xdist_group("urls")

# Two agencies, three reports: one has a report of the year before.
REPORTS = ("unit00001/2023", "unit00001/2024", "unit00002/2024")
MANIFEST = "manifest.json"
FINDINGS = {"findings.json", "findings.html", "findings.xlsx"}


@pytest.fixture(scope="module", autouse=True)
def warm_batches(warm_environment: dict[str, str]) -> Iterator[None]:
    with environment_with(warm_environment):
        yield


@pytest.fixture
def share(tmp_path: Path) -> Path:
    """A folder that is known by its URL, with a district in it."""
    share = tmp_path / "共享 文件夹"
    invent(share / "填报", len(REPORTS))
    return share


@pytest.fixture(scope="module")
def built_share(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, with the reports built; who changes something there has it built again."""
    share = tmp_path_factory.mktemp("urls") / "共享 文件夹"
    invent(share / "填报", len(REPORTS))
    assert run(share, "reports", "--formats", "md") == 0
    return share


@pytest.fixture(scope="module")
def on_paths(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What comes of the same district where inputs and outputs are paths: the folder of both."""
    folder = tmp_path_factory.mktemp("paths")
    invent(folder / "params", len(REPORTS))
    places = ["--params", str(folder / "params"), "--out", str(folder / "out")]
    assert main(["reports", *places, "--formats", "md"]) == 0
    return folder


def run(share: Path, command: str, *options: str) -> int:
    """Run a command on the district by its URL."""
    places = ["--params", f"file://{share}/填报", "--out", f"file://{share}/成果/"]
    return main([command, *places, *options])


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, but for the records of how long it took."""
    files = (path for path in folder.rglob("*") if path.is_file() and ".annual_report" not in path.parts)
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files if file.name != "check.json"}


def times(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in folder.glob("unit*/*/*")}


def test_outputs_are_those_of_paths(built_share: Path, on_paths: Path) -> None:
    assert contents(built_share / "成果") == contents(on_paths / "out")
    manifest = json.loads((built_share / "成果" / REPORTS[1] / MANIFEST).read_text(encoding="utf-8"))
    assert f"{REPORTS[1]}/applications.csv" in manifest["inputs"]
    rows = json.loads((built_share / "成果/check.json").read_text(encoding="utf-8"))
    assert [f"{row['agency']}/{row['year']}" for row in rows] == list(REPORTS)


def test_only_what_changed_is_built_again(built_share: Path) -> None:
    out = built_share / "成果"
    ours = out / REPORTS[0] / "盖章件.txt"
    ours.write_text("不是本工具的文件", encoding="utf-8")
    first, same = times(out), contents(out)
    assert run(built_share, "reports", "--formats", "md") == 0
    assert times(out) == first
    (out / REPORTS[0] / "report.md").unlink()
    assert run(built_share, "reports", "--formats", "md") == 0
    again = times(out)
    assert {each.parent for each in again if again[each] != first[each]} == {out / REPORTS[0]}
    assert again[ours] == first[ours]
    assert contents(out) == same


def test_what_does_not_hold_takes_the_report_away(share: Path) -> None:
    agency, year = REPORTS[2].split("/")
    options = ("reports", "--formats", "md", "--agency", agency)
    assert run(share, *options) == 0
    table = share / "填报" / agency / year / "applications.csv"
    head = "一、本年新收政府信息公开申请数量,"
    table.write_text(table.read_text(encoding="utf-8").replace(head, f"{head}9"), encoding="utf-8")
    assert run(share, *options) == 1
    place = share / "成果" / agency / year
    assert {path.name for path in place.iterdir()} == {*FINDINGS}
    found = json.loads((place / "findings.json").read_text(encoding="utf-8"))
    files = {cell["file"] for finding in found["findings"] for cell in finding["cells"]}
    assert f"{REPORTS[2]}/applications.csv" in files
    assert all(file.startswith(f"{REPORTS[2]}/") for file in files)


def test_check_takes_away_only_what_does_not_hold(share: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for report in REPORTS:
        (share / "成果" / report).mkdir(parents=True)
        (share / "成果" / report / MANIFEST).write_text("{}", encoding="utf-8")
    table = share / "填报" / REPORTS[1] / "applications.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("2396", "2369"), encoding="utf-8")
    assert run(share, "check", "--report", "sarif", "--suggest", "patch") == 1
    left = {report: {path.name for path in (share / "成果" / report).iterdir()} for report in REPORTS}
    assert left[REPORTS[1]] == FINDINGS
    assert MANIFEST in left[REPORTS[0]] & left[REPORTS[2]]
    assert f"file://{table}:4:2" in capsys.readouterr().out
    assert f"+++ b/{REPORTS[1]}/applications.csv" in (share / "成果/suggested.patch").read_text(encoding="utf-8")
    results = json.loads((share / "成果/check.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    uris = {place["physicalLocation"]["artifactLocation"]["uri"] for result in results for place in result["locations"]}
    assert f"file://{quote(table.as_posix())}" in uris


def test_one_report_is_checked_by_its_url(share: Path) -> None:
    agency, year = REPORTS[1].split("/")
    assert run(share, "check", "--agency", agency, "--year", year, "--warm", "0") == 0
    found = {name.rpartition("/")[2] for name in contents(share / "成果")}
    assert found == {"findings.json"}
    assert (share / "成果/check.json").is_file()


@pytest.mark.parametrize(
    ("params", "out", "words"),
    [
        ("nowhere://a/b", "{share}/成果", "nowhere://a/b 不是能用的网址"),
        ("file://{share}/没有", "{share}/成果", "/没有 这个文件夹"),
        ("file://{share}/填报", "file://{share}/填报/成果", "在输入文件夹里"),
        ("{share}/填报", "file://{share}/填报/成果", "在输入文件夹里"),
        ("{share}/填报", "file://{share}/文件", "读不到或写不进"),
    ],
)
def test_places_that_cannot_be_used_are_named(
    share: Path, params: str, out: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (share / "文件").write_text("", encoding="utf-8")
    places = ["--params", params.format(share=share), "--out", out.format(share=share)]
    assert main(["reports", *places]) == 2
    assert words in capsys.readouterr().out.replace("\n", "")


def test_a_driver_that_is_not_installed_is_asked_for(
    share: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(known_implementations, "cloud", {"class": "no_such.driver", "err": "no driver"})
    assert main(["check", "--params", "cloud://a/b", "--out", str(tmp_path / "out")]) == 2
    assert "annual-report[cluster]" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["report", "verify", "docs", "new"])
def test_commands_about_one_report_want_folders(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--agency", "a", "--year", "2024", "--params", "s3://name:secret@bucket/params"]) == 2
    printed = capsys.readouterr().out
    assert "s3://bucket/params" in printed
    assert "make reports" in printed


@pytest.fixture
def memory() -> Iterator[fsspec.AbstractFileSystem]:
    """A place that is no folder of this machine."""
    files = fsspec.filesystem("memory")
    yield files
    files.store.clear()
    files.pseudo_dirs[:] = [""]


def test_a_manifest_goes_first_and_comes_last(
    memory: fsspec.AbstractFileSystem, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    place = "/out/a/2024"
    memory.pipe({f"{place}/{name}": b"old" for name in (MANIFEST, "report.md", "report.pdf", "mine.txt")})
    said = []
    monkeypatch.setattr(memory, "rm_file", lambda path: said.append(f"-{path}"))
    monkeypatch.setattr(memory, "put", lambda _, theirs: said.extend(f"+{path}" for path in theirs))
    with remote.local_folders(str(tmp_path), "memory://out") as (params, out):
        said.clear()
        with remote.local_requests([Request("a", 2024, Run(params, out))]) as [here]:
            shutil.rmtree(here.place)
            here.place.mkdir()
            for name in (MANIFEST, "report.md", "report.docx"):
                (here.place / name).write_text("new", encoding="utf-8")
    names = [f"{each[0]}{each.rpartition('/')[2]}" for each in said if ".annual_report" not in each]
    assert names == [f"-{MANIFEST}", "-report.pdf", "+report.docx", "+report.md", f"+{MANIFEST}"]


def test_what_a_person_edited_is_kept_and_only_that_is_brought(
    memory: fsspec.AbstractFileSystem, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    place, got = "/out/a/2024", list[str]()
    memory.pipe(f"{place}/report.人工修改-1.docx", b"mine")
    get = memory.get
    monkeypatch.setattr(memory, "get", lambda theirs, ours: (got.extend(theirs), get(theirs, ours)))
    with remote.local_folders(str(tmp_path), "memory://out") as (params, out):
        for text in ("first", "second", "third"):
            with (
                remote.local_requests([Request("a", 2024, Run(params, out))]) as [here],
                staging_folder(here.place) as staging,
            ):
                for name in (MANIFEST, "report.docx", "report.md"):
                    (staging / name).write_text(text, encoding="utf-8")
            if text == "first":
                assert not [name for name in got if "report" in name.rpartition("/")[2]]
                memory.pipe(f"{place}/report.docx", b"edited")
    lying = {name.rpartition("/")[2]: memory.cat(name) for name in memory.find(place)}
    assert lying == {
        **{"report.人工修改-1.docx": b"mine", "report.人工修改-2.docx": b"edited"},
        **dict.fromkeys((MANIFEST, "report.docx", "report.md"), b"third"),
    }
    assert {name.rpartition("/")[2] for name in got if name.startswith(place)} == {
        *("report.docx", "report.人工修改-1.docx")
    }


def test_work_that_ends_badly_touches_nothing(memory: fsspec.AbstractFileSystem, tmp_path: Path) -> None:
    memory.pipe("/out/a/2024/report.md", b"old")
    with remote.local_folders(str(tmp_path), "memory://out") as (params, out):
        work = remote.local_requests([Request("a", 2024, Run(params, out))])
        here = work.__enter__()[0]
        (here.place / "report.md").write_text("new", encoding="utf-8")
        error = ZeroDivisionError()
        assert not work.__exit__(type(error), error, None)
    assert memory.cat("/out/a/2024/report.md") == b"old"


def test_a_place_lost_on_the_way_is_no_fault_of_the_inputs(
    memory: fsspec.AbstractFileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory.pipe("/params/a/2024/applications.csv", b"")
    with remote.local_folders("memory://params", "memory://out") as (params, out):
        monkeypatch.setattr(memory, "get", lambda *_: (_ for _ in ()).throw(ConnectionResetError("gone")))
        with (
            pytest.raises(EngineError, match="memory://params 读不到"),
            remote.fetch_inputs([Request("a", 2024, Run(params, out))]),
        ):
            pass


def test_no_name_leads_out_of_the_folder(memory: fsspec.AbstractFileSystem) -> None:
    for name in ("../agency.yaml", "a/../../agency.yaml", "a/agency.yaml", "a/2024/.hidden", "a/2024/figures.csv"):
        memory.store[f"/params/{name}"] = MemoryFile(memory, f"/params/{name}", b"1")
    with remote.local_folders("memory://params", "memory://out") as (params, _):
        assert sorted(contents(params)) == ["a/2024/figures.csv", "a/agency.yaml"]
