"""How sure a difference is, seen beside what else its sentence says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from annual_report.prose.judging.verdicts import Agreement, ClaimVerdict

# Kinds of claims that are held against the cells of a table.
COUNTED = frozenset({"count", "none", "all"})


def temper(verdicts: Sequence[ClaimVerdict]) -> list[ClaimVerdict]:
    """Return the verdicts: in a sentence that is not understood throughout, no difference is certain.

    There, a number that rests on what clauses before said may be of something else: nobody can tell. Where several
    numbers differ and none agrees, the sentence is rather of something else than all of them wrong.
    """
    beside: dict[tuple[str, int], list[ClaimVerdict]] = defaultdict(list)
    for each in verdicts:
        beside[each.claim.passage, each.claim.sentence].append(each)
    sentences = {place: _Sentence.of(found) for place, found in beside.items()}
    return [_tempered(each, sentences[each.claim.passage, each.claim.sentence]) for each in verdicts]


class _Sentence(NamedTuple):
    """Whether all of it is understood, and whether all that it counts differs."""

    understood: bool
    differs_throughout: bool

    @classmethod
    def of(cls, verdicts: Sequence[ClaimVerdict]) -> _Sentence:
        found = [each.agreement for each in verdicts if each.claim.kind in COUNTED and not each.claim.parts]
        differs_throughout = found.count(Agreement.DIFFERS) > 1 and Agreement.AGREES not in found
        return cls(not any(map(_is_not_understood, verdicts)), differs_throughout)


def _is_not_understood(verdict: ClaimVerdict) -> bool:
    claim = verdict.claim
    # 行政诉讼31件，其中涉信息公开的3件: of the whole nobody can tell, of the part everybody can.
    told = any(part.about_us and part.measure for part in claim.parts)
    puzzling = (claim.measure is None and not told) or bool(claim.unknown) or not claim.understood
    return verdict.agreement is Agreement.UNCLEAR and claim.kind in COUNTED and puzzling and verdict.said is None


def _tempered(verdict: ClaimVerdict, sentence: _Sentence) -> ClaimVerdict:
    if verdict.agreement is not Agreement.DIFFERS or verdict.claim.kind not in COUNTED:
        return verdict
    if sentence.understood:
        return replace(verdict, certain=False) if sentence.differs_throughout else verdict
    of_cells = verdict.claim.kind == "count" and bool(verdict.sums)
    if verdict.claim.explicit or not of_cells:
        return replace(verdict, certain=False)
    return replace(verdict, agreement=Agreement.UNCLEAR, unknown=verdict.claim.unknown, certain=False)
