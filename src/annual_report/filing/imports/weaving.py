"""Labels that a layout has woven together: pieces of group labels between the lines of a label, told apart by order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# Three labels at most go on side by side: 三、本年度办理结果 · （四）无法提供 · 2.没有现成信息需要另行制作.
Strand = tuple[str, ...]
# Two ways are one too many; more need not be known.
ENOUGH = 2


@dataclass(frozen=True)
class Reached:
    """How far the labels of lines have come, and each strand of group labels: which label, and how much of it."""

    line: int
    done: int
    groups: tuple[tuple[int, int], ...]


def pieces_of_groups(pieces: Sequence[str], lines: Sequence[Sequence[str]], strands: Sequence[Strand]) -> set[int]:
    """Return which pieces belong to group labels, if there is just one way to read all of them in their order.

    `lines` are the wordings of each line's label, `strands` group labels that follow one another. Nothing where the
    pieces are not these labels and no more, or can be read in several ways.
    """
    found: list[tuple[int, ...]] = []
    begin = Reached(0, 0, tuple((0, 0) for _ in strands))
    for way in _ways(pieces, 0, begin, lines, strands, {}):
        if way not in found:
            found.append(way)
        if len(found) == ENOUGH:
            return set()
    return {*found[0]} if found else set()


def _ways(
    pieces: Sequence[str],
    place: int,
    reached: Reached,
    lines: Sequence[Sequence[str]],
    strands: Sequence[Strand],
    dead: dict[tuple[int, Reached], bool],
) -> Iterator[tuple[int, ...]]:
    """Yield every way to read the pieces from a place on: the numbers of those that belong to groups."""
    if place == len(pieces):
        if reached.line == len(lines) and not any(done for _, done in reached.groups):
            yield ()
        return
    if (place, reached) in dead:
        return
    any_way = False
    for following, of_group in _steps(pieces[place], reached, lines, strands):
        for way in _ways(pieces, place + 1, following, lines, strands, dead):
            any_way = True
            yield (place, *way) if of_group else way
    if not any_way:
        dead[place, reached] = True


def _steps(
    piece: str, reached: Reached, lines: Sequence[Sequence[str]], strands: Sequence[Strand]
) -> Iterator[tuple[Reached, bool]]:
    """Yield what a piece may go on with: the label of a line, or a group label of one of the strands."""
    if reached.line < len(lines):
        for wording in lines[reached.line]:
            if wording.startswith(piece, reached.done):
                done = reached.done + len(piece)
                whole = done == len(wording)
                yield Reached(reached.line + whole, 0 if whole else done, reached.groups), False
    for number, (label, done) in enumerate(reached.groups):
        if label < len(strands[number]) and strands[number][label].startswith(piece, done):
            length = done + len(piece)
            whole = length == len(strands[number][label])
            here = (label + 1, 0) if whole else (label, length)
            groups = (*reached.groups[:number], here, *reached.groups[number + 1 :])
            yield Reached(reached.line, reached.done, groups), True
