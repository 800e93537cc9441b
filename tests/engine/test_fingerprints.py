"""What decides how reports come out has one fingerprint: a batch builds again what has another one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from annual_report import paths
from annual_report.engine import fingerprints
from annual_report.paths import Places


@pytest.mark.parametrize("file", [paths.WORDS, paths.MEASURES, paths.SCOPES], ids=lambda file: file.name)
def test_reports_are_due_again_when_the_reading_knows_other_words(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notebooks = tmp_path / "notebooks"
    shutil.copytree(paths.NOTEBOOKS, notebooks)
    monkeypatch.setattr(paths, "NOTEBOOKS", notebooks)
    places = Places.chosen()
    before = fingerprints.toolkit(places), fingerprints.toolkit_state(places)
    with (notebooks / file.relative_to(paths.PROJECT / "notebooks")).open("a", encoding="utf-8") as words:
        words.write("# 增补\n")
    now = fingerprints.toolkit(places), fingerprints.toolkit_state(places)
    assert now[0] != before[0]
    assert now[1] != before[1]
