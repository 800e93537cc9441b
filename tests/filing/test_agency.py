"""What follows from the master data of an agency: which report it files, by when the law wants it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from annual_report.filing.agency import Agency


@pytest.mark.parametrize(
    ("master", "is_government", "day"),
    [
        ({"name": "某市人民政府", "kind": "政府", "level": "市级"}, True, date(2026, 3, 31)),
        ({"name": "某县人民政府", "kind": "政府"}, True, date(2026, 3, 31)),
        ({"name": "某县财税局", "kind": "部门"}, False, date(2026, 1, 31)),
        ({"name": "某县人民政府办公室", "kind": "政府办公室"}, False, date(2026, 1, 31)),
        ({"name": "某镇人民政府", "kind": "镇街"}, True, None),
        ({"name": "某乡人民政府", "kind": "政府", "level": "乡级"}, True, None),
        ({"name": "某街道办事处", "kind": "镇街"}, False, None),
        ({"name": "某镇", "kind": "镇街"}, None, None),
        ({"name": "某局"}, None, None),
    ],
)
def test_who_is_a_government_and_by_when_the_law_wants_its_report(
    master: dict[str, Any], is_government: bool | None, day: date | None
) -> None:
    agency = Agency(**master)
    assert (agency.is_government, agency.deadline(2025)) == (is_government, day)


def test_what_local_notices_set_comes_before_the_law() -> None:
    agency = Agency(name="某镇人民政府", kind="镇街", deadlines={"publish": "01-20"})
    assert agency.deadline(2025) == date(2026, 1, 20)
