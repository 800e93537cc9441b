"""A report beside the entry of a second person: read before anything is judged, compared with what was judged."""

from __future__ import annotations

import json
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from annual_report.build.conclusion import write_findings
from annual_report.build.outcomes import Outcome, Request
from annual_report.build.outputs.table import FINDINGS
from annual_report.build.putting.records import fingerprint
from annual_report.desk.editions.compare import compare
from annual_report.desk.editions.edition import Edition
from annual_report.desk.editions.of_report import edition_of_report
from annual_report.desk.editions.second_entry import read_second
from annual_report.errors import LedgerError
from annual_report.filing.comparison import Comparison
from annual_report.rules.findings import Findings
from annual_report.steps.ingest import read_report

DIFFERENT = "与第二份有 {count} 处不同，请对照原始材料核实"
INCOMPLETE = "第二份有 {count} 格没有比较"


def second_of(request: Request, second: Path) -> Edition | None:
    """Return the second entry of a report; None where the report itself cannot be read: there is nothing to compare.

    Raises InputError where the second cannot be read, or is not of this report.
    """
    report, problems, _ = read_report(request.agency, request.year, request.params)
    return None if problems else read_second(second, report, request.folder)


def beside(outcome: Outcome, second: Edition) -> Outcome:
    """Return the outcome of a check with what a second entry says otherwise: then, or where it is not whole, 1."""
    if outcome.report is None:
        return outcome
    return _compared(outcome, compare(edition_of_report(outcome.report, outcome.report.folder), second))


def has_second(place: Path) -> bool:
    """Whether the findings that lie in a place were compared with a second entry."""
    return _stored_comparison(place) is not None


def findings_beside_second(outcome: Outcome, place: Path) -> dict[str, str]:
    """Return the fingerprints that findings have with the comparison that lies in a place; none where none does.

    A check beside a second entry leaves it there, and that entry is elsewhere: so the comparison itself is not judged.
    """
    found = _stored_comparison(place)
    if found is None:
        return {}
    with tempfile.TemporaryDirectory(prefix="findings-") as folder:
        write_findings(Path(folder), _compared(outcome, found))
        return {path.name: fingerprint(path) for path in Path(folder).iterdir()}


def _compared(outcome: Outcome, found: Comparison) -> Outcome:
    outcome = replace(outcome, findings=replace(outcome.findings, second=found))
    if found.is_alike or outcome.exit_code:
        return outcome
    differing = len(found.disagreements)
    words = DIFFERENT.format(count=differing) if differing else INCOMPLETE.format(count=found.open_cells)
    return replace(outcome, exit_code=LedgerError.exit_code, message=words)


def _stored_comparison(place: Path) -> Comparison | None:
    with suppress(OSError, ValueError, RecursionError):
        return Findings.from_dict(json.loads((place / FINDINGS).read_bytes())).second
    return None
