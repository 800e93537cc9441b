"""The language of a sentence: sandboxed Jinja with the wording of offices (同比, 占比, 元, 万元)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from jinja2 import StrictUndefined
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from annual_report import wording
from annual_report.model.figures import Figure, number_of, total

YUAN_IN_A_WAN = 10_000

NO_LARGE_PRODUCTS = "不能使用乘方，文字也不能相乘"


class SentenceEnvironment(ImmutableSandboxedEnvironment):
    """Jinja for other people's text: no private attributes, no changes to values, no numbers or texts that explode."""

    intercepted_binops = frozenset({"*", "**"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if operator == "**" or isinstance(left, str | list | tuple) or isinstance(right, str | list | tuple):
            raise SecurityError(NO_LARGE_PRODUCTS)
        return super().call_binop(context, operator, left, right)


def sentence_environment() -> SentenceEnvironment:
    """Return Jinja with our wording: strict about unknown names, without access to anything but the figures."""
    environment = SentenceEnvironment(undefined=StrictUndefined)
    environment.filters |= WORDINGS
    environment.globals["合计"] = lambda *figures: total(list(figures))
    return environment


def _compared(now: Figure, before: Figure, digits: int = 1) -> Figure:
    if now.value is None or before.value is None:
        return now.said(wording.MISSING_WORD, before)
    return now.said(wording.say_change(now.value, before.value, now.unit, digits), before)


def _share(part: Figure, whole: Figure, digits: int = 1) -> Figure:
    if part.value is None or not whole.value:
        return part.said(wording.MISSING_WORD, whole)
    return part.said(f"{wording.percent(part.value, whole.value, digits)}%", whole)


def _in_yuan(figure: Figure) -> Figure:
    return _converted(figure, "万元", "元", Decimal(YUAN_IN_A_WAN))


def _in_wan(figure: Figure) -> Figure:
    return _converted(figure, "元", "万元", 1 / Decimal(YUAN_IN_A_WAN))


def _converted(figure: Figure, from_unit: str, to_unit: str, factor: Decimal) -> Figure:
    if figure.value is None or figure.unit != from_unit:
        return figure
    value = (Decimal(figure.value) * factor).normalize()
    return Figure(value, to_unit, figure.vagueness, figure.sources)


def _bare(figure: Figure) -> Figure:
    value = number_of(figure)
    return figure.said(wording.MISSING_WORD if value is None else wording.plain(value))


# What a sentence may say about a figure: {{ 申请.本年新收.总计 | 同比(上年.申请.本年新收.总计) }}.
WORDINGS = {"同比": _compared, "占比": _share, "元": _in_yuan, "万元": _in_wan, "数": _bare}
