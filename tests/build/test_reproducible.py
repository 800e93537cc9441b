"""The same inputs give the same bytes of every output: on another day, in another folder, zone, language, hash seed."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from annual_report import paths

NEEDED = ("src", "notebooks", "params", "expectations", "pyproject.toml")
ANOTHER_DAY = paths.PROJECT / "tests/data/another_day"


def fingerprints(project: Path, params: str, python_path: str, **environment: str) -> dict[str, str]:
    """Build a report with a remark in a copy of the project, and return the sha256 of everything it wrote."""
    for name in NEEDED:
        source = paths.PROJECT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, project / name)  # type: ignore[operator]
    if params != "params":
        shutil.move(project / "params", project / params)
    with Path(project, params, "yunze/2024/narrative.md").open("a", encoding="utf-8") as narrative:
        narrative.write("\n全年接待群众3000余人次。\n")
    given = [] if params == "params" else ["--params", params]
    subprocess.run(
        [
            sys.executable,
            "-m",
            "annual_report",
            "report",
            "--agency",
            "yunze",
            "--year",
            "2024",
            "--out",
            "出 力",
            *given,
        ],
        cwd=project,
        env={**os.environ, **environment, "PYTHONPATH": f"{project / 'src'}{os.pathsep}{python_path}"},
        check=True,
        capture_output=True,
    )
    files = (project / "出 力/yunze/2024").iterdir()
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def test_every_output_is_the_same_elsewhere_on_another_day(tmp_path: Path) -> None:
    here, there = tmp_path / "a", tmp_path / "另一个 文件夹"
    here.mkdir()
    there.mkdir()
    one = fingerprints(here, "params", "", TZ="Asia/Shanghai", LC_ALL="C.UTF-8", PYTHONHASHSEED="1")
    inputs = tmp_path / "填 报"
    other = fingerprints(
        there, str(inputs), str(ANOTHER_DAY), TZ="America/New_York", LC_ALL="POSIX", PYTHONHASHSEED="2"
    )
    assert one == other
    assert {"report.html", "report.docx", "report.pdf", "report.ipynb", "manifest.json", "findings.xlsx"} <= set(one)
    manifest = json.loads((here / "出 力/yunze/2024/manifest.json").read_text(encoding="utf-8"))
    assert {name: digest for name, digest in one.items() if name != "manifest.json"} == manifest["outputs"]
