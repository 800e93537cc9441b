"""What was built from what: kept beside the reports, so that only what changed is built again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from annual_report.model.outcomes import Outcome, Request

FOLDER = ".annual_report"
FINDINGS = "findings.json"


def recall(request: Request, fingerprint: str) -> Outcome | None:
    """Return how the same request ended with the same fingerprint; None where it did not, or where a file is not there.

    A file that was changed since, or that is gone, is not what was built.
    """
    try:
        kept = json.loads(_file(request).read_text(encoding="utf-8"))
        if kept["fingerprint"] != fingerprint or kept["files"] != _states(request.place, kept["files"]):
            return None
        findings = json.loads((request.place / FINDINGS).read_text(encoding="utf-8"))
        files = tuple(request.place / name for name in kept["files"])
        told = (kept["name"], kept["exit_code"], kept["message"], findings, files, tuple(kept["remarks"]))
        return Outcome(request, *told, seconds=kept["seconds"], is_fresh=True)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def remember(outcome: Outcome, fingerprint: str) -> None:
    """Keep how a request ended, and in what state its files are."""
    kept = {
        "fingerprint": fingerprint,
        "name": outcome.name,
        "exit_code": outcome.exit_code,
        "message": outcome.message,
        "remarks": outcome.remarks,
        "seconds": outcome.seconds,
        "files": _states(outcome.request.place, [file.name for file in outcome.files]),
    }
    file = _file(outcome.request)
    file.parent.mkdir(parents=True, exist_ok=True)
    partial = file.with_name(f"{file.name}.part")
    partial.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
    partial.replace(file)


def _file(request: Request) -> Path:
    return request.out / FOLDER / request.agency / f"{request.year}.json"


def _states(place: Path, names: Any) -> dict[str, list[int]]:
    """Return size and time of change of files by name; of one that is not there, nothing."""
    states = {}
    for name in names:
        file = place / name
        if file.is_file():
            state = file.stat()
            states[name] = [state.st_size, state.st_mtime_ns]
    return states
