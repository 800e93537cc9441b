"""Cut tokens into pieces that hold at most one number each."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

from annual_report.prose.reading.nouns import Piece, Token

LABELS = frozenset(
    {"object", "act", "result", "outcome", "applicant", "channel", "unit", "period", "text", "theme", "share", "rate"}
    | {"change", "year"}
)
FAR = 14


def cut(tokens: Sequence[Token]) -> list[Piece]:
    """Return the pieces of a passage in reading order.

    、 and 和 part only behind a number. A bracket keeps what stood before it, and a lone number in a bracket takes its
    label from there: 县办理公开申请（含结转12件）共430件, 征地（18件）.
    """
    cutter = _Cutter(tokens)
    for position, token in enumerate(tokens):
        if token.kind == "mark":
            cutter.take_mark(token)
        elif token.kind == "link" and cutter.piece.number and _number_follows(tokens, position):
            cutter.close("、")
        elif token.kind == "number" and not _denies_any(tokens, position):
            cutter.take_number(token)
        else:
            cutter.take_word(token)
    cutter.close("。")
    _number_places(cutter.pieces)
    return cutter.pieces


@dataclass
class _Cutter:
    """The piece being made, and what stands unfinished outside of the brackets around it."""

    tokens: Sequence[Token]
    pieces: list[Piece] = field(default_factory=list)
    piece: Piece = field(default_factory=lambda: Piece("。", 0, 0))
    outside: list[Piece | None] = field(default_factory=list)
    sentence: int = 0
    segment: int = 0
    depth: int = 0

    def close(self, mark: str) -> None:
        if self.piece.before or self.piece.number:
            self.pieces.append(self.piece)
        self.piece = self.new(mark)

    def new(self, mark: str, before: Sequence[Token] = ()) -> Piece:
        return Piece(mark, self.depth, self.sentence, self.segment, before=list(before))

    def take_word(self, token: Token) -> None:
        (self.piece.after if self.piece.number else self.piece.before).append(token)

    def take_number(self, token: Token) -> None:
        if self.piece.number:
            labelled = any(each.kind in LABELS for each in self.piece.before)
            place = 0 if labelled else _place_of_reach(self.piece.after)
            rest, self.piece.after = self.piece.after[place:], self.piece.after[:place]
            self.close("" if rest else "、")
            self.piece.before = list(rest)
        self.piece.number = token

    def take_mark(self, token: Token) -> None:
        if token.value in "。！？\n":
            self.sentence, self.segment, self.depth, self.outside = self.sentence + 1, self.segment + 1, 0, []
            self.close("\n" if token.value == "\n" else "。")
        elif token.value == "（":
            self.open_bracket()
        elif token.value == "）":
            if self.outside:
                self.close_bracket()
        elif token.value in "，；：":
            self.segment += token.value == "；"
            self.close(token.value)
        elif self.piece.number:
            self.close("、")
        else:
            self.piece.before.append(token._replace(kind="link", value="and"))

    def open_bracket(self) -> None:
        unfinished = self.piece if self.piece.before and self.piece.number is None else None
        self.depth += 1
        if unfinished is None:
            self.close("（")
        else:
            self.piece = self.new("（")
            self.piece.label_first = True
        self.outside.append(unfinished)

    def close_bracket(self) -> None:
        unfinished = self.outside.pop()
        self.depth = max(0, self.depth - 1)
        lone = self._lone_number() if unfinished else None
        if unfinished and lone:
            lone.before, lone.borrowed = [*unfinished.before, *lone.before], True
            lone.mark, lone.depth = unfinished.mark, self.depth
            self.close("）")
            self.piece = self.new("）", [each for each in unfinished.before if each.kind in ("compare", "year")])
            return
        inside = self.piece
        self.close("）")
        if unfinished:
            self.piece = self.new(unfinished.mark, unfinished.before)
            self.piece.qualified = inside.number is None and inside.mark == "（" and inside.says("among", "parts")

    def _lone_number(self) -> Piece | None:
        """Return the number that alone stands in the bracket, without a label."""
        lone = self.piece if self.piece.number else self.pieces[-1] if self.pieces else None
        if lone is None or lone.number is None or (lone.mark, lone.depth) != ("（", self.depth + 1):
            return None
        return None if any(each.kind in LABELS for each in (*lone.before, *lone.after)) else lone


def _denies_any(tokens: Sequence[Token], position: int) -> bool:
    """无一例, 未收到一件: there was none."""
    match = tokens[position].match
    return position > 0 and tokens[position - 1].kind == "none" and bool(match and match["chinese"] == "一")


def _place_of_reach(words: Sequence[Token]) -> int:
    """由78件上升到90件: what says that it rose belongs to the number behind it."""
    return next((place for place, each in enumerate(words) if each.kind == "reach"), len(words))


def _number_follows(tokens: Sequence[Token], position: int) -> bool:
    for token in tokens[position + 1 : position + FAR]:
        if token.kind in ("number", "mark"):
            return token.kind == "number"
    return False


def _number_places(pieces: Sequence[Piece]) -> None:
    """Let every piece know its place in its sentence."""
    for before, piece in itertools.pairwise(pieces):
        piece.place = before.place + 1 if piece.sentence == before.sentence else 0
