"""Whose report a title speaks of: one agency for certain, or a person is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from annual_report.errors import InputError
from annual_report.filing.imports.agency_names import AgencyNames, agency_names_in

MASTER_DATA = {
    "city": "name: 云泽市人民政府\n",
    "police": "name: 云泽市公安局\n",
    "school": "name: 云泽市教育和体育局\npredecessors: [云泽市教育局]\n",
    "sport": "name: 云泽市体育局\npredecessors: [云泽市教育局]\n",
    "broken": "nmae: 云泽市某局\n",
}


@pytest.fixture
def agencies(tmp_path: Path) -> AgencyNames:
    for slug, text in MASTER_DATA.items():
        (tmp_path / slug).mkdir()
        (tmp_path / slug / "agency.yaml").write_text(text, encoding="utf-8")
    return agency_names_in(tmp_path)


@pytest.mark.parametrize(
    ("name", "slug"),
    [("云泽市", "city"), ("云泽市人民政府", "city"), ("云泽市 公安局", "police"), ("云泽市教育和体育局", "school")],
)
def test_an_agency_is_known_by_its_name(agencies: AgencyNames, name: str, slug: str) -> None:
    assert agencies.slug_of(name) == slug


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("云泽市公安分局", r"名称相近的有 AGENCY=police（云泽市公安局）.*写 AGENCY"),
        ("云泽市教育局", "AGENCY=school（云泽市教育和体育局）、AGENCY=sport（云泽市体育局） 都有「云泽市教育局」"),
        ("萁县林业站", "broken/agency.yaml 读不了，没有比对"),
        ("人民政府", "没有单位名称"),
        ("", "没有单位名称"),
    ],
)
def test_what_is_not_certain_is_asked_for(agencies: AgencyNames, name: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        agencies.slug_of(name)
