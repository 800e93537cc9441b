"""A published report is held against what its inputs give now, and every difference is explained."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annual_report import paths
from annual_report.build import verbs
from annual_report.build.putting.records import fingerprint
from annual_report.build.verify import Difference, differences, formats_in, read_manifest
from annual_report.errors import InputError
from annual_report.files import write_json

DIGEST = "0" * 64
BEFORE = {
    "agency": "a",
    "name": "甲局",
    "year": 2024,
    "form": "2021",
    "signature": DIGEST,
    "findings": {"passed": 100, "failed": 2},
    "inputs": {"params/a/2024/applications.csv": "1"},
    "rules": {"claims.json": "1"},
    "templates": {"annual_report.ipynb": "1"},
    "packages": {"pandas": "3.0"},
    "commit": "",
    "outputs": {},
}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A place with two outputs, and a manifest that lists them."""
    for name in ("report.html", "report.md"):
        (tmp_path / name).write_text(name)
    write(tmp_path, manifest_of(tmp_path))
    return tmp_path


def manifest_of(place: Path) -> dict[str, Any]:
    return {**BEFORE, "outputs": {name: fingerprint(place / name) for name in ("report.html", "report.md")}}


def write(place: Path, manifest: object) -> None:
    write_json(place / "manifest.json", manifest)


def told(place: Path, before: dict[str, Any], now: dict[str, Any]) -> list[Difference]:
    """Return what differs where a manifest says what it says `before`."""
    write(place, before)
    return differences(place, before, now)


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        ("inputs", "填报数据变了（params/a/2024/applications.csv）"),
        ("rules", "规则变了（claims.json）"),
        ("packages", "软件版本变了（pandas）"),
    ],
)
def test_output_that_would_come_out_otherwise_says_what_changed(place: Path, part: str, reason: str) -> None:
    before = manifest_of(place)
    now = {**before, part: dict.fromkeys(before[part], "2"), "outputs": {**before["outputs"], "report.html": DIGEST}}
    assert told(place, before, now) == [
        Difference("report.html", (reason,)),
        Difference("manifest.json", (reason, "outputs 写的与现在生成的不同（report.html）")),
    ]


def test_file_that_is_gone_or_was_edited_says_so(place: Path) -> None:
    before = manifest_of(place)
    (place / "report.html").write_text("edited by hand")
    (place / "report.md").unlink()
    assert told(place, before, before) == [
        Difference("report.html", ("文件生成以后被改过",)),
        Difference("report.md", ("文件不见了",)),
    ]


@pytest.mark.parametrize(
    ("forged", "reason"),
    [
        ({"name": "乙局"}, "name 写的是「乙局」，应是「甲局」"),
        ({"agency": "b"}, "agency 写的是「b」，应是「a」"),
        ({"year": 2023}, "year 写的是「2023」，应是「2024」"),
        ({"form": "2019"}, "form 写的是「2019」，应是「2021」"),
        ({"signature": "1"}, f"signature 写的是「1」，应是「{DIGEST[:60]}…」"),
        ({"findings": {"passed": 102}}, 'findings 写的是「{"passed": 102}」，应是「{"passed": 100, "failed": 2}」'),
        ({"inputs": {}}, "填报数据变了（params/a/2024/applications.csv）"),
        ({"rules": {"claims.json": "2"}}, "规则变了（claims.json）"),
        ({"templates": {}}, "格式、文字或样式变了（annual_report.ipynb）"),
        ({"packages": {"pandas": "9"}}, "软件版本变了（pandas）"),
        ({"commit": "f" * 40}, f"commit 写的是「{'f' * 40}」，这里的 git 记录里没有这个版本"),
        ({"commit": "--help"}, "commit 写的是「--help」，这里的 git 记录里没有这个版本"),
        ({"approved": "yes"}, "approved 写的是「yes」，应是「无」"),
    ],
)
def test_manifest_is_not_believed(place: Path, forged: dict[str, Any], reason: str) -> None:
    now = manifest_of(place)
    assert told(place, {**now, **forged}, now) == [Difference("manifest.json", (reason,))]


@pytest.mark.parametrize(
    ("written", "other"),
    [('"name": "甲局"', '"name": "乙局", "name": "甲局"'), ('"name": ', '"name":'), ("}\n", "}")],
    ids=["twice", "blank", "end"],
)
def test_manifest_is_compared_byte_for_byte(place: Path, written: str, other: str) -> None:
    file, before = place / "manifest.json", manifest_of(place)
    file.write_text(file.read_text(encoding="utf-8").replace(written, other), encoding="utf-8")
    assert read_manifest(place) == before
    (difference,) = differences(place, before, before)
    assert difference == Difference("manifest.json", ("写法与本工具生成的不同：生成以后被改过",))


def test_another_commit_is_a_cause_and_no_difference(place: Path) -> None:
    git = ["git", "-C", str(paths.PROJECT), "rev-parse"]
    (commit,) = subprocess.run([*git, "HEAD"], capture_output=True, text=True, check=True).stdout.split()
    now = {**manifest_of(place), "commit": "e" * 40}
    before = {**now, "commit": commit}
    assert told(place, before, now) == []
    now["outputs"] = {**now["outputs"], "report.md": DIGEST}
    assert told(place, before, now)[0] == Difference("report.md", (f"程序换了版本（{commit[:7]} → eeeeeee）",))


@pytest.mark.parametrize("name", ["report.docx", "Report.PDF", "draft.html", "failed.ipynb", "findings.xlsx"])
def test_file_that_could_be_taken_for_an_output_is_told(place: Path, name: str) -> None:
    """Also one that was forged, whose line in the manifest was taken out."""
    (place / name).write_text("forged")
    before = manifest_of(place)
    assert told(place, before, before) == [Difference(name, ("manifest.json 里没有它：不是这份报告的文件",))]


def test_files_of_a_person_are_none_of_ours(place: Path) -> None:
    for name in ("report.人工修改-1.docx", "盖章件.pdf", "report.final.docx"):
        (place / name).write_text("mine")
    before = manifest_of(place)
    assert told(place, before, before) == []


def test_folder_without_a_manifest_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="请先用 make report 生成"):
        read_manifest(tmp_path)
    (tmp_path / "manifest.json").mkdir()
    with pytest.raises(InputError, match="请先用 make report 生成"):
        read_manifest(tmp_path)


@pytest.mark.parametrize(
    "content",
    [b"{", b"[]", b"null", "局".encode("gbk"), b"[" * 100_000, b" " * 5_000_000, b'{"year":' + b"9" * 5000 + b"}"],
    ids=["cut", "list", "null", "gbk", "deep", "large", "long"],
)
def test_what_is_no_manifest_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "manifest.json").write_bytes(content)
    with pytest.raises(InputError, match="不是本工具生成的样子"):
        read_manifest(tmp_path)


@pytest.mark.parametrize("wrong", [None, True, 1.5, [], {"report.md": []}], ids=str)
@pytest.mark.parametrize("part", BEFORE)
def test_manifest_with_a_part_of_another_kind_is_refused(place: Path, part: str, wrong: object) -> None:
    write(place, {**manifest_of(place), part: wrong})
    with pytest.raises(InputError, match=f"缺少 {part}，或者写法不对"):
        read_manifest(place)


@pytest.mark.parametrize("name", ["../../x", "a\0b", "report.odt", "manifest.json", ""])
def test_manifest_that_lists_what_is_no_output_is_refused(place: Path, name: str) -> None:
    write(place, {**BEFORE, "outputs": {name: "1"}})
    with pytest.raises(InputError, match="不认识的文件名"):
        read_manifest(place)


def test_manifest_with_what_cannot_be_shown_is_refused(place: Path) -> None:
    write(place, {**manifest_of(place), "name": "\ud800"})
    with pytest.raises(InputError, match="不是本工具生成的样子"):
        read_manifest(place)


def test_built_report_verifies_until_someone_touches_it(built: Callable[[str], verbs.Outcome]) -> None:
    request = built("luolong").request
    assert formats_in(read_manifest(request.place)) == ["html", "fragment", "md", "docx", "pdf"]
    assert verbs.verify(request) == []
    page = request.place / "report.md"
    text = page.read_text(encoding="utf-8")
    try:
        page.write_text(text + "\n改", encoding="utf-8")
        assert verbs.verify(request) == [Difference("report.md", ("文件生成以后被改过",))]
    finally:
        page.write_text(text, encoding="utf-8", newline="\n")
