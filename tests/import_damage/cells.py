"""What stands in a cell instead of a plain number: nothing, a mark, a sign, a unit, a note, two numbers."""

from __future__ import annotations

from decimal import Decimal

from import_damage.changing import Chance, Damage, Truth, change_figures
from published import Published

BLANKS = ("", " ", "\u3000", "\xa0")
MARKS = "/—-－"
NOTES = ("{}（其中修订 3 件）", "{}（含自然失效 5 件）", "{}（注）")


def nothing(report: Published, truth: Truth, chance: Chance) -> Published:
    """A report as it should be."""
    return report


def blank_cells(report: Published, truth: Truth, chance: Chance) -> Published:
    return change_figures(report, truth, chance, lambda text, address: (chance.choice(BLANKS), False))


def marks(report: Published, truth: Truth, chance: Chance) -> Published:
    """Marks of a missing figure are kept as they are."""
    return change_figures(report, truth, chance, lambda text, address: (chance.choice(MARKS), False))


def notes(report: Published, truth: Truth, chance: Chance) -> Published:
    return change_figures(report, truth, chance, lambda text, address: (chance.choice(NOTES).format(text), False))


def two_numbers(report: Published, truth: Truth, chance: Chance) -> Published:
    return change_figures(report, truth, chance, lambda text, address: (f"{text} {chance.randint(0, 9)}", False))


def wide_digits(report: Published, truth: Truth, chance: Chance) -> Published:
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    return change_figures(report, truth, chance, lambda text, address: (text.translate(wide), True))


def signs(report: Published, truth: Truth, chance: Chance) -> Published:
    """A plus before a change is left out, any minus is read; elsewhere a sign leaves the cell to a person."""

    def sign(text: str, address: str) -> tuple[str, bool]:
        is_change = report.form.cells[address].kind == "change"
        bare = text.lstrip("-")
        if text.startswith("-"):
            return chance.choice("−－-") + bare, True
        return (f"+{bare}" if bare != "0" else "0"), is_change or bare == "0"

    return change_figures(report, truth, chance, sign)


def units(report: Published, truth: Truth, chance: Chance) -> Published:
    """The unit of a column is left out; another one leaves the cell to a person."""

    def unit(text: str, address: str) -> tuple[str, bool]:
        found = chance.choice(("件", "元", "万元"))
        return f"{text}{found}", found == report.form.cells[address].unit

    return change_figures(report, truth, chance, unit)


def six_decimals(report: Published, truth: Truth, chance: Chance) -> Published:
    """Fees as a program has counted them."""
    fees = [address for address, cell in report.form.cells.items() if cell.kind == "money"]
    found = {str(address): str(Decimal(chance.randint(1, 10**11)) / 10**6) for address in fees}
    truth.update(found)
    changed = {address: found.get(address, text) for address, text in report.figures.items()}
    return report.with_figures(changed)


def printed_mistakes(report: Published, truth: Truth, chance: Chance) -> Published:
    """Totals that are not the sum of their parts are copied as they are printed."""
    totals = [address for address in report.figures if address.endswith("total")]
    found = {address: str(int(report.figures[address]) + 1) for address in chance.sample(totals, 3)}
    truth.update(found)
    return report.with_figures({**report.figures, **found})


def zero_report(report: Published, truth: Truth, chance: Chance) -> Published:
    """All figures are 0, and all are figures."""
    truth.update(dict.fromkeys(truth, "0"))
    return report.with_figures(dict.fromkeys(report.figures, "0"))


def blank_form(report: Published, truth: Truth, chance: Chance) -> Published:
    """Nobody has filled it in: that is no report with zeros."""
    truth.clear()
    return report.with_figures(dict.fromkeys(report.figures, ""))


DAMAGES: tuple[Damage, ...] = (
    *(nothing, blank_cells, marks, notes, two_numbers, wide_digits, signs, units, six_decimals, printed_mistakes),
    *(zero_report, blank_form),
)
