"""Texts are compared without what only printing adds, and nothing else is overlooked."""

from __future__ import annotations

import pytest

from annual_report.filing.imports.glyphs import compared, glyphs_of, known_labels
from annual_report.form.forms import load_forms


@pytest.mark.parametrize(
    ("printed", "official"),
    [
        ("１、属于国家秘密", "1.属于国家秘密"),
        ('3.危及"三安全一稳定"', "3.危及“三安全一稳定”"),
        ("第二十条  第(一)项", "第二十条第（一）项"),
        ("行政規範性文件", "行政规范性文件"),
        ("本年增 / 减", "本年增/减"),
    ],
)
def test_what_only_printing_changes_is_overlooked(printed: str, official: str) -> None:
    assert compared(printed) == compared(official)


@pytest.mark.parametrize(
    ("traditional", "official"),
    [
        ("1.屬於國家祕密", "1.属于国家秘密"),
        ("4.保護第三方合法權益", "4.保护第三方合法权益"),
        ("4.無正當理由大量反覆申請", "4.无正当理由大量反复申请"),
        (
            "2.申請人逾期未按收費通知要求繳納費用、行政機關不再處理其政府信息公開申請",
            "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        ),
        ("其他對外管理服務事項", "其他对外管理服务事项"),
        ("主動公開政府信息情況", "主动公开政府信息情况"),
    ],
)
def test_label_in_traditional_characters_is_the_label(traditional: str, official: str) -> None:
    assert compared(traditional) == compared(official)


def test_every_character_of_a_label_has_a_form_that_old_pages_can_hold() -> None:
    traditional = {simple for printed, simple in known_labels().glyphs.items() if _is_in_big5(printed)}
    labels = {h.label for f in load_forms() for t in f.tables for h in (*t.every_column_heading(), *t.line_headings())}
    captions = {table.caption for form in load_forms() for table in form.tables}
    assert [each for each in sorted({*"".join(labels | captions)} - traditional) if not _is_in_big5(each)] == []


def _is_in_big5(character: str) -> bool:
    try:
        return bool(character.encode("big5"))
    except UnicodeEncodeError:
        return False


def test_other_words_stay_other_words() -> None:
    assert compared("規範性檔案") != compared("规范性文件")


def test_every_character_keeps_its_place() -> None:
    assert [*glyphs_of("规 章")] == [("规", "规", 0), ("章", "章", 2)]
