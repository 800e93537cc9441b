"""What became of every point: fulfilled, not, or for a person to decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annual_report import paths
from annual_report.filing.report import Report
from annual_report.rules.finding import FULFILLED, UNDECIDED, UNFULFILLED, PointFinding, worst
from annual_report.rules.findings import Findings
from annual_report.rules.profiles.bound_rules import covered
from annual_report.rules.profiles.points import LocalPoint, concerns, load_profile, points_for

STATE_OF = {"passed": FULFILLED, "failed": UNFULFILLED}
NO_SUCH_RULE = "这一年的格式没有规则 {rules}：请由人核对"
MORE = "{message}（共 {count} 处）"
NO_NOTICE, NO_NOTICE_ID = "本年的通知", "L-{place}"
OUT_OF_DATE = "{file} 里最近的通知只管到 {last} 年的报告：请核对 {year} 年的要求，补进这个文件"


def fulfilment(report: Report, findings: Findings) -> tuple[PointFinding, ...]:
    """Return every point that is asked of a report, and what became of it; nothing where its agency chose no place."""
    place = report.agency.profile
    if place is None:
        return ()
    name, points = load_profile(place).name, points_for(report)
    asked = [each for each in points if concerns(each.point, report.agency.kind)]
    return tuple(_of_point(each, name, findings) for each in asked) or tuple(_out_of_date(report, place, name))


def _of_point(each: LocalPoint, name: str, findings: Findings) -> PointFinding:
    state, why = _state(each, findings)
    return PointFinding(each.id, name, each.point.words, state, why, each.basis, each.point.score or None)


def _state(each: LocalPoint, findings: Findings) -> tuple[str, str]:
    if each.point.person:
        return UNDECIDED, each.point.person
    named = each.point.rules or [each.id]
    ids = [rule for name in named for rule in covered(name, findings.outcomes)]
    if not ids:
        return UNDECIDED, NO_SUCH_RULE.format(rules="、".join(named))
    outcome = worst(findings.outcomes[rule] for rule in ids)
    return STATE_OF.get(outcome, UNDECIDED), _why(ids, outcome, findings)


def _why(ids: Sequence[str], outcome: str, findings: Findings) -> str:
    """Return what the first finding of this outcome says, and how many there are."""
    messages = [each.message for each in findings.found if each.rule in ids and each.outcome == outcome]
    if len(messages) < 2:
        return "".join(messages)
    return MORE.format(message=messages[0], count=len(messages))


def _out_of_date(report: Report, place: str, name: str) -> Iterator[PointFinding]:
    """Yield one point where every notice is about earlier years only."""
    notices = [notice for notice in load_profile(place).notices if notice.first_year <= report.year]
    if notices and not any(notice.is_for(report.year) for notice in notices):
        last = max(notice.last_year for notice in notices)
        file = paths.stored_name(paths.profiles()[place])
        why = OUT_OF_DATE.format(file=file, last=last, year=report.year)
        newest = max(notices, key=lambda notice: notice.last_year)
        yield PointFinding(NO_NOTICE_ID.format(place=place), name, NO_NOTICE, UNDECIDED, why, newest.basis)
