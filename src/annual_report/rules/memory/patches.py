"""Patch Great Expectations so that it remembers, during one run, what it would compute thousands of times.

An expectation builds its configuration whenever one of its settings is read, a configuration builds its expectation
for every metric, every metric filters the rows by the same condition: three quarters of a run. What is remembered is
what Great Expectations itself made of the same objects in the same run, so that every judgement stays its own. Without
it a run takes four times as long and says the same (tests/rules/memory/test_patches.py); what is patched is named, and
the package pinned, in tests/rules/test_great_expectations.py.
"""

from __future__ import annotations

import functools
import json
import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from great_expectations.core.id_dict import IDDict
from great_expectations.execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import Expectation
from great_expectations.expectations.expectation_configuration import ExpectationConfiguration

Method = Callable[..., Any]

# What tells the questions to a method apart; None where the answer is not to be remembered.
Key = Callable[..., Hashable | None]

# The methods belong to the whole process: while one run remembers, another one waits.
ONE_AT_A_TIME = threading.RLock()


@contextmanager
def remember() -> Iterator[None]:
    """Remember inside this block; afterwards everything is as it was, and nothing is held.

    A version of Great Expectations without one of these methods is left to itself.
    """
    with ONE_AT_A_TIME, ExitStack() as after:
        for owner, name, key_of in REMEMBERED:
            original = vars(owner).get(name)
            if original is not None:
                after.callback(setattr, owner, name, original)
                setattr(owner, name, _remember(original, key_of))
        yield


def _by_itself(self: object) -> Hashable:
    return id(self)


def _by_content(self: dict[str, Any], *args: object) -> Hashable | None:
    if len(self) < 2 or args:
        return None
    try:
        return type(self), json.dumps(self)
    except TypeError:
        return None


def _by_rows_and_condition(self: object, data: object, row_condition: object, domain_kwargs: Any) -> Hashable:
    return id(data), repr(row_condition), domain_kwargs.get("condition_parser")


REMEMBERED: tuple[tuple[type, str, Key], ...] = (
    (Expectation, "configuration", _by_itself),
    (ExpectationConfiguration, "to_domain_obj", _by_itself),
    (IDDict, "to_id", _by_content),
    (PandasExecutionEngine, "_apply_row_condition_filter", _by_rows_and_condition),
)


def _remember(original: property | Method, key_of: Key) -> property | Method:
    """Return a method, or a property, that answers the same question of one thread only once."""
    make: Method = original.fget if isinstance(original, property) and original.fget else original  # type: ignore[assignment]
    thread = threading.get_ident()
    known: dict[Hashable, tuple[Any, Any]] = {}

    @functools.wraps(make)
    def remembered(*args: Any) -> Any:
        key = key_of(*args) if threading.get_ident() == thread else None
        if key is None:
            return make(*args)
        if key not in known:
            known[key] = make(*args), args  # what is kept alive keeps its id
        return known[key][0]

    return property(remembered) if isinstance(original, property) else remembered
