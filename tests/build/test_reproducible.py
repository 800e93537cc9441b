"""The same inputs give the same bytes of every output: on another day, in another folder, zone, language, hash seed."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from annual_report import paths
from annual_report.build import verbs

NEEDED = ("src", "notebooks", "params", "expectations", "pyproject.toml")
ANOTHER_DAY = paths.PROJECT / "tests/data/another_day"


def build_elsewhere(project: Path, params: Path) -> Path:
    """Build a report in a copy of the project, on another day and far away, and return where its outputs lie."""
    for name in NEEDED:
        source = paths.PROJECT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, project / name)  # type: ignore[operator]
    shutil.move(project / "params", params)
    python_path = f"{project / 'src'}{os.pathsep}{ANOTHER_DAY}"
    far_away = {"TZ": "America/New_York", "LC_ALL": "POSIX", "PYTHONHASHSEED": "2", "PYTHONPATH": python_path}
    options = ["--agency", "luolong", "--year", "2024", "--out", "出 力", "--params", str(params)]
    command = [sys.executable, "-m", "annual_report", "report", *options]
    subprocess.run(command, cwd=project, env={**os.environ, **far_away}, check=True, capture_output=True)
    return project / "出 力/luolong/2024"


def outputs_in(place: Path) -> tuple[dict[str, str], dict[str, Any]]:
    """Return the sha256 of every output, and the manifest; a copy is at no commit."""
    digests = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in place.iterdir()}
    del digests["manifest.json"]
    return digests, {**json.loads((place / "manifest.json").read_text(encoding="utf-8")), "commit": ""}


def test_every_output_is_the_same_elsewhere_on_another_day(
    built: Callable[[str], verbs.Outcome], tmp_path: Path
) -> None:
    """The report has a remark, so that a page and a workbook of what to look at are among the outputs."""
    digests, manifest = outputs_in(built("luolong").request.place)
    there = tmp_path / "另一个 文件夹"
    there.mkdir()
    assert (digests, manifest) == outputs_in(build_elsewhere(there, tmp_path / "填 报"))
    assert {"report.html", "report.docx", "report.pdf", "report.ipynb", "findings.xlsx"} <= set(digests)
    assert digests == manifest["outputs"]
