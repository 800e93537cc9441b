"""A text is what its model says, or every mistake in it is told: where, what stands there, what to do."""

from __future__ import annotations

import pytest
from pydantic import Field

from annual_report.strict_yaml import MistakesError, Pattern, Strict, Words, read_strictly


class Person(Strict):
    """One of the test."""

    name: Words
    age: int = 0
    friends: list[Person] = Field(default=[])


def mistakes(text: str, kind: type[object]) -> list[str]:
    with pytest.raises(MistakesError) as refused:
        read_strictly(text, kind, "甲.yaml")
    return [str(problem) for problem in refused.value.problems]


def test_text_becomes_what_its_model_says() -> None:
    people, _ = read_strictly("甲: {name: 张三, friends: [{name: 李四}]}", dict[str, Person], "甲.yaml")
    assert people == {"甲": Person(name="张三", friends=[Person(name="李四")])}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name: 张三\nage: 三十", "甲.yaml:2:1  「age」写的是 三十：请写整数"),
        ("name: 张三\nfriends:\n- name: 3", "甲.yaml:3:3  「friends.name」写的是 3：请写文字"),
        ("name: 张三\nfriends:\n- age: 3", "甲.yaml:3:3  缺少「friends.name」：请补上"),
        ("name: 张三\nfriends: 李四", "甲.yaml:2:1  「friends」写的是 李四：请写成清单，每条以「- 」开头"),
        ("name: ''", "甲.yaml:1:1  「name」写的是 ：请写一行文字，不能为空"),
        ("name:", "甲.yaml:1:1  「name」写的是 None：请写文字"),
        ("name: 张三\nname: 李四", "甲.yaml:2:1  YAML 格式有误，从这一行起读不下去：请检查缩进、冒号和重复的名称"),
        ("张三", "甲.yaml:1:1  应当是「名称: 内容」逐行填写"),
        ("", "甲.yaml  应当是「名称: 内容」逐行填写"),
        (
            "name: 张三\nfriends:\n- name: 李四\n  agee: 3",
            "甲.yaml:4:3  没有「friends.agee」这一项；是不是「age」？（可用：name、age、friends）",
        ),
    ],
)
def test_mistake_is_told_with_its_place(text: str, said: str) -> None:
    assert mistakes(text, Person) == [said]


def test_names_of_a_mapping_of_models_are_known() -> None:
    assert mistakes("甲: {name: 张三, nmae: 李四}", dict[str, Person]) == [
        "甲.yaml:1:15  没有「甲.nmae」这一项；是不是「name」？（可用：name、age、friends）"
    ]


def test_every_mistake_is_told_at_once() -> None:
    assert len(mistakes("nmae: 张三\nage: 三十", Person)) == 3


def test_pattern_that_cannot_be_read_says_where() -> None:
    class Wording(Strict):
        """One pattern."""

        growth: Pattern

    assert mistakes("growth: 增长(了", Wording) == [
        "甲.yaml:1:1  「growth」写的是 增长(了：不是正则表达式，第 3 个字符处读不下去"
        "（missing ), unterminated subpattern）"
    ]
