"""A comparison of two editions as JSON and back: a part of findings.json, and all of compare.json.

What follows from the rest (whether they are alike, differences, shares) is written for whoever reads the file.
"""

from __future__ import annotations

from typing import Any

from annual_report.filing.comparison import CHANGES, KINDS, Comparison, Disagreement, Side, Uncompared
from annual_report.rules.stored import read_all, read_figure, read_one_of, read_text, require_type, values
from annual_report.wording import as_stored

COMPARISON_KEYS = ("first", "second", "alike", "compared", "differences", "not_compared")
DISAGREEMENT_KEYS = ("kind", "change", "address", "label", "first", "second", "difference", "share")
SIDE_KEYS = ("text", "value", "spot", "file", "row", "col")
UNCOMPARED_KEYS = ("kind", "label", "reason", "cells")


def as_dict(comparison: Comparison) -> dict[str, Any]:
    """Return what is stored of a comparison."""
    return {
        "first": comparison.first,
        "second": comparison.second,
        "alike": comparison.is_alike,
        "compared": dict(comparison.compared),
        "differences": [_write_disagreement(each) for each in comparison.disagreements],
        "not_compared": [_write_uncompared(each) for each in comparison.uncompared],
    }


def from_dict(data: Any) -> Comparison:
    """Return a comparison that was stored. Raises ValueError for anything that `as_dict` does not write."""
    first, second, _, compared, disagreements, uncompared = values(data, *COMPARISON_KEYS)
    return Comparison(
        read_text(first),
        read_text(second),
        {kind: require_type(int, count) for kind, count in zip(KINDS, values(compared, *KINDS), strict=True)},
        read_all(_read_disagreement, disagreements),
        read_all(_read_uncompared, uncompared),
    )


def _write_disagreement(each: Disagreement) -> dict[str, Any]:
    return {
        "kind": each.kind,
        "change": each.change,
        "address": each.address,
        "label": each.label,
        "first": _write_side(each.first),
        "second": _write_side(each.second),
        "difference": as_stored(each.difference),
        "share": as_stored(each.share),
    }


def _read_disagreement(data: Any) -> Disagreement:
    kind, change, address, label, first, second, _, _ = values(data, *DISAGREEMENT_KEYS)
    return Disagreement(
        read_one_of(KINDS, kind),
        read_one_of(CHANGES, change),
        read_text(address),
        read_text(label),
        _read_side(first),
        _read_side(second),
    )


def _write_side(side: Side | None) -> dict[str, Any] | None:
    return None if side is None else {**vars(side), "value": as_stored(side.value)}


def _read_side(data: Any) -> Side | None:
    if data is None:
        return None
    text, value, spot, file, row, col = values(data, *SIDE_KEYS)
    words = (read_text(text), read_figure(value), read_text(spot), read_text(file))
    return Side(*words, require_type(int, row), require_type(int, col))


def _write_uncompared(each: Uncompared) -> dict[str, Any]:
    return {**vars(each), "cells": list(each.cells)}


def _read_uncompared(data: Any) -> Uncompared:
    kind, label, reason, cells = values(data, *UNCOMPARED_KEYS)
    return Uncompared(read_one_of(KINDS, kind), read_text(label), read_text(reason), read_all(read_text, cells))
