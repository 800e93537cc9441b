"""What looks like a datum of a person in tables, figures.csv and agency.yaml is told, and never repeated."""

from __future__ import annotations

from dataclasses import replace

from annual_report.filing.report import Report
from annual_report.rules.views.personal import personal_row
from annual_report.steps.validate import validate

PHONE = "13800138000"


def test_sound_inputs_hold_none(yunze: Report, luolong: Report) -> None:
    for report in (yunze, luolong):
        assert personal_row(report) == ({"personal": 0, "personal_kinds": "", "personal_files": ""}, ())


def test_what_is_found_is_told_by_file_and_kind_and_not_repeated(yunze: Report) -> None:
    cell = "applications.granted.business"
    entry = yunze.ledger.entries[cell]._replace(text=PHONE, value=int(PHONE))
    agency = yunze.agency.model_copy(update={"predecessors": [f"原云泽市某局（{PHONE}）", "护照E12345678"]})
    report = replace(yunze, ledger=yunze.ledger.with_entries({cell: entry}), agency=agency)
    row, places = personal_row(report)
    assert row == {"personal": 3, "personal_kinds": "手机号、护照号", "personal_files": "applications.csv、agency.yaml"}
    assert [(place.file, place.row, place.value) for place in places] == [
        ("yunze/2024/applications.csv", 4, None),
        ("yunze/agency.yaml", 0, None),
    ]
    (told,) = (each for each in validate(report).failed() if each.rule == "F-10")
    assert told.message == "applications.csv、agency.yaml 有 3 处像是手机号、护照号：请核对后删去"
    assert PHONE not in str(told)


def test_an_amount_of_eleven_digits_is_no_telephone(yunze: Report) -> None:
    fee = yunze.quotations["信息处理费"]
    report = replace(yunze, quotations={"信息处理费": replace(fee, figure=replace(fee.figure, value=int(PHONE)))})
    assert personal_row(report)[0]["personal"] == 0
