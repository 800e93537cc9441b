"""The lists that are sent out: one for every unit with problems, one package for every parent."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from annual_report.build.outcomes import Outcome
from annual_report.district.batch import check, select
from annual_report.district.lists import write_lists
from annual_report.engine.run import Run
from filed import APPLICATIONS, edit

# One process that has imported all serves every check.
pytestmark = pytest.mark.usefixtures("warm")

LUOLONG = "洛龙区行政审批和政务信息管理局.xlsx"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def spoil(params: Path) -> None:
    edit(params / "luolong/2024" / APPLICATIONS, "申请数量,0", "申请数量,9")


def checked(params: Path, out: Path) -> list[Outcome]:
    return sorted(check(select("", 2024, Run(params, out))), key=lambda each: each.agency)


def files_in(out: Path) -> list[str]:
    return sorted(each.name for each in (out / "清单/2024").iterdir())


def test_each_unit_with_problems_has_a_list_and_each_parent_a_package(params: Path, out: Path) -> None:
    spoil(params)
    written = write_lists(checked(params, out), out)
    assert [(each.year, [one.file for one in each.lists]) for each in written] == [(2024, [LUOLONG])]
    assert files_in(out) == sorted([LUOLONG, "洛龙区人民政府.zip", "清单.json"])
    with zipfile.ZipFile(out / "清单/2024/洛龙区人民政府.zip") as package:
        assert package.namelist() == [LUOLONG]
        assert package.read(LUOLONG) == (out / "清单/2024" / LUOLONG).read_bytes()
    row = json.loads((out / "清单/2024/清单.json").read_text(encoding="utf-8"))["lists"][0]
    assert (row["agency"], row["parent"], row["problems"]) == ("luolong", "洛龙区人民政府", 2)


def test_units_of_one_name_have_lists_of_their_own(params: Path, out: Path) -> None:
    spoil(params)
    outcomes = checked(params, out)
    same = [type(each)(**{**vars(each), "name": "同名局", "findings": outcomes[0].findings}) for each in outcomes]
    files = [one.file for each in write_lists(same, out) for one in each.lists]
    assert files == ["同名局（luolong）.xlsx", "同名局（yunze）.xlsx"]


def test_what_was_put_right_has_no_list_any_more_and_what_a_person_wrote_stays(params: Path, out: Path) -> None:
    spoil(params)
    outcomes = checked(params, out)
    write_lists(outcomes, out)
    sound = [type(each)(**{**vars(each), "findings": type(each.findings)()}) for each in outcomes]
    write_lists(sound, out)
    assert files_in(out) == ["清单.json"]
    write_lists(outcomes, out)
    (out / "清单/2024" / LUOLONG).write_bytes(b"by hand")
    assert [words for each in write_lists(outcomes, out) for words in each.kept]
    assert b"by hand" in {each.read_bytes() for each in (out / "清单/2024").iterdir()}
    assert (out / "清单/2024" / LUOLONG).read_bytes() != b"by hand"


def test_no_name_leaves_its_folder(params: Path, out: Path) -> None:
    spoil(params)
    odd = [type(each)(**{**vars(each), "name": "../a/b:c*"}) for each in checked(params, out)]
    assert [one.file for each in write_lists(odd[:1], out) for one in each.lists] == [".._a_b_c_.xlsx"]
