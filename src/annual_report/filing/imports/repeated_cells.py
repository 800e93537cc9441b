"""Merged cells that a converter wrote out in every column that they cover, under a name that it wrote out alike."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, groupby

from annual_report.filing.imports.headers import name_of
from annual_report.filing.imports.tokens import PrintedToken


def written_once(names: Sequence[str], header: str, cells: Sequence[PrintedToken]) -> tuple[PrintedToken, ...]:
    """Return the figures of a row, one for each name; nothing where the header repeats no name or figures differ."""
    counts = _repeats(names, header)
    if not counts or sum(counts) != len(cells) or any(cell.separator == "blanks" for cell in cells):
        return ()
    groups = [cells[end - count : end] for end, count in zip(accumulate(counts), counts, strict=True)]
    are_alike = all(cell.kind == "figure" and cell.text == group[0].text for group in groups for cell in group)
    return tuple(group[0] for group in groups) if are_alike else ()


def _repeats(names: Sequence[str], header: str) -> tuple[int, ...]:
    """Return how often each name stands in a header, one after the other, where any stands more than once."""
    text, wanted, found = name_of(header), [*map(name_of, names)], list[str]()
    while text:
        name = next((each for each in wanted if text.startswith(each)), text)
        found.append(name)
        text = text.removeprefix(name)
    groups = [(name, len([*same])) for name, same in groupby(found)]
    return tuple(count for _, count in groups) if [name for name, _ in groups] == wanted != found else ()
