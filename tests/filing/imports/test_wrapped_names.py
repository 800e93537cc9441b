"""Names that are broken over lines are whole above the figures of their table, and nothing else is joined."""

from __future__ import annotations

from annual_report.filing.imports.positions import PlacedText, Row
from annual_report.filing.imports.wrapped_names import with_whole_names


def row(top: float, *pieces: tuple[str, float]) -> Row:
    return tuple(PlacedText(text, left, left + 10 * len(text), top, top + 10) for text, left in pieces)


NAMES = [
    row(10, ("自然", 100), ("法人或其他组织", 150), ("总计", 400)),
    row(25, ("人", 100)),
    row(40, ("商业", 150), ("社会", 200), ("其他", 250)),
    row(55, ("企业", 150), ("公益", 200)),
    row(70, ("组织", 200)),
]
FIGURES = row(90, ("一、本年新收", 10), *((str(n), 100.0 + 50 * n) for n in range(7)))


def texts(rows: list[Row]) -> list[list[str]]:
    return [[piece.text for piece in each] for each in with_whole_names(rows)]


def test_lines_of_a_name_are_one() -> None:
    assert texts([*NAMES, FIGURES])[:-1] == [
        ["自然人", "法人或其他组织", "总计"],
        ["商业企业", "社会公益组织", "其他"],
    ]


def test_rows_that_stand_above_no_table_stay() -> None:
    assert texts(NAMES) == [[piece.text for piece in each] for each in NAMES]
    assert texts([*NAMES, row(90, ("规章", 10), ("1", 100))])[:-1] == texts(NAMES)


def test_line_that_is_further_below_or_that_tells_no_width_is_none_of_a_name() -> None:
    far = [NAMES[0], row(30, ("人", 100)), FIGURES]
    unknown = tuple(PlacedText("人", 100, 100, 25, 35) for _ in range(1))
    assert texts(far)[1] == ["人"]
    assert texts([NAMES[0], unknown, FIGURES])[1] == ["人"]
