"""A roll-up is judged by suites of its own, whatever is missing: nothing that is not known looks sound."""

from __future__ import annotations

from annual_report.rules.findings import Findings
from breaking import failed_rules
from rolling_up import judge_county


def messages(findings: Findings, rule: str) -> list[str]:
    return [each.message for each in findings.failed() if each.rule == rule]


def test_a_sound_county_breaks_no_rule_and_every_rule_is_judged() -> None:
    findings = judge_county({})
    assert set(findings.outcomes.values()) == {"passed"}
    assert sorted(findings.outcomes) == [f"U-{number:02d}" for number in range(1, 9)]


def test_a_difference_names_the_cell_both_sides_and_how_many_units() -> None:
    findings = judge_county({"filed": {"applications.granted.total": 57}})
    assert messages(findings, "U-01") == ["三、（一）予以公开 × 总计：本级填报 57，4 个单位之和是 56，相差 1"]


def test_a_unit_that_is_missing_is_named_and_the_sums_are_not_assessable() -> None:
    findings = judge_county({"without": ["qingxi-bridge"], "filed": {}})
    assert messages(findings, "U-02") == ["桥头镇人民政府 应报 2024 年年报，没有收到"]
    assert messages(findings, "U-08") == ["汇总不完整：应报 4 个单位，只收到 3 个；缺桥头镇人民政府"]
    assert findings.outcomes["U-06"] == "not_assessable"


def test_without_a_list_of_units_nobody_knows_whether_all_reported() -> None:
    findings = judge_county({"agencies": {"qingxi": {"units": []}}})
    (finding,) = (each for each in findings.found if each.rule == "U-08")
    assert finding.outcome == "not_assessable"
    assert "qingxi/agency.yaml 的 units" in finding.message


def test_rules_of_who_may_make_none_are_told_and_not_added_up() -> None:
    findings = judge_county({"figures": {"qingxi-water": {"disclosure.rules.in_force": 2}}})
    assert failed_rules(findings) == {"U-04"}


def test_joint_documents_are_asked_of_who_filed_documents_and_did_not_say() -> None:
    findings = judge_county({"figures": {"qingxi-water": {"disclosure.normative_documents.issued": 2}}})
    assert findings.outcomes["U-04"] == "not_assessable"


def test_carry_over_through_a_merger_is_that_of_all_who_were_merged() -> None:
    carried = {"applications.carried_in.natural_person": 1, "applications.carried_in.total": 1}
    merged = {"without": ["qingxi-bridge"], "agencies": {"qingxi-water": {"predecessors": ["桥头镇人民政府"]}}}
    findings = judge_county({**merged, "figures": {"qingxi-water": carried}})
    assert failed_rules(findings) == {"U-06"}
    assert any(
        "由桥头镇人民政府并入，上年结转是 1，这些单位上年结转下年度合计 0" in each
        for each in messages(findings, "U-06")
    )


def test_sections_that_two_units_share_are_told_of_both() -> None:
    findings = judge_county({"copied": ["qingxi-water", "qingxi-housing"]})
    assert len(messages(findings, "U-07")) == 4
    assert any(
        "青溪县水务局 的「五、存在的主要问题及改进情况」与 青溪县住房局 的有 100% 相同" in each
        for each in messages(findings, "U-07")
    )
