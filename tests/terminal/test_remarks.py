"""What a step says aloud reaches whoever typed the command, for as long as the step runs."""

from __future__ import annotations

import logging

import pytest

from annual_report.terminal.console import Terminal
from annual_report.terminal.remarks import remarks_of


def test_warnings_of_the_step_are_printed_and_no_others(capsys: pytest.CaptureFixture[str]) -> None:
    with remarks_of("step", Terminal()):
        logging.getLogger("step").warning("没有列入")
        logging.getLogger("step").info("not worth a line")
        logging.getLogger("other").warning("another step")
    assert capsys.readouterr().out == "  没有列入\n"


def test_afterwards_nothing_is_printed_any_more(capsys: pytest.CaptureFixture[str]) -> None:
    with remarks_of("step", Terminal()):
        pass
    logging.getLogger("step").warning("没有列入")
    assert capsys.readouterr().out == ""
