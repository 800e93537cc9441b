"""The views: frames made from a report so that every rule is one sentence about a row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from annual_report.model.claims import Claim, claims_of
from annual_report.model.figures import Number, unmarked
from annual_report.model.findings import Place
from annual_report.model.forms import Address, Cell
from annual_report.model.prose import Prose, compose
from annual_report.model.report import Report, figure_of
from annual_report.wording import plain

# A passage that still has to be written: make new leaves these marks in the skeleton.
UNFINISHED = "〔待填"
HUNDREDFOLD = 100
BLANK = "空白"

# Where the answer stands that a rule was waiting for.
MASTER_DATA = {
    "makes_rules": "agency.yaml 的 level 和 kind",
    "licensing": "agency.yaml 的 powers.licensing",
    "penalties": "agency.yaml 的 powers.penalties",
    "coercion": "agency.yaml 的 powers.coercion",
    "fees_hundredfold": "上年的收费金额",
}

Places = dict[tuple[str, str], tuple[Place, ...]]


@dataclass(frozen=True)
class View:
    """A frame with a `key` and a `number` for every row; `places` says which cells a value was made from.

    Counts are exact ints, money is Decimal, and what is missing is None. `labels` name columns that are no cells.
    """

    name: str
    frame: pd.DataFrame
    places: Mapping[tuple[str, str], tuple[Place, ...]]
    labels: Mapping[str, str] = field(default_factory=dict)


def views_of(report: Report) -> dict[str, View]:
    """Return every view of a report by name; each has a suite of the same name."""
    prose = compose(report)
    views = (
        cells(report),
        by_line(report, "applications"),
        by_column(report, "applications"),
        disclosure(report),
        by_line(report, "review_litigation"),
        whole_report(report),
        figures(report),
        claims(report, prose),
        sections(report, prose),
    )
    return {view.name: view for view in views}


def cells(report: Report) -> View:
    """One row per figure: its value, how it is written canonically (`figure`) and how it stands in the file (`text`)."""
    values, texts, places = report.ledger.values, report.ledger.texts, _places(report)
    rows = {
        address: {
            "table": cell.address.table,
            "kind": cell.kind,
            "value": values[address],
            "figure": None if values[address] is None else plain(values[address]),
            "text": texts[address].strip() or BLANK,
        }
        for address, cell in report.form.cells.items()
    }
    named = {(address, column): (places[address],) for address in rows for column in ("value", "figure", "text")}
    return _view("cells", rows, named)


def by_line(report: Report, table_code: str) -> View:
    """One row per line of a table, its columns as columns.

    For the applications also how many of the six applicant kinds are filled, and their sum where all are.
    """
    table, places = report.form.table(table_code), _places(report)
    rows = {line.code: _values(report, [c for c in table.cells if c.address.line == line.code]) for line in table.lines}
    named = {(c.address.line, c.address.column): (places[str(c.address)],) for c in table.cells}
    if table_code == "applications":
        for code, row in rows.items():
            kinds = [row[column.code] for column in table.columns if column.code != "total"]
            row |= {"kinds_filled": sum(kind is not None for kind in kinds), "kinds_sum": _sum(kinds)}
            named[code, "kinds_filled"] = tuple(
                named[code, column.code][0] for column in table.columns if column.code != "total"
            )
    return _view(f"{table_code}.by_line" if table_code == "applications" else table_code, rows, named)


def by_column(report: Report, table_code: str) -> View:
    """One row per column of a table, its lines as columns, and the report year."""
    table, places = report.form.table(table_code), _places(report)
    rows = {
        column.code: {
            **{c.address.line: report.ledger.values[str(c.address)] for c in table.cells if _is_in(c, column.code)},
            "year": report.year,
        }
        for column in table.columns
    }
    named = {(c.address.column, c.address.line): (places[str(c.address)],) for c in table.cells}
    return _view(f"{table_code}.by_column", rows, named)


def disclosure(report: Report) -> View:
    """One row: the figures of the disclosure table as <line>_<column>, what the agency is empowered to do, last year's fees."""
    table, places = report.form.table("disclosure"), _places(report)
    names = {str(cell.address): f"{cell.address.line}_{cell.address.column}" for cell in table.cells}
    powers = report.agency.powers
    row = {
        **{name: report.ledger.values[address] for address, name in names.items()},
        "makes_rules": report.agency.makes_rules,
        "licensing": powers.licensing,
        "penalties": powers.penalties,
        "coercion": powers.coercion,
        "fees_hundredfold": _hundredfold(report, "disclosure.administrative_fees.fees"),
    }
    named = {("disclosure", name): (places[address],) for address, name in names.items()}
    return replace(_view("disclosure", {"disclosure": row}, named), labels=MASTER_DATA)


def whole_report(report: Report) -> View:
    """One row about the report as a whole."""
    row = {"all_zero": all(value == 0 for value in report.ledger.values.values()), "year": report.year}
    return _view("report", {"report": row}, {})


def figures(report: Report) -> View:
    """One row per number that only the prose quotes: its value and its source."""
    rows, named = {}, {}
    for name, quotation in report.quotations.items():
        value = quotation.figure.value
        rows[name] = {"value": value, "source": quotation.source or None}
        place = Place("figures", name, "", name, quotation.file, quotation.row, quotation.column, value)
        named |= {(name, column): (place,) for column in ("value", "source")}
    return _view("figures", rows, named, ["value", "source"])


def claims(report: Report, prose: Prose) -> View:
    """One row per quantity in the prose: what it is bound to, what it speaks about, whether prose and tables both have some."""
    rows, named = {}, {}
    places = _places(report)
    for number, claim in enumerate(claims_of(prose, report.form), 1):
        key = f"claim{number:04d}"
        rows[key] = {
            "section": claim.section,
            "text": claim.text,
            "kind": claim.kind,
            "source": " ".join(claim.sources) or None,
            "subject": claim.subject.code if claim.subject else "",
            "says_some": claim.says_some,
            "table_has_some": _table_has_some(report, claim),
        }
        named[key, "source"] = (_place_of_claim(report, claim),)
        named[key, "says_some"] = (_place_of_claim(report, claim),)
        named[key, "table_has_some"] = tuple(places[address] for address in _addresses(report, claim))
    columns = ["section", "text", "kind", "source", "subject", "says_some", "table_has_some"]
    return _view("claims", rows, named, columns)


def sections(report: Report, prose: Prose) -> View:
    """One row per prose section: how long it is, and how many passages still have to be written."""
    rows, named = {}, {}
    for code, text in prose.sections.items():
        words = unmarked(text).strip()
        passage = prose.passages[code]
        rows[code] = {"title": report.form.section(code).title, "characters": len(words)}
        rows[code]["unfinished"] = words.count(UNFINISHED)
        place = Place("narrative", code, "", report.form.section(code).title, passage.file, passage.first_row, 1, "")
        named |= {(code, column): (place,) for column in ("characters", "unfinished")}
    return _view("sections", rows, named, ["title", "characters", "unfinished"])


def _view(name: str, rows: Mapping[str, Mapping[str, Any]], places: Places, columns: list[str] | None = None) -> View:
    """Make a view whose columns are objects, so that exact numbers stay exact and a missing one stays None."""
    records = [{"key": key, "number": number, **row} for number, (key, row) in enumerate(rows.items(), 1)]
    header = ["key", "number", *columns] if columns else list(records[0])
    return View(name, pd.DataFrame(records, columns=header, dtype=object), places)


def _places(report: Report) -> dict[str, Place]:
    frame = report.ledger.frame
    wanted = ("table", "line", "column", "label", "file", "row", "col", "value")
    return {str(index): Place(*values) for index, *values in frame[list(wanted)].itertuples()}


def _values(report: Report, chosen: Iterable[Cell]) -> dict[str, Any]:
    return {cell.address.column: report.ledger.values[str(cell.address)] for cell in chosen}


def _is_in(cell: Cell, column: str) -> bool:
    return cell.address.column == column


def _sum(values: list[Number | None]) -> Number | None:
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None


def _hundredfold(report: Report, address: str) -> Number | None:
    """Return the fee from which this year's looks like 元 for 万元; None where last year tells nothing."""
    last = report.previous.values[address] if report.previous else None
    this = report.ledger.values[address]
    return None if last is None or (last == 0 and this) else last * HUNDREDFOLD


def _table_has_some(report: Report, claim: Claim) -> bool | None:
    addresses = _addresses(report, claim)
    values = [report.ledger.values[address] for address in addresses]
    return None if not values or None in values else any(values)


def _addresses(report: Report, claim: Claim) -> list[str]:
    if claim.subject is None:
        return []
    figures = (figure_of(report.form, report.ledger, *Address(*cell.split("."))) for cell in claim.subject.cells)
    return [source for figure in figures for source in figure.sources]


def _place_of_claim(report: Report, claim: Claim) -> Place:
    title = report.form.section(claim.section).title
    return Place("narrative", claim.section, "", title, claim.file, claim.row, claim.column, claim.text)
