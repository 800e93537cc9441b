"""Judge a view with the verdicts that hold already: only rows without a verdict are judged.

Without it the notebook would judge what the build has judged a moment before, and a command all that the one before it
judged; every finding would be the same (tests/rules/memory/test_verdicts.py; tests/engine/test_warm.py for sentences
and figures that were edited).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from hashlib import blake2b
from itertools import accumulate, pairwise

import numpy as np

from annual_report.rules.memory.verdicts import Verdict, Verdicts, open_verdicts
from annual_report.rules.rule import Rule, Suite
from annual_report.rules.run_suite import Judgement, Mask, judge
from annual_report.rules.views.view import KEY, View


def judge_unless_known(suite: Suite, views: Sequence[View], numbers: Sequence[int] = ()) -> list[Judgement]:
    """Judge every rule of a suite as `judge` does, and remember what was said. Raises RuleError as `judge` does.

    One report is judged anew only where its rows, or the suite, are not the same; of several nothing is looked up.
    `numbers` are those of the reports where they are some of several; else they are counted from 0.
    """
    verdicts = open_verdicts()
    if verdicts is None:
        return judge(suite, views)
    if len(views) > 1 or any(numbers):
        return _judge_many(suite, views, verdicts, numbers or range(len(views)))
    return _judge_one(suite, views[0], verdicts)


def _judge_one(suite: Suite, view: View, verdicts: Verdicts) -> list[Judgement]:
    keys = _Keys(suite, view)
    said = [verdicts.recall(key) for key in keys.of_rules]
    unknown = [position for position, verdict in enumerate(said) if verdict is None]
    known = verdicts.recall(keys.of_structure)
    if known and not unknown:
        return [_judgement(rule, verdict, view) for rule, verdict in zip(suite.rules, said, strict=True) if verdict]
    rules = tuple(suite.rules[position] for position in unknown)
    judged = judge(replace(suite, structure=() if known else suite.structure, rules=rules), [view])
    verdicts.add(0, keys.of_structure, Verdict())
    for position, judgement in zip(unknown, judged, strict=True):
        _remember(judgement, 0, keys.of_rules[position], slice(None), verdicts)
    anew = iter(judged)
    pairs = zip(suite.rules, said, strict=True)
    return [_judgement(rule, verdict, view) if verdict else next(anew) for rule, verdict in pairs]


def _judge_many(suite: Suite, views: Sequence[View], verdicts: Verdicts, numbers: Sequence[int]) -> list[Judgement]:
    judged = judge(suite, views)
    bounds = pairwise(accumulate((len(view.rows) for view in views), initial=0))
    for report, view, (first, end) in zip(numbers, views, bounds, strict=True):
        keys = _Keys(suite, view)
        verdicts.add(report, keys.of_structure, Verdict())
        for key, judgement in zip(keys.of_rules, judged, strict=True):
            _remember(judgement, report, key, slice(first, end), verdicts)
    return judged


def _remember(judgement: Judgement, report: int, key: str, rows: slice, verdicts: Verdicts) -> None:
    """Remember what was said of the rows of a report; a rule that broke is asked again every time."""
    if judgement.broken:
        return
    failed, missing, judged = (mask[rows] for mask in (judgement.failed, judgement.missing, judgement.judged))
    said = Verdict(_positions(failed), _positions(missing), None if judged.all() else _positions(judged))
    verdicts.add(report, key, said)


def _judgement(rule: Rule, said: Verdict, view: View) -> Judgement:
    size = len(view.rows)
    judged = np.ones(size, dtype=bool) if said.judged is None else _mask(said.judged, size)
    return Judgement(rule, judged, _mask(said.failed, size), _mask(said.missing, size))


def _positions(mask: Mask) -> tuple[int, ...]:
    return tuple(np.flatnonzero(mask).tolist())


def _mask(positions: Sequence[int], size: int) -> Mask:
    mask = np.zeros(size, dtype=bool)
    mask[list(positions)] = True
    return mask


class _Keys:
    """The fingerprints of what a suite looks at in a view: the suite itself, the keys of the rows, columns."""

    def __init__(self, suite: Suite, view: View) -> None:
        self.suite, self.names = suite, (KEY, *view.columns)
        self.columns = {name: _digest(*(row[name] for row in view.records)) for name in self.names}

    @cached_property
    def of_rules(self) -> list[str]:
        """One for each rule: a rule looks at its own columns only."""
        return [self._key(position, rule.columns) for position, rule in enumerate(self.suite.rules)]

    @cached_property
    def of_structure(self) -> str:
        """The one of what is stated of the view as a whole: the names of its columns, and some of their values."""
        return self._key(self.names, self.suite.structure_columns)

    def _key(self, what: object, columns: Iterable[str]) -> str:
        looked_at = [self.columns[name] for name in (KEY, *columns) if name in self.columns]
        return _digest(self.suite.digest, what, looked_at)


def _digest(*parts: object) -> str:
    return blake2b(repr(parts).encode(errors="surrogatepass"), digest_size=12).hexdigest()
