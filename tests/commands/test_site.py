"""The command `site`: what it says. What it writes is told in tests/district/site."""

from __future__ import annotations

from pathlib import Path

import pytest

from annual_report.__main__ import main


def site(params: Path, *options: str) -> int:
    return main(["site", f"--params={params}", f"--out={params.with_name('out')}", "--formats=md", *options])


def test_what_nobody_passed_is_neither_built_nor_published(params: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert site(params, "--published=1") == 0
    printed = capsys.readouterr().out
    assert "网站收录 0 份年报，共 3 份" in printed
    assert "没有收录：云泽市人民政府（yunze）2023 年：未审核" in printed
    assert sorted(each.name for each in params.with_name("out").iterdir()) == [".annual_report", "site"]
    assert "共 3 份年报，这里有 0 份" in (params.with_name("out") / "site/index.html").read_text(encoding="utf-8")
