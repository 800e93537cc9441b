"""Signing off: only what holds is passed, and only what was looked at."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from annual_report.build import sign_off as signing
from annual_report.build.outcomes import Outcome, Request
from annual_report.build.sign_off import sign_off
from annual_report.engine.run import Run
from annual_report.errors import InputError
from filed import edit

DAY = date(2025, 1, 12)


def request_in(params: Path) -> Request:
    return Request("luolong", 2024, Run(params, params.with_name("out")))


def test_a_report_that_holds_is_passed(params: Path, folder: Path) -> None:
    done = sign_off(request_in(params), "通过", "张三", "", DAY)
    assert (done.exit_code, done.state.is_passed) == (0, True)
    assert (folder / "review.yaml").is_file()


def test_one_that_does_not_hold_is_not_and_nothing_is_written(params: Path, folder: Path) -> None:
    edit(folder / "applications.csv", "一、本年新收政府信息公开申请数量,", "一、本年新收政府信息公开申请数量,1")
    done = sign_off(request_in(params), "通过", "张三", "", DAY)
    assert (done.exit_code, done.state.words) == (1, "未审核")
    assert not (folder / "review.yaml").exists()


def test_one_that_cannot_be_read_can_be_returned(params: Path, folder: Path) -> None:
    edit(folder / "applications.csv", ",", ",甲")
    done = sign_off(request_in(params), "退回", "张三", "表三读不了", DAY)
    assert (done.exit_code, done.state.words) == (0, "退回")


def test_what_changes_while_it_is_looked_at_is_not_passed(
    params: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = signing.check

    def check_while_a_clerk_writes(requests: list[Request]) -> list[Outcome]:
        outcomes = check(requests)
        edit(folder / "narrative.md", "。", "！")
        return outcomes

    monkeypatch.setattr(signing, "check", check_while_a_clerk_writes)
    with pytest.raises(InputError, match="正在被改动"):
        sign_off(request_in(params), "通过", "张三", "", DAY)
    assert not (folder / "review.yaml").exists()
