"""A request for a notebook about several reports, and the outcome of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from annual_report import paths
from annual_report.build.outcomes import Outcome, Request
from annual_report.build.snapshot import Snapshot
from annual_report.engine.run import Run
from annual_report.errors import InputError, Problem, error_for_user
from annual_report.filing.folders import official_name
from annual_report.filing.report import Report

Parameters = Mapping[str, str | int]


class SurveyContent(NamedTuple):
    """What a survey says of its reports: the charts that it draws, by their title, and what to say aloud of it.

    `data` goes into tables.json beside the charts; `files` are written beside the formats, by name.
    """

    charts: Mapping[str, Mapping[str, Any]]
    remarks: tuple[str, ...] = ()
    data: Mapping[str, Any] = MappingProxyType({})
    files: Mapping[str, bytes] = MappingProxyType({})


class Prepared(NamedTuple):
    """What was gathered of many reports, sound or not, for a notebook to show: `judged` is the one it is written to.

    `shown` is plain data, which the notebook is handed; `copies` are what was filed when it was gathered. The survey
    ends with `exit_code`, and is published all the same: it is about what is wrong.
    """

    shown: Mapping[str, Any]
    judged: Outcome
    copies: tuple[Snapshot, ...]
    exit_code: int


@dataclass(frozen=True)
class SurveyRequest:
    """Which notebook to run with which parameters, and the reports that it speaks of: all of them must be sound.

    One that is `prepared` speaks of reports as they are instead. `place` is the folder of its outputs, two below OUT.
    `content_of` returns what it says of the reports: a chart that the notebook draws otherwise is not published.
    """

    notebook: Path
    parameters: Parameters
    reports: tuple[Request, ...]
    place: Path
    content_of: Callable[[Sequence[Report]], SurveyContent]
    prepared: Prepared | None = None

    @property
    def run(self) -> Run:
        """How the work is done: what was chosen for all its reports, with its own notebook."""
        chosen = self.reports[0].run
        return replace(chosen, places=replace(chosen.places, notebook=self.notebook))


@dataclass(frozen=True)
class SurveyOutcome:
    """How a survey ended: what became of every report, the files that were written, and what was kept under which name.

    Where it ended badly, `problems` say why, as far as that is not said of the reports.
    """

    request: SurveyRequest
    judged: tuple[Outcome, ...] = ()
    exit_code: int = 0
    problems: tuple[Problem, ...] = ()
    remarks: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()
    kept: tuple[str, ...] = ()
    seconds: float = 0.0

    @property
    def name(self) -> str:
        """The official name of whom it is about; empty where it cannot be read."""
        judged = next((each.name for each in reversed(self.judged) if each.name), "")
        return judged or official_name(self.request.reports[-1].folder.parent)

    @property
    def unsound(self) -> list[Outcome]:
        """The reports for which it may not be published."""
        return [each for each in self.judged if each.exit_code]

    def failed(self, error: BaseException) -> SurveyOutcome:
        """Return the outcome where an exception ended it; no folder of this machine stands in its words."""
        known = error_for_user(error)
        with paths.reading(self.request.run.params):
            found = known.problems if isinstance(known, InputError) else (Problem(str(known)),)
            problems = tuple(
                replace(each, file=paths.without_folders(each.file), message=paths.without_folders(each.message))
                for each in found
            )
        return replace(self, exit_code=known.exit_code, problems=problems)
