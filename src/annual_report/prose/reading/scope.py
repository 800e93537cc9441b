"""In which scope: why a count is less than the total of the year, and how far that reaches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from annual_report.prose.reading.measures import APPLICATION, BOTH_ROUTES
from annual_report.prose.reading.nouns import Piece
from annual_report.prose.reading.state import State
from annual_report.prose.reading.years import YEAR, carries_over, hold_year

HELD = ("period", "years", "plan", "actor", "unit")
SEVERAL = 2
SEGMENT = ("period", "unit")
OURS = frozenset({APPLICATION, "bare_application"})


class Scope(NamedTuple):
    """The scopes that a piece is in, and the year it is of, from the year of the report."""

    names: tuple[str, ...] = ()
    years_off: int = 0


def read_scope(piece: Piece, topic: str, state: State) -> Scope:
    """Return the scope of a piece, and keep in mind what reaches further than it."""
    hold_year(piece, topic, state)
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


def _sums_up(piece: Piece, state: State) -> bool:
    """本级受理55件，部门受理98件，合计受理153件: the total is of all parts, and no part itself."""
    if piece.says("unit") or piece.says("period"):
        return False
    parts = [claim for claim in state.recent_counts(piece.sentence) if set(claim.scope) & set(SEGMENT)]
    return len(parts) > 1


def _hold(name: str, piece: Piece, state: State) -> None:
    scope = state.scopes[name]
    opens = _says_any(piece, scope.words)
    if name == "unit" and (_counts_units(piece, state) or _only_passes(piece, state)):
        opens = False
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


def _only_passes(piece: Piece, state: State) -> bool:
    """及时分发至科室办理: who they went through counts nothing, and narrows nothing that follows."""
    handed = [token.end for token in piece.words if state.in_group(token, "handed_to")]
    units = piece.all_of("unit")
    return piece.number is None and bool(handed and units) and min(handed) <= units[0].start


def _is_our_review(piece: Piece, state: State) -> bool:
    """Whether the office itself reviews: 作为复议机关办理复议5件, but not 法院审理, 由复议机关维持."""
    ours = piece.number is not None or state.has(piece, "reviewers")
    return (
        ours and piece.says("act", "reviewing") and not state.has(piece, "others_acting") and not piece.says("outcome")
    )


def _says_any(piece: Piece, meanings: list[str]) -> bool:
    return not piece.meanings.isdisjoint(meanings)
