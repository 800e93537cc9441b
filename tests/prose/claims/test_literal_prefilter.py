"""A text without the words that a pattern needs is one in which the pattern is not found."""

from __future__ import annotations

import random
import re

import pytest
import yaml

from annual_report import paths
from annual_report.prose.claims.literal_prefilter import Sought, needed_words
from annual_report.prose.claims.phrases import phrases
from annual_report.prose.claims.subjects import load_subjects, near

EXEMPT = yaml.safe_load(paths.PHRASES.read_text(encoding="utf-8"))["exempt"]
SUBJECTS = load_subjects("2021")
SAID = [each for subject in (*SUBJECTS.quantities, *SUBJECTS.statements) for each in subject.says]
PROSE = "".join(path.read_text(encoding="utf-8") for path in sorted(paths.PARAMS.glob("*/*/narrative.md")))


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("办结…", {"办结…"}),
        ("(?:办结|答复)率", {"办结", "答复"}),
        ("新?收到[^。]{0,8}申请书", {"申请书"}),
        ("(?<!不)公开", {"公开"}),
        (r"[\w.]+@[\w.]+|[a-z]+://", {"@", "://"}),
        ("(?:甲|乙)?丙*丁+", {"丁"}),
        (r"\d+\.\d+", {"."}),
        ("(?m:^(?:一|二)是)", {"一", "二"}),
        ("甲{0,2}乙{2}", {"乙"}),
        ("甲|", set()),
        (r"\d+", set()),
        ("[甲乙]", set()),
        (r"\x41", set()),
        ("(?i)abc", set()),
        (r"(?P<一>甲)(?P=一)", set()),
    ],
)
def test_needed_words(pattern: str, words: set[str]) -> None:
    assert needed_words(pattern) == words


@pytest.mark.parametrize("sought", [*SAID, *(Sought(re.compile(each)) for each in EXEMPT)], ids=str)
def test_what_is_found_holds_the_words(sought: Sought) -> None:
    spoiled = texts()
    assert [sought.search(text) is not None for text in spoiled] == [
        sought.pattern.search(text) is not None for text in spoiled
    ]


def test_exempt_numbers_are_those_of_one_pattern_with_branches() -> None:
    whole = re.compile("|".join(f"(?:{pattern})" for pattern in EXEMPT))
    for text in [PROSE, *texts()]:
        assert [*phrases().exempt_spans(text)] == [match.span() for match in whole.finditer(text)]


@pytest.mark.parametrize("paragraph", [*PROSE.splitlines(), "本年无。", ""])
def test_paragraph_can_speak_of_all_that_its_sentences_name(paragraph: str) -> None:
    for sentence in (re.sub(r"\{\{[^}]*\}\}|\d+", mark, paragraph) for mark in ("＃", "＊", "")):
        for subjects in (SUBJECTS.quantities, SUBJECTS.statements):
            named = [subject for subject in subjects if subject.named_in(sentence) and subject.is_about(paragraph)]
            assert named == [each for each in near(subjects, paragraph) if each.named_in(sentence)]


def texts() -> list[str]:
    """Return sentences of the examples, cut and put together anew."""
    rng = random.Random(1)
    bits = [*re.split("(?<=[，。；])", PROSE), "＃", "＊", "2024年3月", "第3号", "24小时", "一是", "@", "(1)", "\n1."]
    return ["".join(rng.choice(bits)[: rng.randint(1, 40)] for _ in range(rng.randint(1, 6))) for _ in range(300)]
