"""Whoever does the work of a batch loses one call at most."""

from __future__ import annotations

import os

import pytest

from annual_report.engine import executors
from annual_report.errors import EngineError
from annual_report.filing.folders import parse_year


def test_a_new_process_that_is_lost_costs_its_call_alone() -> None:
    """So it is where there is no fork, too."""
    with executors.ProcessExecutor((), 2) as workers:
        lost, *others = (workers.submit(*call) for call in ((os._exit, 1), (parse_year, "2023"), (parse_year, "2024")))
        assert [each.result() for each in others] == [2023, 2024]
        with pytest.raises(EngineError, match="中途没有了"):
            lost.result()
