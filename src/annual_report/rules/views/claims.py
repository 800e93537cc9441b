"""The view of what the prose claims beside what the tables say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from annual_report import paths
from annual_report.files import file_state
from annual_report.filing.figures import Number
from annual_report.filing.place import OF_THE_PROSE, PREVIOUS, PROSE, Place
from annual_report.filing.report import Ledger, Report
from annual_report.form.forms import Form, load_form
from annual_report.form.tables import Address
from annual_report.prose.claims import Claim
from annual_report.prose.claims.subjects import Subjects, load_subjects
from annual_report.rules.finding import Evidence
from annual_report.rules.views.catalogue import Reading, declare
from annual_report.rules.views.view import Cells, Others, RowPlaces, Rows, Shape, View, make_view
from annual_report.wording import excerpt, plain

COLUMNS = (
    *("section", "text", "kind", "source", "subject", "last_year", "least", "most"),
    *("table", "table_least", "table_said", "confirmed", "counts_carry_over", "says_some", "table_has_some"),
)

CLAIMS = "claims"
WHICH_LINE = "「{words}」说的是哪一项"


@dataclass(frozen=True)
class TableSide:
    """What the tables say of a claim: the sum of its cells where all are filled, and at least what is known of it."""

    exact: Number | None
    least: Number | None
    cells: tuple[str, ...] = ()


def _shape(form: Form) -> Shape:
    return Shape(COLUMNS, "^claim[0-9]+$", families_of_subjects(form))


@declare(CLAIMS, _shape)
def claims(reading: Reading) -> View:
    """One row per quantity in the prose: the interval it says, what the tables say of its subject.

    A bound or typed number whose subject nobody can tell has no subject: rules about a subject cannot judge it.
    """
    report, found = reading.report, reading.claims
    subjects = load_subjects(report.form.version)
    rows: Rows = {}
    cells: Cells = {}
    others: Others = {}
    for number, claim in enumerate(found, 1):
        key, side = f"claim{number:04d}", table_side(report, subjects, claim)
        rows[key] = _row(report, claim, side)
        cells |= dict.fromkeys(((key, column) for column in ("table", "table_least", "table_has_some")), side.cells)
        words = (partial(place_of, report, claim),)
        others |= dict.fromkeys(((key, column) for column in ("least", "most", "source", "says_some")), words)
        others[key, "subject"] = (
            partial(place_of, report, claim, WHICH_LINE.format(words=excerpt(claim.lead + claim.text))),
        )
    places = RowPlaces(report.places, cells, others)
    return make_view(CLAIMS, rows, places, COLUMNS, table="上年的报告", table_least="上年的报告")


def families_of_subjects(form: Form) -> dict[str, tuple[str, ...]]:
    """Return the subjects whose cells are all in one table, line, column, group or family of the form, by its name.

    Where a line of the form is a subject of the file as well, the file knows better what the words mean.
    """
    return _families_of_subjects(form.version, *file_state(paths.SUBJECTS))


@lru_cache(maxsize=4)
def _families_of_subjects(version: str, *_: object) -> dict[str, tuple[str, ...]]:
    form, subjects = load_form(version), load_subjects(version)
    found: dict[str, list[str]] = {}
    for subject in subjects.quantities:
        if subject.cells and subjects.bound_to(subject.cells) == subject.code:
            for name in _names_of_all(form, subject.cells):
                found.setdefault(name, []).append(subject.code)
    return {name: tuple(codes) for name, codes in found.items()}


def _names_of_all(form: Form, cells: Sequence[str]) -> set[str]:
    names = [_names_of(form, Address(*cell.split("."))) for cell in cells]
    return names[0].intersection(*names[1:])


def _names_of(form: Form, cell: Address) -> set[str]:
    """Return the name of a cell's table, and every name that stands for its line or its column."""
    table = form.table(cell.table)
    lines = {name for name, codes in table.lines_named.items() if cell.line in codes}
    return {table.code} | lines | {name for name, codes in table.columns_named.items() if cell.column in codes}


def evidence_of(view: View) -> tuple[Evidence, ...]:
    """Return what the prose says exactly of cells that it is not bound to."""
    return tuple(
        Evidence(cells, row["least"], row["text"])
        for key, row in view.rows.items()
        if (cells := view.places.cells(key, "table")) and row["least"] == row["most"] and not _is_bound(row["source"])
    )


def table_side(report: Report, subjects: Subjects, claim: Claim) -> TableSide:
    """Return what the ledger of the year a claim speaks of says about its subject."""
    subject = subjects.of(claim.subject)
    ledger = report.previous if claim.last_year else report.ledger
    if subject is None or not subject.cells or ledger is None:
        return TableSide(None, None)
    prefix = PREVIOUS if claim.last_year else ""
    return side_of(report, ledger, subject.cells, prefix)


def side_of(report: Report, ledger: Ledger, cells: Sequence[str], prefix: str = "") -> TableSide:
    """Return the sum of some cells; for a blank total, what its columns add up to.

    Figures are never negative: what is known of a sum is the least it can be.
    """
    exact: Number | None = 0
    least: Number = 0
    for cell in cells:
        parts = [cell] if ledger.values[cell] is not None else _columns_of(report, cell)
        known = [value for value in (ledger.values[part] for part in parts) if value is not None]
        least += sum(known)
        exact = None if exact is None or len(known) < len(parts) else exact + sum(known)
    return TableSide(exact, least, tuple(f"{prefix}{cell}" for cell in cells))


def place_of(report: Report, claim: Claim, label: str = "") -> Place:
    """Return where a claim stands in the prose."""
    title = report.form.section(claim.section).title
    return Place(PROSE, claim.section, "", label or title, claim.file, claim.row, claim.column, claim.text)


def _row(report: Report, claim: Claim, side: TableSide) -> dict[str, object]:
    quantity = claim.quantity
    return {
        "section": claim.section,
        "text": claim.text if claim.kind == "none" else f"{claim.lead}{claim.text}",
        "kind": claim.kind,
        "source": " ".join(claim.sources) or None,
        "subject": claim.subject,
        "last_year": claim.last_year,
        "least": quantity.low if quantity else None,
        "most": quantity.high if quantity else None,
        "table": side.exact,
        "table_least": side.least,
        "table_said": _say_table_side(side),
        "confirmed": quantity is not None and side.exact is not None and quantity.exact == side.exact,
        "counts_carry_over": _counts_carry_over(report, claim, side),
        "says_some": None if quantity is None else quantity.low > 0,
        "table_has_some": None if side.exact is None else side.exact > 0,
    }


def _say_table_side(side: TableSide) -> str:
    """Say the figure of the tables; where a cell is blank, what it is at least."""
    if side.exact is not None:
        return f"是 {plain(side.exact)}"
    return f"至少是 {plain(side.least)}" if side.least is not None else ""


def _counts_carry_over(report: Report, claim: Claim, side: TableSide) -> bool | None:
    """Whether a number of received applications is the one together with those carried in."""
    carried_in = report.ledger.values["applications.carried_in.total"]
    exact = claim.quantity.exact if claim.quantity else None
    if claim.subject != "received" or exact is None:
        return False
    return bool(carried_in) and side.exact is not None and exact == side.exact + (carried_in or 0)


def _columns_of(report: Report, cell: str) -> list[str]:
    """Return the cells that a blank total would add up; the cell itself where it is no total."""
    address = Address(*cell.split("."))
    if address.column != "total":
        return [cell]
    line = report.form.addresses(address.table, address.line, address.column)
    same_line = (
        str(each.address) for each in report.form.table(address.table).cells if each.address.line == address.line
    )
    return [each for each in same_line if each not in line]


def _is_bound(source: str | None) -> bool:
    return bool(source) and OF_THE_PROSE not in str(source)
