"""What a report is made from: the file of its place is one of the rules, those of other places are not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from annual_report import paths
from annual_report.build import verbs
from annual_report.build.outcomes import Request
from annual_report.build.sources import sources_of
from annual_report.build.verify import read_manifest
from annual_report.engine import fingerprints
from annual_report.engine.run import Run
from filed import edit

HENAN = "profiles/henan.yaml"


def test_only_the_file_of_the_place_that_was_chosen_is_a_source() -> None:
    rules = {place: sources_of((), "2021", place)["rules"] for place in ("", "henan", "nowhere")}
    assert rules["henan"].keys() - rules[""].keys() == {f"expectations/{HENAN}"}
    assert rules[""] == rules["nowhere"]


def test_a_changed_file_of_the_place_is_told_and_makes_another_toolkit(
    params: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expectations = shutil.copytree(paths.EXPECTATIONS, tmp_path / "expectations")
    monkeypatch.setenv(paths.EXPECTATIONS_VARIABLE, str(expectations))
    edit(params / "luolong/agency.yaml", "level:", "profile: henan\nlevel:")
    request = Request("luolong", 2024, Run(params, tmp_path / "out", ("md",)))
    assert verbs.report(request).exit_code == 0
    assert HENAN in read_manifest(request.place)["rules"]
    before = fingerprints.toolkit(paths.places())
    edit(expectations / HENAN, "open: 通知的名称、文号", "open: 通知的文号")
    assert fingerprints.toolkit(paths.places()) != before
    told = {each.file: "".join(each.reasons) for each in verbs.verify(request)}
    assert f"规则变了（{HENAN}）" in told["manifest.json"]
