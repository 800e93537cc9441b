"""How reports stand, as an office reads it: who decided what, and what is still to do."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from annual_report.build.outcomes import Request
from annual_report.engine.run import Run
from annual_report.errors import InputError, Problem
from annual_report.filing.sign_offs import Result, SignOff, SignOffState
from annual_report.terminal.console import Terminal
from annual_report.terminal.sign_offs import show, show_all


def state(result: Result, reason: str | None = None, is_void: bool = False) -> SignOffState:
    return SignOffState(
        SignOff(result=result, who="李四", when=date(2025, 1, 12), reason=reason, inputs="0" * 64), is_void
    )


@pytest.fixture
def request_of(tmp_path: Path) -> Request:
    (tmp_path / "params/yunze").mkdir(parents=True)
    (tmp_path / "params/yunze/agency.yaml").write_text("name: 云泽市人民政府\nself_name: 我市\n", encoding="utf-8")
    return Request("yunze", 2024, Run(tmp_path / "params", tmp_path / "out"))


def test_what_was_written_is_said_with_its_file(
    request_of: Request, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(request_of.params.parent)
    show(request_of, state("退回", "表三合计不对"), Terminal())
    assert capsys.readouterr().out == (
        "云泽市人民政府（yunze）2024 年：退回（李四，2025-01-12）\n  已写入 params/yunze/2024/review.yaml：退回\n"
    )


def test_each_report_has_a_line_and_one_that_is_not_passed_its_reason(
    request_of: Request, capsys: pytest.CaptureFixture[str]
) -> None:
    states = [SignOffState(), state("通过", "已核对"), state("通过", is_void=True), state("退回", "表三合计不对")]
    show_all([(request_of, each) for each in states], Terminal())
    assert capsys.readouterr().out.replace("云泽市人民政府（yunze）2024 年：", "") == (
        "未审核\n"
        "通过（李四，2025-01-12）\n"
        "通过后有改动，须重新审核（李四，2025-01-12）\n"
        "退回（李四，2025-01-12）\n"
        "  表三合计不对\n"
        "共 4 份：已通过 1 份，还有 3 份没有通过\n"
    )


def test_a_file_that_cannot_be_read_is_named(request_of: Request, capsys: pytest.CaptureFixture[str]) -> None:
    show_all([(request_of, InputError([Problem("不是 YAML", "yunze/2024/review.yaml", 3)]))], Terminal())
    assert "  审核意见读不了：yunze/2024/review.yaml:3" in capsys.readouterr().out
