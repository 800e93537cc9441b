"""Sound reports of several years of one agency, in both forms: the invented bureau, made newer and larger.

No year follows another that is filed, so nothing is carried from one to the next.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from annual_report import paths

BUREAU = paths.PROJECT / "tests/data/params/hewan"
YEARS = (2020, 2022, 2024)

OTHERWISE_CLOSED = "（六）其他处理"
IN_THREE = (
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请,2,0,0,0,0,0,2\n"
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请,0,0,0,0,0,0,0\n"
    "3.其他,0,1,0,0,0,0,1\n"
)
DOCUMENTS = ("新制作规范性文件{{ 公开.规范性文件.新制作 }}", "制发行政规范性文件{{ 公开.行政规范性文件.制发 }}")
DISCLOSURE = """条款,信息内容,指标,数值
第二十条第（一）项,规章,本年制发件数,0
第二十条第（一）项,规章,本年废止件数,0
第二十条第（一）项,规章,现行有效件数,0
第二十条第（一）项,行政规范性文件,本年制发件数,6
第二十条第（一）项,行政规范性文件,本年废止件数,1
第二十条第（一）项,行政规范性文件,现行有效件数,45
第二十条第（五）项,行政许可,本年处理决定数量,1900
第二十条第（六）项,行政处罚,本年处理决定数量,101
第二十条第（六）项,行政强制,本年处理决定数量,3
第二十条第（八）项,行政事业性收费,本年收费金额（单位：万元）,12.50
"""


def many_years(params: Path, years: tuple[int, ...] = YEARS) -> Path:
    """Write a report of the bureau for each of some years; return its folder."""
    agency = params / "hewan"
    agency.mkdir(parents=True)
    shutil.copy(BUREAU / paths.AGENCY_FILE, agency)
    for number, year in enumerate(years):
        shutil.copytree(BUREAU / "2020", agency / str(year))
        if year > 2020:
            _make_newer(agency / str(year), number + 1)
    return agency


def spoil(report: Path) -> None:
    """Count one application more among all than among the applicants: the ledger does not hold any more."""
    table = report / "applications.csv"
    header, received, *rest = table.read_text(encoding="utf-8").splitlines(keepends=True)
    *others, total = received.rstrip("\n").split(",")
    table.write_text("".join([header, ",".join([*others, str(int(total) + 1)]), "\n", *rest]), encoding="utf-8")


def _make_newer(folder: Path, times: int) -> None:
    """Turn a report of the form of 2019 into one of the form of 2021, with all counts of applications multiplied."""
    applications = (folder / "applications.csv").read_text(encoding="utf-8")
    newer = re.sub(f"{OTHERWISE_CLOSED},.*\n", IN_THREE, applications)
    multiplied = re.sub(r"(?<=,)\d+", lambda found: str(int(found[0]) * times), newer)
    (folder / "applications.csv").write_text(multiplied, encoding="utf-8")
    (folder / "disclosure.csv").write_text(DISCLOSURE, encoding="utf-8")
    prose = (folder / paths.NARRATIVE_FILE).read_text(encoding="utf-8")
    prose = prose.replace(
        "新制作规范性文件{{ 公开.规范性文件.新制作 }}", "制发行政规范性文件{{ 公开.行政规范性文件.制发 }}"
    )
    (folder / paths.NARRATIVE_FILE).write_text(prose, encoding="utf-8")
