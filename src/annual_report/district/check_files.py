"""What stands beside the reports: check.json, what other systems read, the suggested patch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from annual_report.build.outcomes import Outcome
from annual_report.build.outputs.table import CHECK, PATCH
from annual_report.district import remote_files
from annual_report.errors import InputError, Position, Problem
from annual_report.files import write_json, write_whole
from annual_report.review.annotations import REPORTS, parse_reports
from annual_report.review.check_list import check_list_of
from annual_report.review.patch import suggest_binding, suggest_patch, write_patch
from annual_report.rules.finding import SEVERITIES
from annual_report.steps.ingest import ingest
from annual_report.wording import join_words

UNKNOWN_SUGGESTION = "没有「{name}」这种建议（可用：{known}）"
SUGGESTIONS = ("patch",)
__all__ = ["begin", "parse_reports", "parse_suggestions", "summary_of", "write_check", "write_reports"]


def begin(out: Path, reports: Iterable[str] = (), suggestions: Iterable[str] = ()) -> None:
    """Take away what an earlier run left and this one will write: if it is broken off, nothing passes as of this run.

    Raises OSError where something else lies there.
    """
    files = [file for name in reports if (file := REPORTS[name][0])]
    names = {CHECK, *files, *([PATCH] if suggestions else ())}
    for name in names:
        (out / name).unlink(missing_ok=True)
    remote_files.remove(out, names)


@dataclass(frozen=True)
class Summary:
    """What is the matter with a report, in a line: how many problems, of which severity, which rules, the first.

    A problem is a thing to put right: a slip with all that follows from it, another finding, a place that cannot be
    read, what ended the run. Every report that is not sound has one.
    """

    problems: int
    counts: dict[str, int]
    rules: tuple[str, ...]
    message: str = ""
    rule: str = ""
    position: Position | None = None


def summary_of(outcome: Outcome) -> Summary:
    """Return what is the matter with a report: what cannot be read comes first, then broken rules, then the gravest."""
    unreadable, check_list = outcome.findings.problems, check_list_of(outcome.findings)
    tasks = sorted(check_list.tasks, key=lambda task: list(SEVERITIES).index(task.severity))
    leading = [*check_list.broken, *(task.leading for task in tasks)]
    rules = dict.fromkeys(each.rule for each in outcome.findings.found if each.outcome in ("failed", "broken"))
    counts = dict(zip(SEVERITIES, check_list.counts.values(), strict=True))
    # What cannot be read blocks like what is wrong.
    counts["critical"] += len(unreadable)
    whole = Summary(len(unreadable) + len(leading), counts, tuple(rules))
    if unreadable:
        first = unreadable[0]
        return replace(whole, message=first.message, position=first.position if first.file else None)
    if leading:
        return replace(whole, message=leading[0].message, rule=leading[0].rule)
    return replace(whole, problems=1, message=outcome.message) if outcome.exit_code else whole


def row_of(outcome: Outcome) -> dict[str, Any]:
    """Return the row of a report in check.json: how it ended, how many problems it has, which is the first."""
    summary = summary_of(outcome)
    position = f"{summary.position}  " if summary.position else ""
    first = {"message": f"{position}{summary.message}"} if summary.problems else {}
    return {**outcome.as_row(), "problems": summary.problems, **summary.counts, "rules": list(summary.rules), **first}


def write_check(out: Path, outcomes: list[Outcome]) -> Path:
    """Write check.json: one row per report."""
    out.mkdir(parents=True, exist_ok=True)
    write_json(out / CHECK, [row_of(outcome) for outcome in outcomes])
    return out / CHECK


def parse_suggestions(words: str) -> list[str]:
    """Read which suggestions are wanted. Raises InputError for an unknown one."""
    names = words.replace(",", " ").split()
    unknown = [name for name in names if name not in SUGGESTIONS]
    if unknown:
        raise InputError(
            Problem(UNKNOWN_SUGGESTION.format(name=name, known=join_words(SUGGESTIONS)), found=name) for name in unknown
        )
    return names


def write_reports(
    out: Path, outcomes: list[Outcome], reports: list[str], suggestions: list[str]
) -> Iterator[Path | str]:
    """Write what other systems read beside check.json, and the suggested patch.

    Yields the files that were written, and the text that is to be printed as it is.
    """
    for name in reports:
        file, make = REPORTS[name]
        if file is None:
            yield make(outcomes)
        else:
            write_whole(out / file, make(outcomes))
            yield out / file
    if suggestions:
        patches = (patch for outcome in outcomes for patch in _patches(outcome))
        write_patch("".join(patches), out / PATCH)
        yield out / PATCH


def _patches(outcome: Outcome) -> Iterator[str]:
    """Yield what is suggested for the tables of a report, and for typed numbers in its prose where it can be read."""
    request = outcome.request
    yield suggest_patch(outcome.findings.slips, request.folder)
    if not outcome.findings.problems:
        with suppress(InputError):  # somebody has written meanwhile
            yield suggest_binding(ingest(request.agency, request.year, request.params), request.folder)
