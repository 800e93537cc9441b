"""What probably happened, in the words of an office, and how likely it is: the smaller the cost, the likelier."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from annual_report.filing.place import PREVIOUS
from annual_report.rules.explain.accounts import Accounts, column_name, line_name, table_of
from annual_report.rules.explain.hypotheses import WEIGHT_OF_LIKENESS, Whole
from annual_report.rules.explain.system import Rational, exact
from annual_report.wording import plain

DIGITS_SWAPPED = "数字颠倒：{to} 写成 {was}"
ZERO_TOO_MANY = "多写一个 0：{to} 写成 {was}"
ZERO_MISSING = "少写一个 0：{to} 写成 {was}"
DIGIT_TOO_MANY = "多写一位数字：{to} 写成 {was}"
DIGIT_MISSING = "漏写一位数字：{to} 写成 {was}"
DIGIT_MISREAD = "一位数字不同：{to} 写成 {was}"
YUAN = "单位弄错：按元填了 {was}，应为 {to} 万元"
CARRIED_IN_COUNTED = "上年结转的 {difference} 件也计进了本年新收：{to} 写成 {was}"
NEIGHBOUR_REPEATED = "照抄了相邻的「{neighbour}」：{to} 写成 {was}"
LEFT_OUT = "漏填：{to} 写成 0"
TOTAL_STALE = "总计没有重算：{to} 仍写作 {was}"
OTHERWISE = "数字填错：{to} 写成 {was}"
FOLLOWS = "可由其他数字推出"
EXCHANGED = "互相写反：「{one}」和「{other}」的数字对调了"
SPLIT = "拆格：{whole} 被拆成 {left} 和 {right}，写进了相邻的两格"
MISFILED = "归类错位：{difference} 件应计入「{to}」，写进了「{was}」"
SAME_STRIP = "集中在「{where}」："
AGREES = "，与{words}一致"

RECEIVED, CARRIED_IN = "received", "carried_in"
YUAN_PER_WAN = 10**4
ALONE_IN_ITS_KIND = 100  # a repeated figure below this is more likely chance

# Last year's figures have been published; a total was calculated, not counted.
COST_OF_PREVIOUS, COST_OF_A_COUNTED_CELL = 6.0, 0.5
COST_OF_MORE_CARRIED_IN = 0.5
COST_OF_ANY_FIGURE = 5.0  # where nothing says how the one could become the other
WEIGHT_OF_EVIDENCE = 3.0
MOST_NAMED = 3
MANY_CELLS = 3

Changes = Mapping[str, Rational]


class Cause(NamedTuple):
    """How unlikely a slip is, and its words."""

    cost: float
    words: str


class Error(NamedTuple):
    """One cell: what stands there, and what should."""

    cell: str
    was: Rational
    to: Rational
    money: bool

    @property
    def texts(self) -> tuple[str, str]:
        """Both figures as they are written."""
        return _in_words(self.was), _in_words(self.to)

    def say(self, words: str, **more: str) -> str:
        was, to = self.texts
        return words.format(was=was, to=to, **more)


def weigh(accounts: Accounts, changes: Changes, whole: Whole | None = None) -> Cause:
    """Return the likeliest cause of some changes and its cost; `whole` is the one slip behind them, if known."""
    errors = [_error(accounts, cell, to) for cell, to in changes.items() if accounts.values[cell] is not None]
    if not errors:
        return Cause(-WEIGHT_OF_LIKENESS * accounts.likeness(changes), FOLLOWS)
    places = [_cost_of_place(accounts, error.cell) for error in errors]
    words, cost = _likeliest(accounts, errors)[::-1] if whole is None else (whole.cause, whole.cost)
    cost += sum(places) if whole is None else max(places)
    cost += COST_OF_MORE_CARRIED_IN * (whole is not None and _is_more_carried_in(accounts, changes))
    cost -= WEIGHT_OF_LIKENESS * accounts.likeness(changes)
    for agrees, said in _witnesses(accounts, changes):
        cost += -WEIGHT_OF_EVIDENCE if agrees else WEIGHT_OF_EVIDENCE
        words += AGREES.format(words=said) if agrees else ""
    return Cause(cost, words)


def _is_more_carried_in(accounts: Accounts, changes: Changes) -> bool:
    """Whether more applications would have been carried over from last year than came in; that hardly ever is so."""
    columns = {cell.rpartition(".")[2]: cell for cell in changes if cell.split(".")[-2] in (RECEIVED, CARRIED_IN)}
    held = {**accounts.values, **changes}
    sums = [
        sum(held.get(accounts.sibling(cell, line)) or 0 for cell in columns.values()) for line in (CARRIED_IN, RECEIVED)
    ]
    return sums[0] > sums[1]


def _likeliest(accounts: Accounts, errors: list[Error]) -> Cause:
    apart = [min(_causes_of_one(accounts, error)) for error in errors]
    named = [each.words for each in apart[:MOST_NAMED]]
    rest = f"等 {len(errors)} 格" if len(errors) > MOST_NAMED else ""
    together = Cause(sum(each.cost for each in apart), "；".join(named) + rest)
    if len(errors) >= MANY_CELLS and (where := _common_strip(accounts, errors)):
        together = Cause(together.cost / 2, SAME_STRIP.format(where=where) + together.words)
    likeliest: Cause = min([together, *(_causes_of_two(accounts, *errors) if len(errors) == 2 else ())])
    return likeliest


def _common_strip(accounts: Accounts, errors: list[Error]) -> str:
    """Return the name of the line or the column in which all errors stand; nothing where they are scattered."""
    place = accounts.places[errors[0].cell]
    for strip, name in zip(accounts.strips(errors[0].cell), (line_name(place), column_name(place)), strict=True):
        if all(error.cell in strip for error in errors):
            return name
    return ""


def _causes_of_one(accounts: Accounts, error: Error) -> Iterator[Cause]:
    yield Cause(COST_OF_ANY_FIGURE, error.say(OTHERWISE))
    yield from _clerical(error)
    if error.was == 0:
        yield Cause(3.5, error.say(LEFT_OUT))
    if error.cell in accounts.totals:
        yield Cause(3.2, error.say(TOTAL_STALE))
    yield from _causes_of_counting_twice(accounts, error)
    yield from _causes_of_repeating(accounts, error)


def _clerical(error: Error) -> Iterator[Cause]:
    """Yield what a hand does to digits."""
    was, to = error.texts
    few = 1.0 if min(len(was), len(to)) == 1 else 0.0  # with a single digit anything looks alike
    for slips, cost, words in HANDS:
        if slips(was, to):
            yield Cause(cost + few, error.say(words))
    if error.money and error.was == error.to * YUAN_PER_WAN:
        yield Cause(0.9, error.say(YUAN))


def is_swapped(was: str, to: str) -> bool:
    """Whether two texts differ by two neighbouring digits in each other's place."""
    pairs = [number for number in range(len(to) - 1) if to[number] != to[number + 1]]
    return any(was == to[:at] + to[at + 1] + to[at] + to[at + 2 :] for at in pairs)


def longer_by_one(longer: str, shorter: str) -> bool:
    """Whether a text is another one with a single character more."""
    return len(longer) == len(shorter) + 1 and any(
        longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer))
    )


def differs_in_one(was: str, to: str) -> bool:
    """Whether two texts of one length differ in a single character."""
    return len(was) == len(to) and sum(one != other for one, other in zip(was, to, strict=True)) == 1


# What a hand does to digits, how unlikely, and how it is called.
HANDS: tuple[tuple[Callable[[str, str], bool], float, str], ...] = (
    (is_swapped, 1.0, DIGITS_SWAPPED),
    (lambda was, to: was == to + "0" and to != "0", 1.4, ZERO_TOO_MANY),
    (lambda was, to: was + "0" == to and was != "0", 1.4, ZERO_MISSING),
    (longer_by_one, 2.0, DIGIT_TOO_MANY),
    (lambda was, to: longer_by_one(to, was), 2.0, DIGIT_MISSING),
    (differs_in_one, 3.0, DIGIT_MISREAD),
)


def _causes_of_counting_twice(accounts: Accounts, error: Error) -> Iterator[Cause]:
    if error.cell.split(".")[-2] != RECEIVED:
        return
    carried_in = accounts.values.get(accounts.sibling(error.cell, CARRIED_IN))
    if carried_in and error.was - error.to == carried_in:
        yield Cause(1.2, error.say(CARRIED_IN_COUNTED, difference=_in_words(carried_in)))


def _causes_of_repeating(accounts: Accounts, error: Error) -> Iterator[Cause]:
    for neighbour in accounts.beside(error.cell):
        if error.was and accounts.values[neighbour] == error.was:
            cost = 1.6 if error.was >= ALONE_IN_ITS_KIND else 4.0
            yield Cause(cost, error.say(NEIGHBOUR_REPEATED, neighbour=accounts.places[neighbour].label))


def _causes_of_two(accounts: Accounts, one: Error, other: Error) -> Iterator[Cause]:
    strips = accounts.strips(one.cell)
    if not any(other.cell in strip for strip in strips):
        return
    labels = [accounts.places[error.cell].label for error in (one, other)]
    if one.was == other.to and one.to == other.was:
        yield Cause(1.5, EXCHANGED.format(one=labels[0], other=labels[1]))
    difference = one.to - one.was
    same_kind = (one.cell in accounts.totals) == (other.cell in accounts.totals)
    if difference == other.was - other.to and same_kind:
        to, was = labels if difference > 0 else labels[::-1]
        yield Cause(1.8, MISFILED.format(difference=_in_words(max(difference, -difference)), to=to, was=was))
    if other.cell in strips[0] and other.cell in accounts.beside(one.cell):
        yield from _split(*sorted((one, other), key=lambda error: strips[0].index(error.cell)))


def _split(left: Error, right: Error) -> Iterator[Cause]:
    whole = "".join(error.texts[0] for error in (left, right))
    if {left.texts[1], right.texts[1]} == {whole, "0"}:
        yield Cause(0.8, SPLIT.format(whole=whole, left=left.texts[0], right=right.texts[0]))


def _cost_of_place(accounts: Accounts, cell: str) -> float:
    if table_of(cell).startswith(PREVIOUS):
        return COST_OF_PREVIOUS
    return 0.0 if cell in accounts.totals else COST_OF_A_COUNTED_CELL


def _witnesses(accounts: Accounts, changes: Changes) -> Iterator[tuple[bool, str]]:
    """Yield what else speaks of the changed cells, and whether it agrees with what they would hold."""
    corrected = {**accounts.values, **changes}
    for evidence in accounts.evidence:
        values = [corrected.get(cell) for cell in evidence.cells]
        known = [value for value in values if value is not None]
        if not changes.keys().isdisjoint(evidence.cells) and len(known) == len(values):
            yield sum(known, 0) == exact(evidence.value), evidence.words


def _error(accounts: Accounts, cell: str, to: Rational) -> Error:
    return Error(cell, accounts.values[cell] or 0, to, isinstance(accounts.places[cell].value, Decimal))


def _in_words(value: Rational) -> str:
    return plain(value if isinstance(value, int) else Decimal(value.numerator) / Decimal(value.denominator))
