"""The look of charts is data: no two neighbours look alike, and after the last look comes the first."""

from __future__ import annotations

from itertools import pairwise

from annual_report.document.chart.charts import KINDS
from annual_report.document.chart.look import chart_look


def test_neighbours_differ_in_pattern_or_darkness_and_in_dashes() -> None:
    look = chart_look()
    for one, other in pairwise([*look.series, look.series[0]]):
        assert one.pattern != other.pattern or abs(darkness(one.fill) - darkness(other.fill)) > 60
        assert (one.dashes, one.mark) != (other.dashes, other.mark)
    assert look.of(len(look.series)) == look.series[0]
    assert {*look.heights} == {*KINDS}


def darkness(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue
