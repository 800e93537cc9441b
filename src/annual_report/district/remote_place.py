"""The outputs of a report at a URL: what lies there is outlined here before the work, and what was made is put there.

There is no moving a folder at once in a store of objects. So in every place that changes the manifest goes first and
comes last: as long as it is not there, nobody may take what lies there for a report. In between, what is no longer
ours to show is removed, then the rest is put. What is not ours is never touched; what a person changed is kept under
another name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annual_report.build.outputs.table import MANIFEST, is_edited, is_ours
from annual_report.build.putting import records
from annual_report.district.remote_files import fetch, put, remove, states


@dataclass(frozen=True)
class Outline:
    """What stands here for what lies in a place there: the fingerprints of files, also of those that are but empty.

    `known` is what was recorded of the latter: the fingerprints of what really lies there.
    """

    fingerprints: Mapping[str, str]
    known: Mapping[str, list[Any]]


def outline_of(place: Path) -> Outline:
    """Put an empty file here for each output of ours there that is as it was put, and bring the others.

    So that the work removes what it would remove there, and keeps what a person changed.
    """
    place.mkdir(parents=True)
    record, marks = records.record_file(place), _marks_of(place)
    record.parent.mkdir(parents=True, exist_ok=True)
    fetch(record.parent, {record.name, marks.name} & (states(record.parent, anew=True) or {}).keys())
    there = states(place, anew=True) or {}
    lying = {name: mark for name, mark in there.items() if is_ours(name)}
    recorded, put_as = records.read_lists(record), records.read_lists(marks)
    unchanged = {name for name, mark in lying.items() if put_as.get(name) == mark}
    for name in unchanged:
        (place / name).touch()
    changed = lying.keys() - unchanged
    # What is kept already must not be replaced, nor kept twice.
    brought = changed | {name for name in there if changed and is_edited(name)}
    fetch(place, brought)
    records.record(place, [place / name for name in sorted(unchanged)])
    known = {name: recorded[name] for name in unchanged & recorded.keys()}
    return Outline({name: records.fingerprint(place / name) for name in unchanged | brought}, known)


def publish(place: Path, outline: Outline) -> None:
    """Put what the work made of a place to where it lies, and remove there what the work removed."""
    before, known = outline.fingerprints, outline.known
    left = {file.name: file for file in place.iterdir() if file.is_file()}
    made = {name for name, file in left.items() if records.fingerprint(file) != before.get(name)}
    stale = before.keys() - left.keys()
    record, marks = records.record_file(place), _marks_of(place)
    private = records.read_lists(record)
    # As long as this is under way, what lies there may be what was put before or what is put now.
    records.write_lists(record, {name: [*private.get(name, ()), *known.get(name, ())] for name in {*private, *known}})
    put(record)
    remove(place, (made | stale) & before.keys() & {MANIFEST})
    remove(place, stale - {MANIFEST})
    put(*(left[name] for name in sorted(made - {MANIFEST})))
    put(*(left[name] for name in made & {MANIFEST}))
    records.write_lists(record, {**private, **{name: each for name, each in known.items() if name not in made | stale}})
    records.write_lists(marks, {name: mark for name, mark in (states(place, anew=True) or {}).items() if is_ours(name)})
    put(record, marks)


def _marks_of(place: Path) -> Path:
    """Return the file that holds size and mark of change of what was put to a place."""
    return records.records_folder(place) / f"{place.name}.marks.json"
