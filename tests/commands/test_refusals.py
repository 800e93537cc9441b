"""Words that no option takes are refused with what takes them, or what may have been meant."""

from __future__ import annotations

from annual_report.commands.refusals import refusals


def test_an_option_of_another_command_names_that_one() -> None:
    (problem,) = refusals("init", ["--word=办结"])
    assert problem.message == "init 不用「--word」：用它的是 words；请去掉它，或改用那个命令"


def test_a_misspelt_variable_is_told_as_it_was_typed() -> None:
    (problem,) = refusals("check", ["AGENCI=yunze"])
    assert problem.message.startswith("没有「AGENCI」这个参数；是不是「AGENCY」？（可用：AGENCY、YEAR")


def test_a_value_without_an_option_is_named() -> None:
    (problem,) = refusals("init", ["新项目"])
    assert problem.message == "「新项目」不知道是哪个参数的值：请写成 参数=值（init 可用：FOLDER）"
