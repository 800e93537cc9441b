"""How sure a difference is, seen beside what else its sentence says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

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
    return [_tempered(each, beside[each.claim.passage, each.claim.sentence]) for each in verdicts]


def _is_not_understood(verdict: ClaimVerdict) -> bool:
    claim = verdict.claim
    puzzling = claim.measure is None or bool(claim.unknown) or not claim.understood
    return verdict.agreement is Agreement.UNCLEAR and claim.kind in COUNTED and puzzling and not claim.parts


def _tempered(verdict: ClaimVerdict, beside: Sequence[ClaimVerdict]) -> ClaimVerdict:
    if verdict.agreement is not Agreement.DIFFERS or verdict.claim.kind not in COUNTED:
        return verdict
    found = [each.agreement for each in beside if each.claim.kind in COUNTED and not each.claim.parts]
    if any(map(_is_not_understood, beside)):
        if verdict.claim.explicit or verdict.claim.parts or verdict.claim.kind != "count":
            return replace(verdict, certain=False)
        return replace(verdict, agreement=Agreement.UNCLEAR, unknown=verdict.claim.unknown, certain=False)
    several = found.count(Agreement.DIFFERS) > 1 and Agreement.AGREES not in found
    return replace(verdict, certain=False) if several else verdict
