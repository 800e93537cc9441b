"""Which unit's figure would close the gap between a government and its units, and what speaks for it."""

from __future__ import annotations

from collections.abc import Mapping

from annual_report.rules.explain.gaps import explain_gaps
from annual_report.rules.finding import Slip
from counties import NEW, figures_of
from rolling_up import judge_county, read_county

TOTAL = sum(NEW.values())


def slips(figures: Mapping[str, Mapping[str, int]], filed: Mapping[str, int]) -> list[Slip]:
    """Return the slips behind the gaps as the figures alone tell them; no report was judged."""
    return [slip for slip, _ in explain_gaps(read_county({"figures": figures, "filed": filed}), {})]


def all_filed(new: int) -> dict[str, int]:
    return figures_of(new)


def test_a_unit_that_was_left_out_altogether_is_one_slip() -> None:
    (slip,) = slips({}, all_filed(TOTAL - 41))
    assert slip.likely
    assert slip.explanations[0].cause.startswith("汇总时漏加了青溪县住房局整份：一、本年新收 × 自然人 41")
    assert len(slip.explanations[0].changes) == 6


def test_a_unit_that_was_added_twice_is_told() -> None:
    (slip,) = slips({}, all_filed(TOTAL + 41))
    assert slip.explanations[0].cause.startswith("汇总时把青溪县住房局加了两次")


def test_a_slip_of_a_unit_that_its_own_findings_see_too_is_told_with_them() -> None:
    """The government's figures were added up before the unit's changed: 14 instead of 41 in one row."""
    wrong = {**figures_of(41), "applications.received.natural_person": 14}
    (slip,) = judge_county({"figures": {"qingxi-housing": wrong}, "filed": {}}).slips
    first = slip.explanations[0]
    assert first.cause == "青溪县住房局自己的检查也指出：数字颠倒：41 写成 14"
    (change,) = first.changes
    assert (change.place.file, change.place.row, change.to) == ("qingxi-housing/2024/applications.csv", 2, 41)


def test_last_years_figure_speaks_for_a_unit_whose_own_figures_hold() -> None:
    (slip,) = slips({"qingxi-housing": figures_of(30)}, {})
    assert slip.explanations[0].cause.startswith("青溪县住房局填的是 30，上年是 41")


def test_a_figure_of_the_government_with_its_digits_swapped_is_its_own() -> None:
    (slip,) = slips({}, {"applications.granted.natural_person": 65})
    assert "本级" in slip.explanations[0].cause
    assert slip.explanations[0].changes[0].to == TOTAL


def test_two_slips_are_told_apart() -> None:
    found = slips({}, {**all_filed(TOTAL + 41), "disclosure.licences.decisions": 3})
    assert len(found) == 2
    assert found[1].explanations[0].cause == "本级按各单位之和填，就对上了"
