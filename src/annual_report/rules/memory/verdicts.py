"""The verdicts of Great Expectations; they hold as long as the rule, the rows and the code are the same.

A run of Great Expectations costs much for its rules and next to nothing for its rows. So a batch has all its reports
judged in one run, and hands each its verdicts; and where a sentence was edited, only what looks at that sentence is
judged again.

Nothing is taken from a file that anybody may have written: what is kept for the next command is signed by the warm
process. What the build hands to the notebook decides nothing: the build has judged for itself.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from annual_report import paths
from annual_report.engine import signature
from annual_report.files import write_whole


class Verdict(NamedTuple):
    """What was said of one rule on the rows of one view, as positions of rows.

    `judged` is None where all rows were. The structure of a view has a verdict, too: it was as the suite says.
    """

    failed: tuple[int, ...] = ()
    missing: tuple[int, ...] = ()
    judged: tuple[int, ...] | None = None


@dataclass
class Verdicts:
    """The verdicts known before, and those that hold now of each of some reports; by fingerprint of what was judged."""

    known: Mapping[str, Verdict] = field(default_factory=dict)
    now: defaultdict[int, dict[str, Verdict]] = field(default_factory=lambda: defaultdict(dict))

    def recall(self, key: str) -> Verdict | None:
        """Return what is known of the only report there is; None where it was never said."""
        found = self.known.get(key)
        if found is not None:
            self.add(0, key, found)
        return found

    def add(self, report: int, key: str, verdict: Verdict) -> None:
        """Remember what was said of a report, by its number."""
        self.now[report][key] = verdict


_OPEN: ContextVar[Verdicts | None] = ContextVar("verdicts", default=None)


def open_verdicts() -> Verdicts | None:
    """Return the verdicts that may be recalled and added to; None where everything is to be judged."""
    return _OPEN.get()


@contextmanager
def collect_verdicts(known: Mapping[str, Verdict] | None = None) -> Iterator[Verdicts]:
    """Collect what is said of reports meanwhile; what is known already is recalled."""
    verdicts = Verdicts(known or {})
    token = _OPEN.set(verdicts)
    try:
        yield verdicts
    finally:
        _OPEN.reset(token)


@contextmanager
def remember_verdicts(path: Path | None, known: Mapping[str, Verdict] | None = None) -> Iterator[Verdicts]:
    """Collect as above, with what an earlier command like this one kept in a file; what holds now is kept for the next.

    Where there is no file, nothing is kept.
    """
    with collect_verdicts(known or (_read_signed(path) if path else {})) as verdicts:
        yield verdicts
    if path:
        _write(path, signature.sign(_as_bytes(verdicts.now[0])))


def take_over() -> dict[str, Verdict]:
    """Return the verdicts that the build around this notebook hands over; none where all is to be judged."""
    return _verdicts(paths.read_handed().get("verdicts", {}))


def _read_signed(path: Path) -> dict[str, Verdict]:
    return _read(lambda: signature.unsign(path.read_bytes()))


def _read(content: Callable[[], bytes]) -> dict[str, Verdict]:
    """Return verdicts; none where they are not there or cannot be read: then all is judged again."""
    try:
        return _verdicts(json.loads(content()))
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _verdicts(stored: Mapping[str, Any]) -> dict[str, Verdict]:
    return {key: _verdict(*each) for key, each in stored.items()}


def _as_bytes(verdicts: Mapping[str, Verdict]) -> bytes:
    return json.dumps(verdicts).encode()


def _write(path: Path, content: bytes) -> None:
    """Write, so that nobody reads half of it; where that cannot be, all is judged again."""
    with suppress(OSError):
        write_whole(path, content)


def _verdict(failed: list[int], missing: list[int], judged: list[int] | None) -> Verdict:
    return Verdict(tuple(failed), tuple(missing), None if judged is None else tuple(judged))
