"""What is made of a thing is made once, and never of another one."""

from __future__ import annotations

import pickle
from dataclasses import dataclass, replace

from annual_report.memo import Once


@dataclass(frozen=True)
class Word(Once):
    text: str


def letters(word: Word) -> list[str]:
    return list(word.text)


def test_it_is_made_once_for_a_thing_and_a_function() -> None:
    word = Word("甲乙")
    assert word.make_once(letters) == ["甲", "乙"]
    assert word.make_once(letters) is word.make_once(letters)
    assert word.make_once(lambda each: len(each.text)) == 2


def test_a_changed_copy_begins_anew() -> None:
    word = Word("甲乙")
    assert word.make_once(letters) != replace(word, text="丙").make_once(letters)
    assert replace(word).make_once(letters) is not word.make_once(letters)


def test_what_travels_to_another_process_leaves_it_behind() -> None:
    word = Word("甲")
    word.make_once(letters)
    assert pickle.loads(pickle.dumps(word)).__dict__ == {"text": "甲"}
