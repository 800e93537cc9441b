"""What was typed becomes a command and its options, as for make or with dashes; what cannot be meant is told."""

from __future__ import annotations

import re

import pytest

from annual_report import paths
from annual_report.commands.catalogue import COMMANDS, OPTIONS
from annual_report.commands.command_line import parse
from annual_report.commands.run import COMMANDS as RUN
from annual_report.errors import InputError


def test_an_option_is_typed_as_for_make_or_with_dashes() -> None:
    as_for_make = parse(["check", "AGENCY=luolong", "YEAR=2024"])
    assert (as_for_make.command, as_for_make.agency, as_for_make.year) == ("check", "luolong", "2024")
    assert parse(["check", "--agency=luolong", "--year", "2024"]) == as_for_make


def test_a_value_may_hold_an_equals_sign_and_blanks() -> None:
    assert parse(["import", "FILE=年报 A=B.pdf"]).file == "年报 A=B.pdf"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["chekc"], "没有「chekc」这个命令；是不是「check」？"),
        ([], "没有写命令"),
        (["check", "AGENCI=luolong"], "没有「AGENCI」这个参数；是不是「AGENCY」？"),
        (["check", "--agenci=luolong"], "没有「--agenci」这个参数；是不是「--agency」？"),
        (["check", "WORD=受理"], "check 不用「WORD」：用它的是 words"),
        (["check", "luolong"], "「luolong」不知道是哪个参数的值"),
        (["check", "--agency"], "「--agency」后面没有写值"),
    ],
)
def test_what_cannot_be_meant_is_told(typed: list[str], said: str) -> None:
    with pytest.raises(InputError) as error:
        parse(typed)
    assert said in str(error.value)


def test_every_command_runs_and_is_a_target_of_make_that_hands_on_all_its_options() -> None:
    makefile = (paths.PROJECT / "Makefile").read_text(encoding="utf-8")
    recipes = dict(re.findall(r"^([a-z]+): \$\(ready\).*\n\t\$\(run\) (.*)", makefile, re.MULTILINE))
    recipes = {name: recipe.replace("$(work)", "--engine= --warm=") for name, recipe in recipes.items()}
    recipes = {name: recipe.replace("$(many)", "--jobs= --scheduler=") for name, recipe in recipes.items()}
    handed = {name: set(re.findall(r"--([a-z]+)=", recipe)) for name, recipe in recipes.items()}
    assert set(RUN) == set(COMMANDS)
    assert handed == {name: {each for each in OPTIONS if name in OPTIONS[each].commands} for name in COMMANDS}
