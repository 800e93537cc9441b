"""Count the lines of a register into the cells of its table, with the lines behind each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from annual_report.filing.register.lines import Application, CaseRegister, Register
from annual_report.form.forms import Form

APPLICATIONS, CASES = "applications", "review_litigation"
RECEIVED, CARRIED_IN, CARRIED_FORWARD = "received", "carried_in", "carried_forward"
OUTCOMES_TOTAL, TOTAL = "outcomes_total", "total"


@dataclass(frozen=True)
class Tally:
    """How many lines a register has, and the rows of those behind each cell of its table, by the address of the cell.

    A line is behind a total as often as it is behind the cells that the total adds up.
    """

    table: str
    file: str
    lines: int
    rows: Mapping[str, tuple[int, ...]]

    @property
    def counts(self) -> dict[str, int]:
        """The figure that each cell should hold."""
        return {address: len(rows) for address, rows in self.rows.items()}


def tally_applications(register: Register, form: Form) -> Tally:
    """Count applications into table 三: new ones, those carried over, how they ended; totals are sums."""
    counted = ((line, applicant, each.row) for each in register.lines for line, applicant in _cells_of(each))
    return _tally(APPLICATIONS, register, counted, form)


def tally_cases(register: CaseRegister, form: Form) -> Tally:
    """Count cases into table 四."""
    counted = ((each.procedure, each.result, each.row) for each in register.lines)
    return _tally(CASES, register, counted, form)


def _cells_of(application: Application) -> Iterator[tuple[str, str]]:
    """Yield line and column of every cell that counts an application, but for the totals of its lines."""
    applicant = application.applicant
    yield CARRIED_IN if application.carried_in else RECEIVED, applicant
    if application.outcome:
        yield application.outcome, applicant
        yield OUTCOMES_TOTAL, applicant
    if application.carried_forward:
        yield CARRIED_FORWARD, applicant


def _tally(table: str, register: Register | CaseRegister, counted: Iterable[tuple[str, str, int]], form: Form) -> Tally:
    rows: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for line, column, row in counted:
        rows[line, column].append(row)
        rows[line, TOTAL].append(row)
    addresses = (cell.address for cell in form.table(table).cells)
    behind = {str(each): tuple(rows[each.line, each.column]) for each in addresses}
    return Tally(table, register.file, len(register.lines), behind)
