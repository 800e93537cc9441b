"""Open JupyterLab: in the project, with the notebook open, in Chinese, without asking for news."""

from __future__ import annotations

import argparse
import subprocess
import sys

from annual_report import paths
from annual_report.engine.run import Run
from annual_report.terminal.console import Terminal

# What JupyterLab takes for granted until a person sets it otherwise: `overrides.json` in this folder.
SETTINGS = "lab"


def lab(options: argparse.Namespace, chosen: Run, console: Terminal) -> int:
    """Open the notebook in JupyterLab and wait until that is closed; return how it ended."""
    return subprocess.run(command_of(chosen), check=False).returncode


def command_of(chosen: Run) -> list[str]:
    """Return the command that opens the chosen notebook; one that lies elsewhere is opened in its own folder."""
    notebook = chosen.places.notebook
    root = paths.PROJECT if notebook.is_relative_to(paths.PROJECT) else notebook.parent
    return [
        *(sys.executable, "-m", "jupyterlab"),
        f"--ServerApp.root_dir={root}",
        f"--LabApp.app_settings_dir={paths.TEMPLATES / SETTINGS}",
        f"--LabApp.default_url=/lab/tree/{notebook.relative_to(root).as_posix()}",
    ]
