"""What a count of applications is in 表三: a stage, a result, or who applied."""

from __future__ import annotations

from annual_report.prose.reading.inherited import inherited_measure
from annual_report.prose.reading.measures import ACTS, APPLICATIONS, NOTHING, Measure, received
from annual_report.prose.reading.nouns import Piece
from annual_report.prose.reading.state import State
from annual_report.prose.reading.years import carries_over

GROUPS = frozenset(
    {"granted", "partly_granted", "granted_or_partly", "refused", "unavailable", "not_processed", "otherwise_closed"}
    | {"absent", "known", "not_ours"}
)
OF_DOCUMENTS = frozenset({"in_force", "repealed", "document_other"})


def measure_of_applications(piece: Piece, state: State, *, explicit: bool) -> Measure | None:
    """Return what a piece about applications counts; who applied narrows it to a column."""
    if _is_of_something_else(piece):
        return None if set(piece.values("act")) & OF_DOCUMENTS else NOTHING
    found = _stage(piece, state, explicit=explicit)
    applicants = piece.values("applicant")
    if not applicants or (piece.says("link") and state.has(piece, "anybody")):
        return found  # 企业和群众: anybody
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
    acts = [*_acts_behind_the_frame(piece, state), *(["close"] if piece.says("outcome", "decided") else [])]
    if "carry_out" in acts:
        before = any(year < state.year for year in state.years_in(piece))
        return received("carried_in" if before else "carried_out")  # 上年未办结3件
    if carries_over(piece, state):
        # 市直部门转来3件: from others, not from another year
        moved = state.has(piece, "moved", "act") and not state.years_in(piece)
        return NOTHING if moved else received(_carried(piece, state))
    if piece.says("result"):
        return _result(piece)
    if named := [act for act in ACTS if act in acts]:
        return received("handled" if {"close", "receive"} <= set(acts) else ACTS[named[0]])
    return _without_act(piece, acts, state, explicit=explicit)


def _acts_behind_the_frame(piece: Piece, state: State) -> list[str]:
    """答复中公开20份: the answers are only what the number is a part of."""
    frames = [place for place, token in enumerate(piece.before[1:], 1) if state.in_group(token, "inside")]
    framed = [place for place in frames if piece.before[place - 1].kind == "act"]
    words = piece.before[framed[-1] :] if framed else piece.before
    return [token.value for token in (*words, *piece.after) if token.kind == "act"]


def _without_act(piece: Piece, acts: list[str], state: State, *, explicit: bool) -> Measure:
    if "publish" in acts and not explicit:
        known = state.has(piece, "proactive", "act")
        return Measure(APPLICATIONS, stage="result", results=("known" if known else "granted",))
    if piece.says("applicant") or (explicit and not acts and _follows(piece, state, "applicant")):
        return NOTHING
    if piece.says("total", "rest") and not acts and not explicit and _follows(piece, state, "result"):
        return Measure(APPLICATIONS, stage="result", results=("rest",))
    going_on = piece.mark == "、" and state.act in ACTS
    return received(ACTS[state.act] if going_on else "handled") if explicit else inherited_measure(piece, state)


def _follows(piece: Piece, state: State, dimension: str) -> bool:
    """公民申请79件，合作社申请2件: one more kind of applicants, not all applications; 不予公开3件，其他1件."""
    last = next(state.recent_counts(piece.sentence), None)
    return last is not None and last.dimension == dimension


def _carried(piece: Piece, state: State) -> str:
    """Return which way 结转2件 goes: by the year beside it, else the one that was not said yet."""
    other = [each for each in state.years_in(piece) if each != state.year]
    if not other:
        said = any(each.stage == "carried_in" for each in state.recent_counts(piece.sentence))
        return "carried_out" if said else "carried"
    return "carried_in" if other[-1] < state.year else "carried_out"


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
