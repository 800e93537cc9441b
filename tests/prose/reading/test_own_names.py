"""The office that reports, by its names: it is itself, any other unit is a part."""

from __future__ import annotations

import pytest

from annual_report.prose.reading.read import read_passage


def limits(text: str, *names: str) -> list[tuple[str, ...]]:
    claims = read_passage(text, "2021", 2024, own_names=names)
    return [(*claim.limits, *(("of others",) if claim.of_others else ())) for claim in claims if claim.kind == "count"]


@pytest.mark.parametrize("unit", ["云岭市清河县教育局", "清河县教育局", "县教育局", "我局"])
def test_the_office_is_known_by_its_name_and_what_is_left_of_it(unit: str) -> None:
    assert limits(f"{unit}收到申请6件。", "云岭市清河县教育局") == [()]


@pytest.mark.parametrize("unit", ["清河县人民政府", "清河县政府", "清河县"])
def test_a_government_is_known_by_its_place(unit: str) -> None:
    assert limits(f"{unit}收到申请6件。", "云岭市清河县人民政府") == [()]


@pytest.mark.parametrize("unit", ["县水利局", "青石镇"])
def test_any_other_unit_is_a_part(unit: str) -> None:
    assert limits(f"{unit}收到申请6件。", "清河县教育局") == [("unit", "of others")]


def test_without_names_a_town_may_be_the_office() -> None:
    assert limits("青石镇收到申请6件。") == [()]
