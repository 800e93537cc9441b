"""What we patch, subclass or rely on in Great Expectations is what it was when it was read.

The package is pinned to its patch version. Whoever raises the pin finds here, by name, what has become another one:
read that again, and what `rules/memory/patches.py`, `rules/run_suite.py`, `rules/rule.py` and `review/data_docs.py`
do with it, before the line is written anew.
"""

from __future__ import annotations

import pytest
from great_expectations.execution_engine import PandasExecutionEngine

from annual_report.rules.memory.patches import REMEMBERED
from signatures import found, recorded

RELIED_ON = recorded("great_expectations")

FILTER = "great_expectations.execution_engine:PandasExecutionEngine._apply_row_condition_filter"


@pytest.mark.parametrize("name", RELIED_ON)
def test_what_is_relied_on_is_as_it_was_read(name: str) -> None:
    assert found(name) == RELIED_ON[name], f"{name} has changed"


def test_every_method_that_is_patched_is_among_them() -> None:
    patched = {f"{owner.__name__}.{name}" for owner, name, _ in REMEMBERED}
    assert patched <= {name.partition(":")[2] for name in RELIED_ON}


def test_a_renamed_parameter_and_a_method_that_is_gone_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    method = FILTER.rpartition(".")[2]
    with monkeypatch.context() as renamed:
        renamed.setattr(PandasExecutionEngine, method, lambda self, rows, row_condition, domain_kwargs: rows)
        assert found(FILTER) == "self, rows, row_condition, domain_kwargs" != RELIED_ON[FILTER]
    monkeypatch.delattr(PandasExecutionEngine, method)
    assert found(FILTER) != RELIED_ON[FILTER]
