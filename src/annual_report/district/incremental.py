"""Keep beside the reports what each was built from, so that only what changed is built again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from annual_report.build.outcomes import Outcome, Request
from annual_report.build.outputs.table import FINDINGS, RECORDS
from annual_report.district import remote_files
from annual_report.files import write_whole
from annual_report.rules.findings import Findings


def gather(requests: Sequence[Request]) -> None:
    """Bring here at once what `recall` reads of many requests, where it lies at a URL."""
    if requests:
        out = requests[0].out
        files = (file for request in requests for file in (_file(request), request.place / FINDINGS))
        remote_files.bring(out, {file.relative_to(out).parts for file in files}.__contains__)


def recall(request: Request, fingerprint: str) -> Outcome | None:
    """Return how the same request ended with the same fingerprint; None where it did not, or where a file is not there.

    A file that was changed since, or that is gone, is not what was built.
    """
    try:
        kept = json.loads(_file(request).read_text(encoding="utf-8"))
        if kept["fingerprint"] != fingerprint or kept["files"] != _states(request.place, kept["files"]):
            return None
        findings = Findings.from_dict(json.loads((request.place / FINDINGS).read_text(encoding="utf-8")))
        files = tuple(request.place / name for name in kept["files"])
        told = (kept["name"], kept["exit_code"], kept["message"], findings, files, tuple(kept["remarks"]))
        return Outcome(request, *told, seconds=kept["seconds"], is_fresh=True)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def remember(outcome: Outcome, fingerprint: str) -> None:
    """Keep how a request ended, and in what state its files are."""
    place = outcome.request.place
    kept = {
        "fingerprint": fingerprint,
        "name": outcome.name,
        "exit_code": outcome.exit_code,
        "message": outcome.message,
        "remarks": outcome.remarks,
        "seconds": outcome.seconds,
        "files": _states(place, [file.name for file in outcome.files], anew=True),
    }
    file = _file(outcome.request)
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, json.dumps(kept, ensure_ascii=False))
    remote_files.put(file)


def _file(request: Request) -> Path:
    return request.out / RECORDS / request.agency / f"{request.place.name}.json"


def _states(place: Path, names: Any, anew: bool = False) -> dict[str, list[Any]]:
    """Return size and time of change of files by name; of one that is not there, nothing."""
    elsewhere = remote_files.states(place, anew)
    if elsewhere is not None:
        return {name: elsewhere[name] for name in names if name in elsewhere}
    states = {}
    for name in names:
        file = place / name
        if file.is_file():
            state = file.stat()
            states[name] = [state.st_size, state.st_mtime_ns]
    return states
