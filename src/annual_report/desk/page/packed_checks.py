"""Checks as JSON in few bytes, as script/unpack.js reads them: a term of one figure is its address."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from annual_report.desk.check import Alternatives, Check, Sum, Term
from annual_report.wording import plain


def pack_checks(checks: Iterable[Check]) -> dict[str, Any]:
    """Return checks as data; what many say stands once in `texts`."""
    stated = list(checks)
    texts = list(dict.fromkeys(text for each in stated for text in (each.label, each.basis)))
    numbers = {text: number for number, text in enumerate(texts)}
    return {"texts": texts, "checks": [_check(each, numbers) for each in stated]}


def _check(check: Check, numbers: dict[str, int]) -> list[Any]:
    more = {
        "when": [_alternatives(each) for each in check.when],
        "needs": [_alternatives(each) for each in check.needs],
        "unknown": check.unknown,
        "follows": check.follows,
        "words": {name: _side(side) for name, side in check.words.items()},
    }
    said = {key: value for key, value in more.items() if value}
    words = [numbers[check.label], numbers[check.basis], check.severity, check.explain]
    where = [check.suite, check.rule, check.key]
    return [*where, *words, check.cells, _alternatives(check.holds), *([said] if said else [])]


def _alternatives(alternatives: Alternatives) -> list[Any]:
    return [[[_side(each.left), each.relation, _side(each.right)] for each in clause] for clause in alternatives]


def _side(side: Sum) -> Any:
    """Return a number as its digits, a sum as its terms with the number, if it has one."""
    if not side.terms:
        return plain(side.constant)
    terms = [_term(each) for each in side.terms]
    return [terms, plain(side.constant)] if side.constant else [terms]


def _term(term: Term) -> Any:
    if term.measure != "value":
        return [term.cell, term.factor, term.measure]
    return term.cell if term.factor == 1 else [term.cell, term.factor]
