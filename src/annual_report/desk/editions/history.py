"""How a report became what it is: every commit that changed it, with what differs from the edition before and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from annual_report.desk.editions.revisions import Revision
from annual_report.filing.comparison import Comparison
from annual_report.filing.waivers import Waiver

WAIVED = "{reason}（{who}，{when}）"


@dataclass(frozen=True)
class Revised:
    """One commit beside the one before: what differs, and the reason by address where a person decided about a cell.

    `problem` says why it could not be read; then the next one is compared with the last that could.
    """

    revision: Revision
    comparison: Comparison | None = None
    decided: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""

    def reason(self, address: str) -> str:
        """Return why a cell was changed: as it was decided, else as the commit says."""
        return self.decided.get(address, self.revision.subject)


def decisions_since(before: Iterable[Waiver], now: Iterable[Waiver]) -> dict[str, str]:
    """Return the reasons of the decisions that are new, by the cells that they are about."""
    known = {(each.rule, each.reason, each.when) for each in before}
    new = (each for each in now if (each.rule, each.reason, each.when) not in known)
    return {
        address: WAIVED.format(reason=each.reason, who=each.who, when=each.when)
        for each in new
        for address in each.cells
    }
