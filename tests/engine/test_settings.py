"""A choice that is none is refused, with what was perhaps meant."""

from __future__ import annotations

import pytest

from annual_report.engine.settings import engine_of
from annual_report.errors import InputError


def test_an_unknown_engine_is_refused() -> None:
    with pytest.raises(InputError, match="没有「frok」这种运行方式；是不是「fork」？"):
        engine_of("frok")
