"""What the cells of an executed notebook say, for tests."""

from __future__ import annotations

from annual_report.engine.execute import Execution


def texts(execution: Execution) -> list[str]:
    """Return what was printed."""
    outputs = (output for cell in execution.notebook.cells for output in cell.get("outputs", []))
    return [output["text"].strip() for output in outputs if "text" in output]
