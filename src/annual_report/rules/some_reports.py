"""Judge what is asked of some of several reports only: what a place asks of its own, what a register must hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from annual_report.filing.report import Report
from annual_report.rules.findings import Findings
from annual_report.rules.views import View

if TYPE_CHECKING:  # Great Expectations takes seconds to import
    from annual_report.rules.rule import Suite


def judge_some(suite: Suite, reports: Sequence[Report], views: Mapping[int, View]) -> dict[int, Findings]:
    """Return what a suite says of those reports, by number, that have its view; each comes out as it would alone."""
    from annual_report.rules.assemble import JudgedView, assemble
    from annual_report.rules.memory.recalling import judge_unless_known

    if not views:
        return {}
    numbers, mine = [*views], [*views.values()]
    judged = JudgedView(mine, judge_unless_known(suite, mine, numbers))
    return dict(zip(numbers, assemble([reports[number] for number in numbers], [judged]), strict=True))
