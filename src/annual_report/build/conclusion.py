"""End a report that was not built: write its findings, and leave no older report there as if it held."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from annual_report import paths
from annual_report.build.outcomes import Outcome, failed_outcome
from annual_report.build.outputs.places import require_place
from annual_report.build.outputs.table import When
from annual_report.build.outputs.write import write_outputs
from annual_report.build.outputs.writers import Material
from annual_report.errors import EngineError

WITHDRAWN = "{place} 写不下：磁盘满了，或者文件大小受限；原来生成的已删去，以免当成这一次的；请腾出空间后再运行一次"


def conclude(outcome: Outcome, is_stale: bool) -> Outcome:
    """Put the findings of a report that was not built into its place; return how it ended after all, and what was kept.

    Where what was built before `is_stale`, nothing of it stays, even where there is no room for the findings.
    """
    kept: list[str] = []
    try:
        _put_findings(outcome, is_stale, kept)
    except Exception as error:  # one report must not end the others
        outcome = unplaced_outcome(outcome, error, is_stale)
    return replace(outcome, kept=(*outcome.kept, *kept))


def unplaced_outcome(outcome: Outcome, error: Exception, is_stale: bool) -> Outcome:
    """Return how a report ended after all of which nothing could be put into its place.

    What lies there stays as it is; only where it `is_stale` and there is no room for anything else, it is taken away:
    it must not look current.
    """
    from annual_report.build.putting.withdraw import is_for_want_of_room, withdraw

    kept: list[str] = []
    if is_stale and is_for_want_of_room(error):
        kept = withdraw(outcome.request.place)
        error = EngineError(WITHDRAWN.format(place=paths.shown_name(outcome.request.place)))
    outcome = outcome.worsened_by(failed_outcome(outcome.request, error))
    # Nobody may take for the outcome of these inputs what lies there.
    return replace(outcome, inputs="", files=(), kept=(*outcome.kept, *kept))


def write_findings(folder: Path, outcome: Outcome) -> None:
    """Write findings.json, and where there is something to say the page and the workbook an office sends back."""
    moments = (When.ALWAYS, *([When.REMARKED] if outcome.has_something_to_say else []))
    write_outputs(folder, Material(outcome), *moments)


def _put_findings(outcome: Outcome, is_stale: bool, kept: list[str]) -> None:
    from annual_report.build.putting.put import put_findings, staging_folder

    place = outcome.request.place
    require_place(place, outcome.request.folder)
    if is_stale:
        # What was built from figures that no longer hold must not lie there as if it were the report.
        with staging_folder(place, kept) as staging:
            write_findings(staging, outcome)
    else:
        with tempfile.TemporaryDirectory(prefix="findings-") as folder:
            write_findings(Path(folder), outcome)
            kept += put_findings(Path(folder), place)
