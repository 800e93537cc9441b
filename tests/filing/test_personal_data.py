"""What looks like a datum of a person is found, what offices write of themselves is not, and nothing is repeated."""

from __future__ import annotations

import pytest

from annual_report.filing.personal_data import find_personal, is_about_persons, is_identity_number, mask


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("联系人手机13800138000。", "手机号"),
        ("请拨138-0013-8000", "手机号"),
        ("手机１３８００１３８０００", "手机号"),
        ("身份证号11010519491231002X。", "身份证号"),
        ("身份证号110105194912310021。", "证件号"),
        ("（身份证号：110105 1949 1231 002X）", "证件号"),
        ("身份证110105491231002，", "证件号"),
        ("来往内地通行证H12345678", "证件号"),
        ("0086-13800138000", "手机号"),
        ("原告王小明不服，提起诉讼", "姓名"),
        ("申请人：李四（已答复）", "姓名"),
        ("持护照E12345678的申请人", "护照号"),
        ("已向申请人李某先生说明情况", "申请人姓名"),
        ("申请人的电话是0536-8234567", "个人电话"),
        ("原告邮箱jia@example.com", "个人邮箱"),
        ("申请人住址为某某区建设路88号", "个人住址"),
    ],
)
def test_a_persons_datum_is_found(text: str, kind: str) -> None:
    assert [each.kind for each in find_personal(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "联系电话：0536-8234567，地址：某某市某某区建设路88号，邮箱：office@example.gov.cn",
        "统一社会信用代码11370700004253XXXX、113707000042537890",
        "国办公开办函〔2021〕30号，全年13800138000元，共15912345678件",
        "办件号110105194912310021最后一位不对，11010520240307002X是今天的日期",
        "公开指南（编号 370702202400115）",
        "全年浏览量达13800138000，共享数据13800138000余条，金额13800138000，招标编号：13912345678，第13800138000号",
        "见 https://www.example.gov.cn/art/2024/1/13/art_13512345678_1.html",
        "听取申请人陈述、申辩，申请人陆续提出，申请人向本机关，原告李某某不服，当事人董事会，申请人曾经提出",
        "比上年增长13.8001380001%",
        "申请人可拨打0536-8234567咨询，申请书发至邮箱office@example.gov.cn，或寄到申请人所在的某某区建设路88号受理点",
    ],
)
def test_what_offices_write_is_no_personal_datum(text: str) -> None:
    assert [*find_personal(text)] == []


@pytest.mark.parametrize(
    "column", ["姓名", "申请人", "申请人名称", "身份证号码", "手机", "联系方式", "通讯地址", "E-mail", "电 话"]
)
def test_a_column_about_persons_is_known_by_its_name(column: str) -> None:
    assert is_about_persons(column)


@pytest.mark.parametrize("column", ["编号", "申请人类型", "办理结果", "备注"])
def test_other_columns_are_not(column: str) -> None:
    assert not is_about_persons(column)


@pytest.mark.parametrize(("digits", "agrees"), [("11010519491231002X", True), ("110105194912310021", False)])
def test_the_last_digit_of_an_identity_number_follows_from_the_others(digits: str, agrees: bool) -> None:
    assert is_identity_number(digits) is agrees


@pytest.mark.parametrize(("text", "masked"), [("13800138000", "1********"), ("李四", "李*"), ("x", "x*"), ("", "*")])
def test_nobody_can_tell_what_was_masked(text: str, masked: str) -> None:
    assert mask(text) == masked
