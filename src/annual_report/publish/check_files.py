"""What stands beside the reports: check.json, what other systems read, the suggested patch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from annual_report import paths
from annual_report.errors import InputError, Problem
from annual_report.model.outcomes import Outcome
from annual_report.publish import remote
from annual_report.publish.annotations import REPORTS, parse_reports
from annual_report.publish.json_files import write_json
from annual_report.publish.patch import suggested_patch, write_patch
from annual_report.publish.whole_files import write_whole
from annual_report.wording import listed

UNKNOWN_SUGGESTION = "没有「{name}」这种建议（可用：{known}）"
WRITTEN = "  输出 {file}\n"
SUGGESTIONS = ("patch",)
__all__ = ["begin", "parse_reports", "parse_suggestions", "write_check", "write_reports"]

CHECK, PATCH = "check.json", "suggested.patch"


def begin(out: Path, reports: Iterable[str] = (), suggestions: Iterable[str] = ()) -> None:
    """Take away what an earlier run left and this one will write: if it is broken off, nothing passes as of this run.

    Raises OSError where something else lies there.
    """
    files = [file for name in reports if (file := REPORTS[name][0])]
    names = {CHECK, *files, *([PATCH] if suggestions else ())}
    for name in names:
        (out / name).unlink(missing_ok=True)
    remote.remove(out, names)


def write_check(out: Path, outcomes: list[Outcome]) -> Path:
    """Write check.json: one row per report."""
    out.mkdir(parents=True, exist_ok=True)
    write_json(out / CHECK, [outcome.as_row() for outcome in outcomes])
    return out / CHECK


def parse_suggestions(words: str) -> list[str]:
    """Read which suggestions are wanted. Raises InputError for an unknown one."""
    names = words.replace(",", " ").split()
    unknown = [name for name in names if name not in SUGGESTIONS]
    if unknown:
        raise InputError(
            Problem(UNKNOWN_SUGGESTION.format(name=name, known=listed(SUGGESTIONS)), found=name) for name in unknown
        )
    return names


def write_reports(out: Path, outcomes: list[Outcome], reports: list[str], suggestions: list[str]) -> Iterator[str]:
    """Write what other systems read beside check.json, and the suggested patch; yield what is to be printed."""
    for name in reports:
        file, make = REPORTS[name]
        if file is None:
            yield make(outcomes)
        else:
            write_whole(out / file, make(outcomes))
            yield WRITTEN.format(file=paths.shown(out / file))
    if suggestions:
        patches = (suggested_patch(outcome.findings["slips"], outcome.request.folder) for outcome in outcomes)
        write_patch("".join(patches), out / PATCH)
        yield WRITTEN.format(file=paths.shown(out / PATCH))
