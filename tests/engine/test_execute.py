"""papermill would run with misspelt and mistyped parameters; we refuse them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import papermill
import pytest

from annual_report import paths
from annual_report.engine.execute import execute, require_declared
from annual_report.errors import EngineError, InputError


def test_declared_parameters_of_the_right_type_pass() -> None:
    require_declared({"agency": "luolong", "year": 2024}, paths.NOTEBOOK)


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"agecny": "luolong"}, "没有「agecny」这个参数；是不是「agency」？"),
        ({"agency": "luolong", "yaer": 2024}, "是不是「year」？"),
        ({"year": "2024"}, "year='2024' 应是整数"),
        ({"year": "二〇二四"}, "应是整数"),
        ({"year": True}, "应是整数"),
        ({"agency": 7}, "应是文字"),
    ],
)
def test_others_are_refused_before_anything_runs(
    parameters: dict[str, Any], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papermill, "execute_notebook", None)
    with pytest.raises(InputError, match=words):
        execute(parameters)


def test_what_is_no_notebook_is_named_with_the_variable_that_chose_it(tmp_path: Path) -> None:
    (tmp_path / "own.ipynb").write_text("print(1)", encoding="utf-8")
    with pytest.raises(EngineError, match=r"own\.ipynb 不是笔记本.*ANNUAL_REPORT_NOTEBOOK"):
        require_declared({"agency": "luolong"}, tmp_path / "own.ipynb")
