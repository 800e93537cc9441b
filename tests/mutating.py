"""Ledgers as clerks leave them: figures changed, left open, or written in other ways, at random but always the same."""

from __future__ import annotations

import random
from dataclasses import replace

from annual_report.filing.numbers import parse_figure
from annual_report.filing.report import Report

BLANKS = ("", "/", "—", "不适用")


def mutated(report: Report, seed: int) -> Report:
    """Return a report in which some cells are typed otherwise, each so that it can be read."""
    rng = random.Random(seed)
    count = rng.choice((0, 1, 1, 2, 3, 8, 40))
    return retyped(report, {cell: _typed(report, cell, rng) for cell in rng.sample([*report.form.cells], count)})


def retyped(report: Report, texts: dict[str, str]) -> Report:
    """Return a report in whose cells other texts stand."""
    entries = {}
    for address, text in texts.items():
        entry = report.ledger.entries[address]
        value, wrong = parse_figure(text, entry.cell.kind)
        assert not wrong, (address, text)
        entries[address] = entry._replace(text=text, value=value)
    return replace(report, ledger=report.ledger.with_entries(entries))


def _typed(report: Report, address: str, rng: random.Random) -> str:
    """Return what may be typed in a cell: near what stands there, far from it, nothing, or the same in other signs."""
    cell, value = report.form.cells[address], report.ledger.values[address]
    near = max(0, int(value or 0) + rng.choice((-10, -1, 1, 1, 9)))
    texts = [str(near), str(rng.choice((0, 7, 300, 1_000_001, 10**12))), rng.choice(BLANKS)]
    texts.append(rng.choice((f"{near:,}", f" {near} ", str(near).translate(FULL_WIDTH), f"0{near}")))
    texts += [f"{near}.{rng.choice(('5', '50', '00001', '1234'))}"] if cell.kind == "money" else []
    texts += [f"-{near}"] if cell.kind == "change" else []
    return rng.choice(texts)


FULL_WIDTH = {ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"}
