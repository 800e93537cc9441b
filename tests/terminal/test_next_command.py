"""What is to be typed next is whole, so that it can be copied."""

from __future__ import annotations

from pathlib import Path

import pytest

from annual_report.terminal.next_command import check_report, check_reports, import_form


@pytest.mark.parametrize(
    ("params", "given"), [("params", ""), ("全县", " PARAMS=全县"), ("全 县/年报", ' PARAMS="全 县/年报"')]
)
def test_the_folder_of_inputs_is_named_where_it_is_not_the_usual_one(params: str, given: str) -> None:
    folder = Path(params) / "czj/2024"
    assert check_reports(Path(params)) == f"make check{given}"
    assert check_report(folder) == f"make check AGENCY=czj YEAR=2024{given}"
    assert import_form(Path("填报表.xlsx"), folder) == f"make import FILE=填报表.xlsx AGENCY=czj YEAR=2024{given}"
