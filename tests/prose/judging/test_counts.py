"""Counts beside their cells: what narrows a count, and what is of another object."""

from __future__ import annotations

import pytest

from judged import differing, unclear_in


@pytest.mark.parametrize(
    "text",
    [
        "答复17件，2件逾期不补正、不再处理。",
        "被申请行政复议9件、被提起行政诉讼4件，均与政府信息公开无关。",
        "因道路工程纠纷被申请行政复议9件、提起行政诉讼4件。",
        "未收到科研机构、法律服务机构的申请。",
        "收到申请20件（含县政府办公室转来5件）。",
        "行政争议7件，其中，行政复议5件，结果维持4件，纠正1件；行政诉讼2件，结果维持2件。",
        "新收、上年结转、办结的申请分别为20件、2件、19件。",
        "因本机关不掌握等原因无法提供4件。",
        "审查各部门文件81件，建议废止11件。",
        "新收申请20件，上年结转2件，其中予以公开12件。",
        "市政府办公室办理以市政府为对象的申请22件，其中新收20件、上年结转2件；办结19件。",
        "申请总量再创新高，达到20件。",
        "办理行政诉讼31件，其中涉信息公开的2件。",
        "作为复议机构，承办行政复议案件88件，其中涉及政府信息公开的9件。",
    ],
)
def test_what_is_of_another_scope_or_object_is_no_difference(text: str) -> None:
    assert differing(text) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("答复18件，2件逾期不补正、不再处理。", "N-04"),
        ("未收到商业企业的申请。", "N-16"),
        ("未收到任何公民、法人和其他组织的申请。", "N-01"),
        ("因政府信息公开引发行政争议8件。", "N-10"),
        ("未发生行政争议。", "N-12"),
        ("新收、上年结转、办结的申请分别为20件、2件、18件。", "N-04"),
        ("因本机关不掌握等原因无法提供5件。", "N-06"),
        ("新收申请20件，上年结转2件，其中予以公开13件。", "N-06"),
        ("市政府办公室办理以市政府为对象的申请22件，其中新收19件、上年结转2件；办结19件。", "N-02"),
        ("申请总量再创新高，达到21件。", "N-02"),
        ("办理行政诉讼31件，其中涉信息公开的3件。", "N-10"),
        ("上年跨年件3件，办结19件。", "N-03"),
        ("制发规章2部、行政规范性文件3件。", "N-13"),
    ],
)
def test_what_is_of_the_whole_year_is_compared(text: str, rule: str) -> None:
    assert rule in differing(text)


def test_what_others_proposed_for_repeal_is_unclear() -> None:
    assert unclear_in("开展规范性文件清理，审查各部门文件81件，修改6件、废止11件。") == ["废止11件"]
