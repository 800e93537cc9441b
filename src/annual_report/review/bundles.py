"""Problems of one kind in one place, put together: a folder that is still to be filled in must not fill the screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from annual_report.review.check_list import Item
from annual_report.review.problem_words import Data, is_to_fill
from annual_report.rules.findings import MOST_APART, PROSE


@dataclass(frozen=True)
class Bundle:
    """One problem, or many of one rule in one place."""

    items: tuple[Item, ...]

    @property
    def first(self) -> Item:
        return self.items[0]

    @property
    def findings(self) -> list[Data]:
        return [each for item in self.items for each in (item.leading, *item.alike)]

    @property
    def count(self) -> int:
        """How often the rule is broken here."""
        return len(self.findings)

    @property
    def is_many(self) -> bool:
        """Whether more stands for one than its own words say."""
        return len(self.items) > 1 or (PROSE in _place(self.first) and self.count > 1)

    @property
    def cells(self) -> list[Data]:
        """The first cell of every finding."""
        return [each["cells"][0] for each in self.findings if each["cells"]]

    @property
    def is_filled(self) -> bool:
        """Whether other figures give every one that is missing."""
        return all(item.explanations for item in self.items)

    @property
    def is_blank(self) -> bool:
        """Whether all that is wrong is that figures are missing."""
        return len(self.cells) == self.count and all(cell["value"] is None for cell in self.cells)


def bundles(items: Sequence[Item]) -> list[Bundle]:
    """Put together what one rule finds in one file of figures, if it is much, and in one section of prose.

    What has an explanation, or something that follows from it, stands by itself, but for figures that are missing and
    can be told from others. The order of the first ones is kept.
    """
    places: dict[Any, list[Item]] = {}
    for item in items:
        places.setdefault(_place(item), []).append(item)
    return [bundle for place, together in places.items() for bundle in _bundled(place, together)]


def _bundled(place: Any, items: list[Item]) -> list[Bundle]:
    together = Bundle(tuple(items))
    return [together] if together.count > (1 if PROSE in place else MOST_APART) else [Bundle((each,)) for each in items]


def _place(item: Item) -> tuple[Any, ...]:
    finding = item.leading
    if not _may_stand_with_others(item) or not finding["cells"]:
        return (item.number,)
    cell = finding["cells"][0]
    section = cell["line"] if cell["table"] == PROSE else ""
    return finding["rule"], finding["severity"], finding["label"], cell["file"], cell["table"], section


def _may_stand_with_others(item: Item) -> bool:
    is_plain = len(item.explanations) < 2 and all(map(is_to_fill, item.explanations))
    return is_plain and not (item.following or item.remark)
