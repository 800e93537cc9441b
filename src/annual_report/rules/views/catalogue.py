"""The views there are: every module of this room declares its own, with the shape that it must have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from annual_report.filing.report import Report
from annual_report.form.forms import Form
from annual_report.prose.compose import Prose, compose
from annual_report.prose.judged import JudgedProse
from annual_report.rules.views.view import Shape, View


@dataclass(frozen=True)
class Reading:
    """A report as its views read it: its prose is composed, and read, once for all."""

    report: Report

    @cached_property
    def prose(self) -> Prose:
        return compose(self.report)

    @cached_property
    def judged(self) -> JudgedProse:
        """The prose as it is read and held against the tables."""
        return JudgedProse(self.report, self.prose)


# None where a report is not asked what the view is about.
Make = Callable[[Reading], View | None]

SHAPES: dict[str, Callable[[Form], Shape]] = {}
MAKERS: dict[str, Make] = {}
# The views that not every report has; what they are about is not asked of the others.
OPTIONAL: set[str] = set()


def declare(name: str, shape: Callable[[Form], Shape], is_optional: bool = False) -> Callable[[Make], Make]:
    """Let a function make the view of this name, of this shape; its rules stand in the suite of the same name."""

    def declared(make: Make) -> Make:
        SHAPES[name], MAKERS[name] = shape, make
        if is_optional:
            OPTIONAL.add(name)
        return make

    return declared
