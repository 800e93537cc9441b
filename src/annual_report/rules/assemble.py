"""Put together what the suites say of each report: the outcome of every rule, and the findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate, compress
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from annual_report.filing.report import Report
from annual_report.rules.finding import Equation, Evidence, Finding, worst
from annual_report.rules.finding_words import broken_finding, equation_of, failed_finding, not_assessable_finding
from annual_report.rules.findings import Findings
from annual_report.rules.run_suite import Judgement
from annual_report.rules.views import View
from annual_report.rules.views.claims import CLAIMS, evidence_of
from annual_report.rules.views.register_cells import CASE_CELLS, REGISTER_CELLS, evidence_of_counts
from annual_report.rules.views.view import KEY, NUMBER


class ReportFinding(NamedTuple):
    """What did not pass in one report, and the equality it is about, if it is about one."""

    report: int
    finding: Finding
    equation: Equation = ()


# Of how many rows a rule says that it could not judge them; of more, how many there are. Sums are told one by one: what
# is known of them helps to find a wrong figure.
MOST_UNJUDGED = 20
MORE_UNJUDGED = "{message}（另有 {count} 处）"


# The views whose rows speak of cells of the tables.
EVIDENCE: dict[str, Callable[[View], Iterable[Evidence]]] = {
    CLAIMS: evidence_of,
    REGISTER_CELLS: evidence_of_counts,
    CASE_CELLS: evidence_of_counts,
}

Rows = NDArray[np.intp]


@dataclass(frozen=True)
class JudgedView:
    """One view of every report, and what became of each rule on its rows."""

    views: Sequence[View]
    judgements: Sequence[Judgement]
    _equations: dict[int, list[list[Equation]]] = field(default_factory=dict, init=False, repr=False)
    _ids: dict[int, tuple[str, ...]] = field(default_factory=dict, init=False, repr=False)

    @property
    def name(self) -> str:
        return self.views[0].name

    @cached_property
    def first_rows(self) -> list[int]:
        """Where the rows of each report begin in the frame of all, and where the last ones end."""
        return list(accumulate((len(view.rows) for view in self.views), initial=0))

    def found(self) -> Iterator[ReportFinding]:
        """Yield everything that did not pass, rule by rule."""
        return (one for judgement in self.judgements for one in self._findings_in(judgement))

    def rule_ids(self, report: int) -> tuple[str, ...]:
        """Return the ids under which rules are judged in a report: one, or one for every row."""
        return self._ids_with(len(self.views[report].rows))

    def equalities(self, report: int) -> Iterator[Equation]:
        """Yield every equality that is in force in a report, whether it holds or not."""
        view, rows = self.views[report], slice(*self.first_rows[report : report + 2])
        for judgement, equations in zip(self._about_equalities, self._equations_of(view), strict=True):
            yield from compress(equations, judgement.judged[rows])

    @cached_property
    def _about_equalities(self) -> list[Judgement]:
        return [judgement for judgement in self.judgements if judgement.rule.is_equality]

    def _equations_of(self, view: View) -> list[list[Equation]]:
        """Return what each equality says on each row; the same of all reports whose rows come from the same cells."""
        origin = id(view.places.origin)
        if origin not in self._equations:
            rules = (judgement.rule for judgement in self._about_equalities)
            self._equations[origin] = [[equation_of(rule, key, view) for key in view.rows] for rule in rules]
        return self._equations[origin]

    def _ids_with(self, rows: int) -> tuple[str, ...]:
        if rows not in self._ids:
            rules = [judgement.rule for judgement in self.judgements]
            numbers = ((rule, range(1, rows + 1) if rule.is_numbered else (1,)) for rule in rules)
            self._ids[rows] = tuple(rule.id_of(number) for rule, each in numbers for number in each)
        return self._ids[rows]

    def _findings_in(self, judgement: Judgement) -> Iterator[ReportFinding]:
        if judgement.broken and not judgement.judged.any():
            finding = broken_finding(judgement.rule, judgement.broken)
            yield from (ReportFinding(report, finding) for report, _ in enumerate(self.views))
            return
        wanted = judgement.judged & (judgement.failed | judgement.missing | bool(judgement.broken))
        positions = np.flatnonzero(wanted)
        bounds = np.searchsorted(positions, self.first_rows)
        for report in map(int, np.flatnonzero(np.diff(bounds))):
            view, first = self.views[report], self.first_rows[report]
            told, left_out = _rows_to_tell(judgement, positions[bounds[report] : bounds[report + 1]])
            for position in told:
                row = view.records[position - first]
                finding = _finding(judgement, bool(judgement.failed[position]), row, view)
                if left_out and position == told[-1]:
                    finding = replace(finding, message=MORE_UNJUDGED.format(message=finding.message, count=left_out))
                yield ReportFinding(report, finding, equation_of(judgement.rule, row[KEY], view))


def _rows_to_tell(judgement: Judgement, positions: Rows) -> tuple[Rows, int]:
    """Return the rows that findings are made of, those that could not be judged last, and how many are left out."""
    if len(positions) <= MOST_UNJUDGED or judgement.broken or judgement.rule.is_equality or judgement.rule.is_numbered:
        return positions, 0
    failed = judgement.failed[positions]
    unjudged = positions[~failed]
    left_out = max(0, len(unjudged) - MOST_UNJUDGED)
    return np.concatenate([positions[failed], unjudged[:MOST_UNJUDGED]]) if left_out else positions, left_out


def assemble(reports: Sequence[Report], judged: Sequence[JudgedView]) -> list[Findings]:
    """Return the findings of every report from the judgements on all of them."""
    found: list[dict[ReportFinding, None]] = [{} for _ in reports]
    for one in (each for view in judged for each in view.found()):
        # A rule in several parts says once what it could not judge.
        found[one.report][one] = None
    return [_findings(report, number, judged, [*found[number]]) for number, report in enumerate(reports)]


def _findings(report: Report, number: int, judged: Sequence[JudgedView], found: Sequence[ReportFinding]) -> Findings:
    outcomes = {rule_id: "passed" for view in judged for rule_id in view.rule_ids(number)}
    for each in found:
        outcomes[each.finding.rule] = worst([outcomes[each.finding.rule], each.finding.outcome])
    wrong = {each.equation for each in found if each.equation}
    equalities = (equation for view in judged for equation in view.equalities(number))
    return Findings(
        outcomes=dict(sorted(outcomes.items())),
        found=tuple(each.finding for each in found),
        sound=tuple(equation for equation in equalities if equation not in wrong),
        open=tuple(each.equation for each in found if each.equation and each.finding.outcome == "not_assessable"),
        places=report.places,
        evidence=_evidence(judged, number),
    )


def _evidence(judged: Sequence[JudgedView], number: int) -> tuple[Evidence, ...]:
    speaking = ((EVIDENCE[view.name], view.views[number]) for view in judged if view.name in EVIDENCE)
    return tuple(evidence for evidence_in, view in speaking for evidence in evidence_in(view))


def _finding(judgement: Judgement, failed: bool, row: Mapping[str, Any], view: View) -> Finding:
    rule, rule_id = judgement.rule, judgement.rule.id_of(row[NUMBER])
    if judgement.broken:
        return broken_finding(rule, judgement.broken, rule_id)
    if failed:
        return failed_finding(rule, rule_id, row, view)
    missing = [column for column in rule.needed_columns if row[column] is None]
    return not_assessable_finding(rule, rule_id, row, view, missing)
