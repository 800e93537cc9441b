"""What the prose should say where it does not agree: the figures of the tables with their official labels."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from annual_report.filing.report import Report
from annual_report.form.named_cells import label_of
from annual_report.prose.judging.figures import TableSum
from annual_report.prose.judging.verdicts import ClaimVerdict
from annual_report.wording import percent, plain

UP, DOWN = ("增长", "增加"), ("下降", "减少")
REVERSED = "（增减写反了）"


def say_expected(report: Report, verdict: ClaimVerdict) -> str:
    """Say what would agree: 「三、（七）总计 × 总计」是 20, 增长 10.0%, 34.2%."""
    kind, digits = verdict.claim.kind, verdict.claim.quantity.digits if verdict.claim.quantity else 0
    if verdict.sums:
        return "，或".join(dict.fromkeys(_say_sum(report, each) for each in verdict.sums))
    if kind in ("growth", "delta", "times", "same"):
        return _say_change(verdict, digits)
    if kind in ("share", "rate") and len(verdict.values) == 2:
        part, whole = verdict.values
        return f"{plain(percent(part, whole, digits))}%"
    if verdict.cells:
        return f"「{'＋'.join(_labels(report, verdict.cells))}」是 {plain(verdict.values[-1])}"
    return " 到 ".join(plain(value) for value in verdict.values)


def _say_sum(report: Report, each: TableSum) -> str:
    amount = "至少是" if each.missing else "是"
    return f"「{'＋'.join(_labels(report, each.cells))}」{amount} {plain(each.value)}"


def _labels(report: Report, cells: tuple[str, ...]) -> Iterator[str]:
    return (label_of(report.form, each) for each in cells)


def _say_change(verdict: ClaimVerdict, digits: int) -> str:
    """Say how this year's number stands to last year's: 增长 10.0%, 减少 3, 1.5 倍."""
    (now, then), claim = verdict.values, verdict.claim
    change, words = now - then, UP if now >= then else DOWN
    reverse = REVERSED if claim.kind in ("growth", "delta") and change and claim.down == (change > 0) else ""
    if claim.kind == "growth" and then:
        return f"{words[0]} {plain(abs(percent(change, then, digits)))}%{reverse}"
    if claim.kind == "times" and then:
        return f"{plain(percent(change if claim.totals else now, then, 0) / Decimal(100))} 倍"
    return f"{words[1]} {plain(abs(change))}{reverse}" if change else "持平"
