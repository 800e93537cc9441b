"""填报表.html: the official tables to fill in, in one file that any browser opens from disk."""

from __future__ import annotations

import json
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

from annual_report.desk.page_data import page_data
from annual_report.desk.scripts import PAGE, script_of
from annual_report.document.templates import environment
from annual_report.files import write_whole
from annual_report.filing.report import Report

FORM_PAGE = "填报表.html"

# A text in a script must not end it, nor begin what hides its end.
UNSAFE = {"<": "\\u003c", "\u2028": "\\u2028", "\u2029": "\\u2029"}

START = "page_js.startPage(JSON.parse(document.getElementById('data').textContent));"


def write_form_page(report: Report, file: Path) -> None:
    """Write the form of a report, filled in as far as the report is."""
    write_whole(file, form_page(report))


def form_page(report: Report) -> str:
    """Return the form as one page that loads nothing and runs no script but its own."""
    data = page_data(report)
    script = f"(() => {{\n'use strict';\n{script_of('page')}\n{START}\n}})();"
    style = (PAGE / "page.css").read_text(encoding="utf-8")
    return (
        environment(PAGE)
        .get_template("page.html.j2")
        .render(
            data=data,
            json=as_script(data),
            script=script,
            style=style,
            script_hash=_hash_of(script),
            style_hash=_hash_of(style),
        )
    )


def as_script(data: Any) -> str:
    """Return data as JSON that may stand inside a page."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return "".join(UNSAFE.get(each, each) for each in text)


def _hash_of(text: str) -> str:
    """Return by which hash a policy allows a script or a style."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
