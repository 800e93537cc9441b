"""The modules of the form to fill in, run by node: what they say of some data."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import Any

import pytest

from annual_report.desk.page.scripts import script_of

NODE = shutil.which("node")
needs_node = pytest.mark.skipif(NODE is None, reason="no node on the path")

RUN = """
const data = JSON.parse(require("fs").readFileSync(0, "utf-8"));
const bytes = (array) => Buffer.from(array).toString("base64");
console.log(JSON.stringify((() => {{ {said} }})()));
"""


def said_by(module: str, said: str, data: Any = None) -> Any:
    """Return what a few lines of script say of `data`; they name a module's functions as `figures_js.figureReader`."""
    script = script_of(*module.split()) + RUN.format(said=said)
    command = [str(NODE), "-e", script]
    found = subprocess.run(command, input=json.dumps(data), capture_output=True, text=True, timeout=60, check=False)
    assert not found.returncode, found.stderr
    return json.loads(found.stdout)
