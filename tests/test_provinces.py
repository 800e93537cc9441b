"""The invented province is sound but for what its truth file names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annual_report.district import batch
from annual_report.engine.run import Run
from province.planting import KINDS
from provinces import LAST, TRUTH, Province, invent, make_province

YEARS = range(LAST - 4, LAST + 1)


def contents(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_a_province_without_mistakes_passes_the_check(tmp_path: Path) -> None:
    """Ten units of three levels, and five years across the change of the form."""
    assert invent(tmp_path, units=10, years=5) == []
    requests = batch.select("", None, Run(tmp_path / "params", tmp_path / "out"))
    outcomes = batch.check_here(requests)
    failed = {each.rule for outcome in outcomes for each in outcome.findings.failed() if each.severity != "info"}
    assert ({outcome.exit_code for outcome in outcomes}, failed, len(outcomes)) == ({0}, set(), 50)


@pytest.fixture(scope="module")
def province() -> Province:
    return make_province(200, YEARS, seed=1, planted=0)


def test_every_government_files_the_sum_of_its_units(province: Province) -> None:
    for sheet in province.sheets.values():
        for number in province.below:
            units = [other for other, unit in enumerate(province.units) if unit.above == number]
            assert number < 0 or (sheet.numbers[number] == sheet.numbers[units].sum(0)).all()


def test_governments_have_offices_and_three_levels(province: Province) -> None:
    assert len(province.units) == len({unit.name for unit in province.units}) == 200
    assert {unit.level for unit in province.units} == {"省级", "市级", "县级", "乡级"}
    offices = [unit.above for unit in province.units if unit.kind == "政府办公室"]
    assert offices == [number for number, unit in enumerate(province.units) if unit.is_government]


def test_what_was_carried_forward_is_carried_in_also_through_a_merger(province: Province) -> None:
    merged = [number for number, unit in enumerate(province.units) if unit.predecessors]
    assert merged
    numbers = {unit.name: number for number, unit in enumerate(province.units)}
    for new in merged:
        year = province.units[new].years[0]
        old = [numbers[name] for name in province.units[new].predecessors]
        before = sum(province.sheets[year - 1].of(each, "applications.carried_forward.total") for each in old)
        assert province.sheets[year].of(new, "applications.carried_in.total") == before


def test_the_truth_names_what_was_planted_and_nothing_else_differs(tmp_path: Path) -> None:
    assert invent(tmp_path / "sound", units=160, years=3, seed=7) == []
    mistakes = invent(tmp_path / "planted", units=160, years=3, seed=7, planted=1)
    truth = json.loads((tmp_path / "planted" / TRUTH).read_text(encoding="utf-8"))
    assert {row["kind"] for row in truth} == {mistake.kind for mistake in mistakes} == {*KINDS}
    assert len({row["government"] for row in truth}) == len(truth) == len(KINDS)
    assert all(row["rules"] and row["year"] for row in truth)
    sound, planted = contents(tmp_path / "sound/params"), contents(tmp_path / "planted/params")
    differ = {name.split("/")[0] for name in sound.keys() | planted.keys() if sound.get(name) != planted.get(name)}
    units = make_province(160, range(LAST - 2, LAST + 1), seed=7, planted=0).units
    governments = {unit.slug for unit in units if unit.is_government}
    assert differ | governments == {row["unit"] for row in truth} | governments


def test_the_same_numbers_give_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        invent(tmp_path / name, units=40, seed=seed)
    assert contents(tmp_path / "one") == contents(tmp_path / "again")
    assert contents(tmp_path / "one") != contents(tmp_path / "other")


def test_a_province_that_is_too_small_for_its_mistakes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no room for another"):
        invent(tmp_path, units=40, planted=50)
