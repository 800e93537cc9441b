"""Who belongs to whom: by the parent that a unit names and by the list of its government, which must agree."""

from __future__ import annotations

from pathlib import Path

import pytest

from annual_report.errors import InputError
from annual_report.filing.roll_up.belonging import Units, units_of
from annual_report.filing.roll_up.members import members_in
from counties import GOVERNMENT, NAME, YEAR, change_agency, invent_county, write_agency


@pytest.fixture
def county(tmp_path: Path) -> Path:
    return invent_county(tmp_path, (YEAR,))


def units(params: Path, year: int = YEAR) -> Units:
    members = members_in(params)
    return units_of(members.by_slug[GOVERNMENT], members, year)


def names(params: Path, year: int = YEAR) -> list[str]:
    return [each.name for each in units(params, year).expected]


def refusal(params: Path) -> str:
    with pytest.raises(InputError) as refused:
        units(params)
    return str(refused.value)


def test_units_come_in_the_order_of_the_list_and_those_without_a_folder_are_known(county: Path) -> None:
    listed = ["石桥乡人民政府", "青溪县水务局", "qingxi-housing", "青溪县人民政府办公室", "桥头镇人民政府"]
    change_agency(county, GOVERNMENT, units=listed)
    found = units(county)
    assert names(county) == ["石桥乡人民政府", "青溪县水务局", "青溪县住房局", "青溪县人民政府办公室", "桥头镇人民政府"]
    assert [each.name for each in found.expected if each.member is None] == ["石桥乡人民政府"]


def test_a_unit_that_only_names_its_parent_belongs_too_and_is_told_apart(county: Path) -> None:
    write_agency(county, "qingxi-roads", name="青溪县交通局", parent="青溪县")
    assert [each.name for each in units(county).expected if not each.is_listed] == ["青溪县交通局"]


def test_a_unit_need_not_report_in_a_year_it_says_so(county: Path) -> None:
    change_agency(county, "qingxi-water", expected={YEAR: False})
    assert [each.name for each in units(county).excused] == ["青溪县水务局"]
    assert "青溪县水务局" in names(county, YEAR + 1)


def test_a_unit_that_was_merged_into_another_and_files_no_more_is_not_missed(county: Path) -> None:
    change_agency(county, "qingxi-housing", predecessors=["青溪县水务局"])
    assert "青溪县水务局" in names(county, YEAR)
    assert "青溪县水务局" not in names(county, YEAR + 1)


def test_the_unit_of_another_government_belongs_to_that_one_only(county: Path) -> None:
    write_agency(county, "other", name="白石县人民政府")
    write_agency(county, "other-water", name="白石县水务局", parent="白石县人民政府")
    assert "白石县水务局" not in names(county)


def test_a_circle_is_refused_and_told_from_end_to_end(county: Path) -> None:
    change_agency(county, GOVERNMENT, parent="桥头镇人民政府")
    assert f"{NAME} → 桥头镇人民政府 → {NAME}" in refusal(county)


def test_a_unit_of_two_governments_is_refused(county: Path) -> None:
    write_agency(county, "other", name="白石县人民政府")
    change_agency(county, "qingxi-water", parent="白石县人民政府")
    assert "青溪县水务局 的 parent 是「白石县人民政府」" in refusal(county)


def test_a_unit_on_two_lists_is_refused(county: Path) -> None:
    write_agency(county, "other", name="白石县人民政府", units=["青溪县水务局"])
    assert "青溪县水务局 同时在 青溪县人民政府 和 白石县人民政府 的 units 里" in refusal(county)


def test_a_unit_that_is_listed_twice_is_refused(county: Path) -> None:
    change_agency(county, GOVERNMENT, units=["青溪县水务局", "qingxi-water"])
    assert "「青溪县水务局」写了两次" in refusal(county)


def test_a_parent_that_is_nobody_but_nearly_this_government_is_refused(county: Path) -> None:
    write_agency(county, "qingxi-roads", name="青溪县交通局", parent="清溪县人民政府")
    assert "上级「清溪县人民政府」不在 params 里，是不是「青溪县人民政府」" in refusal(county)


def test_a_name_that_two_folders_have_is_refused(county: Path) -> None:
    write_agency(county, "copy", name="青溪县水务局", parent=NAME)
    assert "qingxi-water" in refusal(county)


def test_a_government_that_stands_in_two_folders_is_refused(county: Path) -> None:
    write_agency(county, "copy", name=NAME)
    change_agency(county, GOVERNMENT, units=[])
    assert "「青溪县人民政府」是 copy、qingxi 几个文件夹的单位全称" in refusal(county)


def test_who_has_no_units_is_told_how_to_name_them(county: Path) -> None:
    write_agency(county, GOVERNMENT, name="无名县人民政府")
    for slug in ("qingxi-office", "qingxi-housing", "qingxi-water", "qingxi-bridge"):
        change_agency(county, slug, parent=None)
    assert "units 列出全部单位" in refusal(county)


def test_one_unreadable_agency_stands_in_nobodys_way(county: Path) -> None:
    (county / "qingxi-water/agency.yaml").write_text("name: [", encoding="utf-8")
    missing = [each.name for each in units(county).expected if each.member is None]
    assert missing == ["青溪县水务局"]
