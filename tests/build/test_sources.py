"""What a report is made from is hashed whole: what decides how its prose is written and read, what its place asks."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from annual_report import paths
from annual_report.build import verbs
from annual_report.build.outcomes import Request
from annual_report.build.sources import signature_of, sources_of
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


def test_every_file_of_the_wording_is_a_template() -> None:
    for version in ("2019", "2021"):
        wording = {*paths.NARRATIVE.glob("*.yaml"), *(paths.NARRATIVE / version).iterdir()}
        wording.remove(paths.EXAMPLES)  # shown by make names only
        assert {paths.stored_name(file) for file in wording} <= sources_of((), version)["templates"].keys()


@pytest.mark.parametrize("name", ["PHRASES", "WORDS", "MEASURES", "SCOPES"])
def test_a_word_more_gives_another_signature(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = signature_of(sources_of((), "2021"))
    file = tmp_path / getattr(paths, name).name
    file.write_bytes(getattr(paths, name).read_bytes() + b"# \n")
    monkeypatch.setattr(paths, name, file)
    assert signature_of(sources_of((), "2021")) != before
