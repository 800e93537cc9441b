"""Run a survey: judge its reports, and print it only if all of them hold; else nothing of an older one stays."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from annual_report import paths
from annual_report.build.conclusion import conclude
from annual_report.build.judge import judge_all
from annual_report.build.outcomes import Outcome, Request
from annual_report.build.outputs.places import require_out, require_place
from annual_report.build.putting.put import staging_folder
from annual_report.build.snapshot import CHANGING, Snapshot, snapshots
from annual_report.build.verbs import AT_FAULT
from annual_report.district.surveys.print_survey import print_survey
from annual_report.district.surveys.survey import Prepared, SurveyOutcome, SurveyRequest
from annual_report.errors import InputError, Problem
from annual_report.filing.folders import require_year_folder
from annual_report.filing.inputs import filing_of
from annual_report.rules.memory.verdicts import Verdict, collect_verdicts

NO_NOTEBOOK = "没有 {notebook} 这个笔记本：请恢复这个文件"


def run_survey(request: SurveyRequest) -> SurveyOutcome:
    """Judge the reports of a survey, run its notebook, export it, and put all into its place as a whole.

    A report that cannot be read, does not hold or broke a rule ends it, and its findings are written beside it, as
    `check` does. Then, and wherever else it ends badly, no older survey stays as if it were this one. Raises InputError
    where nothing can be put into its place.
    """
    run = request.run
    require_out(run.out, run.params)
    require_place(request.place, request.reports[0].folder)
    if not request.notebook.is_file():
        raise InputError([Problem(NO_NOTEBOOK.format(notebook=paths.stored_name(request.notebook)))])
    start = time.perf_counter()
    with paths.in_force(run.places):
        kept: list[str] = []
        outcome = _put(request, kept)
        judged = outcome.judged if request.prepared else tuple(map(_conclude, outcome.judged))
    return replace(outcome, judged=judged, kept=tuple(kept), seconds=time.perf_counter() - start)


def _put(request: SurveyRequest, kept: list[str]) -> SurveyOutcome:
    """Make what takes the place of an older survey; a place that has none is not made for a survey that failed."""
    outcome = SurveyOutcome(request)
    try:
        with staging_folder(request.place, kept) as staging:
            outcome = _make(request, staging)
            names = [path.name for path in sorted(staging.iterdir())]
            if not names and not os.path.lexists(request.place):
                raise _NothingToPutError
        return replace(outcome, files=tuple(request.place / name for name in names))
    except _NothingToPutError:
        return outcome
    except Exception as error:
        return outcome.failed(error)


class _NothingToPutError(Exception):
    """There is neither anything to put into a place nor anything to take away there."""


def _make(request: SurveyRequest, staging: Path) -> SurveyOutcome:
    """Make a survey into a folder, of a private copy of what was filed; or return why there is none."""
    outcome = SurveyOutcome(request)
    try:
        if request.prepared:
            return _make_prepared(outcome, request.prepared, staging)
        for each in request.reports:
            require_year_folder(each.misnamed, each.folder)
        with snapshots(request.reports) as copies:
            judged, verdicts = _judge(request.reports, copies)
            outcome = replace(outcome, judged=tuple(judged), exit_code=max(each.exit_code for each in judged))
            return outcome if outcome.exit_code else print_survey(outcome, copies, verdicts, staging)
    except Exception as error:
        return outcome.failed(error)


def _make_prepared(outcome: SurveyOutcome, prepared: Prepared, staging: Path) -> SurveyOutcome:
    """Make a survey of what was gathered, unless somebody was writing meanwhile."""
    for copy in prepared.copies:
        if filing_of(copy.request.folder) != copy.filing:
            raise InputError([Problem(CHANGING.format(folder=paths.shown_name(copy.request.folder)))])
    whole = replace(outcome, judged=(prepared.judged,), exit_code=prepared.exit_code)
    return print_survey(whole, prepared.copies, {}, staging)


def _judge(requests: Sequence[Request], copies: Sequence[Snapshot]) -> tuple[list[Outcome], Mapping[str, Verdict]]:
    """Judge the reports, and return what was said of them for the notebook to show, whichever report it is said of."""
    with collect_verdicts() as said:
        judged = judge_all([copy.request for copy in copies])
    judged = [replace(each, request=request) for each, request in zip(judged, requests, strict=True)]
    return judged, {key: verdict for each in said.now.values() for key, verdict in each.items()}


def _conclude(outcome: Outcome) -> Outcome:
    """Write the findings of a report for which a survey ended; of the others nothing is written."""
    return conclude(outcome, outcome.exit_code in AT_FAULT) if outcome.exit_code else outcome
