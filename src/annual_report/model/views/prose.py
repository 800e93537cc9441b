"""The views of the prose: what it quotes, what it claims, and what still has to be written."""

from __future__ import annotations

import re

from annual_report.model.claims import Claim, claims_of
from annual_report.model.figures import unmarked
from annual_report.model.findings import Place
from annual_report.model.prose import Prose
from annual_report.model.report import Report, figure_of
from annual_report.model.tables import Address
from annual_report.model.views.view import Places, Rows, View, make_view, places_of
from annual_report.wording import MISSING_WORD, NO_SHARE_WORD

# A passage that still has to be written: make new leaves these marks in the skeleton.
UNFINISHED = re.compile(r"[〔\[【（(]\s*待\s*填")


def figures(report: Report) -> View:
    """One row per number that only the prose quotes: its value and its source."""
    rows: Rows = {}
    named: Places = {}
    for name, quotation in report.quotations.items():
        value = quotation.figure.value
        rows[name] = {"value": value, "source": quotation.source or None}
        place = Place("figures", name, "", name, quotation.file, quotation.row, quotation.column, value)
        named |= {(name, column): (place,) for column in ("value", "source")}
    return make_view("figures", rows, named, ["value", "source"])


def claims(report: Report, prose: Prose) -> View:
    """One row per quantity in the prose: what it is bound to, what it speaks about, whether both sides have some."""
    rows: Rows = {}
    named: Places = {}
    places = places_of(report)
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
    return make_view("claims", rows, named, columns)


def sections(report: Report, prose: Prose) -> View:
    """One row per prose section: how long it is, and how many passages still have to be written."""
    rows: Rows = {}
    named: Places = {}
    for code, text in prose.sections.items():
        words = unmarked(text).strip()
        passage = prose.passages[code]
        rows[code] = {"title": report.form.section(code).title, "characters": len(words)}
        rows[code] |= {
            "unfinished": len(UNFINISHED.findall(words)),
            "missing": words.count(MISSING_WORD) + words.count(NO_SHARE_WORD),
        }
        place = Place("narrative", code, "", report.form.section(code).title, passage.file, passage.first_row, 1, "")
        named |= {(code, column): (place,) for column in ("characters", "unfinished", "missing")}
    return make_view("sections", rows, named, ["title", "characters", "unfinished", "missing"])


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
