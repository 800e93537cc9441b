"""A command is named as whoever reads of it typed the last one; nothing that is written into a file names a way."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from annual_report import paths
from annual_report.__main__ import main
from annual_report.typed_command import CALLED_AS_VARIABLE, typed_command, typed_params

# A command as one of the three ways has it. `make rules` is for those who have the sources; `make … in marks is
# what the READMEs say of an output.
ONE_WAY = re.compile(r"(?<![`\w])(?:make|annual-report|报告) (?!rules)[a-z]+\b")
DOCUMENTED = (ast.Module, ast.FunctionDef, ast.ClassDef)
DATA = [*paths.PACKAGE.glob("desk/**/*.yaml"), *paths.PACKAGE.glob("desk/page/look/*"), *paths.TEMPLATES.rglob("*.j2")]


@pytest.mark.parametrize("called", ["make", "annual-report", "报告"])
def test_a_command_is_named_as_the_toolkit_was_called(called: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CALLED_AS_VARIABLE, called)
    assert typed_command("check", agency="yunze", year=2024) == f"{called} check AGENCY=yunze YEAR=2024"


def test_a_checkout_is_called_by_make(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(CALLED_AS_VARIABLE, raising=False)
    assert typed_command("check") == "make check"


def test_a_value_with_blanks_stands_in_quotes_and_the_folder_of_inputs_goes_on() -> None:
    with typed_params("我的 数据"):
        assert typed_command("import", file="a b/填报表.xlsx").endswith(
            ' import FILE="a b/填报表.xlsx" PARAMS="我的 数据"'
        )


def test_what_to_do_next_works_on_the_folder_that_was_typed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own, out = tmp_path / "params", tmp_path / "out"
    assert main(["new", "AGENCY=qinghe", "YEAR=2024", "NAME=清河县民政局", f"PARAMS={own}", f"OUT={out}"]) == 0
    assert f"check AGENCY=qinghe YEAR=2024 PARAMS={own}" in "".join(capsys.readouterr().out.splitlines())


def test_the_installed_command_says_its_own_name(tmp_path: Path) -> None:
    installed = Path(sys.executable).with_name("annual-report")
    done = subprocess.run(
        [installed, "verify", "AGENCY=luolong", "YEAR=2024", f"OUT={tmp_path}"],
        cwd=paths.PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "请先用 annual-report report 生成" in "".join(done.stdout.split("\n"))


@pytest.mark.parametrize("path", sorted(paths.PACKAGE.rglob("*.py")), ids=lambda path: path.stem)
def test_no_message_names_one_way_of_calling(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = [each.value for each in ast.walk(tree) if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    told = {ast.get_docstring(each, clean=False) for each in ast.walk(tree) if isinstance(each, DOCUMENTED)}
    assert [text for text in said if text not in told and ONE_WAY.search(text)] == []


@pytest.mark.parametrize("path", sorted(DATA), ids=lambda path: path.name)
def test_no_page_names_one_way_of_calling(path: Path) -> None:
    assert ONE_WAY.findall(path.read_text(encoding="utf-8")) == []
