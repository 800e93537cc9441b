"""Sentences of a section: where they stand, and how one that is too long is cut."""

import random
import re

import pytest

from annual_report.prose.claims.segmentation import LONGEST_SENTENCE, Clauses, sentences_of


def test_a_sentence_knows_its_place_and_its_paragraph() -> None:
    text = "收到申请3件。办结2件！\n未收取费用"
    found = list(sentences_of(text))
    assert [each.words for each in found] == ["收到申请3件。", "办结2件！", "未收取费用"]
    assert [each.paragraph for each in found] == ["收到申请3件。办结2件！"] * 2 + ["未收取费用"]
    assert all(text[each.start : each.end] == each.words for each in found)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("甲" * 500 + "；" + "乙，" * 300, "；"),
        ("甲乙，" * 400, "，"),
        ("甲" * 1500, "甲"),
    ],
    ids=["behind a semicolon before a comma", "behind the last comma", "anywhere"],
)
def test_a_sentence_without_end_is_cut_at_the_best_place(text: str, ends: str) -> None:
    first, *rest = sentences_of(text)
    assert first.words.endswith(ends)
    assert max(len(each.words) for each in (first, *rest)) <= LONGEST_SENTENCE
    assert first.words + "".join(each.words for each in rest) == text


def test_sentences_leave_out_nothing_but_ends() -> None:
    text = "".join(random.Random(1).choices("甲乙1，；。！\n", weights=[9, 9, 9, 3, 1, 1, 1, 1], k=20_000))
    found = "".join(sentence.words for sentence in sentences_of(text))
    assert re.sub("[。！\n]", "", found) == re.sub("[。！\n]", "", text)


def test_the_clause_around_a_date() -> None:
    text = "印发《办法》，自2023年1月1日起施行；2024年新增1项。"
    clauses = Clauses(text)
    assert [clauses.around(match) for match in re.finditer(r"\d{4}年", text)] == [
        "自2023年1月1日起施行",
        "2024年新增1项",
    ]
