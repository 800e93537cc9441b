"""Two editions side by side: cells, numbers, sentences, and what cannot be compared."""

from __future__ import annotations

import pytest

from annual_report.desk.editions.compare import compare, is_same
from annual_report.desk.editions.edition import Edition
from annual_report.filing.comparison import Comparison, Side
from annual_report.form.forms import load_form


def edition(version: str = "2021", **changes: Side) -> Edition:
    """Return an edition of noughts; a change names its cell with __ for the points."""
    form = load_form(version)
    cells = {address: Side("0", 0) for address in form.cells}
    named = {address.replace("__", "."): side for address, side in changes.items()}
    return Edition("甲", form, "云泽市某局", form.first_year, {**cells, **named})


def differing(found: Comparison) -> list[str]:
    return [each.address for each in found.disagreements]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Side("3", 3), Side("3", 3), True),
        (Side("1,000", 1000), Side("1000", 1000), True),
        (Side("0", 0), Side(""), False),
        (Side(""), Side("/"), False),
        (Side("/"), Side("—"), False),
        (Side("—"), Side("-"), True),
        (Side("——"), Side("–"), True),
        (Side("N/A"), Side("n/a"), True),
        (Side(" "), Side(""), True),
    ],
)
def test_what_is_the_same(one: Side, other: Side, same: bool) -> None:
    assert is_same(one, other) is same


def test_the_difference_and_its_share_are_told_of_numbers() -> None:
    found = compare(
        edition(applications__received__total=Side("200", 200)), edition(applications__received__total=Side("150", 150))
    )
    (each,) = found.disagreements
    assert (each.difference, str(each.share)) == (-50, "-25.0")


def test_a_nought_has_no_share_and_a_blank_no_difference() -> None:
    now, blank = Side("5", 5), Side("")
    (one,) = compare(edition(), edition(applications__received__total=now)).disagreements
    (other,) = compare(edition(), edition(applications__received__total=blank)).disagreements
    assert (one.difference, one.share) == (5, None)
    assert (other.difference, other.share) == (None, None)


def test_names_of_figures_are_changed_added_and_removed() -> None:
    first = edition()
    one = Edition(**{**vars(first), "figures": {"甲": Side("3 件"), "乙": Side("1 件")}})
    other = Edition(**{**vars(first), "figures": {"甲": Side("3 项"), "丙": Side("1 件")}})
    found = compare(one, other)
    assert [(each.change, each.address) for each in found.disagreements] == [
        *(("changed", "甲"), ("removed", "乙"), ("added", "丙"))
    ]


def test_across_forms_what_asks_for_other_things_is_left_out_and_said() -> None:
    found = compare(edition("2019"), edition("2021"))
    assert differing(found) == []
    assert not found.is_alike
    labels = [each.label for each in found.uncompared]
    assert labels[0] == "表二（共 22 格）"
    assert all(label.startswith("表三") for label in labels[1:])
    assert found.compared["cell"] + found.open_cells == len(
        {*load_form("2019").cells} | {cell for cell in load_form("2021").cells if not cell.startswith("disclosure")}
    )
