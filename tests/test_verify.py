"""A published report is held against what its inputs give now, and every difference is explained."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from annual_report import build
from annual_report.errors import InputError
from annual_report.publish.verify import Difference, differences, formats_in, read_manifest

BEFORE = {
    "inputs": {"params/a/2024/applications.csv": "1"},
    "rules": {"claims.json": "1"},
    "templates": {},
    "packages": {"pandas": "3.0"},
    "outputs": {"report.html": "old", "report.md": "md"},
}


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        ("inputs", "填报数据变了（params/a/2024/applications.csv）"),
        ("rules", "规则变了（claims.json）"),
        ("packages", "软件版本变了（pandas）"),
    ],
)
def test_output_that_would_come_out_otherwise_says_what_changed(tmp_path: Path, part: str, reason: str) -> None:
    (tmp_path / "report.html").write_text("old")
    now = {**BEFORE, part: dict.fromkeys(BEFORE[part], "2"), "outputs": {"report.html": "new", "report.md": "md"}}
    before = {**BEFORE, "outputs": {"report.html": _digest(tmp_path / "report.html")}}
    assert differences(tmp_path, before, {**now, "outputs": {"report.html": "new"}}) == [
        Difference("report.html", (reason,))
    ]


def test_file_that_is_gone_or_was_edited_says_so(tmp_path: Path) -> None:
    (tmp_path / "report.html").write_text("edited by hand")
    assert differences(tmp_path, BEFORE, BEFORE) == [
        Difference("report.html", ("文件生成以后被改过",)),
        Difference("report.md", ("文件不见了",)),
    ]


def test_folder_without_a_manifest_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="请先用 make report 生成"):
        read_manifest(tmp_path)
    (tmp_path / "manifest.json").write_text("{")
    with pytest.raises(InputError, match="读不了"):
        read_manifest(tmp_path)


def test_built_report_verifies_until_someone_touches_it(built: Callable[[str], build.Outcome]) -> None:
    request = built("luolong").request
    assert formats_in(read_manifest(request.place)) == ["html", "fragment", "md", "docx", "pdf"]
    assert build.verify(request) == []
    page = request.place / "report.md"
    text = page.read_text(encoding="utf-8")
    try:
        page.write_text(text + "\n改", encoding="utf-8")
        assert build.verify(request) == [Difference("report.md", ("文件生成以后被改过",))]
    finally:
        page.write_text(text, encoding="utf-8", newline="\n")


def _digest(path: Path) -> str:
    from annual_report.publish.record import sha256

    return sha256(path)
