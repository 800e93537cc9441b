"""A heading says what the words under it are about; tables and contacts that were typed are no sentences."""

from __future__ import annotations

import pytest

from annual_report.prose.headings import cut_at_headings
from annual_report.prose.reading.read import topic_of_heading


def test_a_section_is_cut_at_its_headings() -> None:
    section = (
        "开头。\n\n（一）主动公开。发布20条。\n\n（二）依申请公开\n\n1.收到申请情况\n\n共3件。\n\n2. 培训：1次。\n"
    )
    assert [(each.text.strip("\n。："), each.over) for each in cut_at_headings(section)] == [
        ("开头", ()),
        ("发布20条", ("主动公开",)),
        ("共3件", ("依申请公开", "收到申请情况")),
        ("1次", ("依申请公开", "培训")),
    ]


def test_places_are_those_of_the_section() -> None:
    section = "（一）主动公开。发布20条。"
    (part,) = cut_at_headings(section)
    assert section[part.start :] == part.text


def test_a_sentence_with_a_number_is_no_heading() -> None:
    (first, second) = cut_at_headings("（二）全年收到申请3件。\n1.收到20件；\n（三）培训。1次。")
    assert (first.text.strip(), second.text) == ("全年收到申请3件。\n1.收到20件；", "。1次。")


@pytest.mark.parametrize(
    "typed", ["| 项目 | 数量 |\n|---|---|\n| 申请 | 3 |", "申请\t3", "联系电话：0400-5550123", "- 邮编：990100"]
)
def test_typed_tables_and_contacts_are_left_out(typed: str) -> None:
    (part,) = cut_at_headings(f"收到申请5件。\n\n{typed}\n\n答复5件。")
    assert part.text.split() == ["收到申请5件。", "答复5件。"]


@pytest.mark.parametrize(
    ("heading", "above", "topic"),
    [
        ("依申请公开办理", "", "application"),
        ("收到和处理情况", "application", "application"),
        ("行政规范性文件", "", "normative_documents"),
        ("行政复议和行政诉讼", "application", "cases"),
        ("监督保障", "", ""),
    ],
)
def test_a_heading_names_a_topic_or_leaves_the_one_above(heading: str, above: str, topic: str) -> None:
    assert topic_of_heading(heading, "2021", above) == topic
