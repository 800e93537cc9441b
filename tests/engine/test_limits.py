"""A limit that is no limit is refused before anything runs."""

from __future__ import annotations

import pytest

from annual_report.engine.limits import MEMORY_VARIABLE, TIME_VARIABLE, Limits
from annual_report.errors import InputError


@pytest.mark.parametrize("variable", [TIME_VARIABLE, MEMORY_VARIABLE])
@pytest.mark.parametrize(
    ("value", "words"), [("0", "应是正整数"), ("-1", "应是正整数"), ("五", "应是正整数"), ("9" * 5000, "太大")]
)
def test_a_limit_that_is_no_limit_is_refused(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, words: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(InputError, match=words):
        Limits.chosen()
