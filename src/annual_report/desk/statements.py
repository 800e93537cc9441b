"""From a rule on a row to a check."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annual_report.desk.check import Check, Statement, Sum
from annual_report.desk.conditions import ALWAYS, NEVER, conditions_of
from annual_report.desk.rows import RuledRow
from annual_report.desk.sentences import holds_of


def check_of(row: RuledRow) -> Iterator[Check]:
    """Yield the check that a rule is on a row, unless what is known of the report rules it out.

    Raises NoStatementError for a rule that compares something else than sums of cells.
    """
    conditions = conditions_of(row)
    if any(each.alternatives == NEVER for each in conditions):
        return
    holds = holds_of(row)
    yield Check(
        suite=row.suite,
        rule=row.rule_id,
        key=row.key,
        label=row.rule.label,
        basis=row.rule.basis,
        severity=row.rule.severity,
        explain=_explain(row),
        cells=_cells(row),
        holds=holds,
        when=tuple(each.alternatives for each in conditions if each.alternatives != ALWAYS),
        needs=tuple(need for column in row.rule.columns for need in row.needs(column)),
        unknown=tuple(name for each in conditions for name in each.unknown),
        follows=tuple(each.format(number=row.number) for each in row.rule.follows),
        words=_words(row, holds[0][0]),
    )


def _explain(row: RuledRow) -> str:
    """Return what a rule says of a failure, with all that does not depend on figures filled in."""
    cells = _cells(row)
    known = {"where": row.label_of(cells[0]) if cells else ""}
    known |= {column: str(row.known(column)) for column in row.view.columns if row.side(column) is None}
    return re.sub(r"{([a-z_]+)}", lambda name: known.get(name[1], name[0]), row.rule.explain)


def _words(row: RuledRow, sides: Statement) -> dict[str, Sum]:
    """Return what the names stand for that an explanation still has."""
    named = {column: side for column in row.view.columns if (side := row.side(column)) is not None}
    named |= {"left": sides.left, "right": sides.right, "imbalance": sides.left.minus(sides.right)}
    return {name: named[name] for name in re.findall(r"{([a-z_]+)}", _explain(row))}


def _cells(row: RuledRow) -> tuple[str, ...]:
    """Return the cells of a rule, the one an office would name first."""
    columns = sorted(row.rule.columns, key=lambda column: column != row.rule.at)
    sides = (row.side(column) for column in columns)
    return tuple(dict.fromkeys(term.cell for side in sides if side for term in side.terms))
