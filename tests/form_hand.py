"""A hand in 填报表.html: a script that uses the page of a report in headless Chromium."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from annual_report import paths
from annual_report.desk.page.write import START, form_page
from annual_report.filing.report import Report
from browsing import said_in

HAND = (paths.PROJECT / "tests/hand.js").read_text(encoding="utf-8")


def used(report: Report, script: str, folder: Path, before: str = "") -> Any:
    """Return what a script says that uses the page of a report; `before` runs ahead of the page's own."""
    text = form_page(report).decode().replace(START, f"{before}\nwindow.page = {START}")
    return said_in(text, HAND + script, folder)
