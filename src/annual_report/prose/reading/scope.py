"""In which scope: why a count is less than the total of the year, and how far that reaches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from annual_report.prose.reading.measures import APPLICATION, BOTH_ROUTES
from annual_report.prose.reading.nouns import Piece, Token
from annual_report.prose.reading.state import State

HELD = ("period", "years", "plan", "actor", "unit")
YEAR = "year"
SEVERAL = 2
SEGMENT = ("period", "unit")
OURS = frozenset({APPLICATION, "bare_application"})
CARRY, DONE = frozenset({"carry", "carry_out"}), frozenset({"close", "handle"})


class Scope(NamedTuple):
    """The scopes that a piece is in, and the year it is of, from the year of the report."""

    names: tuple[str, ...] = ()
    years_off: int = 0


def read_scope(piece: Piece, topic: str, state: State) -> Scope:
    """Return the scope of a piece, and keep in mind what reaches further than it."""
    _hold_year(piece, topic, state)
    for name in HELD:
        _hold(name, piece, state)
    if piece.says("reach") and not piece.says("year"):
        state.release(YEAR)
    if piece.says("total", "all") and _sums_up(piece, state):
        state.release(*SEGMENT)
    carries = carries_over(piece, state)
    names = [name for name in HELD if name in state.held and not (carries and name == "plan")]
    if "unit" not in names and state.names_an_office(piece):
        names.append("unit")
    names += _of_the_item(piece, topic, state)
    off = 0 if carries else state.held.get(YEAR, state.year) - state.year
    return Scope(tuple(names), off)


def _of_the_item(piece: Piece, topic: str, state: State) -> Iterator[str]:
    """Yield the scopes that reach no further than the piece."""
    if _says_any(piece, state.scopes["instance"].words) and not piece.says("outcome"):
        yield "instance"
    if _says_any(piece, state.scopes["helping"].words):
        yield "helping"
    if restricts_channel(piece, state):
        yield "channel"
    if _says_any(piece, state.scopes["subset"].words) and topic not in BOTH_ROUTES and not _says_which_line(piece):
        yield "subset"


def _says_which_line(piece: Piece) -> bool:
    """涉及自然人72件: what a table has a line or a column for is no subset of it."""
    return piece.says("result") or piece.says("applicant")


def restricts_channel(piece: Piece, state: State) -> bool:
    """Whether a channel is meant alone: not 通过网站、邮寄等途径, which names them all."""
    mail = [each for each in piece.all_of("object") if each.value == "mail" and set(piece.values("object")) & OURS]
    channels = [*piece.all_of("channel"), *mail]
    if not channels:
        return False
    all_ways = state.has(piece, "ways") or piece.says("open")
    several = len(channels) > 1 or piece.says("open") or state.has(piece, "and_so_on", "filler")
    return not (all_ways and several)


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
    return rises and of_then and state.has(Piece("", 0, 0, before=piece.before), "starting_from")


def _times_follow(piece: Piece, state: State) -> bool:
    following = state.next_to(piece)
    number = following.number if following and following.mark == "" else None
    return bool(number and number.match and number.match["unit"] == "倍")


def _sums_up(piece: Piece, state: State) -> bool:
    """本级受理55件，部门受理98件，合计受理153件: the total is of all parts, and no part itself."""
    if piece.says("unit") or piece.says("period"):
        return False
    parts = [claim for claim in state.recent_counts(piece.sentence) if set(claim.scope) & set(SEGMENT)]
    return len(parts) > 1


def _hold_year(piece: Piece, topic: str, state: State) -> None:
    """Keep the year that frames what follows; a year that is only compared with, or of the cause, frames nothing."""
    compares = piece.says("compare") and piece.says("change")
    if not compares and not carries_over(piece, state):
        framing = _framing_year(piece, topic, state)
        if framing is not None:
            state.held[YEAR] = state.year_of(framing)
    whole_year = piece.says("period", "whole") and not piece.says(YEAR)
    if (
        whole_year
        and YEAR in state.held
        and not all(state.in_group(each, "year_round") for each in piece.all_of("period"))
    ):
        state.held[YEAR] = state.year


def _hold(name: str, piece: Piece, state: State) -> None:
    scope = state.scopes[name]
    opens = _says_any(piece, scope.words) and not (name == "unit" and _counts_units(piece, state))
    if name == "years":
        opens = opens or any(int(token.value) != state.year for token in piece.all_of("since"))
        if piece.says(YEAR) and not opens:
            state.release(name)  # 近三年申请增长，2023年38件
    if name == "period" and _says_any(piece, scope.ends):
        state.release(name)
    if opens and (name != "actor" or _is_our_review(piece, state)):
        several = name == "unit" and state.has(piece, "units", "unit")
        state.held[name] = SEVERAL if several else 1
    if name != "period" and _says_any(piece, scope.ends) and not (name == "actor" and opens):
        state.release(name)


def _counts_units(piece: Piece, state: State) -> bool:
    """共有23家单位收到申请: how many they are narrows nothing."""
    match = piece.number.match if piece.number else None
    return match is not None and match["unit"] in state.vocabulary.measure_words["others"]


def _is_our_review(piece: Piece, state: State) -> bool:
    """Whether the office itself reviews: 作为复议机关办理复议5件, but not 法院审理, 由复议机关维持."""
    ours = piece.number is not None or state.has(piece, "reviewers")
    return (
        ours and piece.says("act", "reviewing") and not state.has(piece, "others_acting") and not piece.says("outcome")
    )


def _says_any(piece: Piece, meanings: list[str]) -> bool:
    return not piece.meanings.isdisjoint(meanings)


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
