"""None: 未收到…申请, 无…诉讼, 均为零. There was none of the last noun; what stands before 的 only describes it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from annual_report.prose.reading.claim import ClauseClaim
from annual_report.prose.reading.denial import Denial, routes_in
from annual_report.prose.reading.measures import (
    APPLICATION,
    BOTH_ROUTES,
    CASES,
    DECISIONS,
    DISCLOSURE,
    DOCUMENTS,
    PROCESSING_FEE,
    ROUTES,
    Measure,
    received,
)
from annual_report.prose.reading.nouns import Piece
from annual_report.prose.reading.quantities import Quantity
from annual_report.prose.reading.scope import Scope
from annual_report.prose.reading.state import State

ZERO = Quantity(Decimal(0), Decimal(0), "件")
# What describes applications without narrowing them: by anybody, in any form.
WIDE = frozenset(
    {"filler", "applicant", "unit", "total", "every", "link", "theme", "period", "year", "channel", "none"}
)
OURS = frozenset({APPLICATION, "bare_application"})


def read_none(piece: Piece, scope: Scope, state: State) -> Iterator[ClauseClaim]:
    """Yield what there was none of. Nothing is concluded where the noun is narrowed: 未收到逾期答复的申请."""
    denial = Denial(piece, state)
    if denial.objects and denial.objects[-1] == PROCESSING_FEE:
        yield state.claim(piece, "no_fee", quantity=ZERO, topic=PROCESSING_FEE)
    measures = _denied(denial, piece, state)
    if measures is None:
        yield state.claim(piece, "count", quantity=ZERO, measure=None, topic=denial.routes[0])
        return
    for measure in measures:
        names = tuple(name for name in scope.names if name != "channel" or not denial.routes)
        topic = measure.topic or APPLICATION
        yield state.claim(
            piece, "none", quantity=ZERO, measure=measure, scope=names, years_off=scope.years_off, topic=topic
        )


def read_zero(piece: Piece, topic: str, scope: Scope, state: State) -> Iterator[ClauseClaim]:
    """Yield what 均为零 says of the objects named before it."""
    if piece.says("rate"):
        return  # 被纠错率为零
    objects = [token.value for token in piece.before if token.kind == "object"]
    routes = routes_in(objects)
    measures = [Measure(CASES, route, "total") for route in routes]
    if not measures and topic == APPLICATION and piece.says("object"):
        measures = [received("received")]
    for measure in measures:
        yield state.claim(
            piece, "none", quantity=ZERO, measure=measure, scope=scope.names, years_off=scope.years_off, topic=topic
        )


def _denied(denial: Denial, piece: Piece, state: State) -> list[Measure] | None:
    """Return the measures that are said to be zero; None where it is cases, but nobody can tell which."""
    about_cases = bool(denial.routes) or state.topic in BOTH_ROUTES
    if denial.outcomes and about_cases:
        return _never_corrected(denial, piece, state)
    if denial.routes and denial.narrowed:
        return None
    if denial.routes and denial.objects[-1] != PROCESSING_FEE:
        linked = any(token.kind == "link" for token in denial.noun)
        others = denial.objects[-1] == "other" and not linked
        return [] if others else [Measure(CASES, route, "total") for route in denial.routes]
    if {"carry", "carry_out"} & set(denial.acts):
        return _nothing_carried(denial, piece, state)
    if denial.objects and denial.objects[-1] in DECISIONS and not denial.narrowed:
        return [Measure(DISCLOSURE, denial.objects[-1])]
    topic = _document(denial, state)
    kinds = dict.fromkeys(act for act in denial.acts if act in ("issued", "repealed", "in_force"))
    if kinds and topic:
        return [Measure(DISCLOSURE, topic, kind) for kind in kinds]
    return _never_applied(denial, state) if _denies_applications(denial, state) else []


def _never_applied(denial: Denial, state: State) -> list[Measure]:
    """未收到法人申请: who never applied; 任何公民、法人和其他组织 is anybody."""
    who = dict.fromkeys(token.value for token in denial.said if token.kind == "applicant")
    anybody = any(state.in_group(token, "anybody") for token in denial.said)
    if not who or anybody or {"natural_person", "organisations"} <= who.keys():
        return [received("received")]
    return [received("", each) for each in who]


def _never_corrected(denial: Denial, piece: Piece, state: State) -> list[Measure]:
    if denial.outcomes[-1] not in ("corrected", "part_corrected"):
        return []
    names = [token.value for token in piece.words if token.kind == "object" and token.value in ROUTES]
    if piece.says("every") and not names:
        beside = (each for each in state.recent_counts(piece.sentence) if each.segment == piece.segment)
        names = [each.topic for each in beside if each.topic in ROUTES]
    lost = any(state.in_group(token, "lost") for token in denial.noun)
    about = ["review", "litigation"] if state.topic == "cases" else [state.topic]
    return [Measure(CASES, name, "corrected") for name in dict.fromkeys(names or (["litigation"] if lost else about))]


def _nothing_carried(denial: Denial, piece: Piece, state: State) -> list[Measure]:
    years = state.years_in(piece)
    stage = "carried_in" if any(each < state.year for each in years) else "carried_out"
    ours = state.topic in (APPLICATION, "") or OURS & set(denial.objects)
    return [received(stage)] if ours else []


def _document(denial: Denial, state: State) -> str:
    named = [each for each in denial.objects if each in DOCUMENTS]
    return named[-1] if named else state.topic if state.topic in DOCUMENTS else ""


def _denies_applications(denial: Denial, state: State) -> bool:
    """Whether it says that nobody applied at all."""
    if not denial.objects or denial.objects[-1] not in OURS or not state.in_group(denial.word, "nothing_at_all"):
        return False
    came = {"receive", "new"}
    if denial.narrowed or any(each.kind not in WIDE and each.value not in came for each in denial.describing):
        return False
    unknown = any(each.kind == "text" or (each.kind, each.value) == ("object", "other") for each in denial.noun)
    if unknown and denial.objects[-1] != APPLICATION:
        return False
    last = max(place for place, token in enumerate(denial.noun) if token.kind == "object")
    if any(token.kind in ("result", "text") for token in denial.noun[last:]):
        return False
    said = bool(came & set(denial.acts)) or state.in_group(denial.word, "nothing_came")
    done = {"close", "publish", "handle"} & set(denial.acts)
    return said and not done and not any(token.kind == "result" for token in denial.noun)
