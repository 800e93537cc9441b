"""Findings come back from JSON as they were written, and nothing else is taken for findings."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annual_report.errors import Problem
from annual_report.filing.place import Place, holds_words
from annual_report.json_files import as_json
from annual_report.rules.finding import OUTCOMES, SEVERITIES, Change, Explanation, Finding, Slip
from annual_report.rules.findings import Findings
from slipping import slipped

words, counts = st.text(max_size=8), st.integers(0, 10**9)
money = st.decimals(-(10**12), 10**12, allow_nan=False, places=2) | st.sampled_from([Decimal("1E+3"), Decimal("0.10")])
figures = st.none() | st.integers(-(10**18), 10**18) | money


def short(each: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(each, max_size=3).map(tuple)


@st.composite
def places(draw: st.DrawFn) -> Place:
    table = draw(st.sampled_from(["applications", "disclosure", "figures", "narrative", "waivers"]) | words)
    value = draw(words if holds_words(table) else figures)
    return Place(table, *(draw(words) for _ in range(4)), draw(counts), draw(counts), value)


explanations = st.builds(Explanation, short(st.builds(Change, places(), figures)), words)
slips = st.builds(Slip, short(words), short(explanations), words, st.booleans())
problems = st.builds(Problem, words, words, st.none() | counts, st.none() | counts, words)
kinds = (st.sampled_from(OUTCOMES), st.sampled_from(list(SEVERITIES)))
found = st.builds(
    Finding,
    *(words, *kinds, words, words, words, short(places())),
    left=figures,
    right=figures,
    follows=short(words),
    slip=counts,
)
outcomes = st.dictionaries(words, st.sampled_from(OUTCOMES), max_size=4)
all_findings = st.builds(Findings, outcomes, short(found), slips=short(slips), problems=short(problems))


@given(all_findings)
@settings(deadline=None)
def test_what_was_written_is_read_as_it_was(findings: Findings) -> None:
    stored = as_json(findings.as_dict())
    again = Findings.from_dict(json.loads(stored))
    assert again == findings
    assert as_json(again.as_dict()) == stored


def test_findings_of_a_report_are_read_as_they_were_but_for_what_only_explain_needs() -> None:
    _, findings = slipped()
    again = Findings.from_dict(json.loads(as_json(findings.as_dict())))
    assert again == findings.without_grounds()
    assert again.slips[0].explanations == findings.slips[0].explanations


def test_money_stays_exact_and_words_that_look_like_a_number_stay_words() -> None:
    fee = Place("disclosure", "fees", "fees", "收费", "a.csv", 9, 4, Decimal("61.20"))
    claim = Place("narrative", "overview", "", "一、总体情况", "narrative.md", 3, 5, "61.20")
    finding = Finding("N-01", "failed", "critical", "标签", "相差", "依据", (fee, claim), Decimal("61.20"), 60)
    (again,) = Findings.from_dict(json.loads(as_json(Findings({}, (finding,)).as_dict()))).found
    assert ([str(place.value) for place in again.cells], again.imbalance) == (["61.20", "61.20"], Decimal("1.20"))
    assert [type(place.value) for place in again.cells] == [Decimal, str]


Spoil = Callable[[dict[str, Any]], object]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data.pop("slips"),
        lambda data: data.update(remarks=[]),
        lambda data: data.update(problems=[]),
        lambda data: data["summary"].update(failed=0),
        lambda data: data["rules"].update({"T3-I1": "perhaps"}),
        lambda data: data["findings"][0].update(severity="grave"),
        lambda data: data["findings"][0].update(imbalance=7),
        lambda data: data["findings"][0].update(left=True),
        lambda data: data["findings"][0].update(left="1e3"),
        lambda data: data["findings"][0]["cells"][0].update(row="2"),
        lambda data: data["findings"][0]["cells"][0].pop("label"),
        lambda data: data["slips"][0]["explanations"][0]["changes"][0].update({"from": 0}),
        lambda data: data["slips"][0].update(likely=1),
        lambda data: data["explanations"].pop(),
    ],
)
def test_anything_else_is_refused(spoil: Spoil) -> None:
    data = json.loads(as_json(slipped()[1].as_dict()))
    spoil(data)
    with pytest.raises(ValueError, match=r"^findings\.json "):
        Findings.from_dict(data)


@pytest.mark.parametrize("data", [None, [], "", {}, {"problems": []}])
def test_what_is_no_findings_at_all_is_refused(data: Any) -> None:
    with pytest.raises(ValueError, match=r"^findings\.json "):
        Findings.from_dict(data)
