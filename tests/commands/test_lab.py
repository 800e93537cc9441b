"""JupyterLab opens in the project with the notebook; what it takes for granted is in a file."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from jupyterlab.commands import get_app_dir

from annual_report import paths
from annual_report.commands.lab import SETTINGS, command_of
from annual_report.engine.run import Run


def options_of(run: Run) -> dict[str, str]:
    return dict(option.removeprefix("--").split("=", 1) for option in command_of(run) if option.startswith("--"))


def test_lab_opens_the_notebook_in_the_project() -> None:
    options = options_of(Run())
    assert options["ServerApp.root_dir"] == str(paths.PROJECT)
    assert options["LabApp.default_url"] == "/lab/tree/notebooks/annual_report.ipynb"


def test_a_notebook_of_ones_own_opens_where_it_lies(tmp_path: Path) -> None:
    options = options_of(Run(places=replace(paths.places(), notebook=tmp_path / "我的.ipynb")))
    assert (options["ServerApp.root_dir"], options["LabApp.default_url"]) == (str(tmp_path), "/lab/tree/我的.ipynb")


def test_what_lab_takes_for_granted_are_settings_that_it_has() -> None:
    """Chinese, of which the words are installed, and no question that would need a network."""
    overrides = json.loads((paths.TEMPLATES / SETTINGS / "overrides.json").read_text(encoding="utf-8"))
    assert overrides["@jupyterlab/translation-extension:plugin"]["locale"] == "zh_CN"
    assert version("jupyterlab-language-pack-zh-CN")
    schemas = Path(get_app_dir(), "schemas")
    for plugin, values in overrides.items():
        schema = json.loads((schemas / f"{plugin.replace(':', '/')}.json").read_text(encoding="utf-8"))
        assert values.keys() <= schema["properties"].keys()
