"""How sentences are cut, and how those of two editions belong together."""

from __future__ import annotations

from annual_report.desk.editions.edition import Sentence
from annual_report.desk.editions.sentences import cut, differing
from annual_report.filing.comparison import Side


def sentences(*texts: str, section: str = "overview") -> list[Sentence]:
    return [Sentence(section, Side(text)) for text in texts]


def differences(first: list[Sentence], second: list[Sentence]) -> list[tuple[str, str, bool]]:
    return [
        (one.side.text if one else "", other.side.text if other else "", moved)
        for one, other, moved in differing(first, second)
    ]


def words_of(text: str) -> list[str]:
    return [words for words, _, _ in cut(text)]


def test_a_sentence_ends_with_its_mark_and_what_closes_behind_it() -> None:
    assert words_of("一是公开。“二是回应！”三是解读？四") == ["一是公开。", "“二是回应！”", "三是解读？", "四"]


def test_the_end_of_a_line_is_none_of_a_sentence_since_documents_break_lines_anywhere() -> None:
    assert words_of("全年公开信息\n2645条。\n\n回应关切。") == ["全年公开信息2645条。", "回应关切。"]


def test_a_row_of_a_table_is_by_itself_and_bold_is_no_difference() -> None:
    assert words_of("见下表：\n| 项目 | 数 |\n| 甲 | 1 |\n**共** 1件。") == [
        *("见下表：", "| 项目 | 数 |", "| 甲 | 1 |", "共 1件。")
    ]


def test_places_are_those_of_the_text() -> None:
    text = "一。  二三。"
    assert [text[start:end] for _, start, end in cut(text)] == ["一。", "二三。"]


def test_white_space_and_width_are_no_difference() -> None:
    assert differences(sentences("全年 ３ 件，无。"), sentences("全年3件,无。")) == []


def test_a_changed_sentence_is_paired_with_what_became_of_it() -> None:
    first = sentences("全年公开信息3条。", "没有收费。")
    second = sentences("全年公开信息5条。", "没有收费。")
    assert differences(first, second) == [("全年公开信息3条。", "全年公开信息5条。", False)]


def test_what_was_added_and_removed_stands_alone() -> None:
    first, second = sentences("甲。", "收到申请三件。"), sentences("甲。", "培训多次，全员参加。")
    assert differences(first, second) == [("收到申请三件。", "", False), ("", "培训多次，全员参加。", False)]


def test_a_sentence_elsewhere_word_for_word_has_moved() -> None:
    first = [*sentences("甲乙丙丁。", "戊己庚辛。"), *sentences("无。", section="other")]
    second = [*sentences("甲乙丙丁。"), *sentences("戊己庚辛。", "无。", section="other")]
    assert differences(first, second) == [("戊己庚辛。", "戊己庚辛。", True)]


def test_a_sentence_that_stands_twice_and_then_once_lost_one() -> None:
    assert differences(sentences("甲乙。", "丙。", "甲乙。"), sentences("甲乙。", "丙。")) == [("甲乙。", "", False)]
