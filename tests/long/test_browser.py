"""What accessibility checkers say of our pages: axe-core in headless Chromium finds nothing. `make test-browser`.

Needs a chromium (or google-chrome) on the path; without one the test is skipped, saying so.
"""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from annual_report import paths
from annual_report.__main__ import main
from annual_report.build import verbs
from annual_report.engine.run import Run
from committed import commit, examples_in
from filed import edit

BROWSER = next((found for name in ("chromium", "google-chrome", "chrome") if (found := shutil.which(name))), None)
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--virtual-time-budget=20000", "--dump-dom")

# Runs when all is loaded, and leaves what it finds in the page.
RUN = """axe.run().then(result => { document.body.innerHTML = '<pre id="axe"></pre>';
document.getElementById('axe').textContent = JSON.stringify(result.violations); });"""

pytestmark = pytest.mark.skipif(BROWSER is None, reason="no chromium on the path")


def violations(page: Path, folder: Path) -> list[dict[str, Any]]:
    """Return what axe-core finds wrong with a page."""
    text = page.read_text(encoding="utf-8")
    # The findings page forbids every script; the check itself is one.
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
    axe = files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    script = "".join(f"<script>{each}</script>" for each in (axe.replace("</script", "<\\/script"), RUN))
    checked = folder / "checked.html"
    checked.write_text(text.replace("</body>", f"{script}</body>"), encoding="utf-8")
    command = [str(BROWSER), *FLAGS, f"--user-data-dir={folder / 'profile'}", checked.as_uri()]
    dom = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout
    found = re.search(r'<pre id="axe">(.*?)</pre>', dom, re.DOTALL)
    assert found, "axe-core did not run"
    result: list[dict[str, Any]] = json.loads(html.unescape(found.group(1)))
    return result


def named(found: list[dict[str, Any]]) -> list[str]:
    return [f"{each['id']}: {each['nodes'][0]['html'][:80]}" for each in found]


@pytest.mark.parametrize("agency", ["luolong", "yunze"])
def test_report_has_no_violations(built: Callable[[str], verbs.Outcome], agency: str, tmp_path: Path) -> None:
    assert named(violations(built(agency).request.place / "report.html", tmp_path)) == []


def test_findings_page_has_no_violations(tmp_path: Path) -> None:
    params = Path(shutil.copytree(paths.PARAMS, tmp_path / "params"))
    table = params / "yunze/2024/applications.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("1198", "1189"), encoding="utf-8")
    request = verbs.Request("yunze", 2024, Run(params, tmp_path / "out"))
    assert [outcome.exit_code for outcome in verbs.check([request])] == [1]
    assert named(violations(request.place / "findings.html", tmp_path)) == []


def test_pages_that_compare_have_no_violations(tmp_path: Path) -> None:
    params = Path(shutil.copytree(paths.PARAMS, tmp_path / "params"))
    second = params / "yunze/2024"
    table = second / "applications.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("1198", "1189"), encoding="utf-8")
    options = [f"--params={paths.PARAMS}", f"--out={tmp_path / 'out'}"]
    assert main(["check", "--agency=yunze", "--year=2024", f"--second={second}", *options]) == 1
    assert named(violations(tmp_path / "out/yunze/2024/findings.html", tmp_path)) == []
    assert main(["compare", f"--a={params / 'yunze/2023'}", f"--b={second}", *options]) == 1
    repository = examples_in(tmp_path / "repository")
    edit(repository / "yunze/2024/applications.csv", "1198", "1189")
    commit(repository, "更正")
    options = [f"--params={repository}", f"--out={tmp_path / 'out'}"]
    assert main(["compare", "--agency=yunze", "--year=2024", *options]) == 0
    pages = sorted((tmp_path / "out/compare").rglob("*.html"))
    assert [page.name for page in pages] == ["compare.html", "revisions.html"]
    assert [named(violations(page, tmp_path)) for page in pages] == [[], []]


def test_page_with_a_mistake_is_found_out(tmp_path: Path) -> None:
    page = tmp_path / "bad.html"
    page.write_text("<!doctype html><html><head><title>x</title></head><body><img src='x.png'></body></html>")
    assert {violation["id"] for violation in violations(page, tmp_path)} >= {"image-alt", "html-has-lang"}
