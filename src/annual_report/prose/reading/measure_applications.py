"""What a count of applications is in 表三: a stage, a result, or who applied."""

from __future__ import annotations

from collections.abc import Iterator

from annual_report.prose.reading.claim import ClauseClaim
from annual_report.prose.reading.measures import APPLICATION, APPLICATIONS, NOTHING, Measure, received
from annual_report.prose.reading.nouns import Piece
from annual_report.prose.reading.scope import carries_over, restricts_channel
from annual_report.prose.reading.state import State

GROUPS = frozenset(
    {"granted", "partly_granted", "granted_or_partly", "refused", "unavailable", "not_processed", "otherwise_closed"}
    | {"absent", "known", "not_ours"}
)
# The first of them that a piece names.
ACTS = {"due": "to_handle", "new": "new", "close": "closed", "receive": "received", "handle": "handled"}
STAGES = frozenset({"received", "handled", "new", "closed"})
OF_DOCUMENTS = frozenset({"in_force", "repealed", "document_other"})
LESS = frozenset({"channel", "unit", "period", "subset"})
# Without an object of its own, a piece with one of these goes on with the act before: 信函申请8件, 2023年10件.
GOES_ON = (("unit", ""), ("period", ""), ("total", "all"), ("year", ""), ("reach", ""))


def measure_of_applications(piece: Piece, state: State, *, explicit: bool) -> Measure | None:
    """Return what a piece about applications counts; who applied narrows it to a column."""
    if _is_of_something_else(piece):
        return None if set(piece.values("act")) & OF_DOCUMENTS else NOTHING
    found = _stage(piece, state, explicit=explicit)
    applicants = piece.values("applicant")
    if not applicants:
        return found
    if len(set(applicants)) == 1:
        narrowed = found.stage in ("result", "carried_in", "carried_out", "closed")
        return (found if narrowed else received(""))._replace(applicant=applicants[-1])
    return found or None


def _is_of_something_else(piece: Piece) -> bool:
    """撤回2件 is no stage of applications, 有效申请12件 are some of them; 结案 is as good as 办结."""
    if piece.says("result") or piece.says("act", "carry_out"):
        return False
    return bool(set(piece.values("outcome")) - {"decided"} or set(piece.values("act")) & OF_DOCUMENTS)


def _stage(piece: Piece, state: State, *, explicit: bool) -> Measure:
    acts = [*piece.values("act"), *(["close"] if piece.says("outcome", "decided") else [])]
    if "carry_out" in acts:
        before = any(year < state.year for year in state.years_in(piece))
        return received("carried_in" if before else "carried_out")  # 上年未办结3件
    if carries_over(piece, state):
        # 市直部门转来3件: from others, not from another year
        moved = state.has(piece, "moved", "act") and not state.years_in(piece)
        return NOTHING if moved else received(_carried(state.years_in(piece), state.year))
    if piece.says("result"):
        return _result(piece)
    if named := [act for act in ACTS if act in acts]:
        return received("handled" if {"close", "receive"} <= set(acts) else ACTS[named[0]])
    return _without_act(piece, acts, state, explicit=explicit)


def _without_act(piece: Piece, acts: list[str], state: State, *, explicit: bool) -> Measure:
    if "publish" in acts and not explicit:
        known = state.has(piece, "proactive", "act")
        return Measure(APPLICATIONS, stage="result", results=("known" if known else "granted",))
    if piece.says("applicant") or (explicit and not acts and _follows(piece, state, "applicant")):
        return NOTHING
    if piece.says("total", "rest") and not acts and not explicit and _follows(piece, state, "result"):
        return Measure(APPLICATIONS, stage="result", results=("rest",))
    going_on = piece.mark == "、" and state.act in ACTS
    return received(ACTS[state.act] if going_on else "handled") if explicit else _inherited(piece, state)


def _follows(piece: Piece, state: State, dimension: str) -> bool:
    """公民申请79件，合作社申请2件: one more kind of applicants, not all applications; 不予公开3件，其他1件."""
    last = next(state.recent_counts(piece.sentence), None)
    return last is not None and last.dimension == dimension


def _carried(years: list[int], year: int) -> str:
    other = [each for each in years if each != year]
    if not other:
        return "carried"
    return "carried_in" if other[-1] < year else "carried_out"


def _result(piece: Piece) -> Measure:
    """Return the result that a piece names; beside a group, a line of it is its reason: 因不掌握信息无法提供."""
    found = [*piece.values("reason"), *piece.values("result")]
    details = tuple(dict.fromkeys(each for each in found if each not in GROUPS))
    groups = tuple(dict.fromkeys(each for each in found if each in GROUPS))
    if groups and (not details or piece.says("open")):  # 因不掌握等原因无法提供 is of the whole group
        several = groups if len(groups) > 1 and piece.says("link") else (_last_group(found),)
        return Measure(APPLICATIONS, stage="result", results=several)
    return Measure(APPLICATIONS, stage="result", results=details, group=_last_group(found) if groups else "")


def _last_group(found: list[str]) -> str:
    return next(each for each in reversed(found) if each in GROUPS)


def _inherited(piece: Piece, state: State) -> Measure:
    """Return what a piece without act and object goes on counting."""
    if piece.says("reach"):
        counted = (each.subject or each for each in state.recent(piece.sentence) if each.topic == APPLICATION)
        last = next((each for each in counted if each.measure), None)
        if last is not None and last.measure:
            return last.measure._replace(applicant="")
    if piece.says("total", "all") and not is_labelled(piece):
        if _said_with_carried(piece, state):
            return received("to_handle")
        if listed := _listed_before(state, piece):
            return received("closed" if listed == "result" else "received")
        said = next(_said_in_parts(piece, state), None)
        if said is not None and said.measure:
            return said.measure._replace(applicant="")
    if _sums_up_the_named(piece, state):
        return received(ACTS.get(state.act, "handled"))
    goes_on = restricts_channel(piece, state) or any(piece.says(*meaning) for meaning in GOES_ON)
    if goes_on and state.act in ACTS:
        return received(ACTS[state.act])
    last = next(state.recent_counts(piece.sentence), None)
    again = piece.says("year") and last is not None and last.topic == APPLICATION and last.stage in STAGES
    return last.measure or NOTHING if again and last else NOTHING  # 分别为2022年41件、2023年52件


def _sums_up_the_named(piece: Piece, state: State) -> bool:
    """申请均由自然人提出，共计29件: the first number of a sentence that names them."""
    plain = all(
        token.kind in ("total", "year", "reach", "compare") or state.in_group(token, "linking") for token in piece.words
    )
    first = not any(each.measure for each in state.recent_counts(piece.sentence))
    return plain and first and state.named == piece.sentence


def _listed_before(state: State, piece: Piece) -> str:
    """予以公开5件、信息不存在3件，合计8件: what kind of parts the total is of."""
    kinds = {claim.dimension for claim in state.recent_counts(piece.sentence)}
    return kinds.pop() if len(kinds) == 1 and kinds <= {"result", "applicant"} else ""


def _said_with_carried(piece: Piece, state: State) -> bool:
    """新收58件，上年结转4件，共计62件: the total is of both."""
    stages = [claim.stage for claim in state.recent_counts(piece.sentence) if not claim.limits]
    return len(stages) > 1 and "carried_in" in stages[:2] and bool({"new", "received"} & set(stages[:2]))


def _said_in_parts(piece: Piece, state: State) -> Iterator[ClauseClaim]:
    """线上申请23件，线下申请14件，总计37件: the total is of what its parts are."""
    for claim in state.recent_counts(piece.sentence - 1):
        if claim.topic == APPLICATION and claim.stage in STAGES and not claim.years_off and set(claim.scope[:1]) & LESS:
            yield claim


def is_labelled(piece: Piece) -> bool:
    """Whether a piece says what its number counts."""
    return any(piece.says(kind) for kind in ("object", "text", "result", "applicant", "outcome", "channel", "unit"))
