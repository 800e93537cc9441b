"""How well the words around a number say a name of figures.csv: 网办率 in 网办率95%, 服务站新增 in 新增服务站24项."""

from __future__ import annotations

import re

CLAUSE_MARK, SENTENCE_MARK = re.compile("[，。；：！？\n]"), re.compile("[。！？\n]")
DIGIT = re.compile(r"\d")
# What stands in the midst of a name as it is printed: 镇（街道）, 《…负面清单》.
NO_WORD = re.compile(r"[\s（）()《》“”「」、\d]")
SHORTEST_PIECE = 2
# No sentence is longer, so that nothing takes time that grows with the square of a text.
FARTHEST = 400


class Around:
    """The words around a number, without marks and digits: what leads up to it since the number before, and so on.

    `others` are those of its clause but its own, `clause` and `sentence` have its unit as well.
    """

    def __init__(self, text: str, start: int, end: int) -> None:
        near, own = (text[max(0, start - FARTHEST) : start], text[end : end + FARTHEST]), text[start:end]
        before, after = _within(CLAUSE_MARK, *near)
        self.lead = NO_WORD.sub("", DIGIT.split(before)[-1])
        self.others = NO_WORD.sub("", f"{before}，{after}")
        self.clause = NO_WORD.sub("", before + own + after)
        self.sentence = NO_WORD.sub("", own.join(_within(SENTENCE_MARK, *near)))


def _within(mark: re.Pattern[str], before: str, after: str) -> tuple[str, str]:
    return mark.split(before)[-1], mark.split(after, maxsplit=1)[0]


# How well words say a name: right before the number, in its clause, in parts there, in parts of its sentence; or a word
# of it, where the printed number is long enough (1500余次, not 8个 or 100%) that an equal one is no accident.
UNNAMED, LONG_ENOUGH = 5, 5


def rank_of(name: str, around: Around, length: int) -> int:
    """Return how well words say a name, the best first; `length` is that of the printed number."""
    if name in around.lead:
        return 0
    if name in around.clause:
        return 1
    for rank, words in ((2, around.clause), (3, around.sentence)):
        if _is_in_parts(name, words, around.others):
            return rank
    pieces = (name[at : at + SHORTEST_PIECE] for at in range(len(name) - SHORTEST_PIECE + 1))
    is_hinted = name in around.sentence or any(piece in around.others for piece in pieces)
    return 4 if is_hinted and length >= LONG_ENOUGH else UNNAMED


def _is_in_parts(name: str, words: str, others: str) -> bool:
    """Whether a name can be cut into parts of two characters or more that all stand in words, and one in others."""
    reached = {(0, False)}
    for at in range(len(name)):
        for is_said in {said for place, said in reached if place == at}:
            for end in range(at + SHORTEST_PIECE, len(name) + 1):
                if name[at:end] not in words:
                    break
                reached.add((end, is_said or name[at:end] in others))
    return (len(name), True) in reached
