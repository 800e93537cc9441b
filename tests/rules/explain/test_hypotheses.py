"""Slips of many cells beside other mistakes, along the printed line of table four, and copies of last year's report."""

from __future__ import annotations

from typing import Any

import pytest

from annual_report.filing.report import Report
from annual_report.rules.explain.explain import explain
from annual_report.rules.findings import Findings
from annual_report.steps.validate import validate
from ledgers import COLUMNS, FORM, LINES, OUTCOMES, with_figures

Figures = dict[str, Any]
REVIEW = [str(cell) for cell in FORM.cells if str(cell).startswith("review_litigation.")]


@pytest.fixture(scope="module")
def sound(yunze: Report) -> Findings:
    return validate(yunze)


def on_by_one(sound: Findings, cells: list[str], gap: int | None) -> Figures:
    """Return figures that stand one cell too far; where they began stands a gap."""
    held = [sound.places[cell].value for cell in cells]
    return dict(zip(cells, [gap, *held[:-1]], strict=True))


def column(code: str, first: str, last: str) -> list[str]:
    lines = LINES[LINES.index(first) : LINES.index(last) + 1]
    return [f"applications.{each}.{code}" for each in lines]


def line(code: str) -> list[str]:
    return [f"applications.{code}.{each}" for each in COLUMNS]


def told(sound: Findings, figures: Figures, last_year: bool = True) -> list[str]:
    """Return the first explanation of every slip, each of which must have findings of its own."""
    found = explain(with_figures(sound, figures, last_year=last_year))
    assert {each.slip for each in found.found if each.outcome == "failed"} == set(range(1, len(found.slips) + 1))
    return [slip.explanations[0].cause for slip in found.slips]


MOVED = "串行：「自然人」从「三、（一）予以公开」到「三、（四）3.补正后申请内容仍不明确」整体向下错了一格，共 13 格"
TYPO = {"applications.not_held.business": 25}
TYPED = "数字颠倒：52 写成 25"


@pytest.mark.parametrize("last_year", [True, False])
@pytest.mark.parametrize("gap", [None, 0])
def test_a_mistake_in_a_line_that_figures_slipped_past_is_told_apart_from_the_slip(
    sound: Findings, gap: int | None, last_year: bool
) -> None:
    moved = on_by_one(sound, column("natural_person", OUTCOMES[0], OUTCOMES[12]), gap)
    assert told(sound, {**moved, **TYPO}, last_year) == [MOVED, TYPED]


def test_every_slip_has_findings_of_its_own(yunze: Report) -> None:
    """What is left of all equalities once two lines are exchanged is another mistake, and that explains no more."""
    one, other = line("received"), line("carried_in")
    held = yunze.ledger.values
    swapped = {cell: held[its] for cell, its in zip([*one, *other], [*other, *one], strict=True)}
    found = explain(validate(yunze.with_values({**swapped, **TYPO})))
    rules = [{each.rule for each in found.found if each.slip == number} for number in (1, 2)]
    assert sorted(map(sorted, rules)) == [["T3-R13", "T3-S2"], ["X-01", "X-02"]]


@pytest.mark.parametrize(
    ("cells", "gap", "cause"),
    [
        (
            REVIEW,
            None,
            "串列：从「行政复议 × 结果维持」到「行政诉讼·复议后起诉 × 总计」整体向右错了一格，共 15 格",
        ),
        (
            REVIEW[::-1],
            0,
            "串列：从「行政复议 × 结果维持」到「行政诉讼·复议后起诉 × 总计」整体向左错了一格，共 15 格",
        ),
        (REVIEW[:5], None, "串列：「行政复议」从「结果维持」到「总计」整体向右错了一格，共 5 格"),
        (REVIEW[::5], 0, "串行：「结果维持」从「行政复议」到「行政诉讼·复议后起诉」整体向下错了一格，共 3 格"),
    ],
    ids=["all to the right", "all to the left", "one line", "one column"],
)
def test_table_four_may_slip_along_its_printed_line(
    sound: Findings, cells: list[str], gap: int | None, cause: str
) -> None:
    assert told(sound, on_by_one(sound, cells, gap)) == [cause]


def test_two_mistakes_in_table_four_are_no_slip_of_many_cells(sound: Findings) -> None:
    wrong = {"review_litigation.review.total": 321, "review_litigation.suit_after_review.other_results": 42}
    assert told(sound, wrong) == ["数字颠倒：312 写成 321", "数字颠倒：24 写成 42"]


@pytest.mark.parametrize(
    ("cells", "where"),
    [
        (column("natural_person", LINES[0], LINES[-1]), "「自然人」从「一、本年新收」到「四、结转下年」"),
        (line("granted"), "「三、（一）予以公开」从「自然人」到「总计」"),
        (line("carried_forward"), "「四、结转下年」从「自然人」到「总计」"),
    ],
    ids=["column", "line", "carried forward"],
)
def test_what_was_copied_from_last_year_is_named(sound: Findings, cells: list[str], where: str) -> None:
    copied = {cell: sound.places[f"previous.{cell}"].value for cell in cells}
    (cause,) = told(sound, copied)
    assert cause.startswith(f"照抄上年：{where}和上年的数字一样")


@pytest.mark.parametrize("first", ["state_secrets", "third_party_interests", "not_held", "repeated"])
def test_last_years_figures_tell_which_line_was_dropped(sound: Findings, first: str) -> None:
    """The equalities hold for any order of the outcomes: alone, they cannot tell from which line on figures slipped."""
    below = LINES[LINES.index(first) :]
    held = [[sound.places[cell].value for cell in line(code)] for code in below[1:]]
    figures = {
        cell: value
        for code, values in zip(below, [*held, [None] * len(COLUMNS)], strict=True)
        for cell, value in zip(line(code), values, strict=True)
    }
    (cause,) = told(sound, figures)
    label = sound.places[f"applications.{first}.total"].label.rpartition(" × ")[0]
    assert cause.startswith(f"串行：各列从「{label}」到「四、结转下年」整体向上错了一格")
