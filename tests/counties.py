"""An invented small county: a government with its own office, two departments and a town, in two years."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path

import yaml

from annual_report import paths
from annual_report.files import write_whole
from annual_report.filing.new import as_csv, rows_of
from annual_report.form.forms import form_of_year

GOVERNMENT, YEAR = "qingxi", 2024
NAME = "青溪县人民政府"
UNITS = {
    "qingxi-office": {"name": "青溪县人民政府办公室", "kind": "政府办公室", "level": "县级"},
    "qingxi-housing": {"name": "青溪县住房局", "kind": "部门", "level": "县级"},
    "qingxi-water": {"name": "青溪县水务局", "kind": "部门", "level": "县级"},
    "qingxi-bridge": {"name": "桥头镇人民政府", "kind": "镇街", "level": "乡级"},
}
# Of how many new applications each had one granted; all by natural persons, nothing carried over.
NEW = {"qingxi-office": 7, "qingxi-housing": 41, "qingxi-water": 5, "qingxi-bridge": 3}
PROSE = """# 一、总体情况

{opening}

# 五、存在的主要问题及改进情况

{problems}

# 六、其他需要报告的事项

本年度未收取信息处理费。
"""
OPENINGS = {
    "qingxi-office": "统筹全县公开平台建设，组织业务培训，督促各单位更新专栏。",
    "qingxi-housing": "公开保障房分配名单与物业备案，回应老旧小区改造诉求。",
    "qingxi-water": "发布水质检测数据和停水通知，公示河道采砂许可。",
    "qingxi-bridge": "张贴惠农补贴发放表，在村务栏公布宅基地审批。",
}
PROBLEMS = {
    "qingxi-office": "部分栏目更新不及时；下一步建立按月巡查台账。",
    "qingxi-housing": "答复文书说理不够充分，将请法律顾问逐件把关。",
    "qingxi-water": "专业数据群众看不懂，今后配上图解再发布。",
    "qingxi-bridge": "村级人员变动频繁，已安排片区轮训补上短板。",
}


def invent_county(params: Path, years: tuple[int, ...] = (YEAR - 1, YEAR)) -> Path:
    """Write the county's units, and its government without a report; return the folder."""
    units = [each["name"] for each in UNITS.values()]
    write_agency(params, GOVERNMENT, name=NAME, kind="政府", level="县级", units=units)
    for slug, master in UNITS.items():
        write_agency(params, slug, **master, parent=NAME)
        for year in years:
            write_unit(params, slug, year, figures_of(NEW[slug]))
    return params


def figures_of(new: int) -> dict[str, int]:
    """Return figures that hold: so many new applications of natural persons, all granted."""
    lines = ("received", "granted", "outcomes_total")
    return {f"applications.{line}.{column}": new for line in lines for column in ("natural_person", "total")}


def write_agency(params: Path, slug: str, **master: object) -> None:
    """Write agency.yaml."""
    file = params / slug / paths.AGENCY_FILE
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(yaml.safe_dump(master, allow_unicode=True, sort_keys=False), encoding="utf-8")


def change_agency(params: Path, slug: str, **changes: object) -> None:
    """Write some of agency.yaml otherwise."""
    master = yaml.safe_load((params / slug / paths.AGENCY_FILE).read_text(encoding="utf-8"))
    write_agency(params, slug, **{**master, **changes})


def write_unit(params: Path, slug: str, year: int, figures: Mapping[str, object]) -> Path:
    """Write the report of a unit: the figures that are named, 0 for all others, and prose of its own."""
    folder = params / slug / str(year)
    folder.mkdir(parents=True, exist_ok=True)
    write_tables(folder, figures)
    write_whole(folder / paths.FIGURES_FILE, "名称,数值,单位,约数,来源\n")
    prose = PROSE.format(
        opening=OPENINGS.get(slug, "依法公开。"), problems=PROBLEMS.get(slug, "人手不足，拟增配专人。")
    )
    write_whole(folder / paths.NARRATIVE_FILE, prose)
    return folder


def write_tables(folder: Path, figures: Mapping[str, object]) -> None:
    """Write the three tables: the figures that are named, 0 for all others."""
    form = form_of_year(int(folder.name))
    assert form
    texts = {address: str(figures.get(address, 0)) for address in form.cells}
    for table in form.tables:
        write_whole(folder / table.file, as_csv(rows_of(table, texts)))


def read_cell(file: Path, line: int, column: int) -> str:
    """Return what stands in a cell of a table, counted from 1 as a person does."""
    rows = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"))))
    return rows[line - 1][column - 1]
