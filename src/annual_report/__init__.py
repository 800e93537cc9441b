"""Reproducible annual reports on open government information: the names a notebook imports.

Each is imported when it is first asked for: a command that has nothing to build should not wait for pandas.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from annual_report.district.overview.overview import overview
    from annual_report.district.trends.trends import trends
    from annual_report.steps.chart import chart
    from annual_report.steps.explain import explain
    from annual_report.steps.fill import fill
    from annual_report.steps.frame import frame
    from annual_report.steps.ingest import ingest
    from annual_report.steps.narrate import narrate, title
    from annual_report.steps.tabulate import tabulate
    from annual_report.steps.validate import validate

__all__ = [
    "chart",
    "explain",
    "fill",
    "frame",
    "ingest",
    "narrate",
    "overview",
    "tabulate",
    "title",
    "trends",
    "validate",
]

STEPS = {
    **{name: f"annual_report.steps.{name}" for name in __all__},
    "title": "annual_report.steps.narrate",
    # What a notebook about many reports asks for.
    "overview": "annual_report.district.overview.overview",
    "trends": "annual_report.district.trends.trends",
}


def __getattr__(name: str) -> Any:
    if name == "__version__":  # written once, in pyproject.toml
        return import_module("importlib.metadata").version("annual-report")
    if name not in STEPS:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    # Whoever asks for a step may go on to draw, and to look at what it gives.
    import_module("annual_report.document.chart.own_figures").prepare_charts()
    import_module("annual_report.steps.lab").prepare_lab()
    return getattr(import_module(STEPS[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
