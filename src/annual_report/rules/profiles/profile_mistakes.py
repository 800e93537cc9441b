"""What is wrong with the file of a place although every key is known: two points alike, what no form has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annual_report.form.forms import Form
from annual_report.prose.names import quoted_cells
from annual_report.prose.phrases import phrases
from annual_report.rules.profiles.profile_file import Point, Profile
from annual_report.strict_yaml import Mistake, Place, find_doubled
from annual_report.wording import join_words, suggestion

UNKNOWN_SECTION = "没有「{found}」这一节{suggestion}（可用：{known}）"
UNKNOWN_ASPECT = "总体情况没有「{found}」这个方面{suggestion}（可用：{known}）"
UNKNOWN_FIGURE = "没有「{found}」这个数字：表里的写 表.行.栏，figures.csv 的只写名称"


def mistakes_in(profile: Profile, forms: Sequence[Form]) -> Iterator[Mistake]:
    """Yield every mistake that shows only when the file is looked at as a whole, or beside the forms."""
    every = [
        (("notices", at, "points", number), point)
        for at, notice in enumerate(profile.notices)
        for number, point in enumerate(notice.points)
    ]
    yield from find_doubled("number", (((*place, "number"), str(point.number)) for place, point in every))
    sections = list(dict.fromkeys(each.code for form in forms for each in form.sections if each.is_prose))
    for place, point in every:
        yield from _unknown(point.section, (*place, "section"), UNKNOWN_SECTION, sections)
        yield from _unknown(point.aspect, (*place, "aspect"), UNKNOWN_ASPECT, [*phrases().aspects])
        yield from _unknown_figures(point, place, forms)


def _unknown(found: str, place: Place, message: str, known: Sequence[str]) -> Iterator[Mistake]:
    if found and found not in known:
        words = message.format(found=found, suggestion=suggestion(found, known), known=join_words(known))
        yield Mistake(place, words, found)


def _unknown_figures(point: Point, place: Place, forms: Sequence[Form]) -> Iterator[Mistake]:
    for name, asked in point.gives.items():
        if isinstance(asked, str) and "." in asked and not any(quoted_cells(form, asked) for form in forms):
            yield Mistake((*place, "gives", name), UNKNOWN_FIGURE.format(found=asked), asked)
