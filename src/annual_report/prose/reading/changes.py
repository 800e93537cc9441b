"""Changes from the year before: 增加20件, 增长28%, 增长1.5倍, 翻番, 持平, and the number that they start from."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from annual_report.prose.reading.claim import ClauseClaim
from annual_report.prose.reading.fitting import same_stage
from annual_report.prose.reading.measure import name_measure
from annual_report.prose.reading.measures import ACTS, APPLICATION, TABLE_TOPICS
from annual_report.prose.reading.nouns import Piece
from annual_report.prose.reading.quantities import Quantity
from annual_report.prose.reading.state import State
from annual_report.prose.reading.years import is_previous

# A change goes on with what the change before it speaks of: 新收数量比2023年的16件增加4件.
CHANGES = frozenset({"previous", "delta", "growth"})
# 自然人申请减少15件: with one of these, a change is of what it names and not of what was counted before.
LABELLED = frozenset({"applicant", "result", "outcome"})


def is_change(piece: Piece, state: State) -> bool:
    """Whether the number of a piece is a change; 多 and 少 are one only beside 比."""
    changes = [token for token in piece.before if token.kind == "change" and token.value in ("up", "down")]
    if not changes:
        return False
    return not state.in_group(changes[-1], "adjectives") or piece.says("compare")


def read_change(piece: Piece, quantity: Quantity, own: str, state: State) -> list[ClauseClaim] | None:
    """Return the change, or the earlier count, that the number of a piece is; None where it is a count of its own."""
    if quantity.unit == "倍":
        return [*_of_subject(piece, "times", own, state, quantity=quantity, totals=piece.says("change", "up"))]
    if piece.says("double"):
        return []
    if is_change(piece, state) and _is_in_turn(piece, state):
        return _of_anything(piece, state)
    if is_change(piece, state):
        known = is_base_known(piece, state)
        return [*_of_subject(piece, "delta", own, state, quantity=quantity, down=_falls(piece))] if known else []
    if is_previous(piece, state):
        found = _of_subject(piece, "previous", own, state, quantity=quantity)
        return [each for each in found if each.subject and each.subject.measure]
    return None


def read_growth(piece: Piece, quantity: Quantity, own: str, state: State) -> Iterator[ClauseClaim]:
    """Yield the growth that a percentage is."""
    if own == APPLICATION:
        state.act = state.act or "receive"
    if _is_in_turn(piece, state):
        yield from _of_anything(piece, state)
    elif is_base_known(piece, state):
        yield from _of_subject(piece, "growth", own, state, quantity=quantity, down=_falls(piece))


def read_change_without_number(piece: Piece, own: str, state: State) -> list[ClauseClaim] | None:
    """Return what 持平 and 翻番 claim; None where a piece says neither."""
    if own == APPLICATION and piece.says("change"):
        state.act = state.act or "receive"
    beside = piece.says("compare", "with") and piece.says("year")
    same = piece.says("change", "same") and (beside or not state.has(piece, "same_beside", "change"))
    if same and not piece.says("mind", "roughly"):
        return [*_of_subject(piece, "same", own, state)]
    if piece.says("double"):
        factor = Decimal(piece.values("double")[0])
        more = factor if piece.all_of("double")[0].text[-1:] == "番" else factor + 1  # 翻一番多
        return [*_of_subject(piece, "times", own, state, quantity=Quantity(factor, more, "倍"))]
    return None


def is_base_known(piece: Piece, state: State) -> bool:
    """Whether it is compared with the year before: not 较2022年, 较上半年, 环比."""
    if piece.says("compare", "other") or (piece.says("compare", "with") and piece.says("period", "part")):
        return False
    named = state.years_in(piece)
    return (named[-1] if named else state.base) in (None, state.year - 1, state.year)


def _is_in_turn(piece: Piece, state: State) -> bool:
    """信访205件、申请3件，分别较上年下降12%、增加1件: of which of them, nobody can tell for sure."""
    goes_on = piece.mark == "、" and state.changes_in_turn == (piece.sentence, piece.place - 1)
    in_turn = piece.says("among", "in_turn") or goes_on
    if in_turn:
        state.changes_in_turn = (piece.sentence, piece.place)
    return in_turn


def _of_anything(piece: Piece, state: State) -> list[ClauseClaim]:
    return [state.claim(piece, "count", measure=None, topic=state.topic)] if state.topic in TABLE_TOPICS else []


def _falls(piece: Piece) -> bool:
    return piece.values("change")[-1] == "down"


def _of_subject(piece: Piece, kind: str, own: str, state: State, **more: object) -> Iterator[ClauseClaim]:
    subject = _subject(piece, own, state)
    if subject is not None:
        measure = subject.measure if kind == "previous" else None
        others = tuple(_others_than(subject, piece, own, state)) if subject.measure else ()
        claim = state.claim(piece, kind, subject=subject, others=others, topic=subject.topic, **more)
        claim.measure = measure or claim.measure
        yield claim


def _counted_before(piece: Piece, state: State) -> Iterator[ClauseClaim]:
    for claim in state.recent(piece.sentence):
        counted = claim if claim.kind == "count" else claim.subject if claim.kind in CHANGES else None
        if counted and counted.depth <= piece.depth and not counted.years_off:
            yield counted


def _is_named(claim: ClauseClaim, piece: Piece) -> bool:
    """收件量增加16件: of what was received, whatever was counted since."""
    return any(same_stage(claim.stage, ACTS[act]) for act in piece.values("act") if act in ACTS)


def _others_than(subject: ClauseClaim, piece: Piece, own: str, state: State) -> Iterator[ClauseClaim]:
    """收到96件、办结97件，比上年增加16件: of which of them, where none is named."""
    for claim in state.recent_counts(piece.sentence):
        beside = claim.depth <= piece.depth and claim.segment == piece.segment and claim.unit == subject.unit
        beside = beside and not claim.limits and bool(claim.measure)
        same = (not own or claim.topic == own) and _is_named(claim, piece) == _is_named(subject, piece)
        if beside and claim is not subject and same:
            yield claim


def _subject(piece: Piece, own: str, state: State) -> ClauseClaim | None:
    """Return the count that a change speaks of: the last of its object in the sentence that is not in a bracket."""
    if LABELLED & {token.kind for token in piece.words}:
        measure = name_measure(piece, own or state.topic, state, explicit=bool(own))
        return state.claim(piece, "implied", measure=measure, topic=own or state.topic) if measure else None
    found = [each for each in _counted_before(piece, state) if not own or each.topic == own]
    named = [each for each in found if _is_named(each, piece)]
    if found:
        return (named or found)[0]
    measure = name_measure(piece, own, state, explicit=True) if own in TABLE_TOPICS else None
    return state.claim(piece, "implied", measure=measure, topic=own) if measure else None
