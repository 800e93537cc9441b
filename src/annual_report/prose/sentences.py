"""The language of a sentence: Jinja reduced to figures, conditions and the wording of offices (同比, 占比, 元)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from jinja2 import StrictUndefined, Undefined
from jinja2.exceptions import SecurityError
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from annual_report import wording
from annual_report.filing.figures import Figure, SentenceError, literal, require_same_unit, total

YUAN_IN_A_WAN = 10_000
LARGEST_FACTOR = 10**18

NO_LARGE_PRODUCTS = "不能使用乘方、大数相乘，文字也不能相加、相乘"
INCOMPLETE_NAME = "名称没有写完整：后面还要写行名、栏名，如 .总计"
NOTHING_TO_PRINT = "这里不是数字也不是文字，不能写进正文"
NO_FIGURE = "「{wording}」要用在数字名称上"
OTHER_MONEY = "「{unit}」只能换算元和万元，这里的单位是 {found}"


class Names(dict[str, Any]):
    """Names that must be followed by a further name: 申请 by a line, 申请.本年新收 by a column.

    What a name stands for is made when it is asked for: of some 800 figures a report quotes a few dozen.
    """

    def __init__(self, known: Iterable[str] = (), make: Callable[[str], Any] | None = None) -> None:
        super().__init__(dict.fromkeys(known))
        self._make = make

    def __getitem__(self, name: str) -> Any:
        found = super().__getitem__(name)
        if found is None and self._make:
            self[name] = found = self._make(name)
        return found

    def get(self, name: str, default: Any = None) -> Any:
        if name not in self:
            return default
        return self[name]

    def _incomplete(self, *_: object) -> Any:
        raise SentenceError(INCOMPLETE_NAME)

    __str__ = __eq__ = __ne__ = __lt__ = __gt__ = __le__ = __ge__ = __add__ = __radd__ = __iter__ = _incomplete
    __hash__ = None


class SentenceEnvironment(ImmutableSandboxedEnvironment):
    """Jinja for other people's text: nothing but figures, their wording, conditions and sums."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if operator == "+" and not (_is_text(left) and _is_text(right)):
            return super().call_binop(context, operator, left, right)
        if operator == "**" or _is_text(left) or _is_text(right) or _is_huge(left) or _is_huge(right):
            raise SecurityError(NO_LARGE_PRODUCTS)
        return super().call_binop(context, operator, left, right)

    def wrap_str_format(self, value: Any) -> None:
        """Leave str.format what it is, an attribute nobody may use: it can fill the memory."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return isinstance(obj, LoopContext) and attr in ("index", "first", "last")


def sentence_environment() -> SentenceEnvironment:
    """Return Jinja with our wording only: its own filters would turn figures into other numbers without a word."""
    environment = SentenceEnvironment(undefined=StrictUndefined, finalize=printable)
    environment.filters = dict(WORDINGS)
    environment.globals = {"合计": _sum}
    return environment


def _is_text(value: Any) -> bool:
    return isinstance(value, str | list | tuple)


def _is_huge(value: Any) -> bool:
    return isinstance(value, int) and abs(value) > LARGEST_FACTOR


def printable(value: Any) -> Any:
    """Return what may stand in prose. Raises SentenceError for anything else."""
    if isinstance(value, str):
        return literal(value)
    if isinstance(value, Figure | Undefined) or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise SentenceError(INCOMPLETE_NAME if isinstance(value, Names) else NOTHING_TO_PRINT)


def _sum(*figures: Any) -> Figure:
    return total([_figure(figure, "合计") for figure in figures])


def _compare(now: Any, before: Any, digits: int = 1) -> Figure:
    figure, last = _figure(now, "同比"), _figure(before, "同比")
    require_same_unit(figure, last)
    if figure.value is None or last.value is None:
        return figure.said(wording.MISSING_WORD, last)
    return figure.said(wording.say_change(figure.value, last.value, figure.unit, digits), last)


def _share(part: Any, whole: Any, digits: int = 1) -> Figure:
    figure, all_of_it = _figure(part, "占比"), _figure(whole, "占比")
    require_same_unit(figure, all_of_it)
    if figure.value is None or all_of_it.value is None:
        return figure.said(wording.MISSING_WORD, all_of_it)
    if all_of_it.value == 0:
        # A wrong total must come out as a finding beside the others, not as a sentence that cannot be read.
        return figure.said(wording.NO_SHARE_WORD, all_of_it)
    return figure.said(f"{wording.percent(figure.value, all_of_it.value, digits)}%", all_of_it)


def _in_yuan(figure: Any) -> Figure:
    return _convert(figure, "万元", "元", Decimal(YUAN_IN_A_WAN))


def _in_wan(figure: Any) -> Figure:
    return _convert(figure, "元", "万元", 1 / Decimal(YUAN_IN_A_WAN))


def _convert(money: Any, from_unit: str, to_unit: str, factor: Decimal) -> Figure:
    figure = _figure(money, to_unit)
    if figure.unit == to_unit or figure.value is None:
        return figure
    if figure.unit != from_unit:
        raise SentenceError(OTHER_MONEY.format(unit=to_unit, found=figure.unit or "空"))
    value = (Decimal(figure.value) * factor).normalize()
    return Figure(value, to_unit, figure.vagueness, figure.sources)


def _number_alone(quantity: Any) -> Figure:
    figure = _figure(quantity, "数")
    return figure.said(wording.MISSING_WORD if figure.value is None else wording.plain(figure.value))


def _figure(value: Any, wording_name: str) -> Figure:
    if not isinstance(value, Figure):
        raise SentenceError(NO_FIGURE.format(wording=wording_name))
    return value


# What a sentence may say about a figure: {{ 申请.本年新收.总计 | 同比(上年.申请.本年新收.总计) }}.
WORDINGS = {"同比": _compare, "占比": _share, "元": _in_yuan, "万元": _in_wan, "数": _number_alone}
