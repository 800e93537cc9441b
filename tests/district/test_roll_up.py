"""make rollup adds up what units filed, writes the draft where there is none, and never shows fewer units as all."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from annual_report.__main__ import main
from annual_report.build.outputs.table import ROLL_UP_FILES
from annual_report.district.roll_up import RolledUp, roll_up
from annual_report.filing.new import create
from annual_report.steps.ingest import read_report
from counties import GOVERNMENT, NEW, YEAR, change_agency, figures_of, invent_county, write_agency, write_unit

BOOK, RECORD = ROLL_UP_FILES
TOTAL = sum(NEW.values())


@pytest.fixture
def county(tmp_path: Path) -> Path:
    return invent_county(tmp_path / "params")


def run(county: Path, *more: str) -> int:
    out = county.parent / "out"
    return main(["rollup", f"--agency={GOVERNMENT}", f"--year={YEAR}", f"--params={county}", f"--out={out}", *more])


def record_of(county: Path) -> dict[str, object]:
    return dict(json.loads((county.parent / "out" / GOVERNMENT / str(YEAR) / RECORD).read_text(encoding="utf-8")))


def values_of(county: Path, agency: str = GOVERNMENT) -> dict[str, object]:
    return dict(read_report(agency, YEAR, county).report.ledger.values)


def states(rolled: RolledUp) -> list[str]:
    return [each.state for each in rolled.draft]


def test_the_sums_become_the_draft_of_the_government(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(county) == 0
    assert values_of(county)["applications.granted.natural_person"] == TOTAL
    assert "收到 4/4 个单位" in capsys.readouterr().out
    assert record_of(county)["complete"] is True


def test_what_the_government_filed_is_never_written_over(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(county)
    file = county / GOVERNMENT / str(YEAR) / "applications.csv"
    file.write_text(file.read_text(encoding="utf-8-sig").replace("56,", "55,", 1), encoding="utf-8")
    before = file.read_bytes()
    assert run(county) == 1
    assert file.read_bytes() == before
    assert "没有覆盖；与各单位之和不同的有 1 格" in capsys.readouterr().out


def test_the_blank_tables_of_a_new_folder_are_filled_in(county: Path) -> None:
    create(GOVERNMENT, YEAR, "", county)
    assert states(roll_up(GOVERNMENT, YEAR, county)) == ["written"] * 3


def test_one_unreadable_unit_costs_itself_alone_and_nothing_is_written(county: Path) -> None:
    (county / "qingxi-water" / str(YEAR) / "applications.csv").write_text("?", encoding="utf-8")
    assert run(county) == 1
    assert not (county / GOVERNMENT / str(YEAR)).exists()
    found = record_of(county)
    assert (found["received"], found["expected"], found["complete"]) == (3, 4, False)
    (received,) = (each for each in found["cells"] if each["label"] == "一、本年新收 × 总计")  # type: ignore[attr-defined]
    assert (received["sum"], received["known"], received["unknown"]) == (
        None,
        TOTAL - NEW["qingxi-water"],
        ["青溪县水务局"],
    )


def test_a_department_that_is_not_there_is_named_and_the_roll_up_is_incomplete(
    county: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(county / "qingxi-water")
    assert run(county) == 1
    told = capsys.readouterr().out
    assert "不完整，只收到 3/4 个单位" in told
    assert "缺青溪县水务局" in told


def test_a_single_blank_figure_is_known_of_no_sum(county: Path) -> None:
    write_unit(county, "qingxi-water", YEAR, {**figures_of(5), "disclosure.licences.decisions": ""})
    rolled = roll_up(GOVERNMENT, YEAR, county)
    assert states(rolled) == ["not_summed"] * 3
    assert rolled.exit_code == 1


def test_without_a_list_the_units_are_asked_for_by_name(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change_agency(county, GOVERNMENT, units=[])
    assert run(county) == 1
    told = capsys.readouterr().out.replace("\n", "")
    assert "收到 4 个单位，不知道应有几个" in told
    assert "qingxi/agency.yaml 的 units" in told


def test_a_city_adds_up_its_counties_and_is_as_incomplete_as_they_are(county: Path) -> None:
    office = "清源市人民政府办公室"
    write_agency(county, "city", name="清源市人民政府", kind="政府", units=["青溪县人民政府", office])
    change_agency(county, GOVERNMENT, parent="清源市人民政府")
    write_agency(county, "city-office", name=office, kind="政府办公室", parent="清源市人民政府")
    write_unit(county, "city-office", YEAR, figures_of(100))
    roll_up(GOVERNMENT, YEAR, county)
    whole = roll_up("city", YEAR, county)
    assert (whole.exit_code, values_of(county, "city")["applications.received.total"]) == (0, 100 + TOTAL)
    shutil.rmtree(county / "qingxi-water" / str(YEAR))
    smaller = roll_up("city", YEAR, county)
    assert not smaller.roll_up.is_complete
    assert [each.message for each in smaller.findings.failed("critical")] == [
        "青溪县人民政府 自己的汇总不完整：它的 4 个单位只收到 3 个"
    ]


def test_a_workbook_that_a_person_wrote_in_is_kept(county: Path) -> None:
    run(county)
    place = county.parent / "out" / GOVERNMENT / str(YEAR)
    (place / BOOK).write_bytes(b"notes")
    (place / "mine.txt").write_text("mine", encoding="utf-8")
    assert run(county) == 0
    assert (place / "汇总表.人工修改-1.xlsx").read_bytes() == b"notes"
    assert (place / "mine.txt").read_text(encoding="utf-8") == "mine"


def test_the_same_roll_up_gives_the_same_bytes(county: Path) -> None:
    run(county)
    run(county)
    place = county.parent / "out" / GOVERNMENT / str(YEAR)
    before = {name: (place / name).read_bytes() for name in ROLL_UP_FILES}
    run(county)
    assert {name: (place / name).read_bytes() for name in ROLL_UP_FILES} == before


def test_tables_of_the_government_that_cannot_be_read_end_in_two(county: Path) -> None:
    run(county)
    (county / GOVERNMENT / str(YEAR) / "applications.csv").write_text("?", encoding="utf-8")
    assert run(county) == 2


def test_who_has_no_units_is_refused(county: Path) -> None:
    assert (
        main(["rollup", "--agency=qingxi-water", f"--year={YEAR}", f"--params={county}", f"--out={county.parent}/o"])
        == 2
    )
