"""Collect every problem of a folder, so that one run tells them all."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from annual_report.errors import InputError, Problem

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


class Problems(list[Problem]):
    """Collects every problem of a folder, so that a clerk sees all of them in one run."""

    def catch(
        self, read: Callable[Parameters, Result], *args: Parameters.args, **kwargs: Parameters.kwargs
    ) -> Result | None:
        try:
            return read(*args, **kwargs)
        except InputError as error:
            self.extend(error.problems)
            return None

    def raise_any(self) -> None:
        if self:
            raise InputError(self)
