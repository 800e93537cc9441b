"""Equalities between figures, arranged so that it is quick to tell which of them other figures would mend."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from annual_report.rules.explain.accounts import Accounts, is_of_last_year, table_of
from annual_report.rules.explain.system import Rational, residual_of
from annual_report.rules.finding import Equation

# What would stand in some cells (None: to be derived).
Figures = dict[str, Rational | None]


@dataclass(frozen=True)
class Board:
    """Equalities and the figures they are about."""

    accounts: Accounts
    equations: tuple[Equation, ...]

    @cached_property
    def broken(self) -> frozenset[Equation]:
        """The equalities that fail."""
        return frozenset(equation for equation in self.equations if fails(equation, self.accounts.values))

    @cached_property
    def about(self) -> dict[str, list[Equation]]:
        """The equalities that speak of every cell."""
        about: dict[str, list[Equation]] = {}
        for equation in self.equations:
            for cell, _ in equation:
                about.setdefault(cell, []).append(equation)
        return about

    def concerns_all(self, cells: Collection[str]) -> bool:
        """Whether every equality that fails speaks of one of some cells."""
        return all(any(cell in cells for cell, _ in each) for each in self.broken)

    @cached_property
    def tables(self) -> tuple[str, ...]:
        """The tables of this year of which an equality fails, or cannot be judged for want of a figure."""
        doubtful = (
            equation
            for equation in self.equations
            if equation in self.broken or not is_known(equation, self.accounts.values)
        )
        return tuple(sorted({table_of(cell) for each in doubtful for cell, _ in each if not is_of_last_year(cell)}))

    def has_lines_apart(self, table: str) -> bool:
        """Whether every equality about a table is one of a single line of it."""
        lines = (
            {cell.rpartition(".")[0] for cell, _ in equation if table_of(cell) == table} for equation in self.equations
        )
        return all(len(line) < 2 for line in lines)

    def spoils(self, figures: Figures) -> bool:
        """Whether an equality that holds fails with other figures."""
        return bool(self._failing(figures) - self.broken)

    def mended(self, figures: Figures) -> frozenset[Equation]:
        """Return the equalities that no longer fail with other figures; none where another one then does."""
        failing = self._failing(figures)
        return self.broken & self._equations_about(figures) - failing if failing <= self.broken else frozenset()

    def verified(self, figures: Figures) -> frozenset[Equation]:
        """Return the equalities that failed, or could not be judged for want of a figure, and hold with other figures.

        One that has yet to tell a figure tells nothing else.
        """
        values = {**self.accounts.values, **figures}
        return frozenset(
            each
            for each in self._equations_about(figures)
            if (each in self.broken or not is_known(each, self.accounts.values))
            and is_known(each, values)
            and not fails(each, values)
        )

    def _failing(self, figures: Figures) -> set[Equation]:
        values = {**self.accounts.values, **figures}
        return {each for each in self._equations_about(figures) if fails(each, values)}

    def _equations_about(self, figures: Figures) -> set[Equation]:
        changed = (cell for cell, value in figures.items() if value != self.accounts.values[cell])
        return {each for cell in changed for each in self.about.get(cell, ())}

    def holds_across(self, figures: Figures, is_across: bool) -> bool:
        """Whether the equalities about one column alone (or about one line alone) hold with other figures in it."""
        values = {**self.accounts.values, **figures}
        return not any(fails(each, values) for each in self._within(next(iter(figures)), is_across))

    def _within(self, cell: str, is_across: bool) -> list[Equation]:
        if (cell, is_across) not in self._known_within:
            strip = self.accounts.strips(cell)[is_across]
            sums = {each: None for beside in strip for each in self.about.get(beside, ())}
            own = [each for each in sums if all(one in strip or is_of_last_year(one) for one, _ in each)]
            self._known_within[cell, is_across] = own
        return self._known_within[cell, is_across]

    @cached_property
    def _known_within(self) -> dict[tuple[str, bool], list[Equation]]:
        return {}


def fails(equation: Equation, values: Mapping[str, Rational | None]) -> bool:
    """Whether an equality fails; with a missing figure, that cannot be said."""
    return is_known(equation, values) and residual_of(equation, values) != 0


def is_known(equation: Equation, values: Mapping[str, Rational | None]) -> bool:
    """Whether no figure of an equality is missing."""
    return all(values[cell] is not None for cell, _ in equation)
