"""What the tests share: the two examples of the repository, a folder to spoil, and one real build of each example."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest

from annual_report import paths
from annual_report.build import verbs
from annual_report.build.outputs.table import formats
from annual_report.engine import settings
from annual_report.engine.run import Run
from annual_report.engine.warm import client
from annual_report.filing.report import Report
from annual_report.steps.ingest import ingest
from annual_report.typed_command import CALLED_AS_VARIABLE

# A test is about the code it was started with, and leaves no process behind; test_warm.py says otherwise where it may.
os.environ[settings.WARM_VARIABLE] = "0"
# A test says for itself how the toolkit is called, whoever starts the tests.
os.environ.pop(CALLED_AS_VARIABLE, None)

# CI draws the same examples every time; at home every run looks somewhere else.
hypothesis.settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    hypothesis.settings.load_profile("ci")


@pytest.fixture(scope="session")
def luolong() -> Report:
    return ingest("luolong", 2024, paths.PARAMS)


@pytest.fixture(scope="session")
def yunze() -> Report:
    return ingest("yunze", 2024, paths.PARAMS)


@pytest.fixture
def params(tmp_path: Path) -> Path:
    """A copy of params/ that a test may spoil."""
    return Path(shutil.copytree(paths.PARAMS, tmp_path / "params"))


@pytest.fixture
def folder(params: Path) -> Path:
    """A copy of the folder of luolong 2024."""
    return params / "luolong" / "2024"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], verbs.Outcome]:
    """Build an example for real, once a session."""
    out, outcomes = tmp_path_factory.mktemp("build"), dict[str, verbs.Outcome]()

    def outcome_of(agency: str) -> verbs.Outcome:
        if agency not in outcomes:
            outcomes[agency] = verbs.report(verbs.Request(agency, 2024, Run(paths.PARAMS, out, tuple(formats()))))
        return outcomes[agency]

    return outcome_of


@pytest.fixture(scope="session")
def warm_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where the warm process of this session has its socket; it ends when that is gone."""
    folder = tmp_path_factory.mktemp("warm")
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def warm_environment(warm_folder: Path) -> dict[str, str]:
    """What lets batches share one warm process."""
    return {"XDG_RUNTIME_DIR": str(warm_folder), settings.WARM_VARIABLE: "1", client.MINUTES_VARIABLE: "5"}


@pytest.fixture
def warm(warm_environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let batches share one warm process, so that not every test waits for its imports."""
    for name, value in warm_environment.items():
        monkeypatch.setenv(name, value)
