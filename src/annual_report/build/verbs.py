"""What is done with one report: build it, check it, verify it, show what Great Expectations says of it."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from annual_report import paths
from annual_report.build.conclusion import conclude, unplaced_outcome
from annual_report.build.judge import judge_all
from annual_report.build.outcomes import Outcome, Request, failed_outcome
from annual_report.build.outputs.places import require_out, require_place
from annual_report.build.outputs.table import DATA_DOCS
from annual_report.build.printing import make
from annual_report.build.second import beside, findings_beside_second
from annual_report.errors import (
    AnnualReportError,
    InputError,
    LedgerError,
    Problem,
)
from annual_report.filing.folders import find_folder, official_name, require_year_folder
from annual_report.rules.memory.verdicts import Verdict, remember_verdicts
from annual_report.rules.validation import results_of
from annual_report.steps.ingest import ingest

if TYPE_CHECKING:
    from annual_report.build.verify import Difference
    from annual_report.desk.editions.edition import Edition

# How a report ends that must not be published as its inputs are; what ended otherwise says nothing of them.
AT_FAULT = (LedgerError.exit_code, InputError.exit_code)

NOT_BUILT_AGAIN = "现在的数据生成不了报告：{message}"


def report(request: Request, verdicts: Mapping[str, Verdict] | None = None) -> Outcome:
    """Build one report: what `check` does, then execute the notebook, export it, record it.

    Where it must not be published, nothing is but the findings, and no notebook is started. The notebook shows what the
    rules say; the build has judged for itself, and publishes nothing that differs from what it read and judged,
    whatever the notebook did. What still holds of `verdicts`, which `verdicts_for` returned, is not judged once more.
    Raises InputError for an unknown agency or year before anything is touched.
    """
    with paths.in_force(request.run.places):
        return _report(request, verdicts)


def _report(request: Request, verdicts: Mapping[str, Verdict] | None) -> Outcome:
    require_year_folder(request.misnamed, request.folder)
    folder, _ = find_folder(request.agency, request.year, request.params)
    require_out(request.out, request.params)
    require_place(request.place, folder)
    # papermill and nbconvert take seconds to import; a wrong name is answered at once.
    from annual_report.build.putting.put import staging_folder

    start = time.perf_counter()
    kept: list[str] = []
    # Unless a good one was made, no older report may stay as if it were it.
    outcome, is_stale = None, True
    try:
        with staging_folder(request.place, kept) as staging:
            outcome = replace(make(request, staging, verdicts), request=request)
            is_stale = outcome.exit_code != 0
            outcome = replace(outcome, files=tuple(request.place / path.name for path in sorted(staging.iterdir())))
    except Exception as error:
        nothing = outcome or Outcome(request, official_name(folder.parent))
        outcome = unplaced_outcome(nothing, error, is_stale)
    return replace(outcome, kept=(*outcome.kept, *kept), seconds=time.perf_counter() - start)


def report_or_why_not(request: Request, verdicts: Mapping[str, Verdict] | None = None) -> Outcome:
    """Build one report of many: whatever `report` raises becomes its outcome, so that the others go on."""
    try:
        return report(request, verdicts)
    except Exception as error:
        name = official_name(request.params / request.agency)
        return conclude(failed_outcome(request, error, name), is_stale=True)


def verify(request: Request) -> list[Difference]:
    """Build a report again, elsewhere, and return every output that is not what lies in its place.

    Raises InputError where nothing was built, and what the fresh build ends with where it fails.
    """
    from annual_report.build.verify import differences, formats_in, read_manifest

    before = read_manifest(request.place)
    with tempfile.TemporaryDirectory() as folder:
        run = replace(request.run, out=Path(folder), formats=tuple(formats_in(before)))
        fresh = replace(request, run=run)
        outcome = report(fresh)
        if outcome.exit_code:
            raise _error_of(outcome, NOT_BUILT_AGAIN.format(message=outcome.message))
        compared = findings_beside_second(outcome, request.place)
        return differences(request.place, before, read_manifest(fresh.place), compared)


def _error_of(outcome: Outcome, words: str) -> AnnualReportError:
    """Return an error that ends as an outcome did."""
    if outcome.exit_code == InputError.exit_code:
        return InputError([Problem(words)])
    return LedgerError(words) if outcome.exit_code == LedgerError.exit_code else AnnualReportError(words)


def check(requests: Sequence[Request], second: Edition | None = None) -> list[Outcome]:
    """Validate reports, those of one form in one run; the findings of each are written.

    A bad end becomes an outcome, so that the others are still checked; each comes out as it would alone. Each is
    compared with a `second` entry, where there is one: what was built stays, whatever that says.
    """
    start = time.perf_counter()
    run = requests[0].run
    with paths.in_force(run.places):
        with remember_verdicts(run.verdicts):
            outcomes = judge_all(requests)
        faults = [outcome.exit_code in AT_FAULT for outcome in outcomes]
        outcomes = [beside(outcome, second) for outcome in outcomes] if second else outcomes
        outcomes = [conclude(*each) for each in zip(outcomes, faults, strict=True)]
    seconds = (time.perf_counter() - start) / len(requests)
    return [replace(outcome, seconds=seconds) for outcome in outcomes]


def data_docs(request: Request) -> Path:
    """Write Great Expectations' own pages about one report, and return the first of them."""
    from annual_report.review import data_docs as pages

    find_folder(request.agency, request.year, request.params)
    require_out(request.out, request.params)
    require_place(request.place, request.folder)
    with paths.in_force(request.run.places):
        report = ingest(request.agency, request.year, request.params)
        results = results_of(report)
    return pages.data_docs(request.place / DATA_DOCS, results, f"{report.agency.name} {report.year}")
