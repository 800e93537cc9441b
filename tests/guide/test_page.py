from __future__ import annotations

import pytest

from guide.page import line_of, shown_of, steps_in, with_steps
from guide.story import Change, Picture, Step

PAGE = "先做。\n<!-- make guide: first -->\n旧的\n<!-- /make guide -->\n再做。\n"


def test_what_a_step_shows_stands_between_its_marks_and_all_else_stays() -> None:
    assert steps_in(PAGE) == ["first"]
    assert with_steps(PAGE, {"first": "新的\n"}) == PAGE.replace("旧的", "新的")
    assert with_steps(PAGE, {}) == PAGE


def test_a_step_has_a_line_on_a_page_that_shows_it() -> None:
    assert line_of(PAGE, "first") == 2
    assert line_of(PAGE, "second") == 0


def test_a_step_shows_what_was_changed_then_what_was_typed_and_printed() -> None:
    step = Step(step="x", change=[Change(file="a.csv", old="41", new="14")], run="make check")
    assert shown_of(step, "通过  \n", english=False) == (
        "**a.csv**\n\n```diff\n-41\n+14\n```\n\n```console\n$ make check\n通过\n```\n\n"
    )


def test_a_step_shows_the_whole_of_what_was_written() -> None:
    step = Step(step="x", write={"params/x/agency.yaml": "name: 某局\n"})
    assert shown_of(step, "", english=False) == "**params/x/agency.yaml**\n\n```yaml\nname: 某局\n```\n\n"


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [("", "", "一\n二\n三\n"), ("二", "", "…\n二\n三\n"), ("", "二", "一\n二\n…\n"), ("二", "二", "…\n二\n…\n")],
)
def test_what_is_left_out_of_a_long_output_is_marked(first: str, last: str, shown: str) -> None:
    step = Step(step="x", run="make check", shown_from=first, shown_to=last)
    assert shown_of(step, "一\n二\n三\n", english=True) == f"```console\n$ make check\n{shown}```\n\n"


def test_a_line_that_is_no_longer_printed_is_missed() -> None:
    with pytest.raises(AssertionError, match="no line has '四' in it"):
        shown_of(Step(step="x", run="make check", shown_from="四"), "一\n", english=False)


def test_a_picture_says_what_it_shows_in_the_language_of_the_page() -> None:
    step = Step(step="x", picture=Picture(file="a.png", of="a.html", shows="清单", english="The list"))
    assert shown_of(step, "", english=False) == "![清单](guide/a.png)\n\n"
    assert shown_of(step, "", english=True) == "![The list](guide/a.png)\n\n"
