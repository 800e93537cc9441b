"""The views: what the rules look at. A module in this room is a view, or several; nothing else lists them."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from annual_report.filing.report import Report
from annual_report.form.forms import Form
from annual_report.rules.views.catalogue import MAKERS, SHAPES, Reading
from annual_report.rules.views.view import Shape, View

__all__ = ["View", "shape_of", "views_of"]

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")


def views_of(report: Report) -> dict[str, View]:
    """Return every view of a report by name, but for those that it has no rows for; each has a suite of that name."""
    reading = Reading(report)
    made = ((name, make(reading)) for name, make in sorted(MAKERS.items()))
    return {name: view for name, view in made if view}


def shape_of(name: str, form: Form) -> Shape | None:
    """Return what a view must look like under a form; None where there is no such view."""
    return SHAPES[name](form) if name in SHAPES else None
