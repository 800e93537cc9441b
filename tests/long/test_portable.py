"""What a person does in Windows, with what only Unix has taken away."""

from __future__ import annotations

from codecs import BOM_UTF8
from pathlib import Path

import portable
from annual_report import paths


def test_a_report_is_checked_and_printed_and_read_back_where_there_is_nothing_of_unix(tmp_path: Path) -> None:
    """As on Windows: no fork, no limits of a process, no signals, none of the modules that only Unix has."""
    out, params = f"OUT={tmp_path / 'out'}", f"PARAMS={tmp_path / 'read'}"
    printed = portable.run("report", "AGENCY=luolong", "YEAR=2024", "FORMATS=pdf", out, folder=paths.PROJECT)
    assert (printed.returncode, printed.stderr) == (0, "")
    pdf = f"FILE={tmp_path / 'out/luolong/2024/report.pdf'}"
    read = portable.run("import", pdf, "AGENCY=luolong", "YEAR=2024", params, folder=paths.PROJECT)
    assert (read.returncode, read.stderr) == (0, "")
    table = "luolong/2024/applications.csv"
    # With a mark of byte order, for Excel.
    read_back, filed = (tmp_path / "read" / table).read_bytes(), (paths.PARAMS / table).read_bytes()
    assert read_back.removeprefix(BOM_UTF8) == filed.removeprefix(BOM_UTF8)
