"""Of which year: the one that frames what follows, that is compared with, or that applications go on to."""

from __future__ import annotations

from annual_report.prose.reading.measures import APPLICATION, BOTH_ROUTES
from annual_report.prose.reading.nouns import Piece, Token
from annual_report.prose.reading.state import State

YEAR = "year"
CARRY, DONE = frozenset({"carry", "carry_out"}), frozenset({"close", "handle"})


def carries_over(piece: Piece, state: State) -> bool:
    """Whether applications go from one year to another: 结转, 延期至2025年答复."""
    acts = set(piece.values("act"))
    return bool(acts & CARRY) or (bool(acts & DONE) and any(year > state.year for year in state.years_in(piece)))


def is_previous(piece: Piece, state: State) -> bool:
    """较上年的32件, 比2023年（1052件）, 上年（25件）: the number is of the year before, given beside this year's."""
    if _starts_a_change(piece, state):
        return True
    words = [token for token in piece.before if token.kind != "filler"]
    if not words or words[-1].kind != YEAR or state.year_of(words[-1]) != state.year - 1:
        return False
    if piece.borrowed or (not piece.says("act") and not piece.says("object") and _times_follow(piece, state)):
        return True
    return len(words) > 1 and words[-2].kind in ("compare", "link") and not piece.says("act", "carry")


def _starts_a_change(piece: Piece, state: State) -> bool:
    """由78件上升到90件."""
    following = state.next_to(piece)
    rises = following is not None and following.mark == "" and following.says("reach")
    of_then = all(year == state.year - 1 for year in state.years_in(piece))
    return rises and of_then and any(state.in_group(token, "starting_from") for token in piece.before)


def _times_follow(piece: Piece, state: State) -> bool:
    following = state.next_to(piece)
    number = following.number if following and following.mark == "" else None
    return bool(number and number.match and number.match["unit"] == "倍")


def hold_year(piece: Piece, topic: str, state: State) -> None:
    """Keep the year that frames what follows; a year that is only compared with, or of the cause, frames nothing."""
    compares = piece.says("compare") and piece.says("change")
    left_over = piece.says("outcome", "pending") and piece.says("year", "last")  # 上年未结复议1件
    if not compares and not left_over and not carries_over(piece, state):
        framing = _framing_year(piece, topic, state)
        if framing is not None:
            state.held[YEAR] = state.year_of(framing)
    if state.held.get(YEAR) == state.year or (piece.says("period", "whole") and YEAR not in state.held):
        state.this_year = piece.sentence
    whole_year = piece.says("period", "whole") and not piece.says(YEAR)
    if (
        whole_year
        and YEAR in state.held
        and not all(state.in_group(each, "year_round") for each in piece.all_of("period"))
    ):
        state.held[YEAR] = state.year


def _framing_year(piece: Piece, topic: str, state: State) -> Token | None:
    """Return the last year that is neither compared with, 比上年（25件）, nor that of the cause."""
    if piece.borrowed and is_previous(piece, state):
        return None
    framing, before = None, ""
    caused = _last_cause(piece) if topic in BOTH_ROUTES else -1
    for token in piece.words:
        if token.kind == YEAR and before != "compare" and token.start >= caused:
            framing = token
        before = token.kind if token.kind != "filler" else before
    return framing


def _last_cause(piece: Piece) -> int:
    """因2023年度政府信息公开申请引发行政复议1件: the year is that of the application, not of the case."""
    ours = (APPLICATION, "bare_application")
    return max((each.start for each in piece.words if each.kind == "theme" or each.value in ours), default=-1)
