"""Reproducible annual reports on open government information: the names a notebook imports."""

from annual_report.steps.explain import explain
from annual_report.steps.ingest import ingest
from annual_report.steps.narrate import narrate, title
from annual_report.steps.tabulate import tabulate
from annual_report.steps.validate import validate

__version__ = "0.1.0"

__all__ = ["explain", "ingest", "narrate", "tabulate", "title", "validate"]
