"""What a reader keeps in mind while walking over the pieces: what later pieces leave out because it was said before."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from annual_report.prose.reading.claim import ClauseClaim, PartsList
from annual_report.prose.reading.fold import Folded
from annual_report.prose.reading.nouns import Piece, Token
from annual_report.prose.reading.scopes_file import ScopeEntry
from annual_report.prose.reading.vocabulary import Vocabulary

# How many claims back a reader looks: what keeps the time linear.
MEMORY = 60


class Outside(NamedTuple):
    """What was in force before a bracket opened, and is again behind it."""

    topic: str
    lists: list[PartsList]
    held: dict[str, int]
    act: str


@dataclass
class State:
    """Topic, act and scopes in force, the lists that are open, and the claims so far.

    `mentions` is the topic that a word for another thing (投诉), which counts nothing, stood in for, `subject` the
    topic of the last piece that only names one, with its place, `documents` the last topic of 规范性文件 or 规章,
    `frame` the topic of a 中-phrase (政府信息公开申请中), `base` the year that 较2022年 compares with, `named` the
    last sentence that names applications, `spoke_of_us` the last one that says what for, `held` the scopes that
    reach further than one piece, `in_turn` the labels (with their piece) that numbers still follow.
    """

    section: str
    folded: Folded
    year: int
    vocabulary: Vocabulary
    scopes: dict[str, ScopeEntry]
    topic: str = ""
    knows_itself: bool = False
    act: str = ""
    frame: str = ""
    documents: str = ""
    this_year: int = -1
    changes_in_turn: tuple[int, int] = (-1, -1)
    mentions: str = ""
    subject: tuple[int, int, str] = (-1, -1, "")
    base: int | None = None
    sentence: int = -1
    spoke_of_us: int = -1
    named: int = -1
    held: dict[str, int] = field(default_factory=dict)
    lists: list[PartsList] = field(default_factory=list)
    list_number: int = 0
    outside: list[Outside] = field(default_factory=list)
    in_turn: list[tuple[Token, Piece] | None] = field(default_factory=list)
    neighbours: Sequence[Piece] = ()
    claims: list[ClauseClaim] = field(default_factory=list)

    def enter(self, piece: Piece, neighbours: Sequence[Piece]) -> None:
        """Go on to a piece: what a sentence, a ； or a bracket ends is no longer in force."""
        self.neighbours = neighbours
        if piece.sentence != self.sentence:
            self.sentence = piece.sentence
            self.held, self.act, self.in_turn, self.frame, self.base, self.lists = {}, "", [], "", None, []
        if piece.mark == "；" and self.this_year == piece.sentence:
            self.release("year")  # 今年收到50件，上年同期44件；自然人47件
        if piece.mark == "；":
            self.release(*(name for name, scope in self.scopes.items() if scope.reach == "segment"))
        while piece.depth > len(self.outside):
            self.outside.append(Outside(self.topic, list(self.lists), dict(self.held), self.act))
        while piece.depth < len(self.outside):
            self.topic, self.lists, self.held, self.act = self.outside.pop()

    def release(self, *scopes: str) -> None:
        """Let scopes no longer be in force."""
        for name in scopes:
            self.held.pop(name, None)

    def recent(self, sentence: int) -> Iterator[ClauseClaim]:
        """Yield the last claims, the newest first, back to a sentence; never more than a reader keeps in mind."""
        for claim in self.claims[: -MEMORY - 1 : -1]:
            if claim.sentence < sentence:
                return
            yield claim

    def recent_counts(self, sentence: int) -> Iterator[ClauseClaim]:
        """Yield the last counts among the claims."""
        return (claim for claim in self.recent(sentence) if claim.kind == "count")

    def in_group(self, token: Token, group: str) -> bool:
        """Whether a word is one of a group of words.yaml."""
        return token.text in self.vocabulary.groups[group]

    def has(self, piece: Piece, group: str, kind: str = "") -> bool:
        """Whether a word of a group (and of a kind) stands in a piece."""
        words = piece.all_of(kind) if kind else piece.words
        return any(token.text in self.vocabulary.groups[group] for token in words)

    def unknown_in(self, piece: Piece) -> list[Token]:
        """Return the words of a piece that nobody knows, but for names of places and offices: 清河县, 教育局."""
        pairs = itertools.zip_longest(piece.words, piece.words[1:])
        return [token for token, after in pairs if token.unknown and not (after and self._ends_a_name(after))]

    def names_an_office(self, piece: Piece) -> bool:
        """Whether 县教育局 or the like stands before what was done; a town too, where the own name is known."""
        before = itertools.takewhile(lambda token: token.kind not in ("act", "object"), piece.before)
        ends = self._ends_a_name if self.knows_itself else lambda token: self.in_group(token, "offices")
        return any(token.unknown and ends(after) for token, after in itertools.pairwise(before))

    def names_another(self, piece: Piece) -> bool:
        """Whether a unit is named that is not the office itself, as its names are known."""
        return self.knows_itself and self.names_an_office(piece)

    def _ends_a_name(self, token: Token) -> bool:
        return self.in_group(token, "places") or self.in_group(token, "offices")

    def year_of(self, token: Token) -> int:
        """Return the year that 2023年 or 上年 is."""
        return {"last": self.year - 1, "next": self.year + 1}.get(token.value) or int(token.value)

    def years_in(self, piece: Piece) -> list[int]:
        """Return the years that a piece names."""
        return [self.year_of(token) for token in piece.all_of("year")]

    def next_to(self, piece: Piece) -> Piece | None:
        """Return the piece that follows in the same sentence."""
        return self.neighbours[piece.place + 1] if piece.place + 1 < len(self.neighbours) else None

    def claim(self, piece: Piece, kind: str, **more: object) -> ClauseClaim:
        """Return a claim of a piece, quoted as it is printed."""
        start, end = piece.span
        unknown = tuple(token.text for token in self.unknown_in(piece))
        made = ClauseClaim(kind, self.section, piece.sentence, self.folded.quote(start, end), start, end)
        made.unknown, made.depth, made.segment = unknown, piece.depth, piece.segment
        made.label = "".join(token.text for token in piece.before)
        made.number = (piece.number.start, piece.number.end) if piece.number else None
        for name, value in more.items():
            setattr(made, name, value)
        return made
