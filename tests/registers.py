"""Registers that count to the tables of a report: a line for every application and every case it files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from annual_report.filing.register.labels import applicants_of, outcomes_of
from annual_report.filing.register.lines import Application, Case, CaseRegister, Register
from annual_report.filing.register.read_register import APPLICATION_COLUMNS, CASE_COLUMNS
from annual_report.filing.report import Ledger, Report


def with_registers(report: Report, changes: dict[str, dict[str, Any]] | None = None) -> Report:
    """Return a report with registers of this year and of the last one that agree with its tables.

    `changes` replaces what the first new, carried or pending line says.
    """
    year, form = report.year, report.form
    lines = [*_applications(report.ledger, [*applicants_of(form).official], [*outcomes_of(form).official], year)]
    for kind, change in (changes or {}).items():
        at = next(at for at, line in enumerate(lines) if _is(line, kind))
        lines[at] = lines[at]._replace(**change)
    before = _pending(report.previous, [*applicants_of(form).official], year - 1, 2)
    return replace(
        report,
        register=Register(f"{report.folder}/register.csv", _columns(APPLICATION_COLUMNS), tuple(lines)),
        previous_register=Register(
            f"{report.slug}/{year - 1}/register.csv", _columns(APPLICATION_COLUMNS), tuple(before)
        ),
    )


def with_cases(report: Report, first: dict[str, Any] | None = None) -> Report:
    """Return a report with a register of cases that agrees with table 四; `first` replaces what the first line says."""
    table, lines = report.form.table("review_litigation"), list[Case]()
    for procedure in table.lines:
        for result in table.columns_named["result"]:
            count = report.ledger.values[f"review_litigation.{procedure.code}.{result}"] or 0
            lines += [
                Case(len(lines) + 2 + number, f"{len(lines) + number}", procedure.code, result)
                for number in range(int(count))
            ]
    lines[0] = lines[0]._replace(**(first or {}))
    return replace(report, cases=CaseRegister(f"{report.folder}/cases.csv", _columns(CASE_COLUMNS), tuple(lines)))


def as_csv_of(register: Register, report: Report) -> str:
    """Return a register as a clerk keeps it."""
    applicants, outcomes = applicants_of(report.form).official, outcomes_of(report.form).official
    rows = [
        (line.number, line.received.isoformat(), applicants[line.applicant], outcomes.get(line.outcome, ""),
         line.replied.isoformat() if line.replied else "", "是" * line.carried_in, "是" * line.carried_forward)
        for line in register.lines
    ]  # fmt: skip
    return "\n".join(",".join(row) for row in [APPLICATION_COLUMNS, *rows]) + "\n"


def _applications(ledger: Ledger, applicants: list[str], outcomes: list[str], year: int) -> Iterator[Application]:
    row = 2
    for applicant in applicants:
        carried_in = _count(ledger, "carried_in", applicant)
        ends = [outcome for outcome in outcomes for _ in range(_count(ledger, outcome, applicant))]
        ends += [""] * _count(ledger, "carried_forward", applicant)
        for at, outcome in enumerate(ends):
            yield _application(row, at, at < carried_in, applicant, outcome, year)
            row += 1


def _application(row: int, at: int, carried_in: bool, applicant: str, outcome: str, year: int) -> Application:
    """Make an application: pending ones come in at the end of a year, and have the same number in both."""
    if carried_in:
        number, received, replied = f"{year - 1}-{applicant}-{at}", date(year - 1, 12, 25), date(year, 1, 15)
    else:
        number, received, replied = f"{year}-{applicant}-n{at}", date(year, 3, 4), date(year, 3, 15)
    if outcome:
        return Application(row, number, received, applicant, outcome, replied, carried_in, False)
    return Application(row, number, date(year, 12, 23), applicant, "", None, carried_in, True)


def _pending(ledger: Ledger | None, applicants: Iterable[str], year: int, row: int) -> Iterator[Application]:
    for applicant in applicants if ledger else ():
        for at in range(_count(ledger, "carried_forward", applicant)):
            yield Application(row, f"{year}-{applicant}-{at}", date(year, 12, 25), applicant, "", None, False, True)
            row += 1


def _is(line: Application, kind: str) -> bool:
    if kind == "pending":
        return line.carried_forward
    return bool(line.outcome) and line.carried_in == (kind == "carried")


def _count(ledger: Ledger | None, line: str, applicant: str) -> int:
    return int((ledger.values[f"applications.{line}.{applicant}"] if ledger else 0) or 0)


def _columns(labels: Iterable[str]) -> dict[str, int]:
    return {label: column for column, label in enumerate(labels, 1)}
