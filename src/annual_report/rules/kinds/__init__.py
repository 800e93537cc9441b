"""Kinds of rules beside those of Great Expectations: every module in this room is one, and suites name it by type."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

import great_expectations.expectations  # noqa: F401  (its own kinds)

# An expectation is known by its type as soon as its class is there.
for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
