"""What was understood is said in words: no code of a form, and no measure without a name."""

from __future__ import annotations

import re

import pytest

from annual_report.prose.meaning_names import name_measure, say_claim
from annual_report.prose.reading.measures import (
    APPLICATIONS,
    CASES,
    DISCLOSURE,
    NOTHING,
    RATES,
    Measure,
    received,
)
from annual_report.prose.reading.measures_file import load_measures
from annual_report.prose.reading.read import read_passage
from annual_report.prose.reading.vocabulary import load_vocabulary
from annual_report.prose.reading.words_file import FIXED_MEANINGS


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("收到政府信息公开申请30件。", ["申请·收到 30件"]),
        ("收到公开申请30件，其中网上20件。", ["申请·收到 30件", "申请·收到 20件（部分渠道）"]),
        ("2023年收到公开申请近200件。", ["申请·收到 100—200件（2023年）"]),
        ("答复申请5件，其中予以公开3件。", ["申请·办结 5件", "申请·予以公开 3件"]),
        ("收到自然人申请12件。", ["申请·自然人 12件"]),
        ("收到公开申请30件，同比增长12.50%。", ["申请·收到 30件", "申请·收到 比上年增长率 12.50%"]),
        ("行政复议8件，维持6件。", ["行政复议·件数 8件", "行政复议·维持 6件"]),
        ("制发规范性文件3件。", ["规范性文件·制发 3件"]),
        ("未收到政府信息公开申请。", ["申请·收到 没有"]),
        ("收到道路挖掘申请12件。", ["说不清是哪一项 12件"]),
        ("组织公开业务培训4次。", ["表里不统计的事 4次"]),
    ],
)
def test_a_claim_is_said_in_words(text: str, said: list[str]) -> None:
    assert [say_claim(claim, "2021", 2024) for claim in read_passage(text, "2021", 2024)] == said


def test_every_measure_has_a_name() -> None:
    file, meanings = load_measures(), set(load_vocabulary("2021").meanings.values())
    results = {value for kind, value in meanings if kind == "result"} | file.results.keys()
    measures = [
        *map(received, file.applications),
        *(Measure(APPLICATIONS, stage="result", results=(each,)) for each in results),
        *(Measure(APPLICATIONS, applicant=value) for kind, value in meanings if kind == "applicant"),
        *(Measure(CASES, route, outcome) for route in file.routes for outcome in file.outcomes),
        *(Measure(DISCLOSURE, *each.split(".")) for each in file.disclosure),
        *(Measure(RATES, "application", rate) for rate in FIXED_MEANINGS["rate"]),
    ]
    names = [name_measure(measure, "", "2021") for measure in measures]
    assert not [name for name in names if re.search("[a-z_]", name) or not all(name.split("·"))]
    assert all("·" in name for name, measure in zip(names, measures, strict=True) if measure.stage)
    assert name_measure(NOTHING, "", "2021") == "表里不统计的事"
