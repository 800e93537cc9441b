"""填报表.html: the official tables to fill in, in one file that any browser opens from disk."""

from __future__ import annotations

import json
from base64 import b64encode
from hashlib import sha256
from typing import Any

from annual_report.desk.page.data import page_data
from annual_report.desk.page.scripts import LOOK, script_of
from annual_report.document.templates import environment
from annual_report.filing.report import Report

# A text in a script must not end it, nor begin what hides its end.
UNSAFE = {"<": "\\u003c", "\u2028": "\\u2028", "\u2029": "\\u2029"}

START = "page_js.startPage(JSON.parse(document.getElementById('data').textContent));"


def form_page(report: Report) -> bytes:
    """Return the page of a report: what is filed stands in it, what is not stays blank.

    It loads nothing and runs no script but its own. The same report gives the same bytes.
    """
    data = page_data(report)
    script = f"(() => {{\n'use strict';\n{script_of('page')}\n{START}\n}})();"
    style = (LOOK / "page.css").read_text(encoding="utf-8")
    hashes = {"script_hash": _hash_of(script), "style_hash": _hash_of(style)}
    page = environment(LOOK).get_template("page.html.j2")
    return page.render(data=data, json=as_script(data), script=script, style=style, **hashes).encode()


def as_script(data: Any) -> str:
    """Return data as JSON that may stand inside a page."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return "".join(UNSAFE.get(each, each) for each in text)


def _hash_of(text: str) -> str:
    """Return by which hash a policy allows a script or a style."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
