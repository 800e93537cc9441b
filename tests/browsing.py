"""Our pages in headless Chromium: what a script finds in one, and what axe-core says of it."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

BROWSER = next((found for name in ("chromium", "google-chrome", "chrome") if (found := shutil.which(name))), None)
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--virtual-time-budget=20000", "--dump-dom")

needs_browser = pytest.mark.skipif(BROWSER is None, reason="no chromium on the path")

# Runs when all is loaded, and leaves what it finds in the page.
RUN = """(async () => { {script} })().catch((error) => ({ error: String(error.stack) })).then((said) => {
document.body.innerHTML = '<pre id="said" hidden></pre>';
document.getElementById('said').textContent = JSON.stringify(said); });"""
AXE = "return (await axe.run()).violations;"


def said_in(page: str, script: str, folder: Path, *libraries: str, size: str = "1440,1000") -> Any:
    """Return what a script returns that runs at the end of a page."""
    # Our pages forbid every script but their own; the check itself is one.
    page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    scripts = (*libraries, RUN.replace("{script}", script))
    texts = "".join("<script>{}</script>".format(each.replace("</script", "<\\/script")) for each in scripts)
    checked = folder / "checked.html"
    before, _, after = page.rpartition("</body>")
    checked.write_text(f"{before}{texts}</body>{after}", encoding="utf-8")
    profile = f"--user-data-dir={folder / 'profile'}"
    command = [str(BROWSER), *FLAGS, f"--window-size={size}", profile, checked.as_uri()]
    dom = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout
    found = re.search(r'<pre id="said" hidden="">(.*?)</pre>', dom, re.DOTALL)
    assert found, "the script did not run"
    said = json.loads(html.unescape(found[1]))
    assert not (isinstance(said, dict) and "error" in said), said
    return said


def violations(page: str, folder: Path, before: str = "", size: str = "1440,1000") -> list[dict[str, Any]]:
    """Return what axe-core finds wrong with a page, after something was done in it."""
    axe = files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = said_in(page, before + AXE, folder, axe, size=size)
    return found


def named(found: list[dict[str, Any]]) -> list[str]:
    """Say in short what was found."""
    return [f"{each['id']}: {each['nodes'][0]['html'][:80]}" for each in found]
