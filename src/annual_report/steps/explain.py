"""Say which cell is probably wrong."""

from annual_report.rules.explain.explain import explain

__all__ = ["explain"]
