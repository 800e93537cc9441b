"""What applications ask for (内容涉及投诉, 行政处罚案卷的9件): no object of its own, though its words name one."""

from __future__ import annotations

from annual_report.prose.reading.measures import APPLICATION, DECISIONS, DOCUMENTS, FEE, NOTHING
from annual_report.prose.reading.nouns import Piece
from annual_report.prose.reading.state import State
from annual_report.prose.reading.topic import INFORMATION, OTHER, name_topic

CONTENTS = DECISIONS | DOCUMENTS | {INFORMATION, OTHER, FEE}
CAME = frozenset({"receive", "new"})


def name_own_topic(piece: Piece, state: State) -> str:
    """Return the topic that a piece names; none where it only says what the applications spoken of ask for."""
    own = name_topic(piece, state)
    content = own in CONTENTS and state.topic == APPLICATION and _is_content(piece, own, state)
    return "" if content else own


def _is_content(piece: Piece, own: str, state: State) -> bool:
    if own == INFORMATION and piece.says("result"):
        return True
    if piece.number is None:
        return _opens_with_content(piece)
    goes_on = piece.mark == "、" and _goes_on_with_contents(state)
    return (goes_on or _lists_applications(piece, state)) and (
        own == INFORMATION or not CAME & set(piece.values("act"))
    )


def _opens_with_content(piece: Piece) -> bool:
    """申请内容主要集中在收费等方面, but not 规范性文件方面."""
    opens = next((token for token in piece.words if token.kind in ("mind", "object")), None)
    return opens is not None and opens.value == "subset"


def _lists_applications(piece: Piece, state: State) -> bool:
    if piece.says("among"):
        last = next(state.recent_counts(piece.sentence - 1), None)
        return last is not None and last.topic == APPLICATION
    return bool(state.lists) and state.lists[-1].head.topic == APPLICATION


def _goes_on_with_contents(state: State) -> bool:
    """涉及批文21项、听证9项."""
    last = state.claims[-1] if state.claims else None
    return last is not None and last.topic == APPLICATION and last.measure == NOTHING
