"""What `make words` prints, at 80 columns."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from annual_report import paths
from annual_report.__main__ import main

WORDS = paths.WORDS.read_text(encoding="utf-8").splitlines()


@pytest.fixture(autouse=True)
def at_80_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def printed(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> list[str]:
    assert main([*arguments]) == code
    lines = capsys.readouterr().out.splitlines()
    assert max(map(cell_len, lines)) <= 80
    return [" ".join(line.split()) for line in lines]


def test_a_word_is_shown_with_its_place_and_clauses(capsys: pytest.CaptureFixture[str]) -> None:
    text = "".join(printed(capsys, "words", "--word=受理"))
    row = next(number for number, line in enumerate(WORDS, 1) if "收到, 受理, 接收" in line)
    assert f"「受理」的意思：act.receive（notebooks/narrative/words.yaml 第 {row} 行）" in text
    assert "各份报告里带这个词的句子" in text


def test_a_word_of_the_form_needs_no_line(capsys: pytest.CaptureFixture[str]) -> None:
    text = "".join(printed(capsys, "words", "--word=保护第三方合法权益"))
    assert "「保护第三方合法权益」的意思：result.third_party_interests（官方表格里的名称" in text


def test_a_sentence_is_parted_and_read(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, "words", "--word=收到道路挖掘申请12件")
    assert "道路挖掘（不认识）" in "".join(lines)
    assert "读作：说不清是哪一项 12件" in lines


def test_words_that_nobody_knows_are_counted(capsys: pytest.CaptureFixture[str], params: Path) -> None:
    file = params / "luolong/2024/narrative.md"
    text = file.read_text(encoding="utf-8").replace("# 一、总体情况\n", "# 一、总体情况\n\n开展槐柳巡演5场。\n", 1)
    file.write_text(text, encoding="utf-8")
    lines = printed(capsys, "words", "--agency=luolong", "--year=2024", f"--params={params}")
    assert any("槐柳巡演" in line and line.startswith("1 ") for line in lines)
    assert lines[-1].startswith("读了 1 份报告：不认识的词 ")
